"""The tree of a page, parsed so that no page can break it: comments read first, scripts kept apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element
from lxml.html import HtmlElement, document_fromstring

from archive.errors import EmptyBody, NotHtml
from archive.extract.characters import without_controls

_ENP_PROPERTY = re.compile(r"<!--\s*enpproperty(?P<inner>.*?)/?enpproperty\s*-->", re.IGNORECASE | re.DOTALL)
_ENP_FIELD = re.compile(r"<(?P<name>[a-z][\w-]{1,24})>(?P<value>[^<]*)</(?P=name)>", re.IGNORECASE)
_BINARY = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"Rar!", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# Script, style and forms hold no text of the article; so do elements that are switched off by HTML itself.
_SILENT = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "select", "textarea",
    "button", "input", "map", "link", "audio", "video", "nav", "footer", "math",
)  # fmt: skip
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# What is left out of a page that nests deeper than libxml2 follows: every <div> becomes a paragraph.
_DIVISION = re.compile(r"<div(\s[^>]*)?>", re.IGNORECASE)
_FORMATTING = re.compile(r"</?(?:div|font|b|i|u|span|strong|em|center|big|small)(?:\s[^>]*)?>", re.IGNORECASE)


@dataclass(slots=True)
class PageTree:
    """A parsed page: `root` without scripts and comments, what the comments and scripts said, and its address."""

    root: Element
    url: str = ""
    enp: dict[str, str] = field(default_factory=dict)
    json_ld: tuple[str, ...] = ()
    title: str = ""


def looks_binary(payload: bytes) -> bool:
    """Whether the bytes are a file of another kind than text."""
    return payload.startswith(_BINARY) or payload[:2048].count(b"\x00") > 64


def parse_page(text: str, *, url: str = "") -> PageTree:
    """The tree of a page's text. Raises EmptyBody where it holds nothing, NotHtml where it cannot be parsed."""
    text = without_controls(text)
    if not text.strip():
        raise EmptyBody("the page is empty")
    enp = _enp_properties(text)
    root, too_deep = _parsed(_plain(text))
    if too_deep:
        root, _ = _parsed(_FORMATTING.sub("", _DIVISION.sub(r"<p\1>", _plain(text))))
    title = next((" ".join((node.text or "").split()) for node in root.iter("title")), "")
    json_ld = tuple(
        node.text for node in root.iter("script") if "ld+json" in (node.get("type") or "").lower() and node.text
    )
    _silence(root)
    return PageTree(root, url, enp, json_ld, title)


def _plain(text: str) -> str:
    """The text without what libxml2 stumbles over; a page stored as a string literal gets its line ends back."""
    text = _DECLARATION.sub("", text)
    if text.count("\\n") > 50 and text.count("\\n") > 4 * text.count("\n"):
        for written, meant in (("\\r", ""), ("\\n", "\n"), ("\\t", " "), ("\\u3000", "\u3000"), ("\\xa0", " ")):
            text = text.replace(written, meant)
    return text


def _parsed(text: str) -> tuple[Element, bool]:
    """The root of a page, and whether the parser gave up in its depth. Raises NotHtml where there is no root."""
    # Plain elements: lxml.html would look up a class in Python for every element that is touched.
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as reason:
        raise NotHtml(f"the page cannot be parsed: {reason}") from reason
    if root is None or not isinstance(root.tag, str):
        raise NotHtml("the page holds no element")
    return root, any("depth" in entry.message.lower() for entry in parser.error_log)


def _enp_properties(text: str) -> dict[str, str]:
    """What a Founder e-paper writes of the article into a comment: title, subtitle, author, date, page."""
    match = _ENP_PROPERTY.search(text)
    if match is None:
        return {}
    return {
        found.group("name").lower(): found.group("value").strip()
        for found in _ENP_FIELD.finditer(match.group("inner"))
        if found.group("value").strip()
    }


def _silence(root: Element) -> None:
    """Take out what is never shown as text; the text behind a removed element stays."""
    for node in list(root.iter(*_SILENT)):
        drop_element(node)
    for node in root.iter("*"):
        style = node.get("style")
        if style and _NOT_SHOWN.search(style) and node.getparent() is not None and node.tag != "body":
            _hide(node)


def drop_element(node: Element) -> None:
    """Take an element out of its tree and leave the text behind it."""
    around, before = node.getparent(), node.getprevious()
    if around is None:
        return
    if node.tail and before is None:
        around.text = (around.text or "") + node.tail
    elif node.tail and before is not None:
        before.tail = (before.tail or "") + node.tail
    node.tail = None
    around.remove(node)


def as_html(node: Element) -> HtmlElement:
    """A copy of a tree for libraries that want lxml's own HTML elements."""
    return document_fromstring(etree.tostring(node, encoding="unicode", method="html", with_tail=False))


def _hide(node: Element) -> None:
    """Mark a hidden element: its labels may be read, its text is not the body's unless nothing else is there."""
    node.set("data-hidden", "1")


def is_hidden(node: Element) -> bool:
    """Whether an element was switched off by its own style."""
    return node.get("data-hidden") is not None


def text_of(node: Element) -> str:
    """All text under an element, white space folded."""
    return " ".join("".join(map(str, node.itertext())).split())
