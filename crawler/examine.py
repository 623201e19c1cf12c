"""Whether a site can be crawled today: its lists, their links, and three articles, read as a crawl reads them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from scrapy.http import HtmlResponse

from archive.errors import ArchiveError
from archive.extract.page_tree import looks_binary
from archive.records import Article, ArticleLink, FailureClass, Window
from crawler.detect.draft import Seen
from crawler.fetch import NoMore, NotHad
from crawler.listing import read_list
from crawler.site import ListPage, SiteSpider
from crawler.stand_ins import is_shell, is_soft_404
from crawler.survey.look import Look
from crawler.survey.whole import Sample, in_turn, sample

MOST_LISTS = 12  # looked at; a site has a handful of columns, an issue a dozen pages
ARTICLES = 3
LEAST_LINKS = 3  # of the first pages of columns; an issue may have a single article of ours


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is not as it should be; `url` is where."""

    failure: FailureClass
    url: str
    detail: str


@dataclass(frozen=True, slots=True)
class Examined:
    """How a site answers: its lists that list articles, the links in them, the articles read, and what is wrong."""

    site: type[SiteSpider]
    lists: tuple[Seen, ...]
    links: tuple[ArticleLink, ...]
    samples: tuple[Sample, ...]
    troubles: tuple[Trouble, ...]
    seconds: float

    @property
    def well(self) -> bool:
        return not self.troubles

    @property
    def read(self) -> tuple[Article, ...]:
        """The articles that could be read."""
        return tuple(one.article for one in self.samples if one.article is not None)


def examine(site: type[SiteSpider], look: Look) -> Examined:
    """Look at a site's lists and ARTICLES of its articles; whatever goes wrong is a Trouble, nothing is raised."""
    began = time.monotonic()
    spider = site()
    troubles: list[Trouble] = []
    found = list(lists_of(spider, look, troubles))
    links = tuple({link.url: link for link in in_turn([page.links for _, page in found])}.values())
    if not links and not troubles:
        troubles.append(Trouble("empty_list", site.entrance or site.home, "its lists name no articles"))
    if site.columns and 0 < len(links) < LEAST_LINKS:
        troubles.append(Trouble("expectation", found[0][0].url, f"only {len(links)} articles are listed"))
    samples = tuple(read_samples(site, look, links[:ARTICLES], troubles))
    troubles += missing_fields([one.article for one in samples if one.article], of_paper=bool(site.entrance))
    lists = tuple(seen for seen, page in found if page.links)
    return Examined(site, lists, links, samples, tuple(troubles), round(time.monotonic() - began, 1))


def lists_of(spider: SiteSpider, look: Look, troubles: list[Trouble]) -> Iterator[tuple[Seen, ListPage]]:
    """The lists a run begins with and those they lead to, up to MOST_LISTS; a day without an issue is no trouble."""
    waiting = [request.url for request in spider.list_requests(Window())]
    asked: set[str] = set()
    while waiting and len(asked) < MOST_LISTS:
        url = waiting.pop(0)
        if url in asked:
            continue
        asked.add(url)
        try:
            seen = arrived(look, url)
        except NoMore as error:
            troubles.append(Trouble("timeout", url, str(error)))
            return
        except ArchiveError as error:
            found = failure_of(error)
            if not (found in ("http_404", "http_410", "soft_404") and spider.is_missing_issue(url)):
                troubles.append(Trouble(found, url, str(error)))
            continue
        response = HtmlResponse(seen.url, body=seen.text.encode("utf-8", "replace"), encoding="utf-8")
        page, by_family = read_list(spider, response)
        if not by_family:
            failure: FailureClass = "layout_changed" if page.links else "empty_list"
            told = f"{spider.family} finds nothing; {len(page.links)} links without it"
            troubles.append(Trouble(failure, seen.url, told))
        waiting += [*page.lists, *page.changing]
        yield seen, page


def arrived(look: Look, url: str) -> Seen:
    """A page that is one. Raises NotHad for what stands in its place, and ArchiveError as `Look.arrive` does."""
    seen = look.arrive(url)
    if looks_binary(seen.capture.payload):
        raise NotHad("not_html", f"{seen.url} is no page: its bytes are no text")
    if is_shell(seen.capture.payload):
        raise NotHad("javascript_shell", f"{seen.url} holds only the scripts that would fetch its text")
    if is_soft_404(seen.capture.payload, seen.text):
        raise NotHad("soft_404", f"{seen.url} answers 200 and says that there is no such page")
    return seen


def read_samples(
    site: type[SiteSpider], look: Look, links: tuple[ArticleLink, ...], troubles: list[Trouble]
) -> Iterator[Sample]:
    """Some articles as they would be archived; those that cannot be had or read are troubles."""
    for link in links:
        try:
            page = arrived(look, link.url)
        except ArchiveError as error:
            troubles.append(Trouble(failure_of(error), link.url, str(error)))
            continue
        one = sample(site, link, page)
        if one.article is None:
            troubles.append(Trouble("empty_body", link.url, one.trouble))
        yield one


def failure_of(error: ArchiveError) -> FailureClass:
    return error.failure if isinstance(error, NotHad) else "timeout" if isinstance(error, NoMore) else "reset"


def missing_fields(articles: list[Article], *, of_paper: bool) -> Iterator[Trouble]:
    """What an article has not that each must have, or none has; a paper need not say that it is its own source."""
    for name, needed in (("headline", True), ("published", True), *(() if of_paper else (("source", False),))):
        without = [article.url for article in articles if not getattr(article, name)]
        if without and (needed or len(without) == len(articles)):
            yield Trouble("expectation", without[0], f"{len(without)} of {len(articles)} articles have no {name}")
