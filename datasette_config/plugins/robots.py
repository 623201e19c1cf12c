"""What search engines may keep: pages and articles, no searches, captures, extracts; nothing where noindex is set."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import NotFound, Response, hookimpl

from datasette_config.api import PLAIN, Route

COSTLY = (
    "/-/search",
    "/-/trends",
    "/-/changes?",
    "/-/extract",
    "/-/capture",
    "/-/versions",
    "/-/cite",
    "/jingwen?",
    "/*.json",
    "/*.csv",
)
NO = ("", "0", "no", "off", "false")
App = Callable[[Any, Any, Any], Awaitable[None]]


def is_closed(datasette: Any) -> bool:
    """Whether no page may be kept: JINGWEN_NOINDEX, or `plugins: robots: noindex` of the metadata."""
    config = datasette.plugin_config("robots") or {}
    return str(config.get("noindex") or "").strip().lower() not in NO


API = (Route("/robots.txt", "搜索引擎可以保留什么", "what search engines may keep", {200: (PLAIN,)}),)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [
        (r"^/robots\.txt$", robots),
        (r"^/-/(databases|threads)(\.json)?$", closed),
    ]


async def robots(datasette: Any) -> Response:
    """GET /robots.txt"""
    lines = ["Disallow: /"] if is_closed(datasette) else [f"Disallow: {path}" for path in COSTLY]
    return Response.text("\n".join(["User-agent: *", *lines, ""]))


async def closed() -> Response:
    """Datasette's pages that name folders of the machine and its threads."""
    raise NotFound("not shown here")


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    def wrap(app: App) -> App:
        if not is_closed(datasette):
            return app

        async def wrapped(scope: Any, receive: Any, send: Any) -> None:
            async def add(message: Any) -> None:
                if message["type"] == "http.response.start":
                    message = {**message, "headers": [*message["headers"], (b"x-robots-tag", b"noindex, nofollow")]}
                await send(message)

            await app(scope, receive, add)

        return wrapped

    return wrap
