"""博达 VSB: articles `info/1021/5634.htm`, a list `jwyw.htm` whose further pages `jwyw/12.htm` count downwards."""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import urljoin

from scrapy.http import Response

from crawler.families.columns import ColumnsSpider

PAGES = re.compile(r"_simple_list_gotopage_fun\(\s*(\d+)")
LIST = re.compile(r"/(?P<name>[^/?]+?)(?:/(?P<number>\d+))?\.html?$")


class VsbSpider(ColumnsSpider):
    """Where the page shows no 下页, its number is one less; before page 1 there is none."""

    family: ClassVar[str] = "vsb"
    article_pattern: ClassVar[str] = r"/info/\d+/\d+\.html?$"
    markers: ClassVar[tuple[str, ...]] = (
        r"_simple_list_gotopage_fun\(",
        r"/system/resource/js/(?:gotopage|vsb\w+)\.js",
        r"href=[\"']?[^\"'\s>]*info/\d+/\d+\.html?[\"'\s>]",
    )

    def older(self, response: Response) -> str:
        linked = super().older(response)
        counted, here = PAGES.search(response.text), LIST.search(response.url)
        if linked or not counted or not here:
            return linked
        number = int(here["number"] or counted[1]) - 1
        folder = "" if here["number"] else f"{here['name']}/"
        return urljoin(response.url, f"{folder}{number}.htm") if number >= 1 else ""
