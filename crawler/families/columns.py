"""Sites of columns: each column is an ordered list, newest first, with further pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from scrapy import Request
from scrapy.http import Response

from archive.records import ArticleLink, Window
from crawler.links import matching, next_page
from crawler.site import ListPage, SiteSpider


class ColumnsSpider(SiteSpider):
    """Reads lists by the shape of article addresses; a family below says that shape and how its pages are counted."""

    family: ClassVar[str] = "columns"

    def list_requests(self, window: Window) -> Iterator[Request]:  # noqa: ARG002 - e-papers use it
        for address in self.columns.values():
            yield Request(address)

    def read_list(self, response: Response) -> ListPage:
        links = self.links_of(response.text, response.url)
        section = self.section_of(response.url)
        return ListPage(
            tuple(ArticleLink(link.url, link.headline, link.published, section, link.page) for link in links),
            older=self.older(response),
        )

    def links_of(self, text: str, url: str) -> tuple[ArticleLink, ...]:
        """The article links of a list, in its order."""
        return matching(text, url, self.article_pattern)

    def older(self, response: Response) -> str:
        """The address of the next page of a list; "" on its last."""
        return next_page(response.text, response.url)


def numbered(url: str, number: int) -> str:
    """`…/index.html` or a folder as its page `index_<number>.html`."""
    folder, _, name = url.rpartition("/")
    stem = re.sub(r"_\d+(?=\.\w+$)", "", name) or "index.html"
    begin, dot, end = stem.rpartition(".")
    return f"{folder}/{begin}_{number}{dot}{end}"
