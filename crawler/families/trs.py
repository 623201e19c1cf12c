"""拓尔思 TRS WCM: three shapes of article addresses, pages counted by a script at the foot of the list."""

from __future__ import annotations

from typing import ClassVar

from scrapy.http import Response

from crawler.families.columns import ColumnsSpider
from crawler.families.page_count import older_page


class TrsSpider(ColumnsSpider):
    """`202507/t20250729_7101051.html`; `createPageHTML(20, 0, "index", "html")` says that there are 20 pages."""

    family: ClassVar[str] = "trs"
    article_pattern: ClassVar[str] = r"/\d{6}/t\d{8}_\d+\.s?html?$"
    markers: ClassVar[tuple[str, ...]] = (r"href=[\"']?[^\"'\s>]*\d{6}/t\d{8}_\d+\.s?html?[\"'\s>]",)

    def older(self, response: Response) -> str:
        older = older_page(response.text, response.url)
        return super().older(response) if older is None else older


class TrsIdSpider(TrsSpider):
    """`t10521285.shtml`: the address says no date; `createPageHTML(5, 0, "index", "shtml", "3")`."""

    family: ClassVar[str] = "trs_id"
    article_pattern: ClassVar[str] = r"/t\d{6,9}\.s?html?$"
    markers: ClassVar[tuple[str, ...]] = (r"href=[\"']?(?:[^\"'\s>]*/)?t\d{6,9}\.s?html?[\"'\s>]",)


class TrsContentSpider(TrsSpider):
    """`c100007/2022-07/13/content_12647719.shtml`, listed by `list2020.shtml` (中国长安网)."""

    family: ClassVar[str] = "trs_content"
    article_pattern: ClassVar[str] = r"/\d{4}-\d{2}/\d{2}/content_\d+\.shtml$"
    markers: ClassVar[tuple[str, ...]] = (r"href=[\"']?(?:[^\"'\s>]*/)?\d{4}-\d{2}/\d{2}/content_\d+\.shtml[\"'\s>]",)
