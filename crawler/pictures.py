"""The pictures of the articles a visit files, asked for after everything else; one that cannot be had is no fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.errors import ArchiveError
from archive.pictures import LARGEST
from archive.records import Article, FailureClass, Verdict
from archive.store.captures import UnreadCapture
from archive.store.pictures import KIND
from crawler.failures import classify
from crawler.page import Kept
from crawler.session import Session
from crawler.site import SiteSpider


class Picturing:
    """What a visit asks of pictures, and what each answer settles in the ledger."""

    def __init__(self, spider: SiteSpider, session: Session) -> None:
        self.session = session
        self.site = spider.name
        self.wanted = session.pictures or spider.pictures
        self.pictures = session.archive.pictures
        self.counts = session.counts_of(spider.name)

    def pending(self) -> Iterator[Request]:
        """Requests for what earlier runs found and did not fetch."""
        return self._requests(self.pictures.pending(self.site)) if self.wanted else iter(())

    def of_article(self, article: Article, verdict: Verdict) -> list[Request]:
        """Enter the pictures of an article just filed; requests for those never heard of. A reprint has its story's."""
        if not self.wanted or verdict.kind == "copy":
            return []
        images = [image.url for image in article.images]
        fresh = self.pictures.offer(self.site, images, found_on=article.url)
        return list(self._requests(fresh))

    def _requests(self, urls: Iterable[str]) -> Iterator[Request]:
        for url in urls:
            try:
                yield Request(
                    url,
                    self.answered,
                    errback=self.failed,
                    meta={"kind": KIND, "picture": url, "download_maxsize": LARGEST, "download_warnsize": 0},
                    dont_filter=True,
                    priority=-20,
                )
            except ValueError:  # no address after all
                self.pictures.fail(url, "not_a_picture")

    def recovered(self, unread: UnreadCapture) -> None:
        """File a picture that was kept when a crash came."""
        self.pictures.keep(unread.id)

    def answered(self, response: Response) -> None:
        """It was kept, or was none."""
        kept: Kept | None = response.meta.get("kept")
        try:
            if kept is None:
                self._refuse(response.meta["picture"], "not_a_picture")
            else:
                self.counts.pictures += self.pictures.keep(kept.capture_id)
                self.session.archive.commit()
        except ArchiveError as error:
            self.session.end_all(error)

    def failed(self, failure: Failure) -> None:
        """It could not be had: the ledger says why, and the article is none the worse."""
        if self.session.fatal is not None:
            return
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        found = classify(failure.value or ConnectionError("no reason was given"))
        try:
            self._refuse(request.meta["picture"], found)
        except ArchiveError as error:
            self.session.end_all(error)

    def _refuse(self, url: str, failure: FailureClass) -> None:
        self.pictures.fail(url, failure)
        self.session.archive.commit()
