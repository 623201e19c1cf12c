"""开普云 Ucap: articles are named by 32 hexadecimal digits, lists are `list.shtml`."""

from __future__ import annotations

from typing import ClassVar

from crawler.families.columns import ColumnsSpider


class UcapSpider(ColumnsSpider):
    family: ClassVar[str] = "ucap"
    article_pattern: ClassVar[str] = r"/(?:c\d+/)?\d{4}(?:\d{2}|/\d{1,2}(?:/\d{1,2})?)/[0-9a-f]{32}\.s?html$"
