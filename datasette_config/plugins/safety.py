"""Reading only; and headers on every answer: nothing from elsewhere, no inline script, no sniffing, no framing."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import Response, hookimpl

OURS = re.compile(
    rb"/(-/(search|trends|changes|sites|codebook|site/[^/?]+|versions/\d+|capture/\d+)|jingwen/articles/-?\d+)?(\?.*)?"
)
COMMON = (
    b"default-src 'none'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
    b" frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; style-src 'self'"
)
DATASETTES = COMMON + b" 'unsafe-inline'"  # its own pages colour their headings with style attributes
FIXED = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
READING = ("GET", "HEAD", "OPTIONS")
App = Callable[[Any, Any, Any], Awaitable[None]]


@hookimpl
def asgi_wrapper() -> Callable[[App], App]:
    return with_headers


def with_headers(app: App) -> App:
    """The application with the headers above added, where it has not set them itself."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        if scope.get("method", "GET") not in READING:
            await Response.text("this archive is read-only\n", status=405).asgi_send(send)
            return
        path = scope.get("raw_path") or scope.get("path", "").encode()
        policy = COMMON if OURS.fullmatch(path) else DATASETTES

        async def add(message: Any) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                wanted = ((b"content-security-policy", policy), *FIXED)
                added = [(name, value) for name, value in wanted if name not in present]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        await app(scope, receive, add)

    return wrapped
