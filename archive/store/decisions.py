"""What was decided by hand about duplicates: which pages are one story, which are not, by whom and why."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Literal

from archive.errors import UsageError
from archive.store.clock import utc_now
from archive.urls import url_key

DecisionKind = Literal["split", "join"]
_STANDING = (
    "SELECT p.one, p.other, d.verdict FROM dedup_decisions d JOIN dedup_pairs p ON p.decision_id = d.id"
    " WHERE d.undone_at IS NULL"
)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `undone_at`: "" while it stands."""

    id: int
    verdict: str
    by: str
    why: str
    at: str
    undone_at: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What stands, by page: those it must be kept apart from, those it is one story with."""

    apart: dict[str, set[str]] = field(default_factory=dict)
    together: dict[str, set[str]] = field(default_factory=dict)


def decide(
    conn: sqlite3.Connection, verdict: DecisionKind, pairs: Collection[tuple[str, str]], *, by: str, why: str
) -> int:
    """Enter a decision about pairs of pages, by their keys; returns its id. The caller holds the transaction."""
    cursor = conn.execute(
        "INSERT INTO dedup_decisions(verdict, by, why, at) VALUES (?, ?, ?, ?)", (verdict, by, why, utc_now())
    )
    number = int(cursor.lastrowid or 0)
    conn.executemany("INSERT OR IGNORE INTO dedup_pairs VALUES (?, ?, ?)", [(number, *sorted(pair)) for pair in pairs])
    return number


def to_undo(conn: sqlite3.Connection, number: int | None = None) -> Decision:
    """The decision of a number, the last that stands if none is named. Raises UsageError where there is none."""
    row = conn.execute(
        "SELECT id FROM dedup_decisions WHERE undone_at IS NULL AND ? IN (id, 0) ORDER BY id DESC LIMIT 1",
        (number or 0,),
    ).fetchone()
    if row is None:
        which = "There is no decision to undo" if number is None else f"There is no standing decision {number}"
        raise UsageError(f"{which}: `jingwen dedup decisions` lists them.")
    return next(one for one in every(conn) if one.id == row[0])


def undo(conn: sqlite3.Connection, number: int) -> None:
    """Take back a decision. The caller holds the transaction."""
    conn.execute("UPDATE dedup_decisions SET undone_at = ? WHERE id = ?", (utc_now(), number))


def every(conn: sqlite3.Connection) -> list[Decision]:
    """All decisions, those taken back included, in order."""
    rows = conn.execute("SELECT id, verdict, by, why, at, coalesce(undone_at, '') FROM dedup_decisions ORDER BY id")
    return [
        Decision(number, verdict, by, why, at, undone_at, _pages(conn, number))
        for number, verdict, by, why, at, undone_at in rows.fetchall()
    ]


def _pages(conn: sqlite3.Connection, number: int) -> tuple[str, ...]:
    pairs = conn.execute("SELECT one, other FROM dedup_pairs WHERE decision_id = ?", (number,))
    return tuple(sorted({key for pair in pairs for key in pair}))


def standing(
    conn: sqlite3.Connection, *, without: int = 0, more: tuple[str, Collection[tuple[str, str]]] = ("", ())
) -> Decided:
    """All that stands; of two decisions about one pair, the later.

    As if decision `without` had been taken back, or `more` (a verdict and its pairs of pages) had just been decided.
    """
    rows = conn.execute(f"{_STANDING} AND d.id <> ? ORDER BY d.id", (without,)).fetchall()
    verdict, pairs = more
    return _decided([*rows, *((min(pair), max(pair), verdict) for pair in pairs)])


@dataclass(frozen=True, slots=True)
class About:
    """What stands about one page: the pages it is kept apart from, those it is one story with."""

    apart: set[str]
    together: set[str]


def about(conn: sqlite3.Connection, url: str) -> About:
    """What stands about the page of an address."""
    if conn.execute("SELECT 1 FROM dedup_pairs LIMIT 1").fetchone() is None:
        return About(set(), set())  # as nearly always: the key is not even made
    key = url_key(url)
    decided = _decided(conn.execute(f"{_STANDING} AND (p.one = ?1 OR p.other = ?1) ORDER BY d.id", (key,)))
    return About(decided.apart.get(key, set()), decided.together.get(key, set()))


def stories(conn: sqlite3.Connection, keys: Collection[str]) -> set[int]:
    """The stories that hold pages, by their keys."""
    if not keys:
        return set()
    rows = conn.execute(
        "SELECT DISTINCT article_id FROM links WHERE article_id IS NOT NULL"
        " AND key IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(keys)),),
    )
    return {article_id for (article_id,) in rows}


def _decided(rows: Iterable[tuple[str, str, str]]) -> Decided:
    last = {(one, other): verdict for one, other, verdict in rows}
    decided = Decided()
    for (one, other), verdict in last.items():
        side = decided.apart if verdict == "split" else decided.together
        side.setdefault(one, set()).add(other)
        side.setdefault(other, set()).add(one)
    return decided
