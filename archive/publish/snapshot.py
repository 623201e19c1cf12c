"""A copy of the archive for readers: only what readers see, in as few bytes as it can be, never written again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from archive.publish.publicity import PUBLIC, WITHHELD
from archive.store.faults import Explained
from archive.store.readonly import DATABASE, connect

INDEXES = ("article_search", "article_search_sample")
_PAGES = 2_000  # of the database a step: a writer waits no longer than one takes

Told = Callable[[str], None]


def write_snapshot(data: Path, folder: Path, told: Told = lambda _step: None) -> dict[str, int]:
    """Write `folder`/jingwen.db, whole as of one moment, while a crawl may write; the rows of each table in it.

    `told` hears of each step. Raises UsageError where there is no archive, NoRoom, NoPermission, ArchiveDamaged.
    """
    with closing(connect(data)) as source, Explained(folder):
        whole = folder / f"{DATABASE}.whole"
        with closing(sqlite3.connect(whole, isolation_level=None)) as conn:
            told("copying the archive")
            source.backup(conn, pages=_PAGES)
            conn.execute("PRAGMA journal_mode = OFF")
            told("taking out what is not for readers")
            conn.execute("CREATE TEMP TABLE now AS SELECT * FROM moved")
            conn.execute("DROP VIEW moved")
            conn.execute("CREATE TABLE moved(id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL)")
            conn.execute("INSERT INTO moved SELECT id, article_id FROM now")
            for table in not_public(conn):
                conn.execute(f'DROP TABLE "{table}"')
            for table, column in WITHHELD:
                conn.execute(f"UPDATE {table} SET {column} = ''")  # noqa: S608 - our own names
            told("putting the search index in order")
            for index in INDEXES:
                conn.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")  # noqa: S608 - our own names
            told("counting")
            conn.execute("ANALYZE")
            told("packing")
            conn.execute("VACUUM INTO ?", (str(folder / DATABASE),))
        whole.unlink()
        with closing(sqlite3.connect(folder / DATABASE)) as conn:
            return counted(conn)


def not_public(conn: sqlite3.Connection) -> list[str]:
    """The tables that are not PUBLIC, those that hang on others first; a table nobody has judged is among them."""
    names = [name for name in _tables(conn) if name not in PUBLIC and not name.startswith(INDEXES)]
    return sorted(names, key=lambda name: name != "dedup_pairs")


def counted(conn: sqlite3.Connection) -> dict[str, int]:
    """The rows of every table, FTS5's own left out."""
    names = [name for name in _tables(conn) if not name.startswith(INDEXES)]
    return {name: int(conn.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names}  # noqa: S608


def _tables(conn: sqlite3.Connection) -> list[str]:
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    return [row[0] for row in conn.execute(sql)]
