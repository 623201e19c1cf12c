"""Four more e-paper layouts: what an issue's pages say, and the calendar that names the days of issues."""

# ruff: noqa: E501  markup broken into lines is harder to read than a long line
from __future__ import annotations

from datetime import date

import pytest
from scrapy.http import HtmlResponse

from archive.records import ArticleLink, Window
from crawler.families.epaper import EpaperSpider
from crawler.families.founder_paper import FounderColPaperSpider, FounderNbsPaperSpider
from crawler.families.legal_papers import CpdPaperSpider, JcrbPaperSpider, days_of, script_target, unwritten
from crawler.site import ListPage

HOST = "http://paper.yunling.test"
DAY = f"{HOST}/szb/bcgab/2025/2025_11_04/"
SHEETS = {
    "col": (
        FounderColPaperSpider, "/pc/layout/202511/05/col02.html",
        "<div class='nav-list'><a href='col01.html'>第01版：要闻</a><a href='col02.html'>第02版：平安</a></div>"
        "<li class='resultList'><a href='../../../con/202511/05/c202436.html'><h4>民警雪夜送医</h4></a></li>",
        [("/pc/con/202511/05/c202436.html", "民警雪夜送医", "2025-11-05", "平安", "02")],
        ["/pc/layout/202511/05/col01.html"],
    ),
    "the older sibling of col": (
        FounderColPaperSpider, "/pc/layout/202511/05/l01.html",
        "<b>第01版：要闻</b><a href='l02.html'>下一版</a><a href='../../../con/202511/05/c77.html'>平安建设推进会召开</a>",
        [("/pc/con/202511/05/c77.html", "平安建设推进会召开", "2025-11-05", "要闻", "01")],
        ["/pc/layout/202511/05/l02.html"],
    ),
    "nbs": (
        FounderNbsPaperSpider, "/cjrb/html/2025-11/05/nbs.D990000cjrb_03.htm",
        "<div id='pageList'><a id='pageLink' href='./nbs.D990000cjrb_03.htm'>第03版：案例</a><a href='nbs.D990000cjrb_04.htm'>第04版：法苑</a></div><div id='titleList'>"
        "<a href='nw.D990000cjrb_20251105_1-03.htm'>一起跨省诈骗案告破</a><a href='nw.D990000cjrb_20251105_2-03.htm'>广告</a></div>",
        [("/cjrb/html/2025-11/05/nw.D990000cjrb_20251105_1-03.htm", "一起跨省诈骗案告破", "2025-11-05", "案例", "03")],
        ["/cjrb/html/2025-11/05/nbs.D990000cjrb_04.htm"],
    ),
    "检察日报's list of pages": (
        JcrbPaperSpider, "/2025/20251105/20251105_plist.htm",
        "<div class='bancititle'><a href='20251105_001.htm'>第01版：要闻</a></div><a href='20251105_001/20251105_001_1.htm'>检察官走进校园</a>",
        [("/2025/20251105/20251105_001/20251105_001_1.htm", "检察官走进校园", "2025-11-05", "要闻", "01")],
        ["/2025/20251105/20251105_001.htm"],
    ),
    "人民公安报's page, whose list a script writes": (
        CpdPaperSpider, "/szb/bcgab/2025/2025_11_04/16402_2025_11_04_4112/",
        "<span id='bc'>第02版：平安</span><script>document.write('<li><a href=\"425/t_1170210.html\">交警护航秋收</a></li>');</script>",
        [("/szb/bcgab/2025/2025_11_04/16402_2025_11_04_4112/425/t_1170210.html", "交警护航秋收", "2025-11-04", "平安", "02")],
        [],
    ),
}  # fmt: skip


def read(spider: EpaperSpider, path: str, text: str) -> ListPage:
    return spider.read_list(HtmlResponse(HOST + path, body=text, encoding="utf-8"))


@pytest.mark.parametrize(("family", "path", "text", "articles", "sheets"), SHEETS.values(), ids=SHEETS)
def test_a_page_of_an_issue_gives_its_articles_and_the_other_pages(
    family: type[EpaperSpider], path: str, text: str, articles: list[tuple[str, ...]], sheets: list[str]
) -> None:
    page = read(family(name="draft"), path, text)
    assert page.links == tuple(ArticleLink(HOST + url, *said) for url, *said in articles)
    assert list(page.lists) == [HOST + sheet for sheet in sheets]


def calendar(*days: str) -> str:
    return f'<script>var sss1="{",".join(days)}";draw(sss1)</script>'


def weekly() -> CpdPaperSpider:
    spider = CpdPaperSpider(name="draft", entrance=f"{HOST}/szb/suoyin/")
    spider.look_back, spider.issue_url = 7, f"{HOST}/szb/bcgab/{{day:%Y}}/{{day:%Y_%m_%d}}/"
    return spider


def test_a_calendar_names_the_newest_days_that_have_an_issue_and_no_others() -> None:
    page = read(
        weekly(), "/szb/suoyin/", calendar("2019-01-01", "2025-10-28", "2025-11-04", "2025-10-30", "2025-13-45")
    )
    assert page.lists == (
        f"{HOST}/szb/bcgab/2025/2025_10_28/", f"{HOST}/szb/bcgab/2025/2025_10_30/", DAY,
    )  # fmt: skip


def test_a_calendar_without_end_is_no_longer_than_today() -> None:
    assert days_of(calendar("2025-11-04", "2999-01-01", "", "x")) == [date(2025, 11, 4)]
    assert days_of("<p>今天没有报纸</p>") == []


def test_a_day_leads_to_its_first_page_by_script() -> None:
    page = read(
        weekly(), "/szb/bcgab/2025/2025_11_04/", "<script>window.location.href='16401_2025_11_04_4111/';</script>"
    )
    assert page == ListPage(lists=(f"{DAY}16401_2025_11_04_4111/",))
    assert script_target("<p>没有脚本</p>", DAY) == ""


def test_the_past_is_asked_for_day_by_day_and_the_news_by_the_calendar() -> None:
    asked = [request.url for request in weekly().list_requests(Window("2025-11-03", "2025-11-04"))]
    assert asked == [f"{HOST}/szb/bcgab/2025/2025_11_03/", DAY]
    assert [request.url for request in weekly().list_requests(Window())] == [weekly().entrance]


def test_what_a_script_writes_stands_in_the_page() -> None:
    written = unwritten("<body><script>document.write('<a href=\"1.html\">一<\\/a>')</script></body>")
    assert written.endswith('<a href="1.html">一</a></body>')
