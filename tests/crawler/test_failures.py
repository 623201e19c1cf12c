"""What a request ended with has a class, and an answer that is no page of the site is told from one that is."""

from __future__ import annotations

from typing import get_args

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import HtmlResponse, Request, Response
from scrapy.spidermiddlewares.httperror import HttpError

from archive.records import FailureClass
from crawler.address import PrivateAddress
from crawler.failures import PageRefused, classify
from crawler.middlewares.challenge import Challenge

URL = "http://gat.yunling.test/202511/t20251105_1.html"


def status(code: int) -> HttpError:
    return HttpError(Response(URL, status=code))


def caused(by: BaseException) -> Exception:
    error = ConnectionError("the connection failed")
    error.__cause__ = by
    return error


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (CannotResolveHostError("no such host"), "dns"),
        (DownloadConnectionRefusedError("refused"), "refused"),
        (DownloadTimeoutError("30 s"), "timeout"),
        (DownloadCancelledError("larger than download max size"), "too_large"),
        (status(403), "http_403"),
        (status(404), "http_404"),
        (status(410), "http_410"),
        (status(429), "http_429"),
        (status(418), "http_4xx"),
        (status(502), "http_5xx"),
        (PrivateAddress("10.0.0.1"), "private_address"),
        (caused(PrivateAddress("10.0.0.1")), "private_address"),
        (PageRefused("challenge", "412"), "challenge"),
        (IgnoreRequest("Forbidden by robots.txt"), "robots"),
        (IgnoreRequest("max redirections reached"), "redirect_loop"),
        (ConnectionError("certificate verify failed"), "tls"),
        (ConnectionResetError("reset by peer"), "reset"),
    ],
)
def test_every_end_has_a_class(error: BaseException, failure: str) -> None:
    assert classify(error) == failure
    assert failure in get_args(FailureClass)


ARTICLE = "<title>柳溪警方走访校园</title><p>11月5日，柳溪派出所民警走进校园。</p>"


def answered(body: bytes | str, code: int = 200, url: str = URL, **headers: str) -> Response:
    raw = body.encode() if isinstance(body, str) else body
    return HtmlResponse(url, status=code, body=raw, encoding="utf-8", headers=headers)


def judged(response: Response, **meta: object) -> str:
    """The class an article's answer is refused with; "" where it passes."""
    request = Request(URL, meta={"kind": "article", **meta})
    try:
        Challenge().process_response(request, response)
    except PageRefused as refused:
        return refused.failure
    return ""


@pytest.mark.parametrize(
    ("response", "failure"),
    [
        (answered(ARTICLE), ""),
        (answered("", 412), "challenge"),
        (answered("", 521), "challenge"),
        (answered("<script>document.cookie='a=1';location.href=location.href</script>"), "challenge"),
        (answered(ARTICLE + "新闻" * 4000 + "<script>document.cookie='a';location.reload()</script>"), ""),
        (answered("<title>页面不存在</title>"), "soft_404"),
        (answered("<title>404 - 柳溪网</title>"), "soft_404"),
        (answered("<title>404路公交车恢复运营</title>" + "新闻" * 20_000), ""),
        (Response(URL, body=b"\x89PNG", headers={"Content-Type": "image/png"}), "not_html"),
        (answered("", 304), ""),
        (answered("没有", 404), ""),
    ],
)
def test_what_stands_in_the_place_of_a_page(response: Response, failure: str) -> None:
    assert judged(response) == failure


@pytest.mark.parametrize(
    ("landed", "failure"),
    [
        ("http://gat.yunling.test/", "redirected_home"),
        ("http://gat.yunling.test/index.html", "redirected_home"),
        ("http://gat.yunling.test/202511/t20251105_1.htm", ""),
    ],
)
def test_an_article_that_leads_to_the_front_page_is_gone(landed: str, failure: str) -> None:
    assert judged(answered(ARTICLE, url=landed), redirect_urls=[URL]) == failure


def test_what_nobody_asked_for_as_a_page_is_not_judged() -> None:
    response = answered("", 412)
    assert Challenge().process_response(Request("http://gat.yunling.test/robots.txt"), response) is response
