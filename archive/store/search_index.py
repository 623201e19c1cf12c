"""The rows of the search index: written with the article, taken out with exactly the tokens that were put in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from archive.search.tokens import TOKENIZER_VERSION, title_text, tokens
from archive.store.articles import StoredArticle, every

VERSION_KEY = "tokenizer_version"
_BATCH = 500


def put_in(conn: sqlite3.Connection, stored: StoredArticle) -> None:
    """Enter a stored article, which must not be in the index."""
    conn.execute("INSERT INTO article_search(rowid, t) VALUES (?, ?)", (stored.id, _tokens(stored)))


def take_out(conn: sqlite3.Connection, stored: StoredArticle) -> None:
    """Remove an article as it was when it was put in."""
    conn.execute(
        "INSERT INTO article_search(article_search, rowid, t) VALUES ('delete', ?, ?)", (stored.id, _tokens(stored))
    )


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
    while batch := every(conn, after, _BATCH):
        for stored in batch:
            put_in(conn, stored)
        after, count = batch[-1].id, count + len(batch)
        commit()
        begin()
    conn.execute(
        "INSERT INTO archive_meta(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (VERSION_KEY, str(TOKENIZER_VERSION)),
    )
    commit()
    return count


def _tokens(stored: StoredArticle) -> str:
    published = stored.published
    return tokens(
        title_text(stored.kicker, stored.headline, stored.subheadline),
        stored.searched_text,
        month=published[:4] + published[5:7] if len(published) >= 7 else "",
        site=stored.site,
        region=stored.region,
        lang=stored.script,
    )
