"""The page of an article, its versions side by side, and its citation as a file."""

from __future__ import annotations

import sqlite3
from typing import Any

from datasette import NotFound, Response, hookimpl
from datasette.database import QueryInterrupted

from archive.errors import ArchiveError
from archive.publish import citation as cite
from datasette_config.api import FOUND, HTML, ID, Parameter, Route, form, whole
from datasette_config.article import Record, article, citation, record, versions
from datasette_config.differences import changes, compare
from datasette_config.neighbours import Around, around, opened_from
from datasette_config.pictures import pictures
from datasette_config.room import ARTICLES, DATABASE, ask, ensure_readable, warc_folder

FORMS = {
    "bib": (cite.bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (cite.ris, "application/x-research-info-systems; charset=utf-8"),
    "txt": (cite.plain, "text/plain; charset=utf-8"),
}
VERSION = whole(1, 9_999)
API = (
    Route(
        "/jingwen/articles/{id}", "文章页", "the page of an article", FOUND,
        (ID, Parameter("q", "标出这些词", "words to mark", "诈骗")),
    ),
    Route(
        "/-/versions/{id}", "两个版本并列", "two versions side by side", FOUND,
        (
            ID, Parameter("from", "旧的一版", "number of the older one", "1", VERSION),
            Parameter("to", "新的一版", "number of the newer one", "2", VERSION),
        ),
    ),
    Route(
        "/-/cite/{id}.{form}", "引用文件：BibTeX、RIS、GB/T 7714", "a citation as a file: BibTeX, RIS, GB/T 7714",
        {200: tuple(kind.partition(";")[0] for _, kind in FORMS.values()), 404: (HTML,)}, (ID, form(*FORMS)),
    ),
)  # fmt: skip


NEIGHBOURS_MS = 800  # an article never waits longer for the answers beside it


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [
        (r"^/-/versions/(?P<id>\d{1,18})$", versions_page),
        (r"^/-/cite/(?P<id>-?\d{1,18})\.(?P<form>bib|ris|txt)$", cited),
    ]


@hookimpl
def extra_template_vars(datasette: Any, request: Any, view_name: str, table: str, database: str) -> Any:
    """`article`, `cited` and `around` on the page of one."""

    async def variables() -> dict[str, Any]:
        if view_name != "row" or (database, table) != (DATABASE, ARTICLES):
            return {}
        folder = warc_folder(datasette)
        number, words = request.url_vars["pks"], (request.args.get("q") or "")[:300]

        def read(conn: sqlite3.Connection) -> dict[str, Any]:
            shown = article(conn, number, words)
            shown["image_list"] = pictures(conn, shown["image_list"], here=folder.is_dir())
            address = permanent(datasette, request, shown["id"])
            return {"article": shown, "address": address, "cited": cite.plain(citation(conn, shown, address))}

        told = await ask(datasette, read)
        return {**told, "around": await answers_around(datasette, request, told["article"]["id"])}

    return variables


async def answers_around(datasette: Any, request: Any, number: int) -> Around | None:
    """The search an article was opened from and the answers beside it; without them where that takes too long."""
    asked = opened_from(request.args)
    if asked is None:
        return None
    try:
        return await ask(datasette, lambda conn: around(conn, asked, number), NEIGHBOURS_MS)
    except (ArchiveError, QueryInterrupted):
        return Around(asked, asked.place())


def permanent(datasette: Any, request: Any, number: int) -> str:
    """The address an article keeps."""
    return str(datasette.absolute_url(request, datasette.urls.path(f"/{DATABASE}/{ARTICLES}/{number}")))


async def cited(datasette: Any, request: Any) -> Response:
    """GET /-/cite/<id>.bib, .ris or .txt"""
    await ensure_readable(datasette, request)
    number, form = request.url_vars["id"], request.url_vars["form"]

    def read(conn: sqlite3.Connection) -> cite.Citation:
        row = record(conn, number)
        return citation(conn, row, permanent(datasette, request, row["id"]))

    write, content_type = FORMS[form]
    named = await ask(datasette, read)
    headers = {"content-disposition": f'attachment; filename="{named.key}.{form}"'}
    text = write(named) + ("\n" if form == "txt" else "")
    return Response(text, status=200, headers=headers, content_type=content_type)


async def versions_page(datasette: Any, request: Any) -> Response:
    """GET /-/versions/<id>?from=1&to=2: two versions side by side; the last two unless asked otherwise."""
    await ensure_readable(datasette, request)

    def read(conn: sqlite3.Connection) -> tuple[Record, list[Record]]:
        row = record(conn, request.url_vars["id"])
        return row, versions(conn, row)

    row, found = await ask(datasette, read)
    if len(found) < 2:
        raise NotFound("这篇文章只有一个版本 (this article has one version only)")
    newer = chosen(found, request.args.get("to"), found[0])
    earlier = [one for one in found if one["number"] < newer["number"]] or found[1:]
    older = chosen(found, request.args.get("from"), earlier[0])
    compared = compare(older["paragraphs"], newer["paragraphs"])
    went, came = changes(compared)
    context = {
        "row": row, "versions": found, "older": older, "newer": newer, "rows": compared, "went": went, "came": came,
        "headlines": compare([older["headline"] or ""], [newer["headline"] or ""]),
    }  # fmt: skip
    return Response.html(await datasette.render_template("versions.html", context, request=request))


def chosen(found: list[Record], number: str | None, otherwise: Record) -> Record:
    """The version of that number, or the other."""
    return next((one for one in found if str(one["number"]) == number), otherwise)
