"""Sites nobody has written rules for: the generic reader of list pages finds their articles."""

from __future__ import annotations

from typing import ClassVar

from archive.records import ArticleLink
from crawler.families.columns import ColumnsSpider
from crawler.links import find_links


class GenericSpider(ColumnsSpider):
    family: ClassVar[str] = "generic"
    article_pattern: ClassVar[str] = r"[0-9a-f]*\d"

    def links_of(self, text: str, url: str) -> tuple[ArticleLink, ...]:
        return find_links(text, url)
