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


class FounderColPaperSpider(EpaperSpider):
    """A sibling: `layout/202408/19/col01.html` (older `l01.html`), articles `con/202408/19/c202436.html`."""

    family: ClassVar[str] = "founder_col_paper"
    article_pattern: ClassVar[str] = r"/con/\d{6}/\d{2}/c\d+\.html?$"
    layout_pattern: ClassVar[str] = r"/layout/\d{6}/\d{2}/(?:col|l)\d+\.html?$"
    page_of_url: ClassVar[str] = r"/(?:col|l)0*(\d+)\.html?$"
    markers: ClassVar[tuple[str, ...]] = (r"href=[\"']?[^\"'\s>]*con/\d{6}/\d{2}/c\d+\.html?[\"'\s>]",)


class FounderNbsPaperSpider(EpaperSpider):
    """`html/2023-01/10/nbs.D110000renmrb_01.htm`, articles `nw.D110000renmrb_20230110_1-01.htm` (人民日报 to 2024)."""

    family: ClassVar[str] = "founder_nbs_paper"
    article_pattern: ClassVar[str] = r"/\d{4}-\d{2}/\d{2}/nw\.D\d+\w+_\d{8}_\d+-[A-Z]?\d+\.html?$"
    layout_pattern: ClassVar[str] = r"/\d{4}-\d{2}/\d{2}/nbs\.D\d+\w+_[A-Z]?\d+\.html?$"
    page_of_url: ClassVar[str] = r"/nbs\.D\d+\w+?_([A-Z]?\d+)\.html?$"
    markers: ClassVar[tuple[str, ...]] = (r"nbs\.D\d{6}\w+_", r"nw\.D\d{6}\w+_\d{8}_\d")
