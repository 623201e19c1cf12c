"""Looking around an e-paper: its entrance, an issue, and the address of another day's issue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.records import ArticleLink
from crawler.detect.draft import Seen
from crawler.detect.family import reading
from crawler.detect.lists import root
from crawler.detect.paper import (
    built_of_days_alone,
    dated,
    earlier_issues,
    entrance_of,
    entrances,
    issue_url_of,
)
from crawler.families.epaper import issue_day
from crawler.site import ListPage, SiteSpider
from crawler.survey.look import Look

ENOUGH_LINKS = 5
MOST_SHEETS = 4  # pages of an issue that are looked at for articles


@dataclass(frozen=True, slots=True)
class Paper:
    """What was found: where it is entered, how an issue is addressed, pages of one issue and its articles."""

    entrance: str
    issue_url: str
    sheets: tuple[Seen, ...]
    links: tuple[ArticleLink, ...]
    doubts: tuple[str, ...] = ()


def look_for_issues(look: Look, start: Seen, family: type[SiteSpider]) -> Paper:
    """Find the way in from any page of an e-paper, and try an earlier day's address."""
    doubts: list[str] = []
    issue = start
    entrance = "" if re.search(family.article_pattern, start.url) else entrance_of(start)
    if not entrance:
        entered = next(enterings(look, start, family), None)
        entrance = entrance_of(entered) if entered else root(start.url)
        issue = entered or start
        if entered is None:
            doubts.append(f"entrance {entrance} was guessed: nothing was found that leads to the newest issue")
    sheets = [issue, *sheets_of(look, issue, family)]
    wanted = ENOUGH_LINKS - sum(len(reading(family, sheet).links) for sheet in sheets)
    issue_url, earlier, more = tried_issue_url(look, issue, family, wanted)
    sheets += earlier
    links = {link.url: link for sheet in sheets for link in reading(family, sheet).links}
    return Paper(entrance, issue_url, tuple(sheets), tuple(links.values()), (*doubts, *more))


def enterings(look: Look, start: Seen, family: type[SiteSpider]) -> Iterator[Seen]:
    """Pages of an issue that an undated address led to."""
    for url in entrances(start):
        page = look.try_page(url, guessed=True)
        if page is None or not entrance_of(page):
            continue
        read = reading(family, page)
        if read.links or read.lists:
            yield page


def sheets_of(look: Look, issue: Seen, family: type[SiteSpider]) -> Iterator[Seen]:
    """Further pages of an issue and those they lead to, until there are articles enough to show."""
    read = reading(family, issue)
    wanted, known = ENOUGH_LINKS - len(read.links), {issue.url}
    waiting = list(read.lists)
    while waiting and wanted > 0 and len(known) <= MOST_SHEETS:
        url = waiting.pop(0)
        page = None if url in known else look.try_page(url)
        known.add(url)
        if page is not None:
            read = reading(family, page)
            wanted -= len(read.links)
            waiting += read.lists
            yield page


def tried_issue_url(
    look: Look, issue: Seen, family: type[SiteSpider], wanted: int
) -> tuple[str, list[Seen], tuple[str, ...]]:
    """The address of a day's issue ("" where no day makes it), earlier issues found by it, and what is doubtful.

    One earlier issue proves the address; more are looked at until they have `wanted` articles.
    """
    first = front_of(issue, family)
    issue_url = issue_url_of(first)
    if not issue_url:
        return "", [], ("issue_url: no day stands in the issue's address; only the newest issue will be read",)
    earlier: list[Seen] = []
    for url in earlier_issues(issue_url, issue_day(first)):
        if earlier and wanted <= 0:
            break
        page = look.try_page(url, guessed=True)
        read = reading(family, page) if page else ListPage()
        if page and any(issue_day(one) == issue_day(url) for one in (*(link.url for link in read.links), *read.lists)):
            earlier.append(page)
            wanted -= len(read.links)
    if earlier:
        return issue_url, earlier, ()
    if built_of_days_alone(issue_url):
        return issue_url, [], ("issue_url was not proved: none of the seven days before had an issue there",)
    return "", [], (f"issue_url {issue_url} did not lead to an earlier issue; only the newest issue will be read",)


def front_of(issue: Seen, family: type[SiteSpider]) -> str:
    """The dated address an issue begins with: what the entrance led to, else its first page; "" where none is dated."""
    led_to = [url for url in (*issue.led_by, issue.url) if dated(url)] if issue.led_by else []
    sheets = sorted(
        (url for url in (*reading(family, issue).lists, issue.url) if dated(url)), key=lambda url: (len(url), url)
    )
    return next(iter((*led_to, *sheets)), "")
