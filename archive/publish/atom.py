"""Atom feeds (RFC 4287), paged through the whole history (RFC 5005); valid XML whatever a page said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

NAMESPACE = "http://www.w3.org/2005/Atom"
CONTENT_TYPE = "application/atom+xml; charset=utf-8"
LONG_AGO = "1970-01-01T00:00:00Z"
# What XML 1.0 cannot hold, however it is written.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `identity` names it for ever; `address` is its page here, `original` the page it was taken from.

    `updated` and `published` are RFC 3339; `published` is "" where a page gives no time of day.
    """

    identity: str
    title: str
    updated: str
    address: str
    original: str
    summary: str = ""
    author: str = ""
    published: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A page of a feed: its own address, that of the pages people read, and of the page with older entries ("")."""

    title: str
    address: str
    reading: str
    older: str
    entries: Sequence[Entry]
    first: str = ""


def atom(feed: Feed) -> bytes:
    """The feed as a document."""
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.Element(f"{{{NAMESPACE}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "zh"})
    _text(root, "id", urn(feed.first or feed.address))  # of all its pages
    _text(root, "title", feed.title)
    _text(root, "updated", max((entry.updated for entry in feed.entries), default=LONG_AGO))
    _text(root, "generator", "jingwen")
    links = {"self": feed.address, "alternate": feed.reading, "first": feed.first, "next": feed.older}
    for relation, address in links.items():
        _link(root, relation, address)
    for entry in feed.entries:
        _entry(root, entry)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def urn(identity: str) -> str:
    """An identifier that stays the same wherever the archive is served."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, identity)}"


def plain(text: str) -> str:
    """Text that XML can hold, on one line."""
    return " ".join(_FORBIDDEN.sub(" ", text).split())


def moment(published: str) -> str:
    """A date of a page, which is Beijing time, in RFC 3339; "" where it has no time of day.

    >>> moment("2025-11-05T09:30"), moment("2025-11-05")
    ('2025-11-05T09:30:00+08:00', '')
    """
    found = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?", published)
    return f"{found[1]}{found[2] or ':00'}+08:00" if found else ""


def _entry(root: ElementTree.Element, entry: Entry) -> None:
    element = ElementTree.SubElement(root, f"{{{NAMESPACE}}}entry")
    _text(element, "id", urn(entry.identity))
    _text(element, "title", plain(entry.title) or "（无标题）")
    _text(element, "updated", entry.updated or LONG_AGO)
    if entry.published:
        _text(element, "published", entry.published)
    author = ElementTree.SubElement(element, f"{{{NAMESPACE}}}author")
    _text(author, "name", entry.author or "—")
    if entry.summary:
        _text(element, "summary", entry.summary)
    if entry.category:
        ElementTree.SubElement(element, f"{{{NAMESPACE}}}category", {"term": plain(entry.category)})
    _link(element, "alternate", entry.address)
    if re.match(r"https?://", entry.original):
        _link(element, "via", entry.original)


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{NAMESPACE}}}{name}").text = plain(text)


def _link(parent: ElementTree.Element, relation: str, address: str) -> None:
    if address:
        ElementTree.SubElement(parent, f"{{{NAMESPACE}}}link", {"rel": relation, "href": plain(address)})
