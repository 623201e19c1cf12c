"""The layout of a page, as one line: the named elements around a text. It changes when a site is redesigned."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

DEEPEST = 60
LONGEST = 200  # characters
_NUMBER = re.compile(r"\d+")


def layout_of(element: Element) -> str:
    """`main > con_box > TRS_Editor`: the classes or ids around an element, the outermost first, numbers left out.

    Where nothing around it has a name, the tags stand in their place.
    """
    around = [element, *element.iterancestors()][:DEEPEST]
    named = [name for node in around if (name := name_of(node))]
    steps = named or [str(node.tag) for node in around if isinstance(node.tag, str)]
    return " > ".join(reversed(steps))[-LONGEST:]


def name_of(element: Element) -> str:
    """An element's first class, else its id, without numbers; "" where it has neither."""
    words = (element.get("class") or element.get("id") or "").split()
    return _NUMBER.sub("", words[0]).strip("-_") if words else ""
