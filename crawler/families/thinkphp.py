"""ThinkPHP portals of county governments: `Article/lists/cateid/3.html`, `Article/show/id/22377.html`."""

from __future__ import annotations

from typing import ClassVar

from crawler.families.columns import ColumnsSpider


class ThinkphpSpider(ColumnsSpider):
    family: ClassVar[str] = "thinkphp"
    markers: ClassVar[tuple[str, ...]] = (r"/Article/lists/cateid/\d", r"id=\"article_list_page\"")
    article_pattern: ClassVar[str] = r"/Article/show/id/\d+(?:\.html)?$"
