"""XML from strangers: no entity is expanded, nothing is loaded, what is broken is read as far as it goes."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element as Element

DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def as_utf8(text: str) -> bytes:
    """The text of an XML page as UTF-8, without the declaration that may say otherwise."""
    return DECLARATION.sub("", text).lstrip().encode("utf-8", "replace")


def root_of(text: str) -> Element | None:
    """The root of an XML page; None where there is no element to be had."""
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    content = as_utf8(text)
    if not content:
        return None
    try:
        return etree.fromstring(content, parser=parser)
    except etree.XMLSyntaxError:
        return None


def local_name(element: Element) -> str:
    """The name of an element without its namespace, in lower case; "" of what is no element."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def text_of(element: Element) -> str:
    """All text under an element, white space folded."""
    return " ".join("".join(map(str, element.itertext())).split())
