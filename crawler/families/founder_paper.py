"""方正 Founder e-papers: the classic layout (node_ and content_ files by month and day) and the newer one."""

from __future__ import annotations

from typing import ClassVar

from crawler.families.epaper import EpaperSpider


class FounderPaperSpider(EpaperSpider):
    """Classic: `html/2022-01/11/node_20333.htm`, `content_33907_170618.htm`; the node number is not the page."""

    family: ClassVar[str] = "founder_paper"
    article_pattern: ClassVar[str] = r"/\d{4}-\d{2}/\d{2}/content_\d+(?:_\d+)?\.html?(?:\?div=-1)?$"
    layout_pattern: ClassVar[str] = r"/\d{4}-\d{2}/\d{2}/node_\d+\.html?$"


class FounderNewPaperSpider(EpaperSpider):
    """Newer: `layout/202510/30/node_05.html`, `content/202510/30/content_164650.html`, under `pc/` or `html/`."""

    family: ClassVar[str] = "founder_new_paper"
    article_pattern: ClassVar[str] = r"/cont(?:ent)?/\d{6}/\d{2}/content_\d+\.html?$"
    layout_pattern: ClassVar[str] = r"/layout/\d{6}/\d{2}/node_\w+\.html?$"
    page_of_url: ClassVar[str] = r"node_0*(\d+)\.html?$"
