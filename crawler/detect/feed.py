"""RSS and Atom: where a feed belongs, and which articles it names."""

from __future__ import annotations

import re
from html import unescape

_FEED = re.compile(r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL | re.IGNORECASE)
_ENTRY = re.compile(r"<(item|entry)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"<link\b[^>]*?(?:href=[\"']([^\"']+)[\"'][^>]*>|>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]+))", re.IGNORECASE)


def is_feed(text: str) -> bool:
    """Whether a text is a feed."""
    return bool(_FEED.match(text[:2000]))


def feed_links(text: str) -> tuple[str, list[str]]:
    """The address a feed belongs to ("" where it says none), and those of its articles."""
    articles = [_link(found[0]) for found in _ENTRY.finditer(text)]
    home = _link(_ENTRY.sub("", text))
    return home, [url for url in dict.fromkeys(articles) if url]


def _link(text: str) -> str:
    for href, written in _LINK.findall(text):
        url = unescape(href or written)
        if url.startswith(("http://", "https://")):
            return str(url)
    return ""
