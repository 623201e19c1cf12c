"""Datasette's own table pages on a large archive: a search reads one page of the index, rows are counted on request.

Datasette 0.65 would gather every id that matches before it shows the newest fifty, and count every row of a table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Generator
from typing import Any

from datasette import hookimpl
from datasette.database import QueryInterrupted
from datasette.filters import FilterArguments
from datasette.utils import await_me_maybe

from archive.errors import ArchiveError
from archive.search.candidates import Narrowing, Question, page_ids, question
from archive.search.counting import tally
from datasette_config.room import ARTICLES, DATABASE, ask
from datasette_config.search import count_words

BESIDE = ("_facet", "_facet_size", "_facet_array", "_facet_date", "_sort", "_sort_desc")  # as many rows as without
SAME = ("site", "region")  # columns whose values a search tells apart as SQL does: of sources it folds the script
SHOWN = ("_search", "_next", "_size", "_shape", "_col", "_nocol", "_nl", "_json", "_nocount", "_nofacet", "_labels")
PAGE = "id in (select value from json_each(:jingwen_page))"
NEXT = re.compile(r"(?:-?[0-9]{1,18},)?(-?[0-9]{1,18})")
TABLE = re.compile(rb"/" + DATABASE.encode() + rb"/[^/?]+")
App = Callable[[Any, Any, Any], Awaitable[None]]


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """Datasette 1.0 counts up to a limit, of itself."""
    return uncounted if hasattr(datasette, "ensure_permissions") else lambda app: app


def uncounted(app: App) -> App:
    """The application that counts the rows of a table only where the address says `_nocount=`, with nothing."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        asked = scope.get("query_string", b"")
        if TABLE.fullmatch(scope.get("raw_path") or b"") and b"_nocount" not in asked:
            scope = {**scope, "query_string": b"&".join(filter(None, (asked, b"_nocount=1")))}
        await app(scope, receive, send)

    return wrapped


@hookimpl(wrapper=True)
def filters_from_request(
    request: Any, database: str, table: str, datasette: Any
) -> Generator[None, list[Any], list[Any]]:
    """Where nothing but a search is asked: the ids of its page, in the place of every id that matches."""
    found = yield
    text, narrowing = request.args.get("_search"), narrowed_alike(request.args)
    if (database, table) != (DATABASE, ARTICLES) or not text or narrowing is None:
        return found

    async def one_page() -> FilterArguments:
        told = [arguments for arguments in [await await_me_maybe(one) for one in found] if arguments]
        merged = FilterArguments([clause for arguments in told for clause in arguments.where_clauses])
        for arguments in told:
            merged.params |= arguments.params
            merged.human_descriptions += arguments.human_descriptions
            merged.extra_context |= arguments.extra_context
        ids = await newest(datasette, request.args, question(text, narrowing))
        if ids is not None:
            merged.where_clauses = [PAGE]
            merged.params["jingwen_page"] = json.dumps(ids)
        return merged

    return [one_page()]


def narrowed_alike(args: Any, known: tuple[str, ...] = SHOWN) -> Narrowing | None:
    """The same narrowing as a search knows; None where the page asks for what a search does not know."""
    sides = {name: args[name] for name in args if name in SAME}
    alike = all(name in known or (name in SAME and args[name] and len(args.getlist(name)) == 1) for name in args)
    return Narrowing(**sides) if alike else None


async def newest(datasette: Any, args: Any, asked: Question) -> list[int] | None:
    """The ids of a page and of one more; None where they cannot be told."""
    size, place = size_of(datasette, args.get("_size") or ""), NEXT.fullmatch(args.get("_next") or "")
    if size is None or (args.get("_next") and place is None):
        return None
    before = int(place[1]) if place else None
    try:
        ids, further = await ask(datasette, lambda conn: page_ids(conn, asked, before, size + 1))
    except (ArchiveError, QueryInterrupted):
        return None
    return ids if further is None or len(ids) > size else None


def size_of(datasette: Any, asked: str) -> int | None:
    """The rows of a page, as Datasette understands `_size`; None for what it will refuse."""
    most = int(datasette.setting("max_returned_rows"))
    if asked in ("", "max"):
        return most if asked else int(datasette.setting("default_page_size"))
    return int(asked) if re.fullmatch("[0-9]{1,4}", asked) and 0 < int(asked) <= most else None


@hookimpl
def extra_template_vars(datasette: Any, request: Any, view_name: str, table: str, database: str) -> Any:
    """`rows_told`: how many rows a search of the articles finds; `count_link`: the address that has them counted."""

    async def variables() -> dict[str, Any]:
        if view_name != "table" or not hasattr(datasette, "ensure_permissions"):
            return {}
        counted = request.query_string.replace("_nocount=1", "_nocount=")
        told = {"count_link": f"?{counted}" if counted != request.query_string else ""}
        text, narrowing = request.args.get("_search"), narrowed_alike(request.args, SHOWN + BESIDE)
        if (database, table) == (DATABASE, ARTICLES) and text and narrowing is not None:
            asked = question(text, narrowing)
            answers = await ask(datasette, lambda conn: tally(conn, asked))
            return {"rows_told": count_words(answers)}
        return told

    return variables
