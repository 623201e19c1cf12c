"""E-papers: entrances that refresh, issues of pages, pages of articles; by day, and a day without an issue."""

# ruff: noqa: E501  markup broken into lines is harder to read than a long line
from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from scrapy.http import HtmlResponse

from archive.records import ArticleLink, Window
from crawler.families.epaper import EpaperSpider, issue_day
from crawler.families.founder_paper import FounderNewPaperSpider, FounderPaperSpider
from crawler.families.index_paper import IndexPaperSpider

HOST = "http://epaper.cangjiang.test"


def spider_of(family: type[EpaperSpider], example: str, **more: Any) -> EpaperSpider:
    attributes = {
        "name": "cangjiang_daily",
        "title": "沧江日报",
        "region": "990200",
        "level": "province",
        "kind": "epaper",
        "home": f"{HOST}/",
        "entrance": f"{HOST}/index.htm",
        "article_example": HOST + example,
        **more,
    }
    spider: EpaperSpider = type("CangjiangSpider", (family,), attributes)()
    return spider


CLASSIC = spider_of(FounderPaperSpider, "/html/2025-11/05/content_33_71.htm")
NEWER = spider_of(FounderNewPaperSpider, "/pc/content/202511/05/content_71.html")
INDEX = spider_of(IndexPaperSpider, "/fzb/content/20251105/Articel01003GN.htm")


def read(spider: EpaperSpider, path: str, text: str) -> tuple[list[ArticleLink], list[str]]:
    page = spider.read_list(HtmlResponse(HOST + path, body=text, encoding="utf-8"))
    assert page.older == ""
    return list(page.links), [url.removeprefix(HOST) for url in page.lists]


@pytest.mark.parametrize(
    ("spider", "path", "text", "target"),
    [
        (CLASSIC, "/paperindex.htm", "<META HTTP-EQUIV=REFRESH CONTENT='0; URL=html/2025-11/05/node_2.htm'>", "/html/2025-11/05/node_2.htm"),
        (INDEX, "/fzb/content/PaperIndex.htm", '<meta http-equiv="refresh" content="0;url=20251105/IssueIndex.htm">', "/fzb/content/20251105/IssueIndex.htm"),
        (INDEX, "/fzb/content/20251105/IssueIndex.htm", '<meta http-equiv="refresh" content="0;url=Page01TB.htm">', "/fzb/content/20251105/Page01TB.htm"),
        (NEWER, "/pc/layout/index.html", "<script>window.location.href='202511/05/node_01.html'</script>", "/pc/layout/202511/05/node_01.html"),
    ],
)  # fmt: skip
def test_an_entrance_leads_on(spider: EpaperSpider, path: str, text: str, target: str) -> None:
    assert read(spider, path, text) == ([], [target])


def test_a_classic_page_gives_its_articles_and_the_pages_of_its_issue() -> None:
    links, lists = read(
        CLASSIC,
        "/html/2025-11/05/node_1304.htm",
        """<table><tr><td>第02版：法治</td></tr></table><map><area href="content_33_71.htm"></map>
        <a href="content_33_71.htm"><div>柳溪警方走访校园</div></a><a href="content_33_72.htm">广告</a>
        <a href="../../2025-11/05/node_2.htm">第01版 要闻</a><a href="node_1304.htm">第02版 法治</a>
        <a href="../../2025-11/04/node_2.htm">上一期</a>""",
    )
    assert links == [
        ArticleLink(f"{HOST}/html/2025-11/05/content_33_71.htm", "柳溪警方走访校园", "2025-11-05", "法治", "02")
    ]
    assert lists == ["/html/2025-11/05/node_2.htm"]


def test_a_newer_page_is_named_by_the_number_in_its_address() -> None:
    links, lists = read(
        NEWER,
        "/pc/layout/202511/05/node_03.html",
        """<a href="node_01.html">第01版：要闻</a> <a href="node_03.html">第03版：平安沧江</a>
        <a href="../../../content/202511/05/content_71.html">石门交警劝返超员面包车</a>""",
    )
    assert links == [
        ArticleLink(
            f"{HOST}/pc/content/202511/05/content_71.html", "石门交警劝返超员面包车", "2025-11-05", "平安沧江", "03"
        )
    ]
    assert lists == ["/pc/layout/202511/05/node_01.html"]


def test_a_page_of_an_index_paper_names_its_column_beside_its_number() -> None:
    links, lists = read(
        INDEX,
        "/fzb/content/20251105/Page02TB.htm",
        """<table><tr><td>02版 要闻</td></tr></table><a href="Articel02001GN.htm">青石县法院公开审理一起盗伐案</a>
        <a href="Page01TB.htm">01版 头版</a><a href="../20251104/Page01TB.htm">上一期</a>""",
    )
    assert [(link.section, link.page, link.published) for link in links] == [("要闻", "02", "2025-11-05")]
    assert lists == ["/fzb/content/20251105/Page01TB.htm"]


def test_without_a_window_the_entrance_and_the_week_before_are_asked_for() -> None:
    weekly = spider_of(
        IndexPaperSpider, "/fzb/content/20251105/Articel01003GN.htm", issue_url=HOST + "/{day:%Y%m%d}/i.htm"
    )
    asked = [request.url for request in weekly.list_requests(Window())]
    days = [date.today() - timedelta(days=back) for back in range(7, -1, -1)]
    assert asked == [f"{HOST}/index.htm", *(f"{HOST}/{day:%Y%m%d}/i.htm" for day in days)]
    until = [request.url for request in weekly.list_requests(Window("2025-11-04", "2025-11-05"))]
    assert until == [f"{HOST}/20251104/i.htm", f"{HOST}/20251105/i.htm"]


def test_a_day_without_an_issue_is_missing_and_an_article_is_not() -> None:
    assert INDEX.is_missing_issue(f"{HOST}/fzb/content/20251108/IssueIndex.htm")
    assert not INDEX.is_missing_issue(f"{HOST}/fzb/content/20251105/Articel01003GN.htm")


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("/html/2022-01/11/node_2.htm", "2022-01-11"),
        ("/pc/layout/202408/19/node_01.html", "2024-08-19"),
        ("/content/20230811/Page01TB.htm", "2023-08-11"),
        ("/content/index.htm", ""),
        ("/content/20231399/Page01TB.htm", ""),
    ],
)
def test_the_day_of_an_issue(url: str, day: str) -> None:
    assert issue_day(HOST + url) == day
