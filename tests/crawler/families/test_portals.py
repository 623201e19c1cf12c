"""Portals of four more systems: what their lists say, and where the first, a middle and the last page lead."""

# ruff: noqa: E501  markup broken into lines is harder to read than a long line
from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from archive.records import ArticleLink
from crawler.families.columns import ColumnsSpider
from crawler.families.enorth import EnorthSpider
from crawler.families.founder_node import FounderNodeSpider
from crawler.families.people import PeopleSpider
from crawler.families.query_list import QueryListSpider
from tests.crawler.families.test_columns import HOST, Case, spider_of

MORE = "/system/more/23009008000000000/{folder}/23009008000000000_{page:08d}.shtml"
COUNTED = "<script src='/system/count/0023009/008000000000/count_page_list_0023009008000000000.js'></script>"
ROW = "<li><a href='/system/2025/11/05/017130071.shtml'>霜城警方夜查酒驾</a><span>25-11-05 09:12</span></li>"
ROWS = (("/system/2025/11/05/017130071.shtml", "霜城警方夜查酒驾", "2025-11-05"),)
POSTBACK = "<a href=\"javascript:__doPostBack('Pager1','2')\">下一页</a>"
CASES = {
    "enorth, the front of a column leads to the newest of its fixed pages": Case(
        EnorthSpider, "/fazhi/index.shtml",
        f"{ROW}{COUNTED}<a href='{MORE.format(folder='0019', page=1970)}'>更多&gt;&gt;</a>",
        ROWS, MORE.format(folder="0019", page=1970),
    ),
    "enorth, fixed pages count down over the hundreds": Case(
        EnorthSpider, MORE.format(folder="0019", page=1900), ROW + COUNTED, ROWS, MORE.format(folder="0018", page=1899),
    ),
    "enorth, the oldest page": Case(EnorthSpider, MORE.format(folder="0000", page=1), ROW + COUNTED, ROWS),
    "enorth, the day in one piece": Case(
        EnorthSpider, "/list.html", "<a href='/system/20170605/000451520.html'>长安网记者走基层</a><a href='list_2.html'>下一页</a>",
        (("/system/20170605/000451520.html", "长安网记者走基层", "2017-06-05"),), "/list_2.html",
    ),
    "founder_node, numbered without a 下一页": Case(
        FounderNodeSpider, "/leader/node_34072.htm",
        "<a href='content/2026-01/27/content_933.html'>政法机关护航春运</a><span>1</span><a href='node_34072_2.htm'>2</a><a href='node_34072_3.htm'>3</a>",
        (("/leader/content/2026-01/27/content_933.html", "政法机关护航春运", "2026-01-27"),), "/leader/node_34072_2.htm",
    ),
    "founder_node, a page in the middle": Case(
        FounderNodeSpider, "/leader/node_34072_2.htm",
        "<a href='content/2026-01/26/content_932.htm?node=20908'>法官上门调解纠纷</a><a href='node_34072.htm'>1</a><span>2</span><a href='node_34072_3.htm'>3</a>",
        (("/leader/content/2026-01/26/content_932.htm?node=20908", "法官上门调解纠纷", "2026-01-26"),), "/leader/node_34072_3.htm",
    ),
    "founder_node, the last page; articles without content/": Case(
        FounderNodeSpider, "/leader/node_34072_3.htm",
        "<a href='../2025-12/02/content_930.html'>检察官走进校园</a><a href='node_34072_2.htm'>2</a><span>3</span>",
        (("/2025-12/02/content_930.html", "检察官走进校园", "2025-12-02"),),
    ),
    "query_list, ASP.NET with links": Case(
        QueryListSpider, "/list.aspx?id=3",
        "<input name=\"__VIEWSTATE\" value=\"/wEP\"><a href='detail.aspx?id=71'>汀泽开展平安宣传</a>[2025-11-05]<a href='list.aspx?id=3&amp;page=2'>下一页</a>",
        (("/detail.aspx?id=71", "汀泽开展平安宣传", "2025-11-05"),), "/list.aspx?id=3&page=2",
    ),
    "query_list, a next page that is a postback is none": Case(
        QueryListSpider, "/list.aspx?id=3&page=2", f"<a href='detail.aspx?id=70'>汀泽法院送法下乡</a>[2025-11-04]{POSTBACK}",
        (("/detail.aspx?id=70", "汀泽法院送法下乡", "2025-11-04"),),
    ),
    "query_list, PHP": Case(
        QueryListSpider, "/article_list.php?id=5",
        "<td><a href='article_show.php?id=4771'>网格员上门排查隐患</a></td><td>2025-11-03</td><a href='article_list.php?id=5&page=2'>下页</a>",
        (("/article_show.php?id=4771", "网格员上门排查隐患", "2025-11-03"),), "/article_list.php?id=5&page=2",
    ),
    "query_list, a shell of a page and its articles": Case(
        QueryListSpider, "/index.html", "<a href='news.html?aid=202026'>全省公安机关召开会议</a><a href='search.jsp?key=1'>搜索</a>",
        (("/news.html?aid=202026", "全省公安机关召开会议", ""),),
    ),
    "people, the first page": Case(
        PeopleSpider, "/GB/188502/index.html",
        "<div class='ej_list_box'><a href='/n1/2025/1105/c42510-3053.html'>江声警方破获诈骗案</a></div><a class='common_current_page' href='index1.html'>1</a><a href='index2.html'>2</a><a href='index2.html'>下一页</a>",
        (("/n1/2025/1105/c42510-3053.html", "江声警方破获诈骗案", "2025-11-05"),), "/GB/188502/index2.html",
    ),
    "people, a page in the middle without a 下一页": Case(
        PeopleSpider, "/GB/188502/index2.html",
        "<a href='/n1/2025/1104/c42510-3052.html'>民警雪夜救助旅客</a><a href='index1.html'>1</a><a class='common_current_page'>2</a><a href='index3.html'>3</a>",
        (("/n1/2025/1104/c42510-3052.html", "民警雪夜救助旅客", "2025-11-04"),), "/GB/188502/index3.html",
    ),
    "people, the last page; further pages of an article are no articles": Case(
        PeopleSpider, "/GB/188502/index3.html",
        "<a href='/n2/2025/1103/c42510-3051.html'>铁警护航返程客流</a><a href='/n2/2025/1103/c42510-3051-2.html'>【2】</a><a href='index2.html'>2</a>",
        (("/n2/2025/1103/c42510-3051.html", "铁警护航返程客流", "2025-11-03"),),
    ),
}  # fmt: skip
EXAMPLES: dict[type[ColumnsSpider], str] = {
    EnorthSpider: "/system/2025/11/05/017130071.shtml",
    FounderNodeSpider: "/leader/content/2026-01/27/content_933.html",
    QueryListSpider: "/detail.aspx?id=71",
    PeopleSpider: "/n1/2025/1105/c42510-3053.html",
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_list_gives_its_articles_and_its_next_page(case: Case) -> None:
    spider = spider_of(case.family, case.column, EXAMPLES[case.family])
    page = spider.read_list(HtmlResponse(HOST + case.column, body=case.text, encoding="utf-8"))
    assert page.links == tuple(
        ArticleLink(HOST + path, headline, published, "警务动态") for path, headline, published in case.articles
    )
    assert page.older == (HOST + case.older if case.older else "")
    assert (page.lists, page.changing) == ((), ())


@pytest.mark.parametrize(
    ("family", "path"),
    [
        (EnorthSpider, "/system/20170605/000451520.html"),
        (FounderNodeSpider, "/index/content/2017-04/06/content_708.htm?node=209"),
        (QueryListSpider, "/Pages_64_8589.aspx"),
        (QueryListSpider, "/shgaj/detail?pa=3fa7c0"),
        (QueryListSpider, "/web/newsView.jsp?colid=7&newsid=71"),
        (PeopleSpider, "/BIG5/n1/2025/1105/c42510-3053.html"),
        (PeopleSpider, "/n2/2025/1220/c19249-4144.html"),
    ],
)
def test_every_shape_of_an_articles_address_is_known(family: type[ColumnsSpider], path: str) -> None:
    assert spider_of(family, "/", EXAMPLES[family]).is_article(HOST + path)


@pytest.mark.parametrize(
    ("family", "path"),
    [
        (EnorthSpider, "/2024/0107/1013735.html"),
        (EnorthSpider, "/system/more/23009008000000000/0019/23009008000000000_00001970.shtml"),
        (FounderNodeSpider, "/html/2022-01/11/content_33907_170618.htm"),
        (FounderNodeSpider, "/ylrb/html/2022-01/11/content_52014.htm"),
        (QueryListSpider, "/list.aspx?id=3"),
        (QueryListSpider, "/article_list.php?id=5&page=2"),
        (QueryListSpider, "/detail.aspx?name=zhang"),
        (PeopleSpider, "/n1/2025/1105/c42510-3053-2.html"),
    ],
)
def test_what_another_system_or_a_list_is_called_is_no_article(family: type[ColumnsSpider], path: str) -> None:
    assert not spider_of(family, "/", EXAMPLES[family]).is_article(HOST + path)
