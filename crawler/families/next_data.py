"""Next.js portals: the list lies as JSON in `<script id="__NEXT_DATA__">`; articles `newsDetail_forward_<id>`."""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import urljoin

from archive.records import ArticleLink
from crawler.families.columns import ColumnsSpider
from crawler.families.json_records import day_of, first_text, objects, parsed

SCRIPT = re.compile(r"<script[^>]*\bid=[\"']__NEXT_DATA__[\"'][^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
IDS = ("contId", "articleId", "newsId", "id")
TITLES = ("name", "title", "headline")
# What is never relative first: `pubTime` may say 15小时前.
TIMES = ("publishTime", "pubTimeLong", "publishedAt", "publish_time", "pubTimeNew", "pubTime", "createTime", "time")


class NextDataSpider(ColumnsSpider):
    """Records with an id, a title and a time are articles; a list without any is read by its links."""

    family: ClassVar[str] = "next_data"
    article_pattern: ClassVar[str] = r"/(?:newsDetail_forward_|detail/)\d+$"
    article_path: ClassVar[str] = "/newsDetail_forward_{id}"
    markers: ClassVar[tuple[str, ...]] = (r"id=[\"']__NEXT_DATA__[\"']",)

    def links_of(self, text: str, url: str) -> tuple[ArticleLink, ...]:
        script = SCRIPT.search(text)
        kept: dict[str, ArticleLink] = {}
        for record in objects(parsed(script[1])) if script else ():
            name, title = first_text(record, IDS), first_text(record, TITLES)
            times = [value for key in TIMES if (value := first_text(record, (key,)))]
            if name and title and times and re.fullmatch(r"\w{1,40}", name):
                target = urljoin(url, self.article_path.format(id=name))
                day = next((day for value in times if (day := day_of(value))), "")
                kept.setdefault(target, ArticleLink(target, title, day))
        return tuple(kept.values()) or super().links_of(text, url)
