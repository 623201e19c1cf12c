"""Which addresses are the same, and which must stay apart."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.urls import url_key

SAME = [
    ("scheme", "http://news.test/a/1.html", "https://news.test/a/1.html"),
    ("www", "https://www.news.test/a", "https://news.test/a"),
    ("default port", "http://news.test:80/a", "https://news.test:443/a"),
    ("host case", "https://NEWS.test/a", "https://news.test/a"),
    ("IDN", "https://警讯.中国/a", "https://xn--792aqf.xn--fiqs8s/a"),
    ("order of parameters", "https://news.test/a?id=1&page=2", "https://news.test/a?page=2&id=1"),
    ("utm", "https://news.test/a?id=1&utm_source=wx&utm_medium=b", "https://news.test/a?id=1"),
    (
        "share",
        "https://news.test/a?id=1&shareToken=9&scene=4&from=timeline&isappinstalled=0",
        "https://news.test/a?id=1",
    ),
    ("spm", "https://news.test/a?spm=C1.2.3", "https://news.test/a"),
    ("session in the path", "https://news.test/a.jsp;jsessionid=0A1B?id=1", "https://news.test/a.jsp?id=1"),
    ("session parameter", "https://news.test/a?jsessionid=77&id=1", "https://news.test/a?id=1"),
    ("session of PHP", "https://news.test/a.php?PHPSESSID=q8r2&id=1", "https://news.test/a.php?id=1"),
    (
        "session of ASP.NET",
        "https://news.test/(S(lit3py55t21z5v55vlm25s55))/a.aspx?id=1",
        "https://news.test/a.aspx?id=1",
    ),
    (
        "session as a ticket",
        "https://news.test/a?sid=9f86d081884c7d659a2feaa0c55ad015&id=1",
        "https://news.test/a?id=1",
    ),
    ("index page", "https://news.test/jwzx/index.shtml", "https://news.test/jwzx/"),
    ("index page with parameters", "https://news.test/index.php?id=3", "https://news.test/?id=3"),
    ("anchor", "https://news.test/a#top", "https://news.test/a"),
    ("no path", "https://news.test", "https://news.test/"),
    ("dots", "https://news.test/x/../a/./1.html", "https://news.test/a/1.html"),
    ("blanks round it", "  https://news.test/a ", "https://news.test/a"),
    ("no scheme", "//news.test/a", "news.test/a"),
]

APART = [
    ("app routes", "https://news.test/#/detail/1", "https://news.test/#/detail/2"),
    ("app routes with a bang", "https://news.test/#!/detail/1", "https://news.test/#!/detail/2"),
    ("ids", "https://news.test/show?id=1", "https://news.test/show?id=2"),
    ("a section's number that is called sid", "https://news.test/a?sid=12", "https://news.test/a?sid=13"),
    ("GBK parameters", "https://news.test/s?q=%D0%C2", "https://news.test/s?q=%CE%C5"),
    ("list pages", "https://news.test/jwzx/index_1.html", "https://news.test/jwzx/index_2.html"),
    ("path info", "https://news.test/index.php/Article/show/id/1", "https://news.test/index.php/Article/show/id/2"),
    ("ports", "https://news.test:8080/a", "https://news.test/a"),
    ("hosts", "https://a.news.test/a", "https://b.news.test/a"),
    ("case of the path", "https://news.test/Show/1", "https://news.test/show/1"),
    ("bare suffix", "https://www.test/a", "https://test/a"),
]


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_spellings_of_one_address_share_a_key(one: str, other: str) -> None:
    assert url_key(one) == url_key(other)


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in APART], ids=[row[0] for row in APART])
def test_different_addresses_keep_different_keys(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


def test_bytes_of_another_charset_are_kept_as_written() -> None:
    assert url_key("https://news.test/s?q=%D0%C2%CE%C5") == "news.test/s?q=%D0%C2%CE%C5"


@pytest.mark.parametrize("broken", ["http://[::1", "http://news.test:port/", "", "   "])
def test_an_address_that_cannot_be_parsed_is_its_own_key(broken: str) -> None:
    key = url_key(broken)
    assert url_key(key) == key


_PIECE = st.text(alphabet="abcAB01.%/?&=#;:@-_~ 中国警讯ｗ", max_size=24)


@settings(max_examples=400, deadline=None)
@given(host=st.sampled_from(["news.test", "www.news.test", "WWW.警讯.中国", "h:443", "u:p@h:80", ""]), rest=_PIECE)
@example(host="h:443", rest="/index.html/index.html")
@example(host="www.www.a.b", rest="/..//index.php;jsessionid=1")
@example(host="h", rest="/a/%2e%2e/b?%E4%B8%AD=1&&=&x=")
def test_the_key_of_a_key_is_itself(host: str, rest: str) -> None:
    key = url_key(f"http://{host}{rest}")
    assert url_key(key) == key
