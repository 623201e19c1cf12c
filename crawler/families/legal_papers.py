"""The e-papers of 检察日报 and of 人民公安报, which run programs of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response

from archive.records import Window
from crawler.families.epaper import EpaperSpider
from crawler.links import matching
from crawler.site import ListPage

_DAYS = re.compile(r"\bsss\d*\s*=\s*[\"']([^\"'<]*)[\"']")
_WRITTEN = re.compile(r"document\.write(?:ln)?\(\s*(?P<quote>[\"'])(?P<markup>.*?)(?P=quote)\s*\)", re.DOTALL)
_LOCATION = re.compile(
    r"location(?:\.href)?\s*=\s*[\"'](?P<target>[^\"']+)[\"']|location\.replace\([\"'](?P<other>[^\"']+)"
)


class JcrbPaperSpider(EpaperSpider):
    """`2024/20240102/20240102_plist.htm` lists pages `20240102_001.htm`, these `20240102_001/20240102_001_1.htm`."""

    family: ClassVar[str] = "jcrb_paper"
    article_pattern: ClassVar[str] = r"/\d{8}_\d{3}/\d{8}_\d{3}_\d+\.html?$"
    layout_pattern: ClassVar[str] = r"/\d{8}_\d{3}\.html?$"
    page_of_url: ClassVar[str] = r"/\d{8}_0*(\d+)\.html?$"
    markers: ClassVar[tuple[str, ...]] = (r"href=[\"']?[^\"'\s>]*\d{8}_\d{3}(?:/\d{8}_\d{3}_\d+)?\.html?[\"'\s>]",)


class CpdPaperSpider(EpaperSpider):
    """A calendar `sss1="2025-04-01,…"` names the days of issues; a day's page leads to its first sheet by script.

    The sheet's list of articles is written by `document.write('<li><a href=…')`. Days without an issue are not in the
    calendar and are not asked for; a window asks day by day.
    """

    family: ClassVar[str] = "cpd_paper"
    article_pattern: ClassVar[str] = r"/\d+_20\d{2}_\d{2}_\d{2}_\d+/\d+/t_\d+\.html$"
    layout_pattern: ClassVar[str] = r"/(?:\d+_)?20\d{2}_\d{2}_\d{2}(?:_\d+)?/(?:index\.html)?$"
    markers: ClassVar[tuple[str, ...]] = (r"\bsss\d*\s*=\s*[\"']20\d{2}-", r"/t_\d{5,}\.html")

    def list_requests(self, window: Window) -> Iterator[Request]:
        """The calendar, which names the newest issues; with a window the issue of each of its days."""
        if window.since:
            yield from super().list_requests(window)
        else:
            yield Request(self.entrance)

    def read_list(self, response: Response) -> ListPage:
        if days := days_of(response.text):
            return ListPage(lists=self.newest_issues(days, response))
        if (target := script_target(response.text, response.url)) and re.search(self.layout_pattern, target):
            return ListPage(lists=(target,))
        written = unwritten(response.text)
        return super().read_list(response.replace(body=written.encode("utf-8", "replace"), encoding="utf-8"))

    def newest_issues(self, days: list[date], response: Response) -> tuple[str, ...]:
        """The addresses of the days looked back upon; where they are not known, those the calendar's page links."""
        if not self.issue_url:
            return tuple(link.url for link in matching(response.text, response.url, self.layout_pattern))
        newest = days[-1] - timedelta(days=self.look_back)
        return tuple(self.issue_url.format(day=day) for day in days if day >= newest)


def days_of(text: str) -> list[date]:
    """The days a calendar's script names, oldest first; what is no day of the past is left out."""
    found: set[date] = set()
    for listed in _DAYS.findall(text):
        for word in listed.split(","):
            try:
                found.add(date.fromisoformat(word.strip()))
            except ValueError:
                continue
    return sorted(day for day in found if day <= date.today())


def script_target(text: str, url: str) -> str:
    """Where a page of nothing but a script leads; "" where it does not."""
    match = _LOCATION.search(text) if len(text) < 4_000 else None
    return urljoin(url, match["target"] or match["other"]) if match else ""


def unwritten(text: str) -> str:
    """A page with what its scripts write standing in it."""
    markup = "".join(found["markup"].replace("\\/", "/").replace('\\"', '"') for found in _WRITTEN.finditer(text))
    return text.replace("</body>", f"{markup}</body>") if "</body>" in text else text + markup
