"""Asks conditionally for list pages and articles looked at again: what is as the last read capture is not sent."""

from __future__ import annotations

from scrapy import Request

from crawler.browser import RENDERED
from crawler.session import Session


class Conditional:
    def process_request(self, request: Request) -> None:
        """Add If-None-Match and If-Modified-Since; a list whose links were never filed has no such capture."""
        session = Session.current
        if session is None or not (request.meta.get("kind") == "list" or request.meta.get("look")):
            return
        if request.meta.get(RENDERED):
            return  # the page may be as it was while the data it fetches are new
        last = session.archive.last_capture(request.url)
        if last is None:
            return
        if last.etag:
            request.headers.setdefault("If-None-Match", last.etag)
        if last.last_modified:
            request.headers.setdefault("If-Modified-Since", last.last_modified)
