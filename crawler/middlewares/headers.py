"""A bound on the headers of an answer: Twisted has none, and a server may send them for ever."""

from __future__ import annotations

from typing import Any

from scrapy.crawler import Crawler
from twisted.web._newclient import HTTPClientParser, ParseError

MOST = 262_144  # bytes; browsers and servers stop between 8 and 256 kB


class BoundedHeaders:
    """An extension that, once loaded, holds for every connection of the process."""

    @classmethod
    def from_crawler(cls, _crawler: Crawler) -> BoundedHeaders:
        HTTPClientParser.headerReceived = bounded  # type: ignore[method-assign]
        return cls()


_unbounded: Any = HTTPClientParser.headerReceived


def bounded(parser: Any, name: bytes, value: bytes) -> None:
    """What the parser hears of each header; more of them than anybody needs end the answer."""
    parser.taken_by_headers = getattr(parser, "taken_by_headers", 0) + len(name) + len(value)
    if parser.taken_by_headers > MOST:
        raise ParseError(f"headers of more than {MOST:,} bytes, the maxsize", name)  # type: ignore[no-untyped-call]
    _unbounded(parser, name, value)
