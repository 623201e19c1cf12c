"""Links of list pages: what is an article without being told, its headline, its date, and the next page."""

# ruff: noqa: E501  markup broken into lines is harder to read than a long line
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import ParserError

from archive.records import ArticleLink
from crawler.links import find_links, matching, next_page, refresh_target, shape_of

HERE = "http://zf.haiwan.test/pajs/index.html"
NAVIGATION = "".join(
    f"<a href='/{name}/index.html'>{text}</a>"
    for name, text in (("yw", "要闻"), ("pajs", "平安建设"), ("dwjs", "队伍建设"))
)
ROWS = "".join(
    f"<li><a href='/pajs/2025/{number}.html'>望江市开展第{number}轮矛盾纠纷排查</a><span>2025-11-{number - 70:02}</span></li>"
    for number in (75, 74, 73, 72)
)


def test_articles_are_told_from_navigation_by_their_company() -> None:
    footer = "<div><a href='/about.html'>关于我们网站的一些说明</a><a href='http://other.example/'>友情链接单位名称</a></div>"
    found = find_links(f"<div>{NAVIGATION}</div><ul>{ROWS}</ul>{footer}", HERE)
    assert found == tuple(
        ArticleLink(
            f"http://zf.haiwan.test/pajs/2025/{n}.html", f"望江市开展第{n}轮矛盾纠纷排查", f"2025-11-{n - 70:02}"
        )
        for n in (75, 74, 73, 72)
    )


def test_a_page_of_navigation_has_no_articles() -> None:
    assert find_links(f"<div>{NAVIGATION}</div>", HERE) == ()


@pytest.mark.parametrize(
    ("row", "headline", "published"),
    [
        ("<li><a href='/a/t20251105_1.html'>月湖民警护送考生</a></li>", "月湖民警护送考生", "2025-11-05"),
        ("<li><span>[2025年11月5日]</span><a href='/a/t1_1.html'>月湖民警护送考生</a></li>", "月湖民警护送考生", "2025-11-05"),
        ("<tr><td><a href='/a/t1_1.html'>月湖民警护送考生</a></td><td>25/11/5</td></tr>", "月湖民警护送考生", "2025-11-05"),
        ("<li><a href='/a/t1_1.html' title='月湖民警护送考生赶赴考场'>月湖民警护送…</a></li>", "月湖民警护送考生赶赴考场", ""),
        ("<li><a href='/a/t1_1.html' title='月湖'><img src='a.jpg'></a></li>", "月湖", ""),
        ("<li><a href='/a/t1_1.html'>月湖民警护送考生</a><b>2025-19-45</b></li>", "月湖民警护送考生", ""),
        (
            "<li><a href='/a/t1_1.html'>月湖民警护送考生</a></li><li><a href='/a/t1_2.html'>另一条新闻的标题在此</a> 2025-11-04</li>",
            "月湖民警护送考生",
            "",
        ),
    ],
)  # fmt: skip
def test_the_headline_and_the_date_of_a_row(row: str, headline: str, published: str) -> None:
    first = matching(f"<ul>{row}</ul>", HERE, r"/a/t\d+_1\.html$")[0]
    assert (first.headline, first.published) == (headline, published)


def test_each_address_once_with_its_longest_headline() -> None:
    rows = "<a href='/a/1.html'>[图]</a><a href='/a/1.html#top'>月湖民警护送考生</a><a href='/a/1.html'>详细</a>"
    assert matching(rows, HERE, r"/a/\d+\.html$") == (
        ArticleLink("http://zf.haiwan.test/a/1.html", "月湖民警护送考生"),
    )


@pytest.mark.parametrize(
    "link",
    ["<a href='javascript:alert(1)'>", "<a href='#'>", "<a href='mailto:a@b.test'>", "<a href='http://['>", "<a>", "<a href='/a/1.pdf'>"],
)  # fmt: skip
def test_what_is_no_page_is_no_link(link: str) -> None:
    assert matching(f"{link}月湖民警护送考生</a>", HERE, ".") == ()


