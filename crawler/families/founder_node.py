"""方正 Founder for websites: lists `node_34072.htm`, `node_34072_2.htm`; articles `2026-01/27/content_9.html`."""

from __future__ import annotations

import re
from typing import ClassVar

from scrapy.http import Response

from archive.records import ArticleRules, BodyLayout
from crawler.families.columns import ColumnsSpider
from crawler.links import matching, next_page

NODE = re.compile(r"(/node_\d+)(?:_(\d+))?(\.html?)$")


class FounderNodeSpider(ColumnsSpider):
    """Where the pages of a list are numbered without a 下一页, the number after this one is the next."""

    family: ClassVar[str] = "founder_node"
    article_pattern: ClassVar[str] = r"(?<!/html)/\d{4}-\d{2}/\d{2}/content_\d+\.html?(?:\?node=\d+)?$"
    markers: ClassVar[tuple[str, ...]] = (r"[\"'/]node_\d+_\d+\.html?[\"']", r"displaypagenum")
    rules: ClassVar[ArticleRules] = ArticleRules(layouts=(BodyLayout(body=("dd#CONTENT", "#ShowContent")),))

    def older(self, response: Response) -> str:
        printed = next_page(response.text, response.url)
        here = NODE.search(response.url)
        if printed or here is None:
            return printed
        wanted = f"{response.url[: here.start()]}{here[1]}_{int(here[2] or 1) + 1}{here[3]}"
        return wanted if matching(response.text, response.url, f"^{re.escape(wanted)}$") else ""
