"""How the invented web misbehaves when told to: which pages, and in what way."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Literal, get_args

FaultKind = Literal[
    "slow", "endless", "reset", "unavailable", "forbidden", "challenge_412", "challenge_521", "challenge_200",
    "soft_404", "redirect_home", "redirect_loop", "redirect_private", "gzip_bomb", "deep_nesting", "not_html",
    "wrong_length", "javascript_shell", "slow_loris", "huge", "brotli_bomb", "zstd_bomb", "header_flood",
]  # fmt: skip
FAULT_KINDS: tuple[str, ...] = get_args(FaultKind)


@dataclass(frozen=True, slots=True)
class Fault:
    """`kind` happens at every path of `host` ("" any) that starts with `path`, the first `times` times (0 is always).

    `seconds` is the delay of "slow" and the Retry-After of "unavailable".
    """

    kind: FaultKind
    host: str = ""
    path: str = "/"
    times: int = 0
    seconds: float = 2.0

    def __post_init__(self) -> None:
        if self.kind not in FAULT_KINDS:
            raise ValueError(f"no fault named {self.kind!r}; there are: {', '.join(FAULT_KINDS)}")

    def plain(self) -> dict[str, object]:
        """As JSON values."""
        return asdict(self)


class FaultPlan:
    """The faults in force and how often each has struck."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._left: list[tuple[Fault, int]] = [(fault, fault.times) for fault in faults]

    def strike(self, host: str, path: str) -> Fault | None:
        """The first fault that hits this request, counted; None for most."""
        for at, (fault, left) in enumerate(self._left):
            if fault.host in ("", host) and path.startswith(fault.path) and (fault.times == 0 or left > 0):
                self._left[at] = (fault, left - 1)
                return fault
        return None


async def misbehave(fault: Fault, path: str, writer: asyncio.StreamWriter, healthy: bytes) -> bool:
    """Write what the fault says in place of `healthy` (a whole HTTP answer). Whether the connection may go on."""
    match fault.kind:
        case "slow":
            await asyncio.sleep(fault.seconds)
            writer.write(healthy)
            return True
        case "endless":
            await _endless(writer)
            return False
        case "huge":
            await _huge(writer)
            return False
        case "slow_loris":
            await _slow_loris(writer)
            return False
        case "header_flood":
            await _header_flood(writer)
            return False
        case "reset":
            writer.write(healthy[: max(200, len(healthy) // 2)])
            await writer.drain()
            writer.transport.abort()
            return False
        case "wrong_length":
            head, _, body = healthy.partition(b"\r\n\r\n")
            lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"content-length")]
            writer.write(b"\r\n".join([*lines, b"Content-Length: %d" % (len(body) + 5000)]) + b"\r\n\r\n" + body)
            return False
        case _:
            writer.write(_answer(fault, path))
            return True


async def _endless(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n<html><body>")
    line = "<p>这一页没有尽头。</p>".encode() * 400
    while not writer.is_closing():
        writer.write(line)
        await writer.drain()
        await asyncio.sleep(0)


async def _huge(writer: asyncio.StreamWriter) -> None:
    """A page that says it has a gigabyte, and has."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000000000\r\n\r\n")
    for _ in range(1000):
        if writer.is_closing():
            return
        writer.write(b"<p>" + b" " * 999_994 + b"</p>"[:3])
        await writer.drain()


async def _slow_loris(writer: asyncio.StreamWriter) -> None:
    """A page that comes letter by letter, for ever."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html><body>")
    while not writer.is_closing():
        writer.write(b".")
        await writer.drain()
        await asyncio.sleep(0.5)


async def _header_flood(writer: asyncio.StreamWriter) -> None:
    """Headers without end; a page would come after them."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    lines = b"".join(b"X-Flood-%d: %s\r\n" % (number, b"x" * 900) for number in range(100))
    while not writer.is_closing():
        writer.write(lines)
        await writer.drain()
        await asyncio.sleep(0)


@lru_cache(maxsize=256)
def _answer(fault: Fault, path: str) -> bytes:
    status, mime, extra = "200 OK", "text/html; charset=utf-8", []
    body = _BODIES.get(fault.kind, "").encode()
    match fault.kind:
        case "unavailable":
            status, extra = "503 Service Unavailable", [f"Retry-After: {int(fault.seconds)}"]
        case "forbidden":
            status = "403 Forbidden"
        case "challenge_412":
            status = "412 Precondition Failed"
        case "challenge_521":
            status, extra = "521 Unknown", ["Set-Cookie: __jsluid_s=0123456789abcdef; path=/"]
        case "redirect_home":
            status, extra = "302 Found", ["Location: /"]
        case "redirect_loop":
            status, extra = "302 Found", [f"Location: {path}"]
        case "redirect_private":
            status, extra = "302 Found", ["Location: http://169.254.169.254/latest/meta-data/"]
        case "gzip_bomb":
            body, extra = _bomb("gzip"), ["Content-Encoding: gzip"]
        case "brotli_bomb":
            body, extra = _bomb("br"), ["Content-Encoding: br"]
        case "zstd_bomb":
            body, extra = _bomb("zstd"), ["Content-Encoding: zstd"]
        case "deep_nesting":
            body = b"<html><body>" + b"<div>" * 100_000 + body + b"</div>" * 100_000
        case "not_html":
            mime, body = "text/html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 64
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {mime}", f"Content-Length: {len(body)}", *extra]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


_BODIES: dict[str, str] = {
    "unavailable": "<h1>系统维护中</h1>",
    "forbidden": "<h1>403 Forbidden</h1>",
    "challenge_412": "<html><head><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script></head></html>",
    "challenge_521": "<script>document.cookie=('_')+('_jsl_clearance_s=1.2|-1|x')+';max-age=3600';"
    "location.href=location.pathname</script>",
    "challenge_200": "<html><head><title>访问验证</title></head><body><h3>请完成安全验证后继续访问</h3><script>"
    "document.cookie='waf_token=1';setTimeout(function(){location.reload()},1500)</script></body></html>",
    "soft_404": "<html><head><title>页面不存在</title></head><body><div class=err>"
    "抱歉，您访问的页面不存在或已被删除！<a href='/'>返回首页</a></div></body></html>",
    "javascript_shell": '<!DOCTYPE html><html><head><title>新闻中心</title></head><body><div id="app"></div>'
    '<script src="/static/js/chunk-vendors.5d1c.js"></script><script src="/static/js/app.2f7a.js"></script>',
    "deep_nesting": "深处",
}


@lru_cache(maxsize=3)
def _bomb(coding: str) -> bytes:
    """400 MB of zeros in some kB."""
    chunk, times = bytes(1_000_000), 400
    if coding == "br":
        import brotli  # not everybody who serves the sample web has it

        compressor = brotli.Compressor(quality=3)
        return b"".join([*(compressor.process(chunk) for _ in range(times)), compressor.finish()])
    if coding == "zstd":
        from backports import zstd

        return bytes(zstd.compress(chunk * times))
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*(packer.compress(chunk) for _ in range(times)), packer.flush()])


def packed(body: bytes) -> bytes:
    """A body as sent to those who accept gzip; the same bytes every time."""
    return gzip.compress(body, 5, mtime=0)
