"""Known articles, looked at again by one visit: those whose day has come, asked conditionally, after everything new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.capture.reader import read_capture
from archive.errors import ArchiveError, ReadError
from archive.extract.charset import charset_of, decode
from archive.records import Article, FailureClass, Issue
from archive.store.looks import GONE, Gone, Look
from archive.withdrawal import words_are_gone
from crawler.failures import classify
from crawler.page import ArticlePage, Kept
from crawler.session import Session
from crawler.site import SiteSpider

NOT_MODIFIED = 304


class Looking:
    """What a visit asks of known addresses, and what each answer says of them."""

    def __init__(self, spider: SiteSpider, session: Session) -> None:
        self.spider = spider
        self.session = session
        self.looks = session.archive.looks
        self.counts = session.counts_of(spider.name)

    def requests(self) -> Iterator[Request]:
        """One request for every address that is due, up to the run's limit."""
        for look in self.looks.due(self.spider.name, self.session.today, self.session.most_looks):
            yield Request(
                look.link.url,
                self.answered,
                errback=self.failed,
                meta={"kind": "article", "look": look},
                cb_kwargs={"look": look},
                dont_filter=True,
                priority=-10,
            )

    def plan(self, article: Article) -> None:
        """Enter an article just filed among those to be looked at again."""
        self.looks.plan(article.url, article.published, self.session.today, self.spider.looks)

    def answered(self, response: Response, look: Look) -> Iterator[ArticlePage]:
        """It stands: unchanged, or to be read."""
        kept: Kept | None = response.meta.get("kept")
        try:
            if response.status == NOT_MODIFIED:
                self.seen(look, kept.capture_id if kept else None, changed=False)
                self.session.archive.commit()
            elif kept is not None and self.led_away(response.meta, response.url):
                self.session.archive.mark_read(kept.capture_id, "failed")
                self.missing(look, "redirected_home", response.meta["evidence"])
                self.session.archive.commit()
            elif kept is not None:
                self.counts.waiting += 1
                yield ArticlePage(self.spider.name, kept, look.link, look)
        except ArchiveError as error:
            self.session.end_all(error)

    def failed(self, failure: Failure) -> None:
        """It is gone, or it could not be asked: two different things."""
        if self.session.fatal is not None:
            return
        request: Request = failure.request  # type: ignore[attr-defined]
        look: Look = request.meta["look"]
        error = failure.value or ConnectionError("no reason was given")
        found = classify(error)
        kept: Kept | None = request.meta.get("kept")
        try:
            if kept is not None:
                self.session.archive.mark_read(kept.capture_id, "failed")
            away = self.led_away(request.meta, request.url)
            gone: Gone | None = "redirected_home" if away else next((how for how in GONE if how == found), None)
            if gone is not None:
                # where a redirect led home, the redirect
                self.missing(look, gone, request.meta.get("evidence"))
            else:
                self.unanswered(look, found, str(error) or type(error).__name__)
            self.session.archive.commit()
        except ArchiveError as error:
            self.session.end_all(error)

    def led_away(self, meta: Mapping[str, Any], url: str) -> bool:
        """Whether an article's address leads, by now, to a page of its own site that is no article: home, or a list."""
        return bool(meta.get("redirect_urls")) and self.spider.owns(url) and not self.spider.is_article(url)

    def seen(self, look: Look, capture_id: int | None, *, changed: bool) -> None:
        """It stands, as it was or changed."""
        self.counts.looked += 1
        self.counts.returned += self.looks.seen(
            look, capture_id, self.session.today, self.spider.looks, changed=changed
        )

    def missing(self, look: Look, how: Gone, capture_id: int | None) -> None:
        """It is gone."""
        self.counts.looked += 1
        run_id = self.session.runs.get(self.spider.name)
        self.counts.withdrawn += self.looks.missing(
            look, how, capture_id, run_id, self.session.today, self.spider.looks
        )

    def unanswered(self, look: Look, failure: FailureClass, detail: str) -> None:
        """It could not be asked, which says nothing of it."""
        self.looks.unanswered(look, self.session.today, self.spider.looks)
        words = f"while looking again: {' '.join(detail.split())}"
        self.session.report(Issue(self.spider.name, look.link.url, failure, words[:300]))

    def unreadable(self, look: Look, kept: Kept, error: ReadError) -> None:
        """It came and gave no text: emptied where its words are gone, else our reading's failure."""
        capture = read_capture(self.session.archive.warc_folder, kept.place)
        page = decode(capture.payload, declared=charset_of(capture.header("Content-Type"))).text
        if words_are_gone(page, self.looks.stored_text(look)):
            self.missing(look, "emptied", kept.capture_id)
        else:
            self.unanswered(look, error.failure, str(error))
        self.session.archive.commit()

    def finish(self) -> None:
        """Write beside the run's withdrawals how many were looked at."""
        run_id = self.session.runs.get(self.spider.name)
        if run_id is not None and self.counts.withdrawn:
            self.looks.weigh(run_id, self.counts.looked)
