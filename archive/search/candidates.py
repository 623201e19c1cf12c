"""What the index answers to a question, and which of it is true. Read-only, newest first, nothing held open."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date

from archive.errors import ArchiveDamaged
from archive.search.lexer import first_day, last_day
from archive.search.query import EVERYTHING, Query, compile_query
from archive.search.texts import record_columns, record_of
from archive.search.tokens import filter_token
from archive.search.verify import folded, needs_text, verifies

SCAN_CAP = 1_500  # candidates read for one page; the next page goes on from there
BATCH = 200
IDS_A_DAY = 4096
EPOCH = date(1970, 1, 1).toordinal()
LOWEST, HIGHEST = -(2**62), 2**62


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a search is narrowed to; "" leaves a side open. Dates are days of publication, both included.

    `source` and `section` are whole values as published; `topic` is "sure", "likely" or "doubtful".
    """

    site: str = ""
    region: str = ""
    since: str = ""
    until: str = ""
    source: str = ""
    section: str = ""
    topic: str = ""


EVERYWHERE = Narrowing()


@dataclass(frozen=True, slots=True)
class Question:
    """A query and its narrowing, ready for SQL: a MATCH expression ("" for every article) and ids low ≤ id < high.

    `filters`: the part of `match` that the narrowing alone makes.
    """

    query: Query
    match: str
    filters: str
    low: int
    high: int


def question(q: str, narrowing: Narrowing) -> Question:
    """Understand a query and its narrowing. Raises QueryError."""
    query = compile_query(q)
    since = max(query.since, first_day(narrowing.since) if narrowing.since else "")
    ends = [day for day in (query.until, last_day(narrowing.until) if narrowing.until else "") if day]
    named = {name: value for name, value in asdict(narrowing).items() if name not in ("since", "until")}
    filters = " AND ".join(f'"{filter_token(name, value)}"' for name, value in named.items() if value)
    match = " AND ".join(part for part in (query.match, filters) if part)
    low = first_id(since) if since else LOWEST
    high = first_id(min(ends)) + IDS_A_DAY if ends else HIGHEST
    return Question(query, match, filters, low, high)


def first_id(day: str) -> int:
    """The lowest id an article of this day can have."""
    return (date.fromisoformat(day).toordinal() - EPOCH) * IDS_A_DAY


def damaged(error: sqlite3.OperationalError) -> Exception:
    """A missing table said plainly; any other trouble (interrupted, locked) as it is."""
    if "no such table" in str(error):
        return ArchiveDamaged(f"the database has no search index ({error}); run: jingwen reextract")
    return error


def candidate_ids(conn: sqlite3.Connection, asked: Question, before: int, limit: int) -> list[int]:
    """What the index answers below `before`, newest first: every true answer and, for longer words, a few others."""
    return _ids(conn, asked, "article_search" if asked.match else "articles", asked.match, (before, limit))


def sample_ids(conn: sqlite3.Connection, asked: Question, limit: int) -> list[int]:
    """The candidates that are in the random sample, one article in SAMPLED, newest first."""
    return _ids(conn, asked, "article_search_sample", asked.match or EVERYTHING, (HIGHEST, limit))


def sample_count(conn: sqlite3.Connection, match: str) -> int:
    """How many articles of the random sample the index names for a MATCH expression."""
    sql = "SELECT count(*) FROM article_search_sample WHERE article_search_sample MATCH ?"
    return int(conn.execute(sql, (match,)).fetchone()[0])


def _ids(conn: sqlite3.Connection, asked: Question, table: str, match: str, page: tuple[int, int]) -> list[int]:
    bounds = {"low": asked.low, "before": min(page[0], asked.high), "limit": page[1], "match": match}
    where = (f"{table} MATCH :match AND " if match else "") + "rowid >= :low AND rowid < :before"
    sql = f"SELECT rowid FROM {table} WHERE {where} ORDER BY rowid DESC LIMIT :limit"  # noqa: S608 - our own names
    return [row[0] for row in conn.execute(sql, bounds)]


def scan(conn: sqlite3.Connection, asked: Question, before: int | None = None) -> Iterator[tuple[list[int], list[int]]]:
    """Batches of candidates and which of them are true, newest first; no lock or snapshot is held between batches."""
    place, batch = HIGHEST if before is None else before, 40
    while ids := candidate_ids(conn, asked, place, batch):
        yield ids, ids if asked.query.exact else only_true(conn, asked.query, ids)
        if len(ids) < batch:
            return
        place, batch = ids[-1], 5_000 if asked.query.exact else BATCH


def verified_ids(conn: sqlite3.Connection, asked: Question, before: int | None = None) -> Iterator[int]:
    """Every answer, newest first."""
    for _, true in scan(conn, asked, before):
        yield from true


def page_ids(conn: sqlite3.Connection, asked: Question, before: int | None, limit: int) -> tuple[list[int], int | None]:
    """The newest `limit` answers below `before`, and below which id the next page begins (None: there is none)."""
    ids: list[int] = []
    seen = 0
    for candidates, true in scan(conn, asked, before):
        ids += true
        if len(ids) > limit:
            return ids[:limit], ids[limit - 1]
        seen += len(candidates)
        if seen >= SCAN_CAP:
            return ids, candidates[-1]
    return ids, None


def only_true(conn: sqlite3.Connection, query: Query, ids: Iterable[int]) -> list[int]:
    """Those of some articles that hold what was asked, in the order given."""
    wanted = list(ids)
    columns = record_columns("a", with_text=needs_text(query.root))
    sql = f"SELECT a.id, {columns} FROM articles a WHERE a.id IN (SELECT value FROM json_each(?))"  # noqa: S608 - ours
    rows = conn.execute(sql, (json.dumps(wanted),))
    true = {row[0] for row in rows if verifies(query, folded(record_of(row[1:])))}
    return [article for article in wanted if article in true]
