"""What readers may not read, refused by SQLite itself, whatever page, JSON or SQL asks; and no answer grows huge."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl
from weakref import WeakKeyDictionary

from datasette import hookimpl

from archive.publish.publicity import BEHIND_MOVED, KEYS, PUBLIC, WITHHELD
from datasette_config.room import DATABASE, failed

LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 2_000_000,  # bytes of a value or a row; a text here has some thousand
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 2_000,  # bytes: one comparison cannot be interrupted
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
}
LONG, MOST_BYTES = 10_000, 50_000_000  # characters of a value that is weighed, and of all of them in one answer
TOO_MUCH = "结果太大，请少取几行或几列 (the answer is too large: ask for fewer rows or columns)"
BUILT_IN = frozenset({"sqlite_master", "sqlite_temp_master", "sqlite_stat1", "json_each", "json_tree"})
SCHEMA = frozenset({"table_info", "table_xinfo", "index_list", "index_info", "index_xinfo", "foreign_key_list"})
READABLE = frozenset(PUBLIC) | BUILT_IN | {f"pragma_{name}" for name in SCHEMA}
# FTS5 reads these for each search, and SQLite does not say who asks: readers are kept from them by `with_gate`.
BEHIND_SEARCH = frozenset(
    f"{index}_{part}" for index in ("article_search", "article_search_sample") for part in ("config", "idx")
)
BY_NAME = re.compile(r"article_search(_sample)?_(config|idx)", re.IGNORECASE)
FROM_NOTHING = frozenset({"zeroblob", "randomblob", "load_extension"})
# A pragma is Datasette's own: readers write SELECT, and reach one only as a table, which is judged as such.
PLAIN = frozenset({
    sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE, sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_PRAGMA,
})  # fmt: skip
App = Callable[[Any, Any, Any], Awaitable[None]]


@hookimpl
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    if database == DATABASE:
        for limit, most in LIMITS.items():
            conn.setlimit(limit, most)
        conn.set_authorizer(judged)
        conn.row_factory = Weighed()


class Weighed:
    """Makes the rows of statements as Datasette has them, of one statement no more than MOST_BYTES together."""

    def __init__(self) -> None:
        self.held: WeakKeyDictionary[sqlite3.Cursor, int] = WeakKeyDictionary()

    def __call__(self, cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> sqlite3.Row:
        long = sum(len(value) for value in row if isinstance(value, str | bytes) and len(value) > LONG)
        if long:
            self.held[cursor] = long + self.held.get(cursor, 0)
            if self.held[cursor] > MOST_BYTES:
                raise sqlite3.OperationalError(TOO_MUCH)
        return sqlite3.Row(cursor, row)


def judged(action: int, one: str | None, two: str | None, _database: str | None, via: str | None) -> int:
    """SQLite's question whether a statement may do something; a column that is withheld reads as null."""
    if action == sqlite3.SQLITE_READ:
        return judged_read(one or "", two or "", via)
    allowed = (
        action in PLAIN
        or (action == sqlite3.SQLITE_FUNCTION and (two or "").lower() not in FROM_NOTHING)
        or (action == sqlite3.SQLITE_UPDATE and one == "sqlite_master")  # how a virtual table says its columns
    )
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def judged_read(table: str, column: str, via: str | None) -> int:
    """One column of one table; column "" is a count, or a name the statement itself gives to a part of it."""
    place = table, column
    if place in WITHHELD:
        return sqlite3.SQLITE_IGNORE
    allowed = (
        (not column and not table.startswith("pragma_"))
        or table in READABLE
        or table in BEHIND_SEARCH
        or place in KEYS
        or (via == "moved" and place in BEHIND_MOVED)
    )
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


@hookimpl
def asgi_wrapper() -> Callable[[App], App]:
    return with_gate


def with_gate(app: App) -> App:
    """The application, asked no SQL that names what lies behind the search index."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        query = scope.get("query_string", b"").decode("utf-8", "replace")
        asked = [scope.get("path", ""), *(value for _, value in parse_qsl(query, keep_blank_values=True))]
        if any(map(BY_NAME.search, asked)):
            await failed(403, "这些表不对外开放 (these tables are not open to readers)").asgi_send(send)
            return
        await app(scope, receive, send)

    return wrapped
