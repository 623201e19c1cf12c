"""Search over an open archive: newest first, keyset-paged by id, verified on the text. Read-only."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date

from archive.errors import ArchiveDamaged
from archive.search.query import Query, compile_query, first_day, last_day
from archive.search.tokens import filter_token, title_text
from archive.search.verify import snippet, spans, verifies

COUNT_CAP = 10_000  # beyond it a count says "more than"
VERIFY_CAP = 2_000  # candidates read to make a count exact
SAMPLE = 400  # candidates read to estimate a count
BATCH = 200
IDS_A_DAY = 4096
EPOCH = date(1970, 1, 1).toordinal()
LOWEST, HIGHEST = -(2**62), 2**62


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a search is narrowed to; "" leaves a side open. Dates are days of publication, both included."""

    site: str = ""
    region: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found. `snippet` is text as published, its hits between \\x02 and \\x03."""

    id: int
    url: str
    site: str
    region: str
    kicker: str
    headline: str
    subheadline: str
    byline: str
    source: str
    published: str
    precision: str
    word_count: int
    copies: int
    versions: int
    snippet: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of hits. `count` is of the whole answer; `next_before` asks for the next page (None: the last)."""

    hits: tuple[Hit, ...]
    count: int
    count_is_exact: bool
    next_before: int | None


@dataclass(frozen=True, slots=True)
class Facets:
    """How the newest answers spread: (value, count) pairs, most first, years newest first. `of`: answers counted."""

    site: tuple[tuple[str, int], ...]
    region: tuple[tuple[str, int], ...]
    year: tuple[tuple[str, int], ...]
    of: int


@dataclass(frozen=True, slots=True)
class Question:
    """A query and its narrowing, ready for SQL: a MATCH expression ("" for every article) and ids low ≤ id < high."""

    query: Query
    match: str
    low: int
    high: int


def search(
    conn: sqlite3.Connection, q: str, *, site: str = "", region: str = "", since: str = "", until: str = "",
    limit: int = 20, before: int | None = None, counted: bool = True,
) -> SearchPage:  # fmt: skip
    """The newest `limit` articles that answer `q`, those with an id below `before`.

    `counted=False` leaves the count at 0, for later pages. Raises QueryError (a UsageError) for a query or date that
    cannot be understood and ArchiveDamaged where the database has no search index.
    """
    asked = question(q, Narrowing(site, region, since, until))
    try:
        ids: list[int] = []
        for found in verified_ids(conn, asked, before):
            ids.append(found)
            if len(ids) > limit:
                break
        more = len(ids) > limit
        hits = hits_of(conn, asked.query, ids[:limit])
        count, exact = (len(ids), True) if before is None and not more else (0, False)
        if counted and (more or before is not None):
            count, exact = counting(conn, asked)
    except sqlite3.OperationalError as error:
        raise damaged(error) from error
    return SearchPage(tuple(hits), count, exact, ids[limit - 1] if more else None)


def damaged(error: sqlite3.OperationalError) -> Exception:
    """A missing table said plainly; any other trouble (interrupted, locked) as it is."""
    if "no such table" in str(error):
        return ArchiveDamaged(f"the database has no search index ({error}); run: jingwen reextract")
    return error


def question(q: str, narrowing: Narrowing) -> Question:
    """Understand a query and its narrowing. Raises QueryError."""
    query = compile_query(q)
    since = max(query.since, first_day(narrowing.since) if narrowing.since else "")
    ends = [day for day in (query.until, last_day(narrowing.until) if narrowing.until else "") if day]
    parts = [query.match] if query.match else []
    parts += [f'"{filter_token("s", narrowing.site)}"'] if narrowing.site else []
    parts += [f'"{filter_token("r", narrowing.region)}"'] if narrowing.region else []
    low = first_id(since) if since else LOWEST
    high = first_id(min(ends)) + IDS_A_DAY if ends else HIGHEST
    return Question(query, " AND ".join(parts), low, high)


def first_id(day: str) -> int:
    """The lowest id an article of this day can have."""
    return (date.fromisoformat(day).toordinal() - EPOCH) * IDS_A_DAY


def candidate_ids(conn: sqlite3.Connection, asked: Question, before: int, limit: int) -> list[int]:
    """What the index answers below `before`, newest first: every true answer and, for longer words, a few others."""
    bounds = {"low": asked.low, "before": min(before, asked.high), "limit": limit, "match": asked.match}
    if asked.match:
        sql = (
            "SELECT rowid FROM article_search WHERE article_search MATCH :match AND rowid >= :low AND rowid < :before"
            " ORDER BY rowid DESC LIMIT :limit"
        )
    else:
        sql = "SELECT id FROM articles WHERE id >= :low AND id < :before ORDER BY id DESC LIMIT :limit"
    return [row[0] for row in conn.execute(sql, bounds)]


