"""The rows of the search index: written with the story, changed with it and with its versions and copies."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from archive.search.texts import record_columns, record_of
from archive.search.tokens import TOKENIZER_VERSION, filter_tokens, sample_of, tokens
from archive.topic import band_of

VERSION_KEY = "tokenizer_version"
_BATCH = 500
_ENTRIES = (
    "SELECT a.id, a.published, a.script, a.section, a.topic, "
    + record_columns("a")
    + " FROM articles a WHERE a.id {} ORDER BY a.id LIMIT ?"
)


def put_in(conn: sqlite3.Connection, article_id: int) -> None:
    """Enter a stored story, which must not be in the index."""
    for entry in _entries(conn, "= ?", article_id, 1):
        conn.execute("INSERT INTO article_search(rowid, t) VALUES (?, ?)", entry)


@contextmanager
def kept_in_step(conn: sqlite3.Connection, article_id: int) -> Iterator[None]:
    """Within the block the rows of a story may change: its own, its versions, its copies. The index follows them."""
    before = _entries(conn, "= ?", article_id, 1)
    yield
    after = _entries(conn, "= ?", article_id, 1)
    if before != after:
        for entry in before:
            conn.execute("INSERT INTO article_search(article_search, rowid, t) VALUES ('delete', ?, ?)", entry)
        for entry in after:
            conn.execute("INSERT INTO article_search(rowid, t) VALUES (?, ?)", entry)


def is_current(conn: sqlite3.Connection) -> bool:
    """Whether the index was made by this tokenizer; a new archive's is."""
    row = conn.execute("SELECT value FROM archive_meta WHERE key = ?", (VERSION_KEY,)).fetchone()
    return row is not None and row[0] == str(TOKENIZER_VERSION)


def rebuild(conn: sqlite3.Connection, begin: Callable[[], None], commit: Callable[[], None]) -> int:
    """Make the index anew from the stored text, in batches; returns how many articles it holds.

    The tokenizer's version is noted last, so that a rebuild cut short is made again.
    """
    begin()
    conn.execute("INSERT INTO article_search(article_search) VALUES ('delete-all')")
    count, after = 0, -(2**62)
    while batch := _entries(conn, "> ?", after, _BATCH):
        conn.executemany("INSERT INTO article_search(rowid, t) VALUES (?, ?)", batch)
        after, count = batch[-1][0], count + len(batch)
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
    return [entry(*row[:5], row[5:]) for row in conn.execute(_ENTRIES.format(which), (article_id, limit))]


def entry(
    article_id: int, published: str | None, script: str | None, section: str | None, topic: float | None,
    texts: tuple[str | None, ...],
) -> tuple[int, str]:  # fmt: skip
    """The id and the tokens of one story; `texts` are the columns of `record_columns`."""
    record, day = record_of(texts), published or ""
    filters = {
        "year": day[:4],
        "month": day[:4] + day[5:7] if len(day) >= 7 else "",
        "site": record.site,
        "region": record.region,
        "script": script or "unknown",
        "source": texts[3] or "",
        "section": section or "",
        "topic": band_of(topic),
        "sample": sample_of(article_id),
    }
    return article_id, tokens(record.title, record.body, record.source, filter_tokens(filters))
