"""The API of the room: its OpenAPI document, and the same as a page for people."""

from __future__ import annotations

from typing import Any

from datasette import Response, hookimpl

from datasette_config.api import JSON, PAGE, Route, openapi, routes
from datasette_config.room import ensure_readable, linker

API = (
    Route(
        "/-/openapi.json", "这些地址的 OpenAPI 3.1 文档", "the OpenAPI 3.1 document of these routes", {200: (JSON,)},
        schema={"type": "object", "required": ["openapi", "info", "paths"]},
    ),
    Route("/-/api", "接口说明", "the API for people", PAGE),
)  # fmt: skip


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/-/openapi\.json$", document), (r"^/-/api$", page)]


async def document(datasette: Any, request: Any) -> Response:
    """GET /-/openapi.json"""
    await ensure_readable(datasette, request)
    return Response.json(openapi(linker(datasette, request)("/").rstrip("/")))


async def page(datasette: Any, request: Any) -> Response:
    """GET /-/api"""
    await ensure_readable(datasette, request)
    address = linker(datasette, request)("/-/search.json")
    context = {"routes": routes(), "address": address}
    return Response.html(await datasette.render_template("api.html", context, request=request))
