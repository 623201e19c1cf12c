"""大汉 Hanweb JCMS: the list is embedded as `<record><![CDATA[…]]></record>`, its pages come from dataproxy.jsp."""

from __future__ import annotations

import html
import re
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from scrapy.http import Response

from archive.records import ArticleLink
from crawler.families.columns import ColumnsSpider
from crawler.links import matching

RECORD = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.DOTALL | re.IGNORECASE)
NEXT_GROUP = re.compile(
    r"<nextgroup>\s*<!\[CDATA\[.*?href=[\"']([^\"']+)[\"'].*?\]\]>\s*</nextgroup>", re.DOTALL | re.IGNORECASE
)
TOTAL_RECORDS = re.compile(r"<totalrecord>(\d+)</totalrecord>", re.IGNORECASE)
# What the script of a list says of itself: unitid:'9001', totalRecord:857, perPage:15
SAID = re.compile(r"\b(unitid|totalRecord|perPage)[\"']?\s*[:=]\s*[\"']?(\d+)", re.IGNORECASE)
PER_PAGE = 15
GROUP = 3 * PER_PAGE  # JCMS sends three pages of records at a time


class HanwebSpider(ColumnsSpider):
    """Records first; a list without any is read by its links."""

    family: ClassVar[str] = "hanweb"
    article_pattern: ClassVar[str] = r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+\.html$"
    markers: ClassVar[tuple[str, ...]] = (
        r"/module/web/jpage/dataproxy\.jsp",
        r"<record><!\[CDATA\[",
        r"href=[\"']?[^\"'\s>]*/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+\.html",
    )

    def links_of(self, text: str, url: str) -> tuple[ArticleLink, ...]:
        records = "".join(RECORD.findall(text))
        return matching(f"<div>{records}</div>" if records else text, url, self.article_pattern)

    def older(self, response: Response) -> str:
        held = len(RECORD.findall(response.text))
        following = NEXT_GROUP.search(response.text)
        if following and held and "dataproxy" in following[1]:  # in some sites it is encrypted
            return proxy_page(urljoin(response.url, html.unescape(following[1])), held + 1)
        total = TOTAL_RECORDS.search(response.text)
        if total and held:
            asked = dict(parse_qsl(urlsplit(response.url).query))
            start = int(asked.get("startrecord") or 1) + held
            return proxy_page(response.url, start) if start <= int(total[1]) else ""
        return column_page(response.text, response.url) or super().older(response)

    def section_of(self, url: str) -> str:
        """A page of dataproxy.jsp names its column only by number."""
        column = dict(parse_qsl(urlsplit(url).query)).get("columnid")
        if column is None:
            return super().section_of(url)
        return next((section for section, address in self.columns.items() if f"col{column}/" in address), "")


def column_page(text: str, url: str) -> str:
    """The next page of a column that turns by its own address, `?uid=9001&pageNum=2`; "" where there is none."""
    said = {name.lower(): int(number) for name, number in SAID.findall(text)}
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query))
    unit = asked.get("uid") or said.get("unitid")
    number = int(asked.get("pageNum") or 1)
    if not unit or number * said.get("perpage", PER_PAGE) >= said.get("totalrecord", 0):
        return ""
    return urlunsplit(parts._replace(query=urlencode({**asked, "uid": unit, "pageNum": number + 1})))


def proxy_page(url: str, start: int) -> str:
    """A dataproxy.jsp address for the records from `start` (counted from 1) on."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    query.pop("page", None)
    query |= {"startrecord": str(start), "endrecord": str(start + GROUP - 1), "perpage": str(PER_PAGE)}
    return urlunsplit(parts._replace(query=urlencode(query, safe="/")))
