"""The rows of the search index: written with the story, changed with it and with its versions and copies."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from archive.search.texts import record_columns, record_of
from archive.search.tokens import TOKENIZER_VERSION, filter_tokens, in_sample, tokens
from archive.store import copy_records

logger = logging.getLogger(__name__)
VERSION_KEY = "tokenizer_version"
_ALL, _SAMPLE = "article_search", "article_search_sample"
_PUT = "INSERT INTO {0}(rowid, t) VALUES (?, ?)"
_TAKE = "INSERT INTO {0}({0}, rowid, t) VALUES ('delete', ?, ?)"
_SAY_EVERY = 20_000  # articles
_BATCH = 500
_NOT_COMPARED = "SELECT id FROM copies JOIN copy_records ON copy_id = id WHERE own_text IS NULL"
_STORY = f"SELECT a.id, a.published, a.script, {record_columns('a')} FROM articles a"  # noqa: S608 - our own names
_ENTRIES = _STORY + " WHERE a.id {} ORDER BY a.id LIMIT ?"


def put_in(conn: sqlite3.Connection, article_id: int) -> None:
    """Enter a stored story, which must not be in the index."""
    _write(conn, _PUT, _entries(conn, "= ?", article_id, 1))


def take_out(conn: sqlite3.Connection, article_id: int) -> None:
    """Remove a story, before any of its rows changes: what is taken out must be what was put in."""
    _write(conn, _TAKE, _entries(conn, "= ?", article_id, 1))


@contextmanager
def kept_in_step(conn: sqlite3.Connection, article_id: int) -> Iterator[None]:
    """Within the block the rows of a story may change: its own, its versions, its copies. The index follows them."""
    before = _entries(conn, "= ?", article_id, 1)
    yield
    after = _entries(conn, "= ?", article_id, 1)
    if before != after:
        _write(conn, _TAKE, before)
        _write(conn, _PUT, after)


def _write(conn: sqlite3.Connection, statement: str, entries: Sequence[tuple[int, str]]) -> None:
    """Put entries in or take them out, in the index and in that of the sample."""
    conn.executemany(statement.format(_ALL), entries)
    conn.executemany(statement.format(_SAMPLE), [one for one in entries if in_sample(one[0])])


def is_current(conn: sqlite3.Connection) -> bool:
    """Whether the index was made by this tokenizer; a new archive's is."""
    row = conn.execute("SELECT value FROM archive_meta WHERE key = ?", (VERSION_KEY,)).fetchone()
    return row is not None and row[0] == str(TOKENIZER_VERSION)


def rebuild(conn: sqlite3.Connection, begin: Callable[[], None], commit: Callable[[], None]) -> int:
    """Make the index anew from the stored text, in batches; returns how many articles it holds.

    The tokenizer's version is noted last, so that a rebuild cut short is made again. Says how far it is.
    """
    begin()
    total = conn.execute("SELECT count(*) FROM articles").fetchone()[0]
    for index in (_ALL, _SAMPLE):
        conn.execute(f"INSERT INTO {index}({index}) VALUES ('delete-all')")  # noqa: S608 - our own names
    for (copy_id,) in conn.execute(_NOT_COMPARED).fetchall():
        copy_records.compare(conn, copy_id)
    count, after = 0, -(2**62)
    while batch := _entries(conn, "> ?", after, _BATCH):
        _write(conn, _PUT, batch)
        after, count = batch[-1][0], count + len(batch)
        if count % _SAY_EVERY == 0:
            logger.warning("making the search index anew: %s of %s articles", f"{count:,}", f"{total:,}")
        commit()
        begin()
    conn.execute(
        "INSERT INTO archive_meta(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (VERSION_KEY, str(TOKENIZER_VERSION)),
    )
    commit()
    return count


def _entries(conn: sqlite3.Connection, which: str, article_id: int, limit: int) -> list[tuple[int, str]]:
    """Stories of the archive, in order of id, each with its tokens."""
    return [entry(row[0], row[1], row[2], row[3:]) for row in conn.execute(_ENTRIES.format(which), (article_id, limit))]


def entry(
    article_id: int, published: str | None, script: str | None, texts: Sequence[str | float | None]
) -> tuple[int, str]:
    """The id and the tokens of one story; `texts` are the columns of `record_columns`."""
    record, day = record_of(texts), published or ""
    filters = {
        "year": day[:4],
        "month": day[:4] + day[5:7] if len(day) >= 7 else "",
        "site": record.site,
        "region": record.region,
        "script": script or "unknown",
        "source": record.own_source,
        "section": record.section,
        "topic": record.topic,
    }
    return article_id, tokens(record.title, record.body, record.source, filter_tokens(filters))
