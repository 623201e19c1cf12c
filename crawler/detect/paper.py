"""E-papers: where the newest issue is entered, and how the address of a day's issue is built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

from crawler.detect.draft import Seen
from crawler.detect.lists import root
from crawler.families.epaper import issue_day
from crawler.links import anchors

MOST_ENTRANCES = 8
LOOKED_BACK = (7, 1, 2, 3, 4, 5, 6)  # days: a paper that comes weekly came a week ago
_WAY_BACK = re.compile(r"首页|首頁|返回|数字报|电子版|最新|目录|导航")
_FRONT = re.compile(r"(?:paper_?index|layout/index|/index|/default)\.\w+$|/$", re.IGNORECASE)
_ENTRANCES = ("PaperIndex.htm", "paperindex.htm", "index.html", "")
_DATED = re.compile(r"^(?P<before>.*?/)[^/]*20\d{2}[-_]?\d{2}")
_LONG_NUMBER = re.compile(r"\d{4,}")


def dated(url: str) -> bool:
    """Whether an address names the day of an issue."""
    return bool(issue_day(url))


def entrance_of(page: Seen) -> str:
    """The undated address that led to a page of an issue, or is one itself; "" where there is none."""
    undated = [url for url in (*page.led_by, page.url) if not dated(url)]
    return undated[-1] if undated else ""


def entrances(page: Seen) -> Iterator[str]:
    """Where the entrance may be: links that lead back from a page of an issue, then the usual places."""
    links = list(anchors(page.text, page.url))
    places = [link.url for link in links if _FRONT.search(link.url) and not dated(link.url)]
    places += [link.url for link in links if _WAY_BACK.search(link.headline)]
    places += [root(page.url)]
    match = _DATED.match(page.url)
    if match:
        folder = match["before"]
        parent = folder.rstrip("/").rpartition("/")[0] + "/"
        places += [above + name for above in (folder, parent) for name in _ENTRANCES]
    host = urlsplit(page.url).netloc
    fit = (url for url in dict.fromkeys(places) if urlsplit(url).netloc == host and url != page.url)
    for number, url in enumerate(fit):
        if number == MOST_ENTRANCES:
            return
        yield url


def issue_url_of(url: str) -> str:
    """A dated address with its day left open: `…/html/{day:%Y-%m}/{day:%d}/node_2.htm`; "" where it has none."""
    found = issue_day(url)
    if not found or "{" in url or "}" in url:
        return ""
    day = date.fromisoformat(found)
    left_open = url
    for form in ("%Y-%m/%d", "%Y-%m-%d", "%Y_%m_%d", "%Y%m%d", "%Y%m/%d", "%Y/%m/%d", "%Y/%m%d"):
        open_form = re.sub(r"(%[Ymd](?:[-_]?%[md])*)", r"{day:\1}", form)
        left_open = re.sub(rf"(?<!\d){re.escape(day.strftime(form))}(?!\d)", open_form, left_open)
    left_open = re.sub(rf"/{day:%Y}(?=/)", "/{day:%Y}", left_open)
    return left_open if "{day:" in left_open and left_open.format(day=day) == url else ""


def earlier_issues(issue_url: str, day: str) -> Iterator[str]:
    """Addresses of issues before a day, to try whether the address is built as it seems."""
    newest = date.fromisoformat(day)
    for days in LOOKED_BACK:
        yield issue_url.format(day=newest - timedelta(days=days))


def built_of_days_alone(issue_url: str) -> bool:
    """Whether an issue's address holds no number but its day, such as one that may change with each issue."""
    return not _LONG_NUMBER.search(re.sub(r"\{[^}]*\}", "", urlsplit(issue_url).path))
