"""Feeds in their dialects, their days in Beijing, and feeds that were made to do harm."""

# ruff: noqa: E501  markup broken into lines is harder to read than a long line
from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import XmlResponse

from archive.records import ArticleLink
from crawler.families.feed import FeedSpider
from crawler.site import ListPage, SiteFileError, SiteSpider
from tests.crawler.conftest import Answers, Ran

HOST = "http://www.longsha-news.test"
FEED = f"{HOST}/rss/jingfa.xml"


class LongshaFeed(FeedSpider):
    name = "longsha_feed"
    title = "陇沙新闻网"
    region, level, kind = "990500", "city", "media"
    home = f"{HOST}/"
    columns = {"警法": FEED}  # noqa: RUF012
    article_pattern = r"/article/\d+\.html$"
    article_example = f"{HOST}/article/71.html"


SPIDER: SiteSpider = LongshaFeed()


def read(text: str | bytes, url: str = FEED, encoding: str = "utf-8") -> ListPage:
    body = text.encode() if isinstance(text, str) else text
    return SPIDER.read_list(XmlResponse(url, body=body, encoding=encoding))


def rss(items: str, channel: str = "") -> str:
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>警法</title><link>{HOST}/</link>{channel}{items}</channel></rss>'


def link(number: int, headline: str, published: str = "") -> ArticleLink:
    return ArticleLink(f"{HOST}/article/{number}.html", headline, published, "警法")


ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>警法</title><link rel="self" href="{FEED}"/>
<link rel="next" href="?page=2"/>
<entry><title type="html">陇沙&lt;b&gt;民警&lt;/b&gt;雪夜&amp;amp;救援</title><link rel="edit" href="{HOST}/edit/9.html"/><link href="/article/71.html#top"/>
<updated>2025-11-09T08:00:00Z</updated><published>2025-11-04T18:30:00Z</published></entry>
<entry><title>陇沙警方公布典型案例</title><link rel="alternate" href="{HOST}/article/70.html"/><updated>2025-11-03T10:00:00+08:00</updated></entry></feed>"""
DIALECTS = {
    "rss 2.0": (
        rss(
            f"""<item><title><![CDATA[陇沙警方夜查]]></title><link>{HOST}/article/71.html</link><pubDate>Tue, 04 Nov 2025 18:30:00 GMT</pubDate></item>
        <item><title>红柳派出所调解纠纷</title><guid>{HOST}/article/70.html</guid><dc:date>2025-11-04T09:00:00+08:00</dc:date></item>
        <item><title>绿洲交警护学</title><guid isPermaLink="false">70</guid><link>/article/69.html</link><pubDate>2025-11-03 08:00:00</pubDate></item>
        <item><title>本网频道首页</title><link>{HOST}/index.html</link></item><item><title>没有地址的条目</title></item>
        <item><title>只有编号的条目</title><guid isPermaLink="false">{HOST}/article/1.html</guid></item>
        <item><title>重复的条目</title><link>{HOST}/article/71.html</link></item>""",
            f'<atom:link rel="next" href="{FEED}?page=2"/>',
        ),
        (
            link(71, "陇沙警方夜查", "2025-11-05"),
            link(70, "红柳派出所调解纠纷", "2025-11-04"),
            link(69, "绿洲交警护学", "2025-11-03"),
        ),
        f"{FEED}?page=2",
    ),
    "atom": (
        ATOM,
        (link(71, "陇沙民警雪夜&救援", "2025-11-05"), link(70, "陇沙警方公布典型案例", "2025-11-03")),
        f"{FEED}?page=2",
    ),
    "rss 1.0": (
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel/><item><title>驿站警方寻人</title><link>{HOST}/article/68.html</link></item></rdf:RDF>',
        (link(68, "驿站警方寻人"),),
        "",
    ),
    "the last page": (
        rss(f"<item><title>月泉民警送证上门</title><link>{HOST}/article/67.html</link><pubDate>昨天</pubDate></item>"),
        (link(67, "月泉民警送证上门"),),
        "",
    ),
}


@pytest.mark.parametrize(("text", "links", "older"), DIALECTS.values(), ids=DIALECTS)
def test_every_dialect_gives_its_articles_and_its_next_page(
    text: str, links: tuple[ArticleLink, ...], older: str
) -> None:
    page = read(text)
    assert (page.links, page.older, page.lists) == (links, older, ())


def test_a_page_in_the_middle_belongs_to_its_column() -> None:
    item = f"<item><title>月泉民警送证上门</title><link>{HOST}/article/67.html</link></item>"
    page = read(rss(item, f'<atom:link rel="next" href="{FEED}?page=3"/>'), f"{FEED}?page=2")
    assert (page.older, page.links[0].section) == (f"{FEED}?page=3", "警法")


def test_a_declaration_that_names_another_charset_is_not_believed() -> None:
    text = rss(f"<item><title>月泉民警送证上门</title><link>{HOST}/article/67.html</link></item>")
    for declared in ("gb2312", "utf-16", "no-such"):
        assert read(text.replace('encoding="utf-8"', f'encoding="{declared}"')).links[0].headline == "月泉民警送证上门"
    assert read(text.encode("gb18030"), encoding="gb18030").links[0].headline == "月泉民警送证上门"


BOMB = '<!DOCTYPE rss [<!ENTITY a "公安公安公安公安">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 12}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
GOOD = f"<item><title>月泉民警送证上门</title><link>{HOST}/article/67.html</link></item>"


def test_what_a_feed_says_before_it_breaks_is_read() -> None:
    assert read(rss(GOOD)[:-30]).links == (link(67, "月泉民警送证上门"),)
    assert read(rss(f"{GOOD}<item><title>断了&的 <b>标题")).links == (link(67, "月泉民警送证上门"),)


def test_no_entity_is_expanded_and_no_file_read() -> None:
    bomb = f"{BOMB}]><rss version='2.0'><channel><item><title>&j;</title><link>{HOST}/article/1.html</link></item></channel></rss>"
    began = time.process_time()
    assert all(len(one.headline) < 100 for one in read(bomb).links)
    assert time.process_time() - began < 5
    for source in ("file:///etc/passwd", "http://169.254.169.254/latest/"):
        stolen = f"<!DOCTYPE rss [<!ENTITY x SYSTEM '{source}'>]><rss version='2.0'><channel><item><title>甲&x;乙</title><link>{HOST}/article/1.html</link></item></channel></rss>"
        assert all("root:" not in one.headline and len(one.headline) < 10 for one in read(stolen).links)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        '<?xml version="1.0"?>',
        "<!-- nothing -->",
        "no feed at all",
        "{}",
        "\x00\x01\x02",
        "<html><body><a href='/article/1.html'>网页不是订阅源</a></body></html>",
        "<rss><channel>" + "<a>" * 100_000,
        rss("<item>" * 50_000),
        rss("<item><link>http://[bad</link><title>t</title></item>"),
        rss("<item><link>javascript:alert(1)//article/1.html</link><title>t</title></item>"),
        rss("<item><title>t</title><link/></item>"),
    ],
)
def test_what_is_no_feed_gives_nothing(text: str) -> None:
    assert read(text) == ListPage()


@pytest.mark.parametrize("moment", ["Mon, 99 Nov 2025 00:00:00 GMT", f"Mon, 1 Nov {'9' * 30} 00:00:00 GMT", "0", "-"])
def test_a_moment_that_is_none_is_no_date(moment: str) -> None:
    item = f"<item><title>月泉民警送证</title><link>{HOST}/article/6.html</link><pubDate>{moment}</pubDate></item>"
    assert read(rss(item)).links == (link(6, "月泉民警送证"),)


def test_a_site_says_what_its_articles_are_called() -> None:
    with pytest.raises(SiteFileError, match="article_pattern"):
        type("Wordless", (LongshaFeed,), {"name": "wordless", "article_pattern": ""})


LINES = "11月4日，红柳派出所民警在巡逻时发现一辆陌生货车停在村口，便上前询问，得知司机送课桌迷了路。"
PAGE = f"<title>月泉民警送证上门</title><h1>月泉民警送证上门</h1><div id='zoom'><p>{LINES}</p><p>民警带路九公里。</p></div>"
Visited = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def visited(answers: Answers, jingwen: Callable[..., Ran], tmp_path: Path) -> Visited:
    def run(text: str, mime: str) -> tuple[int, dict[str, Any]]:
        answers.put(FEED, text, Content_Type=mime)
        answers.put(f"{HOST}/article/67.html", PAGE)
        words = ("crawl", "longsha_news", "--json", "--sample-web", answers.address)
        done = jingwen(*words, data=tmp_path / "data")
        return done.code, json.loads(done.out)

    return run


@pytest.mark.parametrize("mime", ["application/rss+xml", "application/xml", "text/html", "application/octet-stream"])
def test_a_feed_is_crawled_whatever_the_server_calls_it(mime: str, visited: Visited) -> None:
    code, summary = visited(rss(GOOD), mime)
    site = summary["sites"][0]
    assert (code, site["articles_new"], site["failed"]) == (0, 1, 0)
    assert {issue["failure"] for issue in summary["issues"]} == {"expectation"}  # one article is thin


def test_a_broken_feed_is_reported_as_an_empty_list(visited: Visited) -> None:
    code, summary = visited("<rss version='2.0'><channel><item><title>月泉", "application/rss+xml")
    assert (code, summary["sites"][0]["outcome"]) == (1, "failed")
    assert [issue["failure"] for issue in summary["issues"] if issue["url"] == FEED] == ["empty_list"]
