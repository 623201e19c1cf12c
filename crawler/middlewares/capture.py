"""Keeps every answer the crawl will use: bytes into the WARC, a row into the ledger, before anything can fail on it."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from archive.capture.digest import payload_digest
from archive.errors import ArchiveError
from archive.pictures import is_picture
from archive.records import Capture
from archive.store.captures import NewCapture
from archive.store.pictures import KIND as PICTURE
from archive.store.pictures import picture_key
from crawler.browser import is_rendered
from crawler.page import Kept
from crawler.session import Session

NOT_KEPT = {408, 429, 500, 502, 503, 504, 522, 524}  # asked for again by the retry middleware


class CaptureAnswers:
    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CaptureAnswers:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        session, kind = Session.current, request.meta.get("kind")
        if session is None or kind is None or response.status in NOT_KEPT or not self.keeps(request, response):
            return response
        try:
            request.meta["kept"] = keep(session, self._site(), request, response)
            request.meta.setdefault("evidence", request.meta["kept"].capture_id)
        except ArchiveError as error:
            session.end_all(error)
            raise IgnoreRequest(str(error)) from error
        return response

    def keeps(self, request: Request, response: Response) -> bool:
        if request.meta["kind"] == PICTURE:
            return response.status == HTTPStatus.OK and is_picture(declared(response), response.body)
        return not 300 <= response.status < 304

    def _site(self) -> str:
        spider = self.crawler.spider
        assert spider is not None
        return spider.name


class CaptureRedirects(CaptureAnswers):
    """Keeps a redirect before it is followed, where it may show that a known article is gone."""

    def keeps(self, request: Request, response: Response) -> bool:
        return 300 <= response.status < 304 and "look" in request.meta


def keep(session: Session, site: str, request: Request, response: Response) -> Kept:
    """Write one answer: a response record, or a revisit where the payload is that of the last capture."""
    counts, rendered = session.counts_of(site), is_rendered(response)
    if not rendered:  # what it was made of has been counted
        counts.requests += request.meta["kind"] != PICTURE  # pages
        counts.bytes += len(response.body)
    last = session.archive.last_capture(response.url)
    digest = payload_digest(response.body)
    if response.status == 304 and last is not None:
        digest = last.digest
    capture = Capture(
        site=site,
        url=response.url,
        captured_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        status=response.status,
        headers=tuple(header_pairs(response.headers)),
        payload=response.body,
        digest=digest,
        rendered=rendered,
    )
    same = last if last is not None and not rendered and (last.digest == digest or response.status == 304) else None
    place = session.writer.write(
        capture,
        request_headers=header_pairs(request.headers),
        method=request.method,
        refers_to=same.place if same else None,
        refers_date=same.captured_at if same else "",
    )
    capture_id = session.archive.record_capture(
        NewCapture(
            run_id=session.runs.get(site),
            site=site,
            url=response.url,
            kind=request.meta["kind"],
            captured_at=capture.captured_at,
            status=response.status,
            mime=capture.header("Content-Type").partition(";")[0].strip().lower(),
            digest=digest,
            size=len(response.body),
            place=place,
            refers_to=same.id if same else None,
            etag=capture.header("ETag"),
            last_modified=capture.header("Last-Modified"),
            part=request.meta.get("part", 1),
            key=picture_key(request.meta["picture"]) if request.meta["kind"] == PICTURE else "",
        )
    )
    return Kept(capture_id, place)


def declared(response: Response) -> str:
    """The media type a server says it sends."""
    return (response.headers.get("Content-Type") or b"").decode("latin-1")


def header_pairs(headers: Any) -> list[tuple[str, str]]:
    """Scrapy's headers as pairs of text; bytes outside Latin-1 cannot occur in them."""
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values]
