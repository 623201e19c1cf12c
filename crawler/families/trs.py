"""拓尔思 TRS WCM: articles `202507/t20250729_7101051.html`, pages counted by a script at the foot of the list."""

from __future__ import annotations

import re
from typing import ClassVar

from scrapy.http import Response

from crawler.families.columns import ColumnsSpider, numbered

CREATE_PAGE = re.compile(r"createPageHTML\(\s*(\d+)\s*,\s*(\d+)")
COUNT_PAGE = re.compile(r"countPage\s*=\s*(\d+)")
CURRENT_PAGE = re.compile(r"currentPage\s*=\s*(\d+)")


class TrsSpider(ColumnsSpider):
    """`createPageHTML(20, 0, "index", "html")`: 20 pages, this is the first; the second is `index_1.html`."""

    family: ClassVar[str] = "trs"
    article_pattern: ClassVar[str] = r"/\d{6}/t\d{8}_\d+\.s?html?$"

    def older(self, response: Response) -> str:
        called = CREATE_PAGE.search(response.text)
        total, current = COUNT_PAGE.search(response.text), CURRENT_PAGE.search(response.text)
        if called:
            pages, page = int(called[1]), int(called[2])
        elif total and current:
            pages, page = int(total[1]), int(current[1])
        else:
            return super().older(response)
        return numbered(response.url, page + 1) if page + 1 < pages else ""
