"""Search over an open archive: newest first, keyset-paged by id, or the best first; verified on the text. Read-only."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, fields, replace

from archive.search.candidates import EVERYWHERE, Narrowing, damaged, page_ids, question
from archive.search.counting import tally
from archive.search.query import Query
from archive.search.relevance import ranked_ids
from archive.search.verify import snippet, spans, wanted

ELSEWHERE = {
    "version": "SELECT headline, text FROM versions WHERE article_id = ? ORDER BY number DESC",
    "copy": "SELECT headline, own_text FROM copies WHERE article_id = ? ORDER BY id",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found. `snippet` is text as published, its hits between \\x02 and \\x03.

    `found_in`: "version" or "copy" where the article as it stands does not hold the words, but an older version of it
    or a copy does; the snippet is from there.
    """

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
    found_in: str = ""


COLUMNS = tuple(field.name for field in fields(Hit) if field.name not in ("snippet", "found_in"))
NUMBERS = {"id", "word_count", "copies", "versions"}


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


def search(
    conn: sqlite3.Connection, q: str, narrowing: Narrowing = EVERYWHERE, *,
    limit: int = 20, before: int | None = None, counted: bool = True,
) -> SearchPage:  # fmt: skip
    """The newest `limit` articles that answer `q`, those with an id below `before`.

    `counted=False` leaves the count at 0, for later pages. Raises QueryError (a UsageError) for a query or date that
    cannot be understood and ArchiveDamaged where the database has no search index.
    """
    asked = question(q, narrowing)
    try:
        ids, further = page_ids(conn, asked, before, limit)
        hits = tuple(hits_of(conn, asked.query, ids))
        if not counted:
            return SearchPage(hits, 0, False, further)
        if before is None and further is None:
            return SearchPage(hits, len(ids), True, None)
        found = tally(conn, asked)
    except sqlite3.OperationalError as error:
        raise damaged(error) from error
    return SearchPage(hits, found.count, found.exact, further, found.floor)


def best(
    conn: sqlite3.Connection, q: str, narrowing: Narrowing = EVERYWHERE, *, limit: int = 20, start: int = 0
) -> tuple[tuple[Hit, ...], bool]:
    """The best `limit` answers after the first `start`, best first, and whether more follow. Raises as `search`."""
    asked = question(q, narrowing)
    try:
        ids = ranked_ids(conn, asked)
        return tuple(hits_of(conn, asked.query, ids[start : start + limit])), len(ids) > start + limit
    except sqlite3.OperationalError as error:
        raise damaged(error) from error


def hits_of(conn: sqlite3.Connection, query: Query, ids: list[int]) -> list[Hit]:
    """The articles of some ids as hits, in that order."""
    columns = ", ".join(f"a.{name}" for name in COLUMNS)
    rows = conn.execute(
        f"SELECT {columns}, t.text, t.text_hans FROM articles a JOIN article_text t ON t.id = a.id"  # noqa: S608 - ours
        " WHERE a.id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    )
    found = {row[0]: as_hit(query, tuple(row)) for row in rows}
    return [elsewhere(conn, query, found[article]) for article in ids if article in found]


def as_hit(query: Query, row: tuple[object, ...]) -> Hit:
    """A row of `hits_of` as a Hit; an absent text is "", an absent number 0."""
    *columns, text, text_hans = row
    values = {
        name: value if value is not None else 0 if name in NUMBERS else ""
        for name, value in zip(COLUMNS, columns, strict=True)
    }
    published = str(text or "")
    shown = published if text_hans is None or spans(query, published) else str(text_hans)
    return Hit(**values, snippet=snippet(query, shown))  # type: ignore[arg-type]


def elsewhere(conn: sqlite3.Connection, query: Query, hit: Hit) -> Hit:
    """The hit, or where its own words hold nothing of what was asked, with what an older version or a copy says."""
    own = (hit.snippet, hit.kicker, hit.headline, hit.subheadline)
    if (hit.versions < 2 and not hit.copies) or not any(wanted(query.root)) or any(spans(query, text) for text in own):
        return hit
    for kind, sql in ELSEWHERE.items():
        for texts in conn.execute(sql, (hit.id,)):
            for text in filter(None, texts):
                if spans(query, text):
                    return replace(hit, snippet=snippet(query, text), found_in=kind)
    return hit
