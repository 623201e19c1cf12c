"""Links of list pages: what is an article without being told, its headline, its date, and the next page."""

# ruff: noqa: E501  markup broken into lines is harder to read than a long line
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.records import ArticleLink
from crawler.links import find_links, matching, next_page, refresh_target, shape_of
from crawler.links.shapes import may_be_article
from crawler.sample_web.world import World
from tests.crawler.list_pages import ListCase, invented_lists, measured, sample_lists

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
        ("<li><a href='/a/t1_1.html'>月湖民警护送考生</a><b>2025-02-31</b></li>", "月湖民警护送考生", ""),
        ("<li><a href='/a/t1_1.html'>月湖民警护送考生</a><b>28/11/2025</b></li>", "月湖民警护送考生", "2025-11-28"),
        ("<li><a href='/a/t1_1.html'>月湖民警护送考生</a><b>5/11/2025</b></li>", "月湖民警护送考生", ""),
        ("<li><a href='/a/t1_1.html'>月湖民警护送考生<i>2025-11-05 09:30</i></a></li>", "月湖民警护送考生", "2025-11-05"),
        ("<li><a href='/a/t1_1.html'><img src='a.jpg' alt='月湖民警护送考生'></a></li>", "月湖民警护送考生", ""),
        ("<li><a href='/a/t1_1.html'><img src='a.jpg'><h3>月湖民警护送考生</h3><p>高考首日，民警沿途护送。</p></a></li>", "月湖民警护送考生", ""),
        ("<li><h3>月湖民警护送考生</h3><p>高考首日，民警沿途护送。</p><a href='/a/t1_1.html'>[详情]</a></li>", "月湖民警护送考生", ""),
        ("<dt><a href='/a/t1_1.html'>月湖民警护送考生</a></dt><dd>2025-11-05</dd><dt><a href='/a/t1_2.html'>另一条新闻的标题</a></dt><dd>2025-11-04</dd>", "月湖民警护送考生", "2025-11-05"),
        ("<p><a href='/a/t1_1.html'>月湖民警护送考生</a> 2025-11-05<br><a href='/a/t1_2.html'>另一条新闻的标题</a> 2025-11-04</p>", "月湖民警护送考生", "2025-11-05"),
        ("<p>2025-11-06 <a href='/a/t1_2.html'>另一条新闻的标题</a><br>2025-11-05 <a href='/a/t1_1.html'>月湖民警护送考生</a></p>", "月湖民警护送考生", "2025-11-05"),
        ("<p><a href='/a/t1_1.html'>月湖</a> 2025-11-05 <a href='/a/t1_2.html'>青石</a> 2025-11-04</p>", "月湖", "2025-11-05"),
        ("<p>2025-11-06 <a href='/a/t1_2.html'>月湖</a> 2025-11-05 <a href='/a/t1_1.html'>青石</a> <a href='/a/t1_3.html'>白塔</a></p>", "青石", ""),
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


PAGER = "<p><a href='index.html'>1</a> {} <a href='index_2.html'>3</a> <a href='index_3.html'>4</a></p>"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<a class='next' href='index_1.html'><i></i></a>", "index_1.html"),
        ("<li class='page-next'><a href='?page=2'>›</a></li>", "index.html?page=2"),
        ("<a href='index_1.html'>&gt;</a><a href='index_9.html'>&gt;&gt;</a>", "index_1.html"),
        ("<a href='index_9.html'>»</a><a href='index_1.html'>&gt;</a>", "index_1.html"),
        ("<link rel='next' href='/pajs/page/2/'>", "page/2/"),
        ("<a rel='next' href='/pajs/page/2/'>后面的</a>", "page/2/"),
        ("<p><b>1</b> <a href='index_1.html'>2</a> <a href='index_2.html'>3</a></p>", "index_1.html"),
        ("<p><a href='index.html'>1</a> <a href='index_1.html'>2</a></p>", "index_1.html"),
        ("<ul><li><a href='index_9.html'>1</a></li><li class='active'><a href='index_1.html'>2</a></li><li><a href='index_2.html'>3</a></li></ul>", "index_2.html"),
        (PAGER.format("<span>2</span>"), "index_2.html"),
        (PAGER.format("2"), "index_2.html"),
        ("<ul><li><a href='index_9.html'>1</a></li><li>2</li><li><a href='index_2.html'>3</a></li></ul>", "index_2.html"),
        ("<a href='index_1.html'>下一頁 ›</a>", "index_1.html"),
        ("<a href='index_1.html'>后一页</a>", "index_1.html"),
        ("<a href='index_1.html'>Next Page »</a>", "index_1.html"),
    ],
)  # fmt: skip
def test_the_next_page_without_the_words(text: str, wanted: str) -> None:
    assert next_page(text, HERE) == f"http://zf.haiwan.test/pajs/{wanted}"


