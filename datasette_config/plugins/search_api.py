"""The search as JSON: the hits of the search page, as data."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any
from urllib.parse import urlencode

from datasette import Response, hookimpl
from datasette.database import QueryInterrupted

from archive.errors import ArchiveError
from archive.publish.codebook import CODEBOOK
from archive.search.counting import FACETS
from archive.search.find import NUMBERS, Hit
from archive.search.told import SURENESS, hit_record, how_sure
from datasette_config.api import BEFORE, BY, JSON, SIDES, START, YEAR, Parameter, Q, Route, checked, one_of, whole
from datasette_config.room import ask, ensure_readable, failed, linker
from datasette_config.search import PAGE, Answer, Asked, answer

MOST = 100
SLOW = "这个检索太慢，请按站点、地区或日期缩小范围 (too slow: narrow the search by site, region or date)"
LIMIT = Parameter("limit", "一页几篇", "hits a page", "100", whole(1, MOST))
SPREAD = Parameter("facets", "连同答案的分布", "with how the answers spread", "1", one_of("0", "1"))
PARAMETERS = (Q, *SIDES, YEAR, BY, BEFORE, START, LIMIT, SPREAD)
MEANINGS = {column.name: f"{column.zh} — {column.en}" for column in CODEBOOK} | {
    "snippet": "片段，按原文 — part of the text as published, plain",
    "marks": "片段中的命中处，按码点 — where the hits lie in the snippet: [start, end), in code points",
    "found_in": "词只见于旧版本或转载 — where only an older version or a reprint holds the words",
}
TYPES: dict[str, dict[str, Any]] = {
    **{name: {"type": "integer"} for name in NUMBERS},
    "found_in": {"enum": ["", "version", "copy"]},
    "marks": {
        "type": "array",
        "items": {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2},
    },
}
HIT_FIELDS = (*(field.name for field in fields(Hit)), "marks")
HIT = {
    "type": "object",
    "required": list(HIT_FIELDS),
    "additionalProperties": False,
    "properties": {name: {**TYPES.get(name, {"type": "string"}), "description": MEANINGS[name]} for name in HIT_FIELDS},
}
COUNTED = {
    "type": "object",
    "required": ["value", "count"],
    "additionalProperties": False,
    "properties": {"value": {"type": "string"}, "count": {"type": "integer", "minimum": 0}},
}
FOUND = {
    "type": "object",
    "required": ["ok", "count", "count_is", "hits", "next"],
    "additionalProperties": False,
    "properties": {
        "ok": {"const": True},
        "count": {"type": "integer", "minimum": 0, "description": "全部答案的篇数 — of the whole answer"},
        "count_is": {"enum": list(SURENESS), "description": "篇数是否确切 — how the count is to be understood"},
        "hits": {"type": "array", "maxItems": MOST, "items": HIT},
        "next": {"type": ["string", "null"], "description": "下一页的地址 — the address of the next page; null: none"},
        "facets": {
            "type": "object",
            "description": "值与篇数 — values with their counts, most first; estimated where the count is",
            "properties": {name: {"type": "array", "items": COUNTED} for name in FACETS},
        },
    },
}
API = (
    Route(
        "/-/search.json", "检索，JSON", "the search as JSON; errors are JSON as well",
        {200: (JSON,), 400: (JSON,), 503: (JSON,)}, PARAMETERS, "/-/search.json?q=诈骗&limit=5&facets=1", FOUND,
    ),
)  # fmt: skip


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/-/search\.json$", search_json)]


async def search_json(datasette: Any, request: Any) -> Response:
    """GET /-/search.json, with the arguments of /-/search, `limit` and `facets`."""
    await ensure_readable(datasette, request)
    try:
        given = checked(request.args, PARAMETERS)
        limit, spread = int(given.get("limit") or PAGE), given.get("facets") == "1"
        asked = replace(Asked.of(given), limit=limit, spread=spread)
        found = await ask(datasette, lambda conn: answer(conn, asked))
    except ArchiveError as error:
        return failed(400, str(error))
    except QueryInterrupted:
        return failed(503, SLOW)
    kept = {"limit": given.get("limit", ""), "facets": given.get("facets", "")}
    more = urlencode([pair for pair in kept.items() if pair[1]])
    link = linker(datasette, request)
    following = link("/-/search.json", "&".join(filter(None, (found.older, more)))) if found.older else None
    return Response.json({"ok": True, **told(found), "next": following, **spreads(found, spread)})


def told(found: Answer) -> dict[str, Any]:
    """The count, how sure it is, and the hits."""
    assert found.spread is not None
    answers = found.spread.answers
    return {
        "count": answers.count,
        "count_is": how_sure(answers.exact, answers.floor),
        "hits": list(map(hit_record, found.hits)),
    }


def spreads(found: Answer, wanted: bool) -> dict[str, Any]:
    if not wanted or found.spread is None:
        return {}
    counted = found.spread.spreads.items()
    return {"facets": {name: [{"value": one, "count": count} for one, count in pairs] for name, pairs in counted}}
