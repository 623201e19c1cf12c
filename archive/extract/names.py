"""Class and id names of elements: what newsrooms and their systems call the parts of a page."""

from __future__ import annotations

import re

from lxml.html import HtmlElement


def words(text: str) -> frozenset[str]:
    """A list of names written as running text."""
    return frozenset(text.split())


def named(text: str) -> re.Pattern[str]:
    """Matches an element's names where one of these words (each may be an expression) stands whole in them."""
    return re.compile(rf"(?:^|[-_ ])(?:{'|'.join(text.split())})(?:$|[-_ ])", re.IGNORECASE)


def names_of(node: HtmlElement) -> str:
    """An element's class and id."""
    return f"{node.get('class') or ''} {node.get('id') or ''}"
