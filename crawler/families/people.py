"""人民网: articles `/n1/2019/0114/c42510-30537367.html`, lists `index1.html`, `index2.html`; pages in GB2312."""

from __future__ import annotations

import re
from typing import ClassVar

from scrapy.http import Response

from crawler.families.columns import ColumnsSpider
from crawler.links import matching, next_page

INDEX = re.compile(r"/(?:index(\d*)\.html?)?$")


class PeopleSpider(ColumnsSpider):
    """`index.html` and `index1.html` are the same page; the current one is marked `common_current_page`."""

    family: ClassVar[str] = "people"
    article_pattern: ClassVar[str] = r"/(?:BIG5/)?n\d?/20\d{2}/\d{4}/c\d+-\d+\.html$"
    markers: ClassVar[tuple[str, ...]] = (r"common_current_page", r"\bp2j_list\b", r"\bej_list_box\b")

    def older(self, response: Response) -> str:
        printed = next_page(response.text, response.url)
        here = INDEX.search(response.url)
        if printed or here is None:
            return printed
        wanted = f"{response.url[: here.start()]}/index{int(here[1] or 1) + 1}.html"
        return wanted if matching(response.text, response.url, f"^{re.escape(wanted)}$") else ""
