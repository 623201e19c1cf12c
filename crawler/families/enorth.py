"""北方网 Enorth WebPublisher: articles `/system/2019/02/11/017134870.shtml`; older pages of a list count down."""

from __future__ import annotations

import re
from typing import ClassVar

from scrapy.http import Response

from crawler.families.columns import ColumnsSpider
from crawler.links import matching, next_page

MORE = re.compile(r"/system/more/\d+/\d{4}/\d+_\d{8}\.s?html?$")
NUMBERED = re.compile(r"/\d{4}/(\d+)_(\d{8})(\.s?html?)$")


class EnorthSpider(ColumnsSpider):
    """A column leads to `/system/more/<column>/0019/<column>_00001970.shtml`, the folder being the hundreds.

    The number falls from page to page; pages that a reader turns by a script print no link, so it is counted.
    """

    family: ClassVar[str] = "enorth"
    article_pattern: ClassVar[str] = r"/system/20\d{2}/?(?:0[1-9]|1[0-2])/?(?:0[1-9]|[12]\d|3[01])/\d{6,}\.s?html?$"
    markers: ClassVar[tuple[str, ...]] = (r"/system/(?:more|count)/\d", r"\bcount_page_list_\d")

    def older(self, response: Response) -> str:
        printed = next_page(response.text, response.url)
        if printed:
            return printed
        here = NUMBERED.search(response.url)
        if here and MORE.search(response.url):
            return before(response.url, here)
        return next((link.url for link in matching(response.text, response.url, MORE.pattern)), "")


def before(url: str, here: re.Match[str]) -> str:
    """The page after this one, whose number is smaller by one; "" behind the first."""
    number = int(here[2]) - 1
    return f"{url[: here.start()]}/{number // 100:04d}/{here[1]}_{number:08d}{here[3]}" if number > 0 else ""
