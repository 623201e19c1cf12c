"""PaperIndex e-papers: two refreshes lead to `Page01TB.htm`, articles are `Articel01003GN.htm` (sic)."""

from __future__ import annotations

from typing import ClassVar

from crawler.families.epaper import EpaperSpider


class IndexPaperSpider(EpaperSpider):
    """The two letters at the end name the column; the two digits after `Articel` are the page."""

    family: ClassVar[str] = "index_paper"
    article_pattern: ClassVar[str] = r"/\d{8}/Articel[A-Z]?\d{5,}[A-Z]{2}\.htm$"
    layout_pattern: ClassVar[str] = r"/\d{8}/Page[A-Z]?\d{2}[A-Z]{2}\.htm$"
    page_of_url: ClassVar[str] = r"/Page([A-Z]?\d{2})[A-Z]{2}\.htm$"
