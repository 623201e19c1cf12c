"""ASP.NET MVC portals: articles `Show/<id>` (desktop) and `Wap/Show/<id>` (mobile), ids rising with time."""

from __future__ import annotations

from typing import ClassVar

from crawler.families.columns import ColumnsSpider


class MvcShowSpider(ColumnsSpider):
    family: ClassVar[str] = "mvc_show"
    markers: ClassVar[tuple[str, ...]] = (r"href=[\"'](?:/Wap)?/List/\d+",)
    article_pattern: ClassVar[str] = r"/(?:Wap/)?Show/\d+/?$"
