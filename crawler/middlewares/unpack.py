"""Opens lists that are sent as gzip files (sitemap.xml.gz), after they were kept as sent."""

from __future__ import annotations

import struct
import zlib

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.responsetypes import responsetypes
from scrapy.utils.gz import gunzip

from crawler.failures import PageRefused


class OpenGzip:
    def __init__(self, largest: int) -> None:
        self.largest = largest

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> OpenGzip:
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_response(self, request: Request, response: Response) -> Response:
        """The page inside the file, as far as the file is whole; raises PageRefused for none, or too much."""
        if request.meta.get("kind") != "list" or response.status != 200 or not is_gzip(response.body):
            return response
        body = opened(response.body, self.largest)
        return response.replace(body=body, cls=responsetypes.from_args(body=body))


def is_gzip(body: bytes) -> bool:
    return body[:3] == b"\x1f\x8b\x08"


def opened(body: bytes, largest: int) -> bytes:
    """What is in a gzip file, as far as it is whole. Raises PageRefused for nothing, or more than `largest` bytes."""
    try:
        return gunzip(body, max_size=largest)
    except (OSError, EOFError, struct.error, zlib.error) as error:
        raise PageRefused("not_html", f"is a gzip file that cannot be opened: {error}") from error
    except ValueError as error:  # Scrapy's own, of a private class
        raise PageRefused("too_large", f"unpacks to more than {largest} bytes") from error
