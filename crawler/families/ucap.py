"""开普云 Ucap: articles are named by 32 hexadecimal digits, lists are `list.shtml`, `list_2.shtml`."""

from __future__ import annotations

from typing import ClassVar

from scrapy.http import Response

from crawler.families.columns import ColumnsSpider
from crawler.families.page_count import older_page


class UcapSpider(ColumnsSpider):
    """Pages follow by 下一页, or are counted from one: `createPageHTML('page_div', 8, 1, 'list', 'shtml', 118)`."""

    family: ClassVar[str] = "ucap"
    article_pattern: ClassVar[str] = r"/(?:c\d+/)?\d{4}(?:\d{2}|/\d{1,2}(?:/\d{1,2})?)/[0-9a-f]{32}\.s?html$"
    markers: ClassVar[tuple[str, ...]] = (
        r"href=[\"']?[^\"'\s>]*\d{4}(?:\d{2}|/\d{1,2}(?:/\d{1,2})?)/[0-9a-f]{32}\.s?html[\"'\s>]",
    )

    def older(self, response: Response) -> str:
        older = older_page(response.text, response.url)
        return super().older(response) if older is None else older
