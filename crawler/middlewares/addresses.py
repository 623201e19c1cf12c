"""Refuses requests to private places, and leads `*.test` hosts to the sample web where one is given."""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.address import check_url, sample_host


class Addresses:
    """The sample web is asked as an HTTP proxy, so that records keep `http://host.test/…` whatever its port."""

    def __init__(self, sample_web: str) -> None:
        self.sample_web = sample_web

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Addresses:
        return cls(crawler.settings.get("SAMPLE_WEB", ""))

    def process_request(self, request: Request) -> None:
        request.meta.pop("proxy", None)
        if self.sample_web and sample_host(request.url):
            request.meta["proxy"] = f"http://{self.sample_web}"
        else:
            check_url(request.url)
