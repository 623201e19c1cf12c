"""E-papers 数字报: an entrance leads to the newest issue, an issue to its pages, a page to its articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar

from scrapy import Request
from scrapy.http import Response

from archive.records import ArticleLink, Window
from crawler.links import URL_DATE, as_date, matching, refresh_target
from crawler.site import ListPage, SiteSpider

# 第02版：要闻 · 02版 要闻 · 第A10版：聚集
PAGE_LABEL = re.compile(r"第?\s*([A-Z]{0,3}\d{1,3})\s*版[\s\u3000：:]*([^\s<>|｜]{1,14})?")
PAPER_FURNITURE = ("广告", "公告", "版权声明")


class EpaperSpider(SiteSpider):
    """A site file gives the `entrance`, and where back-fill is wanted the `issue_url` with a date in it."""

    family: ClassVar[str] = "epaper"
    layout_pattern: ClassVar[str] = ""
    page_of_url: ClassVar[str] = ""
    look_back: ClassVar[int] = 7

    def list_requests(self, window: Window) -> Iterator[Request]:
        """The newest issue and those of the week before it, or with a window the issue of each of its days.

        The week heals a gap (a machine that was off); an issue already read is asked for conditionally, and a day
        without one is no failure.
        """
        today = date.today()
        if not window.since:
            yield Request(self.entrance)
        if not self.issue_url:
            return
        day = date.fromisoformat(window.since) if window.since else today - timedelta(days=self.look_back)
        last = date.fromisoformat(window.until) if window.until else today
        while day <= last:
            yield Request(self.issue_url.format(day=day))
            day += timedelta(days=1)

    def read_list(self, response: Response) -> ListPage:
        target = refresh_target(response.text, response.url)
        if target:
            return ListPage(lists=(target,))
        page, section = self.page_and_section(response)
        day = issue_day(response.url)
        links = tuple(
            ArticleLink(link.url, link.headline, day, section, page)
            for link in matching(response.text, response.url, self.article_pattern)
            if link.headline not in PAPER_FURNITURE
        )
        pages = matching(response.text, response.url, self.layout_pattern) if self.layout_pattern else ()
        same_issue = tuple(one.url for one in pages if issue_day(one.url) == day)
        return ListPage(links, lists=same_issue)

    def page_and_section(self, response: Response) -> tuple[str, str]:
        """The page 版次 and its name 版名, from the label that names the page this address is."""
        match = re.search(self.page_of_url, response.url) if self.page_of_url else None
        wanted = match[1].lstrip("0") if match else ""
        # white space folded: a page of a million blanks would be tried at each of them
        labels = PAGE_LABEL.findall(" ".join(re.sub(r"<[^>]+>", " ", response.text).split()))
        for page, name in labels:
            if wanted and page.lstrip("0") == wanted:
                return page.zfill(2), name
        if labels and not wanted:
            return labels[0][0].zfill(2), labels[0][1]
        return (wanted.zfill(2), "") if wanted else ("", "")

    def is_missing_issue(self, url: str) -> bool:
        """Weekends and holidays may have no issue; an article that is missing is another matter."""
        return not self.is_article(url)

    def is_past_issue(self, url: str) -> bool:
        """Pages come late, but not later than the days looked back upon."""
        day = issue_day(url)
        return bool(day) and date.fromisoformat(day) < date.today() - timedelta(days=self.look_back)


def issue_day(url: str) -> str:
    """The day of an issue as its address says it: 20230811, 2022-01/11, 202408/19."""
    match = URL_DATE.search(url) or re.search(r"(20\d{2})[-_]?(\d{2})[-_/](\d{2})", url)
    return as_date(match)
