"""Next.js portals: the list lies as JSON in `<script id="__NEXT_DATA__">`; articles `newsDetail_forward_<id>`."""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import urljoin

from archive.records import ArticleLink
from crawler.families.columns import ColumnsSpider
from crawler.families.listed import day_of, first_text, objects, parsed, plain

SCRIPT = re.compile(r"<script[^>]{0,200}?\bid=[\"']__NEXT_DATA__[\"'][^>]{0,200}>", re.IGNORECASE)
IDS = ("contId", "articleId", "newsId", "id")
TITLES = ("name", "title", "headline")
CHINESE = re.compile(r"[\u3400-\u9fff]")
SHORTEST = 4  # Chinese characters: a title, not the name of a person or a tag
# What is never relative first: `pubTime` may say 15小时前.
TIMES = ("publishTime", "pubTimeLong", "publishedAt", "publish_time", "pubTimeNew", "pubTime", "createTime", "time")


class NextDataSpider(ColumnsSpider):
    """Records with an id, a title and a time are articles; a list without any is read by its links."""

    family: ClassVar[str] = "next_data"
    article_pattern: ClassVar[str] = r"/(?:newsDetail_forward_|detail/)\d+$"
    article_path: ClassVar[str] = "/newsDetail_forward_{id}"
    markers: ClassVar[tuple[str, ...]] = (r"id=[\"']__NEXT_DATA__[\"']",)

    def links_of(self, text: str, url: str) -> tuple[ArticleLink, ...]:
        kept: dict[str, ArticleLink] = {}
        for record in objects(parsed(script_of(text))):
            name, title = first_text(record, IDS), plain(first_text(record, TITLES))
            times = [value for key in TIMES if (value := first_text(record, (key,)))]
            target = urljoin(url, self.article_path.format(id=name))
            if times and len(CHINESE.findall(title)) >= SHORTEST and self.is_shaped(name, target):
                day = next((day for value in times if (day := day_of(value))), "")
                kept.setdefault(target, ArticleLink(target, title, day))
        return tuple(kept.values()) or super().links_of(text, url)

    def is_shaped(self, name: str, target: str) -> bool:
        """Whether an id is one, and makes an article's address."""
        return bool(re.fullmatch(r"\w{1,40}", name) and re.search(self.article_pattern, target))


def script_of(text: str) -> str:
    """What stands in the script; "" where there is none, or it does not end."""
    begin = SCRIPT.search(text)
    end = text.find("</script>", begin.end()) if begin else -1
    return text[begin.end() : end] if begin and end > 0 else ""
