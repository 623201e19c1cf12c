"""A list is decoded by its bytes, whatever its header and its meta say."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse, Request, Response

from crawler.middlewares.charset import TrueCharset

URL = "http://www.xiyuan-fazhi.test/list-1-1.html"
WORDS = "西塬法治网：柳溪派出所民警走进校园讲解防范诈骗的方法，镕"


def decoded(body: bytes, declared: str = "", kind: str = "list", status: int = 200) -> Response:
    headers = {"Content-Type": f"text/html{f'; charset={declared}' if declared else ''}"}
    response = HtmlResponse(URL, status=status, headers=headers, body=body)
    return TrueCharset().process_response(Request(URL, meta={"kind": kind}), response)


@pytest.mark.parametrize("declared", ["", "utf-8", "gb2312", "gbk", "iso-8859-1", "no-such-charset"])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "gb18030", "utf-8-sig"])
@pytest.mark.parametrize("meta", ["", "<meta charset='gb2312'>", "<meta charset='utf-8'>"])
def test_what_a_list_says_of_itself_is_not_believed(declared: str, encoding: str, meta: str) -> None:
    body = f"{meta}<title>{WORDS}</title>".encode(encoding)
    assert WORDS in decoded(body, declared).text


def test_articles_are_left_to_their_reader() -> None:
    body = f"<title>{WORDS}</title>".encode("gbk")
    assert WORDS not in decoded(body, "utf-8", kind="article").text
    assert WORDS not in decoded(body, "utf-8", status=404).text


def test_a_picture_has_no_charset() -> None:
    picture = Response(URL, body=b"\x89PNG", headers={"Content-Type": "image/png"})
    assert TrueCharset().process_response(Request(URL, meta={"kind": "list"}), picture) is picture