def test_addresses_are_read_against_the_base_of_the_page() -> None:
    page = "<base href='/deep/er/'><a href='1.html'>月湖民警护送考生</a>"
    assert matching(page, HERE, r"\d\.html$")[0].url == "http://zf.haiwan.test/deep/er/1.html"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<a href='index_1.html'>下一页</a>", "http://zf.haiwan.test/pajs/index_1.html"),
        ("<a href='?p=2'>[ 下一页 ]</a>", "http://zf.haiwan.test/pajs/index.html?p=2"),
        ("<a href='index_1.html' title='下一页'><img src='r.gif'></a>", "http://zf.haiwan.test/pajs/index_1.html"),
        ("<a href='index.html'>下一页</a>", ""),
        ("<a href='javascript:next()'>下一页</a>", ""),
        ("<a href='index_1.html'>末页</a>", ""),
        ("", ""),
    ],
)
def test_the_next_page(text: str, wanted: str) -> None:
    assert next_page(text, HERE) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<meta http-equiv='refresh' content='0;url=a/b.htm'>", "http://zf.haiwan.test/pajs/a/b.htm"),
        ('<META CONTENT="0" HTTP-EQUIV="Refresh">', ""),
        ("<script>location.href='a.htm'</script>", "http://zf.haiwan.test/pajs/a.htm"),
        ("<script>location.href='a.htm'</script>" + "新闻" * 2000, ""),
    ],
)
def test_where_a_page_that_only_refreshes_leads(text: str, wanted: str) -> None:
    assert refresh_target(text, HERE) == wanted


@pytest.mark.xfail(strict=True, reason="next_page knows the bare words only, and not the page's <base>")
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<a href='index_1.html'>下一页&gt;</a>", "http://zf.haiwan.test/pajs/index_1.html"),
        ("<a href='index_1.html'>下一页 &gt;&gt;</a>", "http://zf.haiwan.test/pajs/index_1.html"),
        ("<a href='index_1.html'>下一页 »</a>", "http://zf.haiwan.test/pajs/index_1.html"),
        ("<base href='/deep/er/'><a href='index_1.html'>下一页</a>", "http://zf.haiwan.test/deep/er/index_1.html"),
    ],
)
def test_the_next_page_with_an_arrow_or_a_base(text: str, wanted: str) -> None:
    assert next_page(text, HERE) == wanted


@pytest.mark.xfail(
    strict=True, raises=ValueError, reason="an address that is none is guarded in the href of links only"
)
@pytest.mark.parametrize(
    "text",
    [
        "<a href='http://['>下一页</a>",
        "<base href='http://['><a href='1.html'>月湖民警护送考生</a>",
        "<meta http-equiv='refresh' content='0;url=http://['>",
    ],
)
def test_an_address_that_is_none_leads_nowhere(text: str) -> None:
    find_links(text, HERE)
    assert (next_page(text, HERE), refresh_target(text, HERE)) == ("", "")


@pytest.mark.xfail(
    strict=True, raises=ParserError, reason="tree_of guards an empty text, not a page without an element"
)
@pytest.mark.parametrize("text", ["<!-- 建设中 -->", "<!DOCTYPE html>", "<?xml version='1.0'?>", "<![CDATA[]]>"])
def test_a_page_without_an_element_has_no_links(text: str) -> None:
    assert (find_links(text, HERE), matching(text, HERE, "."), next_page(text, HERE)) == ((), (), "")


@pytest.mark.xfail(
    strict=True, reason="as_date knows 31 days in every month; the reader drops such a day, a window does not"
)
def test_a_day_no_month_has_is_no_date() -> None:
    rows = "<li><a href='/a/t1_1.html'>月湖民警护送考生</a> 2025-02-31</li>"
    assert matching(rows, HERE, r"/a/t\d+_1\.html$")[0].published == ""


def test_addresses_of_one_kind_have_one_shape() -> None:
    assert shape_of("http://a.test/2025/11/t71.html?id=8") == shape_of("http://a.test/2024/9/t8.html?id=91")
    assert shape_of("http://a.test/c/0123456789abcdef.shtml") == shape_of("http://a.test/c/fedcba9876543210.shtml")


@given(st.text(max_size=300))
def test_no_page_is_too_broken_to_be_looked_through(text: str) -> None:
    for found in (find_links(text, HERE), matching(text, HERE, ".")):
        assert all(link.url.startswith(("http://", "https://")) for link in found)
    next_page(text, HERE)
    refresh_target(text, HERE)


@given(st.lists(st.sampled_from(["<ul>", "<li>", "</li>", "<a href='/a/1.html'>", "</a>", "<table><tr><td>", "<a title='下一页'",
    "月湖民警护送考生赶赴考场", "2025-11-05", "\x00", "<!--", "-->", "<script>", "&#xD800;", "<p", "' >", "<svg>"]), max_size=25))  # fmt: skip
def test_no_torn_markup_is_too_broken_either(pieces: list[str]) -> None:
    text = "<p>" + "".join(pieces)
    assert all(link.url.startswith("http") for link in (*find_links(text, HERE), *matching(text, HERE, ".")))
    next_page(text, HERE)
