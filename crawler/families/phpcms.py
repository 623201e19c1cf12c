"""PHPCMS: `list-<category>-<page>.html`, articles `content-<category>-<id>-<page>.html`."""

from __future__ import annotations

from typing import ClassVar

from crawler.families.columns import ColumnsSpider


class PhpcmsSpider(ColumnsSpider):
    """Only an article's first page is an article link; its further pages are found when it is read."""

    family: ClassVar[str] = "phpcms"
    markers: ClassVar[tuple[str, ...]] = (r"[\"'/]list-\d+-\d+\.html", r"<div id=\"pages\" class=\"text-c\"")
    article_pattern: ClassVar[str] = r"/(?:content-\d+-\d+-1|show-\d+(?:-\d+-1)?)\.html$"
