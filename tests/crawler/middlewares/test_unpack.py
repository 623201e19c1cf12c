"""A list sent as a gzip file is opened; what cannot be is refused in its class."""

from __future__ import annotations

import gzip

import pytest
from scrapy.http import HtmlResponse, Request, Response, TextResponse, XmlResponse

from crawler.failures import PageRefused
from crawler.middlewares.unpack import OpenGzip

URL = "http://www.yanping-news.test/sitemap/news-2025-11.xml.gz"
TEXT = '<?xml version="1.0" encoding="UTF-8"?><urlset><url><loc>http://www.yanping-news.test/平安.html</loc></url></urlset>'


def opened(body: bytes, kind: str = "list", status: int = 200, largest: int = 100_000) -> Response:
    sent = Response(URL, status=status, headers={"Content-Type": "application/x-gzip"}, body=body)
    return OpenGzip(largest).process_response(Request(URL, meta={"kind": kind}), sent)


def test_the_page_in_the_file_is_what_is_read() -> None:
    page = opened(gzip.compress(TEXT.encode()))
    assert isinstance(page, XmlResponse) and page.text == TEXT
    page = opened(gzip.compress(b"http://www.yanping-news.test/p/1.html"))
    assert isinstance(page, TextResponse) and page.text.endswith("/p/1.html")


def test_a_file_cut_short_is_read_as_far_as_it_goes() -> None:
    packed = gzip.compress("".join(chr(0x4E00 + n * 7919 % 20_000) for n in range(60_000)).encode())
    page = opened(packed[: len(packed) // 2], largest=1_000_000)
    assert isinstance(page, TextResponse) and 10_000 < len(page.body) < 180_000


@pytest.mark.parametrize(
    ("body", "failure"),
    [
        (b"\x1f\x8b\x08", "not_html"),
        (b"\x1f\x8b\x08\x00 nothing of the kind", "not_html"),
        (gzip.compress(b"a" * 3_000_000), "too_large"),
    ],
)
def test_what_cannot_be_opened_is_refused(body: bytes, failure: str) -> None:
    with pytest.raises(PageRefused) as refused:
        opened(body)
    assert refused.value.failure == failure


def test_other_answers_are_left_as_they_are() -> None:
    packed = gzip.compress(TEXT.encode())
    assert opened(packed, kind="article").body == packed
    assert opened(packed, status=404).body == packed
    page = HtmlResponse(URL, body=TEXT.encode())
    assert OpenGzip(10).process_response(Request(URL, meta={"kind": "list"}), page) is page
