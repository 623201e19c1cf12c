"""Class and id names of elements: what newsrooms and their systems call the parts of a page."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element


def words(text: str) -> frozenset[str]:
    """A list of names written as running text."""
    return frozenset(text.split())


def named(text: str) -> re.Pattern[str]:
    """Matches an element's names where one of these words (each may be an expression) stands whole in them."""
    return re.compile(rf"(?:^|[-_ ])(?:{'|'.join(text.split())})(?:$|[-_ ])", re.IGNORECASE)


def names_of(node: Element) -> str:
    """An element's class and id, "" where it has neither."""
    kind, name = node.get("class"), node.get("id")
    return f"{kind or ''} {name or ''}" if kind or name else ""
