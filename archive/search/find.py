"""Search over an open archive: newest first, keyset-paged by id, verified on the text. Read-only."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date

from archive.errors import ArchiveDamaged
from archive.search.lexer import first_day, last_day
from archive.search.query import Query, compile_query
from archive.search.tokens import filter_token, title_text
from archive.search.verify import needs_text, snippet, spans, verifies

COUNT_CAP = 10_000  # beyond it a count says "more than"
VERIFY_CAP = 2_000  # candidates read to make a count exact
SAMPLE = 400  # candidates read to estimate a count
SCAN_CAP = 20_000  # candidates read for one page; the next page goes on from there
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
    """One page of hits. `count` is of the whole answer; `next_before` asks for the next page (None: the last).

    `count_is_floor`: there are at least so many. A page may be short of hits and yet have a next one, where what was
    asked is rare and the index cannot point to it.
    """

    hits: tuple[Hit, ...]
    count: int
    count_is_exact: bool
    next_before: int | None
    count_is_floor: bool = False


@dataclass(frozen=True, slots=True)
class Facets:
    """How the newest answers spread: (value, count) pairs, most first, years newest first. `of`: answers counted."""

    site: tuple[tuple[str, int], ...]
    region: tuple[tuple[str, int], ...]
    year: tuple[tuple[str, int], ...]
    of: int
    answers: Answers


@dataclass(frozen=True, slots=True)
class Answers:
    """The newest answers, and how many there are in all: exactly, about, or at least."""

    ids: tuple[int, ...]
    count: int
    exact: bool
    floor: bool = False


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
        ids, further = page_ids(conn, asked, before, limit)
        hits = tuple(hits_of(conn, asked.query, ids))
        if not counted:
            return SearchPage(hits, 0, False, further)
        if before is None and further is None:
            return SearchPage(hits, len(ids), True, None)
        found = sampled(conn, asked, SAMPLE)
    except sqlite3.OperationalError as error:
        raise damaged(error) from error
    return SearchPage(hits, found.count, found.exact, further, found.floor)


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


def only_true(conn: sqlite3.Connection, query: Query, ids: Iterable[int]) -> list[int]:
    """Those of some articles that hold what was asked, in the order given."""
    wanted = list(ids)
    body = "coalesce(t.text_hans, t.text)" if needs_text(query.root) else "''"
    true: set[int] = set()
    for row in conn.execute(
        f"SELECT a.id, a.kicker, a.headline, a.subheadline, a.source, a.site, a.region, {body}"  # noqa: S608 - ours
        " FROM articles a LEFT JOIN article_text t ON t.id = a.id WHERE a.id IN (SELECT value FROM json_each(?))",
        (json.dumps(wanted),),
    ):
        title = title_text(row[1] or "", row[2] or "", row[3] or "")
        if verifies(query, title, row[7] or "", source=row[4] or "", site=row[5] or "", region=row[6] or ""):
            true.add(row[0])
    return [article for article in wanted if article in true]


def sampled(conn: sqlite3.Connection, asked: Question, sample: int) -> Answers:
    """The newest answers and the number of all: counted up to a cap, or estimated from `sample` candidates."""
    ids = candidate_ids(conn, asked, HIGHEST, COUNT_CAP + 1)
    capped, ids = len(ids) > COUNT_CAP, ids[:COUNT_CAP]
    if asked.query.exact:
        return Answers(tuple(ids), len(ids), not capped, capped)
    looked = ids if len(ids) <= VERIFY_CAP else ids[:sample]
    true = tuple(found for part in batches(looked) for found in only_true(conn, asked.query, part))
    if len(looked) == len(ids):
        return Answers(true, len(true), not capped, capped)
    return Answers(true, max(1, round(len(ids) * len(true) / len(looked))), False, capped)


def batches(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def facets(conn: sqlite3.Connection, q: str, narrowing: Narrowing) -> Facets:
    """How the answers spread over sites, regions and years, counted over the newest 10,000 (2,000 unless exact)."""
    try:
        answers = sampled(conn, question(q, narrowing), VERIFY_CAP)
    except sqlite3.OperationalError as error:
        raise damaged(error) from error
    counters: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
    for row in conn.execute(
        "SELECT site, region, year, count(*) FROM articles WHERE id IN (SELECT value FROM json_each(?))"
        " GROUP BY site, region, year",
        (json.dumps(answers.ids),),
    ):
        for counter, value in zip(counters, row[:3], strict=True):
            if value:
                counter[str(value)] += row[3]
    site, region, year = (tuple(counter.most_common()) for counter in counters)
    return Facets(site, region, tuple(sorted(year, reverse=True)), len(answers.ids), answers)


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
