"""Reading only; and headers on every answer: nothing from elsewhere, no inline script, no sniffing, no framing."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import Response, hookimpl

OURS = re.compile(
    rb"/(-/(search|trends|changes|sites|codebook|api|openapi\.json|search\.json|article/-?\d+\.json|site/[^/?]+|versions/\d+|(capture|picture)/\d+)|jingwen/articles/-?\d+)?(\?.*)?"
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
STATIC, KEPT = re.compile(r".*/(-/)?static/"), b"public, max-age=31536000, immutable"
READING = ("GET", "HEAD", "OPTIONS")
App = Callable[[Any, Any, Any], Awaitable[None]]
Send = Callable[[Any], Awaitable[None]]


@hookimpl(trylast=True)  # outermost, so that what another wrapper answers has the headers as well
def asgi_wrapper() -> Callable[[App], App]:
    return with_headers


def with_headers(app: App) -> App:
    """The application with the headers above added, where it has not set them itself."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        if scope.get("method", "GET") not in READING:
            refused = Response.text("this archive is read-only\n", status=405, headers={"allow": ", ".join(READING)})
            await refused.asgi_send(with_added(send, COMMON, scope))
            return
        path = scope.get("raw_path") or scope.get("path", "").encode()
        policy = COMMON if OURS.fullmatch(path) else DATASETTES
        await app(scope, receive, with_added(send, policy, scope))

    return wrapped


def with_added(send: Send, policy: bytes, scope: Any) -> Send:
    """`send`, its answers given the headers that they lack."""
    # a stylesheet's address has its version; whatever else is kept is asked for again
    lasting = STATIC.match(scope.get("path", "")) and scope.get("query_string")
    wanted = ((b"content-security-policy", policy), (b"cache-control", KEPT if lasting else b"no-cache"), *FIXED)

    async def add(message: Any) -> None:
        if message["type"] == "http.response.start":
            present = {name.lower() for name, _ in message["headers"]}
            added = [(name, value) for name, value in wanted if name not in present]
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return add
