"""One article as JSON: all that its page shows, as data."""

from __future__ import annotations

import sqlite3
from typing import Any

from datasette import NotFound, Response, hookimpl

from archive.publish import citation as cite
from archive.publish.codebook import CODEBOOK
from archive.publish.rows import read_rows
from datasette_config.api import ID, JSON, Route, Schema
from datasette_config.article import Record, citation, gone, listed, printings, record, versions, views, withheld
from datasette_config.pictures import pictures
from datasette_config.room import ARTICLES, DATABASE, ask, ensure_readable, failed, linker, rows

# What a list of the article shows of each of its rows: (name, type).
PEOPLE = {"position": "integer", "name": "string", "role": "string"}
PRINTINGS = {
    "own": "boolean", "url": "string", "site": "string", "site_title": "string", "headline": "string",
    "source": "string", "published": "string", "similarity": "number", "taken": "string", "capture_id": "integer",
    "first_seen": "string",
}  # fmt: skip
VERSIONS = {
    "number": "integer", "seen_at": "string", "headline": "string", "text_digest": "string", "capture_id": "integer",
    "current": "boolean", "text": "string",
}  # fmt: skip
WITHDRAWALS = {
    "own": "boolean", "url": "string", "site": "string", "how": "string", "last_seen": "string",
    "last_seen_capture": "integer", "missing_since": "string", "missing_capture": "integer", "times": "integer",
    "returned_at": "string", "returned_capture": "integer", "moved": "boolean",
}  # fmt: skip
VIEWS = {"seen_at": "string", "count": "integer"}
PICTURES = {"url": "string", "caption": "string", "capture_id": "integer"}
WITHHELD = {"action": "string", "reason": "string", "at": "string"}
CAPTURE = {"id": "integer", "captured_at": "string", "status": "integer", "digest": "string", "file": "string",
           "offset": "integer", "address": "string"}  # fmt: skip
CITED = dict.fromkeys(("plain", "bibtex", "ris"), "string")
PEOPLE_OF = "SELECT position, name, role FROM people WHERE article_id = ? ORDER BY position"
LISTS = {
    "people": PEOPLE, "printings": PRINTINGS, "versions": VERSIONS, "withdrawals": WITHDRAWALS, "views": VIEWS,
    "withheld": WITHHELD, "pictures": PICTURES,
}  # fmt: skip


def shape(names: dict[str, str]) -> Schema:
    """An object with these members, null where nothing is known."""
    properties = {name: {"type": [kind, "null"]} for name, kind in names.items()}
    return {"type": "object", "required": list(names), "additionalProperties": False, "properties": properties}


RECORD = {
    "type": "object",
    "properties": {
        column.name: {"type": ["integer", "null"] if column.type == "integer" else "string",
                      "description": f"{column.zh} — {column.en}"}
        for column in CODEBOOK
    },
}  # fmt: skip
ARTICLE = {
    "type": "object",
    "required": ["ok", "address", "article", *LISTS, "capture", "citation"],
    "additionalProperties": False,
    "properties": {
        "ok": {"const": True}, "address": {"type": "string"}, "article": RECORD,
        **{name: {"type": "array", "items": shape(names)} for name, names in LISTS.items()},
        "capture": {"oneOf": [{"type": "null"}, shape(CAPTURE)]}, "citation": shape(CITED),
    },
}  # fmt: skip
API = (
    Route(
        "/-/article/{id}.json",
        "一篇文章：记录（列同数据字典）、人员、各处刊载、版本、撤下、图片、抓取与引用",
        "an article: its record with the columns of the dictionary, people, printings, versions, withdrawals, "
        "pictures, capture, citation",
        {200: (JSON,), 404: (JSON,), 503: (JSON,)}, (ID,), schema=ARTICLE,
    ),
)  # fmt: skip


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/-/article/(?P<id>[^/]+)\.json$", article_json)]


async def article_json(datasette: Any, request: Any) -> Response:
    """GET /-/article/<id>.json"""
    await ensure_readable(datasette, request)
    link = linker(datasette, request)
    try:
        return Response.json(await ask(datasette, lambda conn: told(conn, request.url_vars["id"], link)))
    except NotFound as error:  # said here: Datasette would first try the address in other spellings
        return failed(404, str(error))


def told(conn: sqlite3.Connection, number: str, link: Any) -> dict[str, Any]:
    """The article of an id, also of one that was given up. Raises NotFound."""
    row = record(conn, number)
    address = link(f"/{DATABASE}/{ARTICLES}/{row['id']}")
    cited = citation(conn, row, address)
    lists = {
        "people": rows(conn, PEOPLE_OF, row["id"]),
        "printings": printings(conn, row), "versions": versions(conn, row), "withdrawals": gone(conn, row),
        "views": views(conn, row["url"]), "withheld": withheld(conn, row["id"]), "pictures": pictured(conn, row),
    }  # fmt: skip
    return {
        "ok": True, "address": address, "article": next(read_rows(conn, iter([row["id"]]))),
        **{name: [only(one, LISTS[name]) for one in found] for name, found in lists.items()},
        "capture": capture(row, link),
        "citation": {"plain": cite.plain(cited), "bibtex": cite.bibtex(cited), "ris": cite.ris(cited)},
    }  # fmt: skip


def pictured(conn: sqlite3.Connection, row: Record) -> list[Record]:
    """The pictures of an article; the capture that holds one, null where none does or may."""
    shown = pictures(conn, listed(row["images"]), here=True)
    return [{"url": one.url, "caption": one.caption, "capture_id": one.capture or None} for one in shown]


def only(row: Record, names: dict[str, str]) -> Record:
    return {name: row[name] for name in names}


def capture(row: Record, link: Any) -> Record | None:
    """Where the bytes are that the article was read from; None where it was filed without."""
    if row["capture_id"] is None:
        return None
    shown = {"id": row["capture_id"], "address": link(f"/-/capture/{row['capture_id']}")}
    return {name: shown.get(name, row.get(name)) for name in CAPTURE}
