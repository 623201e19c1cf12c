"""What went wrong, said in the room's own page and in the reader's language; JSON keeps Datasette's shape.

Datasette awaits every handler and has its own print a traceback with all locals, half a second of work for each 404:
ours stands in its place.
"""

from __future__ import annotations

import logging
import sqlite3
import traceback
from collections.abc import Generator
from pathlib import Path
from typing import Any

from datasette import Forbidden, Response, hookimpl
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError

logger = logging.getLogger("jingwen")
SLOW = "太慢，请缩小范围再试 (too slow: narrow it and ask again)"
CLOSED = "这一页不对外开放 (this is not open to readers)"
INTERRUPTED = "SQL Interrupted"  # Datasette's title
UNREADABLE = "参数看不懂 (an argument of this address cannot be understood)"
MISREAD = (ValueError, TypeError, LookupError, ArithmeticError, sqlite3.ProgrammingError)
ROOM = str(Path(__file__).parents[1])
REFUSED = ("is prohibited", "not authorized")  # what SQLite says of what privacy.py keeps from readers
OURS = "本馆出了差错 (an error on our side; it has been logged)"


@hookimpl(hookwrapper=True)
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Generator[None, Any, None]:
    async def answer() -> Response:
        status, words = (400, UNREADABLE) if is_misread(request, exception) else told(exception)
        if status == 500:
            logger.error("%s %s failed", request.method, request.path, exc_info=exception)
        if is_data(request):
            more = exception.error_dict if isinstance(exception, DatasetteError) else {}
            title = getattr(exception, "title", None)
            return Response.json({**more, "ok": False, "error": words, "status": status, "title": title}, status=status)
        return await error_page(datasette, request, status, words if status != 403 else "")

    outcome = yield
    outcome.force_result([answer])


@hookimpl
def forbidden(datasette: Any, request: Any) -> Any:
    async def page() -> Response:
        if is_data(request):
            return Response.json({"ok": False, "error": CLOSED, "status": 403, "title": None}, status=403)
        return await error_page(datasette, request, 403, "")

    return page


def is_data(request: Any) -> bool:
    """Whether JSON was asked for."""
    return bool(request.path.endswith(".json"))


def is_misread(request: Any, exception: Exception) -> bool:
    """Whether Datasette's own pages tripped over a row or an argument; what passed through our code is our error."""
    asked = request.query_string or request.url_vars.get("pks")
    if not asked or not isinstance(exception, MISREAD):
        return False
    files = [frame.f_code.co_filename for frame, _ in traceback.walk_tb(exception.__traceback__)]
    return not any(file.startswith(ROOM) for file in files if file != __file__)


def told(exception: Exception) -> tuple[int, str]:
    """The status and what may be said; of an error of ours nothing more, it may name what no reader should see."""
    if isinstance(exception, Forbidden):
        return 403, CLOSED
    if isinstance(exception, Base400):
        return exception.status, str(exception.args[0]) if exception.args else ""
    if isinstance(exception, DatasetteError) and exception.title == INTERRUPTED:
        return 503, SLOW
    if isinstance(exception, DatasetteError):
        return 400 if exception.status == 500 else exception.status, plain(exception)  # its 500s blame the question
    if isinstance(exception, QueryInterrupted):
        return 503, SLOW
    if isinstance(exception, sqlite3.DatabaseError) and str(exception).endswith(REFUSED):
        return 403, CLOSED
    return 500, OURS


def plain(error: DatasetteError) -> str:
    """Its message without the form Datasette puts into some of them."""
    return str(error.message).partition("<")[0].strip() if error.message_is_html else str(error.message)


async def error_page(datasette: Any, request: Any, status: int, words: str) -> Response:
    html = await datasette.render_template("error.html", {"status": status, "told": words}, request=request)
    return Response.html(html, status=status)
