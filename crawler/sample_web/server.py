"""The invented web on loopback: a small HTTP/1.1 server with conditional requests, gzip, faults and a clock."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import urlsplit

from crawler.sample_web.clock import LAST_DAY, days_between
from crawler.sample_web.drawings import picture_at
from crawler.sample_web.faults import Fault, FaultPlan, misbehave, packed
from crawler.sample_web.publications.base import Asked, Page, Publication
from crawler.sample_web.redesign import redesigned
from crawler.sample_web.world import World

CONTROL_HOST = "control.test"
_REASONS = {200: "OK", 302: "Found", 304: "Not Modified", 400: "Bad Request", 403: "Forbidden", 404: "Not Found",
            405: "Method Not Allowed", 410: "Gone"}  # fmt: skip
_NOT_FOUND = Page(
    "<html><head><title>404</title></head><body><h1>404 Not Found</h1><p>找不到您要的页面。</p></body></html>".encode(),
    404,
)
_MOST_BODY = 1_000_000


class Sent:
    """One rendered answer, kept for the day: headers that do not depend on the asker, body plain and gzipped."""

    __slots__ = ("body", "etag", "head", "modified", "packed", "status")

    def __init__(self, page: Page, house: Publication | None) -> None:
        self.status, self.body = page.status, page.body
        self.packed = packed(page.body) if len(page.body) > 500 else b""
        self.etag = f'"{hashlib.sha256(page.body).hexdigest()[:20]}"' if page.status == 200 else ""
        self.modified = _http_date(f"{page.modified}T11:00:00") if page.modified else ""
        charset = house.header_charset if house and page.status == 200 else "utf-8"
        charset = "" if page.mime.startswith(("image/", "application/x-gzip")) else charset  # bytes have none
        lines = [
            "Server: sample-web",
            f"Content-Type: {page.mime}{f'; charset={charset}' if charset else ''}",
            "Vary: Accept-Encoding",
        ]
        lines += [f"ETag: {self.etag}"] if self.etag else []
        lines += [f"Last-Modified: {self.modified}"] if self.modified and self.etag else []
        lines += [f"Location: {page.location}"] if page.location else []
        self.head = "\r\n".join(lines).encode()

    def unchanged(self, headers: dict[str, str]) -> bool:
        """Whether the asker already holds this answer."""
        tag = headers.get("if-none-match", "")
        if tag:
            return bool(self.etag) and self.etag in tag
        return bool(self.etag and self.modified) and headers.get("if-modified-since", "") == self.modified


class SampleWeb:
    """Answers requests for every host of a world, on its day; counts them; takes orders at CONTROL_HOST."""

    def __init__(self, world: World, day: str = LAST_DAY, faults: tuple[Fault, ...] = ()) -> None:
        self.world = world
        self.faults = FaultPlan(faults)
        self.requests: Counter[tuple[str, str, int]] = Counter()
        self.redesigned: frozenset[str] = frozenset()
        self.set_day(day)

    def set_day(self, day: str) -> None:
        """Move the clock. Raises ValueError for what is not an ISO day."""
        noon = datetime.fromisoformat(f"{day}T12:00:00+00:00")
        self.day = day
        self._noon, self._began = noon, time.monotonic()
        self._kept: dict[tuple[str, str, str, str, str], Sent] = {}
        self._date_line = (-1, b"")

    def date(self) -> bytes:
        """The world's moment as an HTTP date; seconds pass, days only when told."""
        passed = int(time.monotonic() - self._began)
        if self._date_line[0] != passed:
            moment = self._noon + timedelta(seconds=passed)
            self._date_line = (passed, format_datetime(moment, usegmt=True).encode())
        return self._date_line[1]

    def respond(self, host: str, asked: Asked) -> Sent:
        """The answer to a request; rendered once a day."""
        key = (host, asked.path, asked.query, asked.method if asked.method == "POST" else "GET", asked.body)
        sent = self._kept.get(key)
        if sent is None:
            sent = self._kept[key] = self._render(host, asked)
        return sent

    def _render(self, host: str, asked: Asked) -> Sent:
        house = self.world.by_host.get(host)
        if house is None:
            return Sent(_NOT_FOUND, None)
        if asked.path == "/robots.txt":
            return Sent(Page(_robots(house).encode(), mime="text/plain"), house)
        try:
            page = house.answer(asked, self.day)
        except (ValueError, IndexError):  # a page number that is none, or no issue yet
            page = None
        page = page or picture_at(host, asked.path)
        if page is not None and host in self.redesigned and page.mime == "text/html" and page.status == 200:
            page = replace(page, body=_redesigned(page.body, house))
        return Sent(page or _NOT_FOUND, house)

    def order(self, asked: Asked) -> Sent:
        """What is asked of CONTROL_HOST: GET /requests, POST /day, /faults, /redesign (hosts) and /forget."""
        try:
            if asked.path == "/requests":
                rows = [[*key, count] for key, count in sorted(self.requests.items())]
                return Sent(Page(json.dumps(rows).encode(), mime="application/json"), None)
            if asked.path == "/day":
                self.set_day(json.loads(asked.body)["day"])
            elif asked.path == "/faults":
                self.faults = FaultPlan(Fault(**each) for each in json.loads(asked.body))
            elif asked.path == "/redesign":
                self.redesigned = frozenset(map(str, json.loads(asked.body)))
                self.set_day(self.day)  # nothing that was rendered in the old design is sent any more
            elif asked.path == "/forget":
                self.requests.clear()
            else:
                return Sent(_NOT_FOUND, None)
        except (ValueError, KeyError, TypeError) as error:
            return Sent(Page(str(error).encode(), 400, mime="text/plain"), None)
        return Sent(Page(b"{}", mime="application/json"), None)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until either side has enough."""
        try:
            while await self._exchange(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # the other side went away in the middle: theirs to decide
        except asyncio.CancelledError:
            pass  # the server ends; an idle connection is no reason to complain
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        raw = await reader.readuntil(b"\r\n\r\n")
        first, *rest = raw.decode("latin-1").split("\r\n")
        words = first.split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest if line)}
        length = headers.get("content-length", "0")
        if len(words) != 3 or not length.isdigit() or int(length) > _MOST_BODY:
            writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return False
        body = (await reader.readexactly(int(length))).decode("utf-8", "replace") if int(length) else ""
        host, path, query = _target(words[1], headers.get("host", ""))
        asked = Asked(path, query, words[0], body)
        if host == CONTROL_HOST:
            writer.write(self._bytes(self.order(asked), asked, headers))
            await writer.drain()
            return True
        answer = self._bytes(self.respond(host, asked), asked, headers)
        fault = self.faults.strike(host, path)
        status = answer[9:12].decode() if fault is None else "0"
        self.requests[host, path + (f"?{query}" if query else ""), int(status)] += 1
        alive = headers.get("connection", "").lower() != "close"
        if fault is not None:
            alive = await misbehave(fault, path, writer, answer) and alive
        else:
            writer.write(answer)
        if not writer.is_closing():
            await writer.drain()
        return alive

    def _bytes(self, sent: Sent, asked: Asked, headers: dict[str, str]) -> bytes:
        if asked.method not in ("GET", "HEAD", "POST"):
            return b"HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD, POST\r\nContent-Length: 0\r\n\r\n"
        status, body, extra = sent.status, sent.body, b""
        if asked.method != "POST" and sent.unchanged(headers):
            status, body = 304, b""
        elif sent.packed and "gzip" in headers.get("accept-encoding", ""):
            body, extra = sent.packed, b"Content-Encoding: gzip\r\n"
        line = (
            f"HTTP/1.1 {status} {_REASONS.get(status, 'Answer')}\r\nDate: ".encode()
            + self.date()
            + b"\r\n"
            + sent.head
            + b"\r\n"
            + extra
        )
        length = b"" if status == 304 else b"Content-Length: %d\r\n" % len(body)
        return line + length + b"\r\n" + (b"" if asked.method == "HEAD" else body)


def _target(target: str, host: str) -> tuple[str, str, str]:
    """Host without port, path, query: of an absolute-form target (as to a proxy) or of path and Host header."""
    if target.startswith("http"):
        parts = urlsplit(target)
        return parts.hostname or "", parts.path or "/", parts.query
    path, _, query = target.partition("?")
    return host.rpartition(":")[0].lower() if ":" in host else host.lower(), path, query


def _redesigned(body: bytes, house: Publication) -> bytes:
    """A page in its publication's new design, unless it is a list for machines."""
    text = body.decode(house.charset, "replace")
    if text.lstrip()[:1] != "<" or text.lstrip().startswith("<?xml"):
        return body
    return redesigned(text, house.host).encode(house.charset, "xmlcharrefreplace")


