"""The one item pipeline: a kept page goes to a reader process, its further pages are fetched, the article is filed."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response

from archive.errors import ArchiveError, ReadError
from archive.read import join_pages
from archive.records import Article, ArticleLink, ArticleRules, Verdict
from archive.store.links import OFF_TOPIC
from archive.withdrawal import is_notice
from crawler.failures import classify
from crawler.page import ArticlePage, Kept
from crawler.site import SiteSpider
from crawler.visit import Visit

MOST_PAGES = 20


class Filing:
    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Filing:
        return cls(crawler)

    async def process_item(self, item: ArticlePage) -> ArticlePage:
        """Read and file one article; a page that cannot be read is settled as failed with its class."""
        spider = self.crawler.spider
        assert isinstance(spider, SiteSpider)
        visit = Visit.of(spider)
        try:
            await self._file_or_refuse(visit, item, visit.rules())
        except ArchiveError as error:
            visit.session.end_all(error)
            raise DropItem(str(error), log_level="DEBUG") from error
        finally:
            visit.counts.waiting -= 1
            visit.changed()
        return item

    async def _file_or_refuse(self, visit: Visit, page: ArticlePage, rules: ArticleRules) -> None:
        try:
            await self._file(visit, page, rules)
        except ReadError as error:
            visit.archive.mark_read(page.kept.capture_id, "failed")
            if page.look is not None:
                visit.looking.unreadable(page.look, page.kept, error)
            else:
                visit.refuse(page.link.url, error.failure, str(error))

    async def _file(self, visit: Visit, page: ArticlePage, rules: ArticleRules) -> None:
        first = await visit.session.readers.read(page.kept.place, rules, page.link)
        visit.layouts.add("article", first.layout, first.url)
        if page.look is not None and is_notice(first.text):
            visit.archive.mark_read(page.kept.capture_id, "failed")
            visit.looking.missing(page.look, "emptied", page.kept.capture_id)
            return
        if page.look is None and not visit.spider.wants(first):
            set_aside(visit, page, first)
            return
        kept, pages = [page.kept], [first]
        await self._further_pages(visit, kept, pages, rules)
        article = join_pages(pages) if len(pages) > 1 else first
        # Filed even where its own date lies outside the window: it was fetched, and would not be again.
        verdict = visit.archive.add(article, [one.capture_id for one in kept])
        if page.look is None:
            visit.looking.plan(article)
        else:
            visit.looking.seen(page.look, page.kept.capture_id, changed=verdict.kind == "version")
        pictures = visit.pictures.of_article(article, verdict)  # entered with the article, or not at all
        visit.archive.commit()
        self._ask_for(pictures)
        length = len(article.text)
        visit.counts.shortest = min(visit.counts.shortest or length, length)
        count(visit.counts, verdict)

    async def _further_pages(self, visit: Visit, kept: list[Kept], pages: list[Article], rules: ArticleRules) -> None:
        """Fetch, keep and read pages 2, 3, … of an article; each may name further ones."""
        seen = {pages[0].url}
        waiting = list(pages[0].next_pages)
        while waiting and len(pages) < MOST_PAGES:
            url = waiting.pop(0)
            if url in seen:
                continue
            seen.add(url)
            response = await self._fetch(url, part=len(pages) + 1)
            one: Kept = response.meta["kept"]
            pages.append(await visit.session.readers.read(one.place, rules, None))
            kept.append(one)
            waiting += [further for further in pages[-1].next_pages if further not in seen]

    def _ask_for(self, requests: list[Request]) -> None:
        """Let the run fetch these when nothing else waits."""
        assert self.crawler.engine is not None
        for request in requests:
            self.crawler.engine.crawl(request)

    async def _fetch(self, url: str, *, part: int) -> Response:
        assert self.crawler.engine is not None
        request = Request(url, meta={"kind": "page", "part": part}, dont_filter=True, priority=5)
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:
            raise missing_page(url, error) from error
        if response.status != 200 or "kept" not in response.meta:
            raise missing_page(url, f"answered {response.status}")
        return response


def set_aside(visit: Visit, page: ArticlePage, article: Article) -> None:
    """Settle a page that is not about public security: its bytes stay, and it is not asked for again."""
    visit.counts.off_topic += 1
    visit.archive.mark_read(page.kept.capture_id)
    visit.archive.offer(visit.site, [ArticleLink(article.url)])  # where a redirect led, in no ledger so far
    for url in {page.link.url, article.url}:
        visit.archive.settle(url, "skipped", OFF_TOPIC)
    visit.archive.commit()


class PageMissing(ReadError):
    """A further page of an article could not be had, so the article waits for the next run."""


def missing_page(url: str, why: Any) -> PageMissing:
    error = PageMissing(f"page {url} of the article: {why}")
    if isinstance(why, BaseException):
        error.failure = classify(why)
    return error


def count(counts: Any, verdict: Verdict) -> None:
    """Add one verdict to the counts of its site."""
    name = f"articles_{verdict.kind}"
    setattr(counts, name, getattr(counts, name) + 1)