def verified_ids(conn: sqlite3.Connection, asked: Question, before: int | None = None) -> Iterator[int]:
    """Every answer, newest first, read in small batches so that no lock or snapshot is held for long."""
    place, batch = HIGHEST if before is None else before, 40
    while ids := candidate_ids(conn, asked, place, batch):
        yield from ids if asked.query.exact else only_true(conn, asked.query, ids)
        if len(ids) < batch:
            return
        place, batch = ids[-1], BATCH if not asked.query.exact else 5_000


def only_true(conn: sqlite3.Connection, query: Query, ids: Iterable[int]) -> list[int]:
    """Those of some articles that hold what was asked, in the order given."""
    wanted = list(ids)
    true: set[int] = set()
    for row in conn.execute(
        "SELECT a.id, a.kicker, a.headline, a.subheadline, a.source, a.site, a.region, coalesce(t.text_hans, t.text)"
        " FROM articles a JOIN article_text t ON t.id = a.id WHERE a.id IN (SELECT value FROM json_each(?))",
        (json.dumps(wanted),),
    ):
        title = title_text(row[1] or "", row[2] or "", row[3] or "")
        if verifies(query, title, row[7] or "", source=row[4] or "", site=row[5] or "", region=row[6] or ""):
            true.add(row[0])
    return [article for article in wanted if article in true]


def counting(conn: sqlite3.Connection, asked: Question) -> tuple[int, bool]:
    """How many articles answer, and whether that is exact: a capped count, or an estimate from the newest."""
    ids = candidate_ids(conn, asked, HIGHEST, COUNT_CAP + 1)
    capped = len(ids) > COUNT_CAP
    if asked.query.exact:
        return min(len(ids), COUNT_CAP), not capped
    if len(ids) <= VERIFY_CAP:
        return sum(len(only_true(conn, asked.query, part)) for part in batches(ids)), True
    sample = ids[:SAMPLE]
    share = len(only_true(conn, asked.query, sample)) / len(sample)
    return max(1, round(min(len(ids), COUNT_CAP) * share)), False


def batches(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def facets(conn: sqlite3.Connection, q: str, narrowing: Narrowing) -> Facets:
    """How the answers spread over sites, regions and years, counted over the newest 10,000 (2,000 unless exact)."""
    asked = question(q, narrowing)
    ids = candidate_ids(conn, asked, HIGHEST, COUNT_CAP if asked.query.exact else VERIFY_CAP)
    if not asked.query.exact:
        ids = [true for part in batches(ids) for true in only_true(conn, asked.query, part)]
    counters: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
    for row in conn.execute(
        "SELECT site, region, year, count(*) FROM articles WHERE id IN (SELECT value FROM json_each(?))"
        " GROUP BY site, region, year",
        (json.dumps(ids),),
    ):
        for counter, value in zip(counters, row[:3], strict=True):
            if value:
                counter[str(value)] += row[3]
    site, region, year = (tuple(counter.most_common()) for counter in counters)
    return Facets(site, region, tuple(sorted(year, reverse=True)), len(ids))


def hits_of(conn: sqlite3.Connection, query: Query, ids: list[int]) -> list[Hit]:
    """The articles of some ids as hits, in that order."""
    names = [column.name for column in fields(Hit) if column.name != "snippet"]
    columns = ", ".join(f"a.{name}" for name in names)
    rows = conn.execute(
        f"SELECT {columns}, t.text, t.text_hans FROM articles a JOIN article_text t ON t.id = a.id"  # noqa: S608 - ours
        " WHERE a.id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    )
    found = {row[0]: tuple(row) for row in rows}
    return [as_hit(query, found[article]) for article in ids if article in found]


def as_hit(query: Query, row: tuple[object, ...]) -> Hit:
    """A row of `hits_of` as a Hit; an absent text is "", an absent number 0."""
    *columns, text, text_hans = row
    numbers = {"id", "word_count", "copies", "versions"}
    names = [column.name for column in fields(Hit) if column.name != "snippet"]
    values = {
        name: value if value is not None else 0 if name in numbers else ""
        for name, value in zip(names, columns, strict=True)
    }
    published = str(text or "")
    shown = published if text_hans is None or spans(query, published) else str(text_hans)
    return Hit(**values, snippet=snippet(query, shown))  # type: ignore[arg-type]
