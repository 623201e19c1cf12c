"""Where a list goes on, and where a page that only refreshes leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.links.anchors import base_of, joined, tree_of
from crawler.links.words import bare, folded

NEXT_WORDS = ("下一页", "下页", "后一页", "下一頁", "下頁", "後一頁", "next page", "older posts")
NEXT_SIGNS = (">", "›", "next", "»", ">>", "→")  # in this order: >> is the last page where > is the next
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-]|page)", re.IGNORECASE)
_NO_PAGE = re.compile(r"[篇条期版月年周天日张]|month|year|post|article|slide", re.IGNORECASE)
_CURRENT = re.compile(r"(?:^|[\s_-])(?:current|cur|active|on|now|selected|this\w*)(?:$|[\s_-])", re.IGNORECASE)
_CALENDAR = re.compile(r"(?:^|[?&])(?:month|year|date|day|ym|rq|riqi)=|(?:^|/)20\d\d(?:[-/]|\d\d)", re.IGNORECASE)
_NUMBER = re.compile(r"[1-9]\d{0,3}")


@dataclass(frozen=True, slots=True)
class Turn:
    """A link that may turn the page: its target and what it says of itself."""

    element: HtmlElement
    target: str
    shown: str
    titled: str


def next_page(text: str, url: str) -> str:
    """The address of the next page of a list; "" on its last.

    The words 下一页 are believed, then rel=next; an arrow, a class and the number after the current one only where they
    lead to an address that counts pages of this list.
    """
    tree = tree_of(text)
    if tree is None:
        return ""
    here = url.partition("#")[0]
    base = base_of(tree, url)
    turns = list(turns_of(tree, base))
    said = [one.target for one in turns if bare(one.shown) in NEXT_WORDS or bare(one.titled) in NEXT_WORDS]
    if said:
        return "" if said[0] == here else said[0]
    related = [joined(base, link.get("href") or "") for link in tree.iter("link") if link.get("rel") == "next"]
    related += [one.target for one in turns if one.element.get("rel") == "next" and not says_otherwise(one)]
    return next(filter(None, (*related, by_sign(turns, here), by_number(turns, here))), "")


def turns_of(tree: HtmlElement, base: str) -> Iterator[Turn]:
    for element in tree.iter("a"):
        href = (element.get("href") or "").strip()
        if href and not href.startswith(("#", "javascript:")) and (target := joined(base, href)):
            titled = element.get("title") or element.get("aria-label") or ""
            yield Turn(element, target, folded(element.text_content()).lower(), folded(titled).lower())


def says_otherwise(turn: Turn) -> bool:
    """Whether a link goes on to something that is no page of a list: 下一篇, next month."""
    return bool(_NO_PAGE.search(turn.shown) or _NO_PAGE.search(turn.titled))


def counts_pages(here: str, target: str) -> bool:
    """Whether an address is that of a list with a number more, and no day of a calendar: index.html, index_2.html."""
    one, other = urlsplit(here), urlsplit(target)
    stem = re.sub(r"[-_]?\d*(?:\.\w+)?$", "", re.sub(r"(?:index|default)(?=[-_.]|$)[^/]*$", "", one.path))
    beyond = f"{other.path.removeprefix(stem)}?{other.query}"
    return (
        one.netloc == other.netloc
        and other.path.startswith(stem)
        and re.search(r"\d", beyond) is not None
        and not _CALENDAR.search(beyond)
    )


def by_sign(turns: list[Turn], here: str) -> str:
    """Where an arrow leads, or a link of the class next."""
    likely = [one for one in turns if not says_otherwise(one)]
    signed = [one for one in likely if one.shown in NEXT_SIGNS or one.titled in NEXT_SIGNS]
    signed.sort(key=lambda one: min(NEXT_SIGNS.index(word) for word in (one.shown, one.titled) if word in NEXT_SIGNS))
    marked = [one for one in likely if is_marked(one.element, _NEXT_CLASS)]
    counting = (one.target for one in (*signed, *marked) if one.target != here and counts_pages(here, one.target))
    return next(counting, "")


def is_marked(element: HtmlElement, pattern: re.Pattern[str]) -> bool:
    """Whether the class or id of an element, or of the row it fills, says something."""
    above = element.getparent()
    marked = (element, above) if above is not None and above.tag in ("li", "span", "td") else (element,)
    return any(pattern.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in marked)


def by_number(turns: list[Turn], here: str) -> str:
    """Where the number after the current page's leads, in a row of page numbers."""
    numbered = {
        int(one.shown): one
        for one in turns
        if _NUMBER.fullmatch(one.shown) and (one.target == here or counts_pages(here, one.target))
    }
    if not numbered:
        return ""
    shown = next((number for number, one in numbered.items() if one.target == here), 0)
    following = (marked_number(turns, numbered) or shown or first_of_list(numbered, here)) + 1
    return numbered[following].target if following > 1 and following in numbered else ""


def first_of_list(numbered: dict[int, Turn], here: str) -> int:
    """1 on a page that links only pages after the first and is, by its address, none of them; else 0."""
    counted = {re.sub(r"\d", "", one.target) for one in numbered.values()}
    return 0 if 1 in numbered or re.sub(r"\d", "", here) in counted else 1


def marked_number(turns: list[Turn], numbered: dict[int, Turn]) -> int:
    """The number of the current page, which is a marked link or none and stands before the next; 0 where none does."""
    for number, one in numbered.items():
        if is_marked(one.element, _CURRENT):
            return number
    row = next(iter(numbered.values())).element.getparent()
    if row is not None and row.getparent() is not None and len(row) == 1:
        row = row.getparent()  # each number in a cell of its own
    words = folded(" ".join(row.itertext())).split() if row is not None else []
    linked = {one.shown for one in turns}
    numbers = [int(word) if _NUMBER.fullmatch(word) else 0 for word in words]
    return next((one for one, other in pairwise(numbers) if one and str(one) not in linked and other == one + 1), 0)


REFRESH = re.compile(r"<meta[^>]+http-equiv\s*=\s*[\"']?refresh[^>]*?url\s*=\s*[\"']?([^\"'>\s;]+)", re.IGNORECASE)
SCRIPT_REFRESH = re.compile(r"(?:window\.)?location(?:\.href)?\s*=\s*[\"']([^\"']+)[\"']")


def refresh_target(text: str, url: str) -> str:
    """Where a page that only refreshes leads: a meta refresh, or a script that sets the location of a short page."""
    match = REFRESH.search(text) or (SCRIPT_REFRESH.search(text) if len(text) < 2000 else None)
    return joined(url, match[1]) if match else ""
