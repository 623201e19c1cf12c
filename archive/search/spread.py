"""How the answers of a search spread over time: counted span by span, each up to a cap, beyond it estimated."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from archive.search.candidates import (
    IDS_A_DAY,
    Narrowing,
    Question,
    candidate_ids,
    damaged,
    first_id,
    only_true,
    question,
)
from archive.search.counting import batches

SPAN_CAP = 4_200  # more than a day can hold, so that a day is always counted whole
READ_CAP = 600  # texts read to verify a line
UNITS = ("day", "week", "month", "year")
LONGEST = {"day": 62, "week": 62, "month": 60, "year": 60}  # spans drawn at most


@dataclass(frozen=True, slots=True)
class Span:
    """Some days in a row, both included."""

    first: str
    last: str

    @property
    def days(self) -> int:
        return (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days + 1


@dataclass(frozen=True, slots=True)
class Counts:
    """Answers a span, and whether every number is exact."""

    numbers: tuple[int, ...]
    exact: bool


def spans(since: str, until: str, unit: str) -> list[Span]:
    """The days, weeks, months or years between two days, no more than LONGEST, the latest kept."""
    found: list[Span] = []
    end, first = date.fromisoformat(until), date.fromisoformat(since)
    while end >= first and len(found) < LONGEST[unit]:
        start = beginning(end, unit)
        found.append(Span(max(start, first).isoformat(), end.isoformat()))
        end = start - timedelta(days=1)
    return found[::-1]


def beginning(day: date, unit: str) -> date:
    """The first day of the day's own week (from Monday), month or year."""
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day if unit == "day" else day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def extent(conn: sqlite3.Connection) -> tuple[str, str] | None:
    """The days of the first and the last dated article; None where there is none."""
    ends = []
    for order in ("ASC", "DESC"):
        row = conn.execute(f"SELECT id FROM articles WHERE year IS NOT NULL ORDER BY id {order} LIMIT 1").fetchone()  # noqa: S608
        if row is None:
            return None
        ends.append((date(1970, 1, 1) + timedelta(days=row[0] // IDS_A_DAY)).isoformat())
    return ends[0], ends[1]


def over_time(conn: sqlite3.Connection, q: str, narrowing: Narrowing, parts: Sequence[Span]) -> Counts:
    """How many answer in each span. Raises QueryError; what it costs does not grow with the archive."""
    asked = question(q, narrowing)
    try:
        counted = [count_span(conn, within(asked, part), part) for part in parts]
        numbers = [number for number, _ in counted]
        exact = all(whole for _, whole in counted)
        if asked.query.exact:
            return Counts(tuple(numbers), exact)
        return verified(conn, asked, parts, numbers)
    except sqlite3.OperationalError as error:
        raise damaged(error) from error


def within(asked: Question, part: Span) -> Question:
    """The question asked of one span alone."""
    low, high = first_id(part.first), first_id(part.last) + IDS_A_DAY
    return replace(asked, low=max(asked.low, low), high=min(asked.high, high))


def count_span(conn: sqlite3.Connection, asked: Question, part: Span) -> tuple[int, bool]:
    """The candidates of a span, and whether that is all; beyond the cap, its first days stand for the others."""
    source = "article_search WHERE article_search MATCH :match AND" if asked.match else "articles WHERE"
    bounds = {"match": asked.match, "low": asked.low, "high": asked.high, "cap": SPAN_CAP}
    inner = f"SELECT rowid AS id FROM {source} rowid >= :low AND rowid < :high ORDER BY rowid LIMIT :cap"  # noqa: S608
    number, highest = conn.execute(f"SELECT count(*), max(id) FROM ({inner})", bounds).fetchone()  # noqa: S608
    if number < SPAN_CAP:
        return number, True
    last_whole = highest // IDS_A_DAY * IDS_A_DAY
    bounds["high"] = last_whole
    whole = conn.execute(f"SELECT count(*) FROM ({inner})", bounds).fetchone()[0]  # noqa: S608
    covered = (last_whole - first_id(part.first)) // IDS_A_DAY
    return (round(whole * part.days / covered), False) if covered else (number, False)


def verified(conn: sqlite3.Connection, asked: Question, parts: Sequence[Span], numbers: list[int]) -> Counts:
    """Candidates held against their texts: all of them where they are few, else a sample of each span."""
    few = sum(numbers) <= READ_CAP
    share = READ_CAP if few else max(1, READ_CAP // max(1, sum(1 for number in numbers if number)))
    read = true = 0
    found = []
    for part in parts:
        own = within(asked, part)
        ids = candidate_ids(conn, own, own.high, share)
        right = sum(len(only_true(conn, asked.query, batch)) for batch in batches(ids))
        read, true = read + len(ids), true + right
        found.append(right)
    if few:
        return Counts(tuple(found), True)
    return Counts(tuple(round(number * true / max(1, read)) for number in numbers), False)
