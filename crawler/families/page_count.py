"""`createPageHTML`: how many pages a list has, which of them this one is, and how the next is named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

CALL = re.compile(
    r"""createPageHTML\(\s*(?P<box>["'][^"']*["']\s*,\s*)?(?P<pages>\d+)\s*,\s*(?P<page>\d+)"""
    r"""(?:\s*,\s*["'](?P<name>[\w-]+)["']\s*,\s*["'](?P<suffix>\w+)["'])?"""
)
COUNT_PAGE = re.compile(r"countPage\s*=\s*(\d+)")
CURRENT_PAGE = re.compile(r"currentPage\s*=\s*(\d+)")
FROM_ONE = re.compile(r"从\s*1\s*开始")
FILE = re.compile(r"/(?:(?P<name>[^/]+?)(?:_(?P<number>\d+))?\.(?P<suffix>\w+))?(?:\?.*)?$")


@dataclass(frozen=True, slots=True)
class PageCount:
    """`page` is counted from `first` (0 or 1); `name` and `suffix` are those of the list's files, "" where not said."""

    pages: int
    page: int
    first: int
    name: str = ""
    suffix: str = ""

    @property
    def is_last(self) -> bool:
        return self.page - self.first + 1 >= self.pages


def page_count(text: str, *, numbered: bool = False) -> PageCount | None:
    """What a list says of its pages; None where it says nothing.

    `createPageHTML(20, 0, "index", "html")` counts from nought, `createPageHTML('box', 20, 1, 'list', 'shtml', 189)`
    from one. `numbered`: the address has a number, so that page 1 is not the first.
    """
    called = CALL.search(text)
    if called:
        page = int(called["page"])
        from_one = bool(called["box"] or FROM_ONE.search(text) or (page == 1 and not numbered))
        return PageCount(int(called["pages"]), page, int(from_one), called["name"] or "", called["suffix"] or "")
    total, current = COUNT_PAGE.search(text), CURRENT_PAGE.search(text)
    if total and current:
        return PageCount(int(total[1]), int(current[1]), int(bool(FROM_ONE.search(text))))
    return None


def older_page(text: str, url: str) -> str | None:
    """The address of the next page of a list, "" on its last; None where the page does not say how many there are.

    The first page has no number. Where pages are counted from nought the second is `index_1`, else, or where the page
    links to no `index_1` but to it, `index_2`.
    """
    file = FILE.search(url)
    here = file["number"] if file else None
    count = page_count(text, numbered=here is not None)
    if count is None:
        return None
    name = count.name or (file["name"] if file else "") or "index"
    suffix = count.suffix or (file["suffix"] if file else "") or "html"

    def links_to(number: int) -> bool:
        return re.search(rf"[\"'/]{re.escape(name)}_{number}\.", text) is not None

    second = 2 if count.first or (links_to(2) and not links_to(1)) else 1
    number = second if here is None else int(here) + 1
    if count.is_last and not links_to(number):
        return ""
    return urljoin(url, f"{name}_{number}.{suffix}")
