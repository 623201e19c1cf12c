"""What the plugins share: the archive's database, who may see it, and where its WARC files lie."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from datasette import Response
from datasette.database import QueryInterrupted
from datasette.utils import sqlite_timelimit

from archive.search.candidates import Narrowing

DATABASE, ARTICLES = "jingwen", "articles"
PAGE_MS = 3_000  # the longest a page may keep one of Datasette's SQL threads
SIDES = tuple(side.name for side in fields(Narrowing))
Answer = TypeVar("Answer")


async def ensure_readable(datasette: Any, request: Any) -> None:
    """Raise Forbidden unless the reader may see the articles."""
    if hasattr(datasette, "ensure_permissions"):
        wanted = [("view-table", (DATABASE, ARTICLES)), ("view-database", DATABASE), "view-instance"]
        await datasette.ensure_permissions(request.actor, wanted)
    else:  # Datasette 1.0 knows tables as resources
        from datasette.resources import TableResource

        table = TableResource(DATABASE, ARTICLES)
        await datasette.ensure_permission(action="view-table", resource=table, actor=request.actor)


async def ask(datasette: Any, question: Callable[[sqlite3.Connection], Answer], ms: int = PAGE_MS) -> Answer:
    """Run `question(conn)` on a read-only connection, bounded in time. Raises QueryInterrupted when it takes longer."""

    def bounded(conn: sqlite3.Connection) -> Answer:
        made, conn.row_factory = conn.row_factory, sqlite3.Row  # ours are bounded by what they ask
        try:
            with sqlite_timelimit(conn, ms):
                return question(conn)
        except sqlite3.OperationalError as error:
            if "interrupted" in str(error):
                raise QueryInterrupted(error, "", {}) from error
            raise
        finally:
            conn.row_factory = made

    answer: Answer = await datasette.get_database(DATABASE).execute_fn(bounded)
    return answer


def linker(datasette: Any, request: Any) -> Callable[..., str]:
    """Makes whole addresses of paths here."""

    def link(path: str, query: str = "") -> str:
        return str(datasette.absolute_url(request, datasette.urls.path(path))) + (f"?{query}" if query else "")

    return link


def narrowing_of(args: Any) -> Narrowing:
    """What the arguments of a request narrow a search to; each side by its name."""
    return Narrowing(**{name: (args.get(name) or "").strip() for name in SIDES})


def failed(status: int, words: str) -> Response:
    """An error in the shape that all JSON of the room has."""
    return Response.json({"ok": False, "error": words, "status": status}, status=status)


def warc_folder(datasette: Any) -> Path:
    """`warc/` beside the database file."""
    return Path(datasette.get_database(DATABASE).path).parent / "warc"


def rows(conn: sqlite3.Connection, sql: str, *values: object) -> list[dict[str, Any]]:
    """The rows of a query as dicts."""
    cursor = conn.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
