"""Shapes of addresses: what the articles of one site share, and what an index, a topic or a tool has instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from archive.urls import TRACKING
from crawler.domains import domain_of
from crawler.links.dates import day_of

_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_NUMBER = re.compile(r"[A-Za-z0-9]*\d[A-Za-z0-9]*")  # 1013, t20251105, WS65571297a3, doc-iihn32757 but for its doc
_PAGE = re.compile(r"\.[sj]?html?$", re.IGNORECASE)
LISTS = re.compile(
    r"(?:^|/)(?:(?:\w*index|default|home|main|(?:[a-z]{1,7}[-_]?)?lists?|node|more|page|cols?|column|channel|layout|search|"
    r"tags?|category|catalog|class|sort|login|register|sitemap|contact\w*|rss)"
    r"(?:[-_]?\d\w{0,12}|[-_][\w-]{1,14}|(?-i:[A-Z]{2}))?|l\d{1,3})(?:\.\w+)?/?$",
    re.IGNORECASE,
)
_NO_ARTICLES = re.compile(
    r"/(?:subject|topics?|special|zt|zhuanti|authors?|user|u|profile|tags?|search|channel|ch|cate|category|columns?|"
    r"login|register|account|download\w*)(?=/|$)|/download[^/]*$",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(r"(?:^|&)(?:page|pages?_?(?:no|num|index)|pn|start|offset)=", re.IGNORECASE)
_SHOWS = re.compile(r"(?:^|&)[acr]\w{0,5}=[\w/.]*(?:show|view|detail|article|content|read)", re.IGNORECASE)  # a=show
_ADDRESS_WITHIN = re.compile(r"https?(?:://|%3a)", re.IGNORECASE)  # to share, to cache, to jump


@lru_cache(maxsize=2**14)
def shape_of(url: str) -> str:
    """An address with its numbers made alike: the articles of one site share a shape or two.

    Left out is what differs between its columns: the host but for its domain, folders above the first number, the
    query where the path has a number, s in shtml.
    """
    parts = urlsplit(url)
    folders = [_alike(word) for word in _PAGE.sub(".html", parts.path).split("/")[1:]]
    first = next((at for at, word in enumerate(folders) if "#" in word), None)
    host = domain_of(parts.hostname or "")
    if first is not None:
        return f"{host} {'/'.join(folders[first:])}"
    return f"{host} {'/'.join(folders)}?{'&'.join(_query_alike(parts.query))}"


def _alike(word: str) -> str:
    return _NUMBER.sub("#", _ESCAPED.sub("%", word))


def _query_alike(query: str) -> Iterator[str]:
    """Each parameter that is not for counting visits: its name, and its value where that is a word such as show."""
    for name, _, value in (pair.partition("=") for pair in query.split("&") if pair):
        if name.lower() not in TRACKING:
            yield f"{name}=#" if re.search(r"\d", value) else f"{name}={value if len(value) < 12 else '*'}"


def exact_shape_of(url: str) -> str:
    """An address with its numbers made alike, host and column and all."""
    return _NUMBER.sub("#", url)


def is_numbered(url: str) -> bool:
    """Whether an address has a number of its own; a folder's must be a long one, or a day."""
    path = urlsplit(url).path
    if path.endswith("/") and not urlsplit(url).query:
        return bool(re.search(r"\d{5,}/$", path) or day_of(url))
    return "#" in shape_of(url).partition(" ")[2]


def may_be_article(url: str) -> bool:
    """Whether nothing in an address says that it is a list, a page of one, a topic or a tool."""
    parts = urlsplit(url)
    if _ADDRESS_WITHIN.search(parts.path + parts.query) or (_NO_ARTICLES.search(parts.path) and not day_of(url)):
        return False
    if _PAGE_NUMBER.search(parts.query) or not (parts.path.strip("/") or parts.query):
        return False
    if not LISTS.search(parts.path):
        return True
    asked = _SHOWS.search(parts.query)
    return bool(asked) or bool(re.search(r"/\d{12,}/[^/]*$", parts.path))  # 202511050001/index.shtml
