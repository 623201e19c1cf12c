"""Portals that file by date: articles `/2024/0107/1013735.html`, a stock rule of PHPCMS v9 and DedeCMS.

Their lists look as each house likes: nothing but the addresses tells them, so the family has no markers.
"""

from __future__ import annotations

from typing import ClassVar

from crawler.families.columns import ColumnsSpider


class DatePortalSpider(ColumnsSpider):
    family: ClassVar[str] = "date_portal"
    article_pattern: ClassVar[str] = r"/20\d{2}/(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/\d+\.s?html?$"
