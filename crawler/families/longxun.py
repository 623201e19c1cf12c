"""安徽 龙讯: columns and a catalogue of public information, whose pages a script turns by `pageIndex`."""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from scrapy.http import Response

from crawler.families.columns import ColumnsSpider

PAGES = re.compile(r"\bpageCount\s*:\s*(\d+)")
TURNED_TO = re.compile(r"[\"']([^\"']*[?&]pageIndex=)[\"']")


class LongxunSpider(ColumnsSpider):
    """`public/7081/12345678.html` and `content/article/12345678`; a script's `pageCount:29` says how many pages."""

    family: ClassVar[str] = "longxun"
    article_pattern: ClassVar[str] = r"/public/\d+/\d+\.html$|/content/article/\d+(?:\.html)?$|/[a-z]\w*/\d{7,9}\.html$"
    markers: ClassVar[tuple[str, ...]] = (
        r"\bLs\.pagination\(",
        r"(?:public|content)/column/\d+\?",
        r"site/(?:tpl|label)/\d+\?",
        r"href=[\"']?[^\"'\s>]*(?:public/\d+/\d+\.html|content/article/\d+)",
    )

    def older(self, response: Response) -> str:
        """The script names the address it turns to; where it does not, the list's own takes a `pageIndex`."""
        counted, turned_to = PAGES.search(response.text), TURNED_TO.search(response.text)
        if not counted:
            return super().older(response)
        asked = dict(parse_qsl(urlsplit(response.url).query))
        number = int(asked.get("pageIndex") or 1) + 1
        if number > int(counted[1]):
            return ""
        if turned_to:
            return urljoin(response.url, f"{turned_to[1].replace('&amp;', '&')}{number}")
        parts = urlsplit(response.url)
        return urlunsplit(parts._replace(query=urlencode({**asked, "pageIndex": str(number)})))