@pytest.mark.parametrize(
    "text",
    [
        "<a href='/pajs/2025/74.html'>下一篇</a>",
        "<a rel='next' href='/pajs/2025/74.html'>下一篇：望江警方</a>",
        "<a class='next' href='?month=2025-12'>»</a>",
        "<a class='next' href='/pajs/2025/12/' title='下个月'>›</a>",
        "<a class='next' href='/other/index_2.html'>›</a>",
        "<a class='next' href='http://elsewhere.test/pajs/index_2.html'>›</a>",
        "<a class='slide-next' href='#'>›</a>",
        "<a href='/yw/'>&gt;&gt;</a>",
        "<p><a href='index_7.html'>1</a> <a href='index_1.html'>2</a> <b>3</b></p>",
        "<p>共 <b>3</b> 页 <a href='index_7.html'>1</a> <a href='index_1.html'>2</a></p>",
        "<table><tr><td><a href='?day=5'>5</a></td><td>6</td><td><a href='?day=7'>7</a></td></tr></table>",
        "<a href='2025/74.html'>2</a><a href='2025/75.html'>望江警方</a>",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_next_page(text: str) -> None:
    assert next_page(text, HERE) == ""


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


@pytest.mark.parametrize("text", ["<!-- 建设中 -->", "<!DOCTYPE html>", "<?xml version='1.0'?>", "<![CDATA[]]>"])
def test_a_page_without_an_element_has_no_links(text: str) -> None:
    assert (find_links(text, HERE), matching(text, HERE, "."), next_page(text, HERE)) == ((), (), "")


def test_a_day_no_month_has_is_no_date() -> None:
    rows = "<li><a href='/a/t1_1.html'>月湖民警护送考生</a> 2025-02-31</li>"
    assert matching(rows, HERE, r"/a/t\d+_1\.html$")[0].published == ""


@pytest.mark.parametrize(
    ("path", "possible"),
    [
        ("/pajs/2025/75.html", True),
        ("/index.php?m=content&c=index&a=show&id=5", True),
        ("/202511050001/index.shtml", True),
        ("/zt/2025fz/202511/t20251105_7.html", True),  # a topic's article
        ("/node/1234", True),
        ("/content.html", True),
        ("/index_2.html", False),
        ("/news-list.html", False),
        ("/html/2025-11/05/node_2.htm", False),
        ("/content/20251105/Page01TB.htm", False),
        ("/index.php?m=content&c=index&a=lists&catid=5", False),
        ("/show.php?id=5&page=2", False),
        ("/zt/2025fz/", False),
        ("/author/7011717", False),
        ("/download.aspx?id=828503", False),
        ("/share.php?url=http%3A%2F%2Fzf.haiwan.test%2F75.html", False),
        ("/", False),
    ],
)
def test_what_an_address_says_of_itself(path: str, possible: bool) -> None:
    assert may_be_article(f"http://zf.haiwan.test{path}") is possible


def test_addresses_of_one_kind_have_one_shape() -> None:
    assert shape_of("http://a.test/2025/11/t71.html?id=8") == shape_of("http://a.test/2024/9/t8.html?id=91")
    assert shape_of("http://a.test/c/0123456789abcdef.shtml") == shape_of("http://a.test/c/fedcba9876543210.shtml")


LONGER = "月湖民警护送考生赶赴考场"


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("<ul>{rows}<li><a href='/pajs/2025/71.html'>警情通报</a></li></ul>", ["/pajs/2025/71.html"]),
        ("<ul>{rows}</ul><div><a href='/pajs/2025/71.html'>警情通报</a><a href='/bs/1.html'>办事</a><a href='/bs/2.html'>查询</a></div>", []),
        ("<ul>{rows}<li><a href='/pajs/show-71.html'>{longer}</a></li></ul>", ["/pajs/show-71.html"]),
        ("<ul>{rows}</ul><div><a href='/pajs/show-71.html'>{longer}</a></div>", []),
        ("<ul>{rows}</ul><div class='footer'><a href='/pajs/2025/71.html'>本网站的版权与免责声明</a></div>", []),
        ("<ul>{rows}<li><a href='/pajs/2025/71.html'>更多&gt;&gt;</a></li><li><a href='/zt/2025/71.html'>{longer}</a></li></ul>", []),
        ("<ul>{rows}<li><a href='/pajs/index_2.html'>望江平安建设专栏新闻</a><a href='list.html?page=2'>查看往期全部的新闻</a></li></ul>", []),
        ("<ul>{rows}<li><a href='http://mall.other.test/1.html'>{longer}</a></li></ul>", []),
        ("<ul>{rows}<li><a href='http://mp.other.test/s/1abc'>{longer}</a> 2025-11-01</li></ul>", ["http://mp.other.test/s/1abc"]),
        ("<ul>{rows}</ul><script>document.write(\"<a href='/pajs/2025/71.html'>望江警方发布出行提示</a>\")</script>", []),
    ],
)  # fmt: skip
def test_a_link_is_known_by_the_company_it_keeps(page: str, wanted: list[str]) -> None:
    found = [link.url for link in find_links(page.format(rows=ROWS, longer=LONGER), HERE)]
    expected = [
        f"http://zf.haiwan.test{path}" for path in (*(f"/pajs/2025/{n}.html" for n in (75, 74, 73, 72)), *wanted)
    ]
    assert found == [path.removeprefix("http://zf.haiwan.test") if ".other." in path else path for path in expected]


@pytest.mark.parametrize("case", list(invented_lists()), ids=lambda case: case.name)
def test_the_articles_of_a_page_never_seen(case: ListCase) -> None:
    precision, recall = measured([case], find_links)
    assert precision >= 0.97 and recall >= 0.97, [link.url for link in find_links(case.text, case.url)]


SHOW_NO_DAYS = ("tide_news",)  # whose days stand in its JSON alone


def test_the_articles_of_the_sample_web_are_found_without_their_families() -> None:
    cases = list(sample_lists(3))
    assert len(cases) >= 24
    assert measured(cases, find_links) == (1.0, 1.0)
    truth = {article.url: article for article in World().articles() if "mirror" not in article.publication}
    for case in cases:
        for link in find_links(case.text, case.url):
            if link.url in truth:
                article = truth[link.url]
                assert link.headline == article.headline
                assert link.published[:10] == ("" if case.name in SHOW_NO_DAYS else article.published[:10])


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