def _robots(house: Publication) -> str:
    lines = ["User-agent: *", f"Disallow: {house.disallow}"]
    lines += [f"Crawl-delay: {house.crawl_delay}"] if house.crawl_delay else []
    return "\n".join(lines) + "\n"


def _http_date(moment: str) -> str:
    return format_datetime(datetime.fromisoformat(moment).replace(tzinfo=UTC), usegmt=True)


async def serve(web: SampleWeb, port: int, *, announce: bool = False) -> None:
    """Serve on loopback until cancelled. With `announce`, prints the port first and ends when stdin does."""
    server = await asyncio.start_server(web.talk, "127.0.0.1", port, limit=256 * 1024)
    bound = server.sockets[0].getsockname()[1]
    async with server:
        if not announce:
            print(f"the sample web of {web.day} is at 127.0.0.1:{bound} (Ctrl-C ends it)", flush=True)
            await server.serve_forever()
        print(bound, flush=True)
        await asyncio.to_thread(
            sys.stdin.buffer.read
        )  # the parent holds the other end: it closes when the parent is gone


def checked_day(day: str) -> str:
    """A day of the world. Raises ValueError for any other word."""
    if day not in days_between("2025-09-01", "2026-12-31"):
        raise ValueError(f"{day} is not a day of the sample web (2025-09-01 to {LAST_DAY})")
    return day
