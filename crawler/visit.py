"""One visit to one site: what to ask first, what a list page leads to, and what each answer settles in the ledger."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.errors import ArchiveError
from archive.records import ArticleLink, ArticleRules, FailureClass, Issue
from archive.store.captures import UnreadCapture
from archive.store.pictures import KIND as PICTURE
from archive.urls import url_key
from crawler.browser import in_browser
from crawler.failures import classify
from crawler.listing import list_layout, read_list
from crawler.looking import Looking
from crawler.page import ArticlePage, Kept
from crawler.pictures import Picturing
from crawler.redesign import Layouts
from crawler.session import Session
from crawler.site import ListPage, SiteSpider

LEARN_EVERY = 20  # articles
MOST_REPEATS = 2  # list pages in a row that name nothing unheard of; the second page of some is the first once more
MOST_TURNS = 3_000  # list pages followed in one run of one site: thirty years of a column, or a calendar without end
NO_SUCH_PAGE = ("http_404", "http_410", "soft_404", "redirected_home")


class Visit:
    """The ledger's view of one spider's run. One exists for each spider, made when the spider is opened."""

    def __init__(self, spider: SiteSpider, session: Session) -> None:
        self.spider = spider
        self.session = session
        self.archive = session.archive
        self.site = spider.name
        self.counts = session.counts_of(spider.name)
        self.asked = 0
        self.asked_lists: set[str] = set()
        self.asked_articles: set[str] = set()  # keys
        self.listed: set[str] = set()  # keys of every article a list of this run has named
        self.turns = self.repeats = 0
        self.layouts = Layouts()
        self.looking = Looking(spider, session)
        self.pictures = Picturing(spider, session)
        self._rules = spider.article_rules()
        self._filed_with_rules = 0

    @classmethod
    def of(cls, spider: SiteSpider) -> Visit:
        """The visit of a spider."""
        visit = getattr(spider, "_visit", None)
        if visit is None:
            if Session.current is None:
                raise RuntimeError("a site is visited inside a session; crawler.reports.RunReport opens one")
            visit = cls(spider, Session.current)
            spider._visit = visit  # type: ignore[attr-defined]
        assert isinstance(visit, cls)
        return visit

    # the beginning

    async def begin(self) -> AsyncIterator[Any]:
        """Pages kept but unread, then what was found and never fetched, then the lists."""
        try:
            for asked in self._first():
                yield asked
        except ArchiveError as error:
            self.session.end_all(error)

    def _first(self) -> Iterator[Request | ArticlePage]:
        unread = self.archive.unread(self.site)
        held = {url_key(one.url) for one in unread if one.kind != PICTURE}
        for one in unread:
            found = self._unfinished(one)
            if found is not None:
                yield found
        for waiting in self.archive.pending(self.site):
            if waiting.kind == "list":
                yield self.list_request(waiting.link.url)
            elif url_key(waiting.link.url) not in held and self.session.window.holds(waiting.link.published):
                yield from self._article_requests([waiting.link])
        self.archive.commit()
        for request in self.spider.list_requests(self.session.window):
            if request.url not in self.asked_lists and not self._never_was(request.url):
                yield self.list_request(request.url)
        yield from self.looking.requests()
        yield from self.pictures.pending()

    def _never_was(self, url: str) -> bool:
        """Whether this is an issue of long ago that was asked for and did not exist."""
        return self.spider.is_past_issue(url) and self.archive.is_skipped(url)

    def _unfinished(self, one: UnreadCapture) -> ArticlePage | None:
        """A page a crash left unread; lists and further pages are simply asked for again."""
        if one.kind == PICTURE:
            self.pictures.recovered(one)
            return None
        if one.kind in ("article", "other") and (one.kind == "article" or self.spider.is_article(one.url)):
            self.counts.waiting += 1
            return ArticlePage(self.site, Kept(one.id, one.place), one.link or ArticleLink(one.url))
        self.archive.mark_read(one.id, "failed")
        return None

    def list_request(self, url: str) -> Request:
        self.asked_lists.add(url)
        meta = {"kind": "list", **in_browser(self.spider)}
        return Request(url, self.list_answered, errback=self.failed, meta=meta, dont_filter=True, priority=10)

    def _article_requests(self, links: list[ArticleLink]) -> Iterator[Request]:
        """Requests for articles, up to the run's limit; what is beyond it stays in the ledger for the next run."""
        for link in links:
            if self.session.max_pages and self.asked >= self.session.max_pages:
                return
            if (key := url_key(link.url)) in self.asked_articles:
                continue  # another list of this run offers it, too
            self.asked_articles.add(key)
            self.asked += 1
            self.counts.waiting += 1
            yield Request(
                link.url,
                self.article_answered,
                errback=self.failed,
                meta={"kind": "article"},
                cb_kwargs={"link": link},
                dont_filter=True,
            )

    # answers

    def list_answered(self, response: Response) -> Iterator[Request]:
        """Enter what a list page offers and ask for what is new; the links and the page's capture commit together."""
        try:
            yield from self._list_answered(response)
        except ArchiveError as error:
            self.session.end_all(error)

    def _list_answered(self, response: Response) -> Iterator[Request]:
        self.counts.lists += 1
        kept: Kept | None = response.meta.get("kept")
        asked_for = response.meta.get("redirect_urls", [response.url])[0]
        if response.status == 304:
            self.counts.not_modified += 1
            self.archive.settle(asked_for, "done")
            self.archive.commit()
            return
        page = self._on_this_site(self._read(response))
        window = self.session.window
        offered = [link for link in page.links if window.holds(link.published)]
        self.counts.listed += len(page.links)
        fresh = self.archive.offer(self.site, offered, found_on=response.url)
        parts = self.archive.offer(
            self.site, [ArticleLink(url) for url in page.lists], kind="list", found_on=response.url
        )
        following = [link.url for link in parts if link.url not in self.asked_lists]
        again = [*page.changing, *([page.older] if page.older and self._goes_on(page, fresh, response.url) else [])]
        for url in dict.fromkeys(again):
            if url not in self.asked_lists:
                self.archive.reopen(self.site, url, found_on=response.url)
                following.append(url)
        # An entrance is in no ledger until another page links to it; then it must not look unasked.
        self.archive.offer(self.site, [ArticleLink(asked_for)], kind="list", found_on="")
        self.archive.settle(asked_for, "done")
        if kept is not None:
            # A shell is asked for whole next time: answered "not modified", it would lead to no list.
            shell = self.spider.lists_by_script and not page.links
            self.archive.mark_read(kept.capture_id, "failed" if shell else "read")
        self.archive.commit()
        for url in following:
            yield self.list_request(url)
        yield from self._article_requests(fresh)

    def _on_this_site(self, page: ListPage) -> ListPage:
        """A list without what it links to elsewhere: other people's sites have files, and limits, of their own."""

        ours = self.spider.owns
        links = tuple(link for link in page.links if ours(link.url))
        lists, changing = tuple(filter(ours, page.lists)), tuple(filter(ours, page.changing))
        return ListPage(links, lists, page.older if ours(page.older) else "", changing)

    def _goes_on(self, page: ListPage, fresh: list[ArticleLink], url: str) -> bool:
        """Whether the next page may hold more: this one brought something new, or the window reaches further back.

        A list that names nothing but what it named before, or never comes to an end, is left.
        """
        unheard = {url_key(link.url) for link in page.links} - self.listed
        self.listed |= unheard
        self.turns += 1
        self.repeats = 0 if unheard else self.repeats + 1
        if self.turns == MOST_TURNS:
            self.counts.degraded += 1
            self.report("endless_list", url, f"{MOST_TURNS:,} pages and no end; narrow the run by --since and --until")
        if self.turns >= MOST_TURNS or self.repeats > MOST_REPEATS:
            return False
        since = self.session.window.since
        if not since:
            return bool(fresh)
        dates = [link.published for link in page.links if link.published]
        return not dates or max(dates)[:10] >= since

    def _read(self, response: Response) -> ListPage:
        """The family's reading of a list page, or the generic one where the family finds nothing."""
        page, by_family = read_list(self.spider, response)
        self.layouts.add("list", list_layout(page, response), response.url)
        if by_family:
            return page
        found = page.links
        if found:
            self.counts.degraded += 1
            self.report(
                "layout_changed", response.url, f"{self.spider.family} found nothing; {len(found)} links without it"
            )
        else:
            self.report(
                "empty_list", response.url, "no article links; open the page and see whether the site was redesigned"
            )
            self.counts.failed += 1
        return page

    def article_answered(self, response: Response, link: ArticleLink) -> Iterator[ArticlePage]:
        """An article's first page has been kept: it goes to be read."""
        kept: Kept | None = response.meta.get("kept")
        if kept is None:
            self.refuse(link.url, "not_html", "the answer was not kept")
            return
        yield ArticlePage(self.site, kept, link)

    def rules(self) -> ArticleRules:
        """How this site's pages are read: its file, and what its pages have taught, looked up anew now and then."""
        if self._filed_with_rules % LEARN_EVERY == 0:
            learned = self.archive.learned_lines(self.site)
            self._rules = replace(self._rules, learned=(*self.spider.rules.learned, *learned))
        self._filed_with_rules += 1
        return self._rules

    # failures

    def failed(self, failure: Failure) -> None:
        """A request that brought no page: classed, reported, settled; the ledger decides whether to try again."""
        if self.session.fatal is not None:
            return
        try:
            self._failed(failure)
        except ArchiveError as error:
            self.session.end_all(error)

    def _failed(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]
        url = request.meta.get("redirect_urls", [request.url])[0]
        error = failure.value
        found = classify(error or ConnectionError("no reason was given"))
        kept = request.meta.get("kept")
        if kept is not None:
            self.archive.mark_read(kept.capture_id, "failed")
        if request.meta.get("kind") == "article":
            self.counts.waiting -= 1
        if found in NO_SUCH_PAGE and self.spider.is_missing_issue(url):
            self.counts.skipped += 1
            self.archive.offer(self.site, [ArticleLink(url)], kind="list", found_on="")
            self.archive.settle(url, "skipped", found)
            self.archive.commit()
            return
        self.refuse(url, found, str(error) or type(error).__name__)

    def refuse(self, url: str, failure: FailureClass, detail: str) -> None:
        """Settle a link as failed and report why."""
        self.counts.failed += 1
        self.archive.settle(url, "failed", failure)
        self.report(failure, url, detail)
        self.archive.commit()

    def report(self, failure: FailureClass, url: str, detail: str) -> None:
        self.session.report(Issue(self.site, url, failure, " ".join(detail.split())[:300]))

    def changed(self) -> None:
        """Tell whoever watches."""
        self.session.progress.changed(self.site, replace(self.counts))
