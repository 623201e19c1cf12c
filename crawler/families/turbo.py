"""TurboCMS: folders `nNNN`, articles `cNNN/content.html`; the list's further pages are numbered downwards."""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import urljoin

from scrapy.http import Response

from crawler.families.columns import ColumnsSpider

UNIT = re.compile(r"id=[\"']?(?:pag|comp)_(\d+)")
MAX_PAGE = re.compile(r"maxPageNum\d*\s*=\s*[\"']?(\d+)")
NUMBERED = re.compile(r"/index_(\d+)_(\d+)\.html$")


class TurboSpider(ColumnsSpider):
    """`index.html` is the newest page, then follow `index_<unit>_<maxPageNum - 1>.html` … `index_<unit>_1.html`.

    Old pages keep their number while new ones are added above them, which is why they count downwards.
    """

    family: ClassVar[str] = "turbo"
    article_pattern: ClassVar[str] = r"/(?:n\d+/)+c\d+/content\.html$"
    markers: ClassVar[tuple[str, ...]] = (
        r"\bmaxPageNum\d*\s*=\s*[\"']?\d",
        r"id=[\"']?(?:comp|pag)_\d+",
        r"href=[\"']?[^\"'\s>]*n\d+/c\d+/content\.html",
    )

    def older(self, response: Response) -> str:
        here = NUMBERED.search(response.url)
        if here:
            unit, number = here[1], int(here[2])
        else:
            named, counted = UNIT.search(response.text), MAX_PAGE.search(response.text)
            if not named or not counted:
                return super().older(response)
            unit, number = named[1], int(counted[1])
        return urljoin(response.url, f"index_{unit}_{number - 1}.html") if number > 1 else ""
