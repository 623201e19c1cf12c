"""A captured page with everything taken out that could act, ask for anything, or lead away; for a sandboxed frame."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

DROPPED = (
    "script", "noscript", "iframe", "frame", "frameset", "object", "embed", "applet", "link", "base", "meta", "svg",
    "math", "audio", "video", "source", "track", "portal", "template", "dialog", "slot", "param",
)  # fmt: skip
NEUTRAL = {"form": "div", "button": "span", "input": "span", "select": "span", "textarea": "span", "a": "span"}
HOW_IT_LOOKS = (
    "class id style align valign width height border bgcolor color size colspan rowspan cellpadding cellspacing title"
    " alt lang dir start type datetime face"
)
KEPT = frozenset(HOW_IT_LOOKS.split())
FRAME = "body{margin:1rem;overflow-wrap:anywhere}img{outline:1px dashed #999;min-width:2em;min-height:1em}"
IMPORT = re.compile(r"@import[^;]*;?", re.IGNORECASE)
FETCHING = re.compile(r"[\w-]*(?:url|image|image-set|src|element)\s*\(", re.IGNORECASE)
LARGEST = 3_000_000  # characters; beyond it the source is shown instead


def can_be_shown(text: str) -> bool:
    """Whether a text is a page of markup of a size that a frame can hold."""
    return "<" in text and len(text) <= LARGEST


def inert_page(text: str) -> str | None:
    """The page without anything that acts; None where it cannot be shown so (too large, or no markup in it)."""
    if not can_be_shown(text):
        return None
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    for element in list(root.iter()):
        quieten(element)
    body = etree.tostring(root, encoding="unicode", method="html")
    return f'<!DOCTYPE html><meta charset="utf-8"><style>{FRAME}</style>{body}'


def quieten(element: Any) -> None:
    """One element without what acts: dropped with all in it, or kept with attributes that only tell how it looks."""
    if not isinstance(element.tag, str) or element.tag in DROPPED or ":" in element.tag:
        if element.getparent() is not None:
            element.drop_tree()
        return
    if element.tag == "style":
        element.text = quiet_style(element.text or "")
    element.tag = NEUTRAL.get(element.tag, element.tag)
    for name in list(element.attrib):
        if name.lower() not in KEPT:
            del element.attrib[name]
    if "style" in element.attrib:
        element.attrib["style"] = quiet_style(element.attrib["style"])


def quiet_style(css: str) -> str:
    """A style that fetches nothing; without backslashes, by which a name can be written so that no rule finds it."""
    return FETCHING.sub("none(", IMPORT.sub("", css.replace("\\", "").replace("<", "")))
