"""Families that list articles in columns: what a list in each system's markup says, and where it goes on."""

# ruff: noqa: E501  markup broken into lines is harder to read than a long line
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from scrapy.http import HtmlResponse

from archive.records import ArticleLink
from crawler.families.columns import ColumnsSpider, numbered
from crawler.families.date_portal import DatePortalSpider
from crawler.families.generic import GenericSpider
from crawler.families.hanweb import HanwebSpider
from crawler.families.mvc_show import MvcShowSpider
from crawler.families.phpcms import PhpcmsSpider
from crawler.families.thinkphp import ThinkphpSpider
from crawler.families.trs import TrsSpider
from crawler.families.ucap import UcapSpider
from crawler.site import SiteSpider

HOST = "http://gat.yunling.test"


def spider_of(family: type[ColumnsSpider], column: str, example: str) -> SiteSpider:
    attributes: dict[str, Any] = {
        "name": "yunling_gat",
        "title": "云岭省公安厅",
        "region": "990100",
        "level": "province",
        "kind": "police",
        "home": f"{HOST}/",
        "columns": {"警务动态": HOST + column},
        "article_example": HOST + example,
    }
    return type("YunlingSpider", (family,), attributes)()


@dataclass(frozen=True)
class Case:
    """A list as one system prints it: (path, headline, date) of its articles, and the path of the next page."""

    family: type[ColumnsSpider]
    column: str
    text: str
    articles: tuple[tuple[str, str, str], ...]
    older: str = ""


NAVIGATION = (
    "<div class='nav'><a href='/'>首页</a><a href='/jwdt/'>警务动态</a><a href='/about.html'>关于我们</a></div>"
)
CASES = {
    "trs": Case(
        TrsSpider,
        "/jwdt/index.html",
        NAVIGATION
        + """<ul><li><a href="./202511/t20251105_71.html" title="望江警方开展夜间巡逻清查行动">望江警方开展夜间…</a><span>11-05</span></li>
        <li><a href="./202511/t20251104_70.html">青石派出所寻回走失老人</a></li></ul>
        <script>createPageHTML(20, 0, "index", "html");</script>""",
        (
            ("/jwdt/202511/t20251105_71.html", "望江警方开展夜间巡逻清查行动", "2025-11-05"),
            ("/jwdt/202511/t20251104_70.html", "青石派出所寻回走失老人", "2025-11-04"),
        ),
        "/jwdt/index_1.html",
    ),
    "trs, its last page": Case(
        TrsSpider,
        "/jwdt/index_19.html",
        """<a href="./202411/t20241105_7.html">白塔派出所举行开放日活动</a><script>createPageHTML(20, 19, "index", "html");</script>""",
        (("/jwdt/202411/t20241105_7.html", "白塔派出所举行开放日活动", "2024-11-05"),),
    ),
    "trs, counted by variables": Case(
        TrsSpider,
        "/jwdt/index_1.html",
        "<a href='202411/t20241105_7.html'>白塔派出所举行开放日活动</a><script>var currentPage = 1; var countPage = 5</script>",
        (("/jwdt/202411/t20241105_7.html", "白塔派出所举行开放日活动", "2024-11-05"),),
        "/jwdt/index_2.html",
    ),
    "hanweb": Case(
        HanwebSpider,
        "/col/col63/index.html",
        NAVIGATION
        + """<a href="/art/2020/1/1/art_9_1.html">置顶的旧文章不在记录里</a><script type="text/xml"><datastore>
        <nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&amp;columnid=63&amp;unitid=8"></a>]]></nextgroup>
        <recordset><record><![CDATA[<li><a href="/art/2025/11/5/art_63_71.html" title="枫林警方破获盗窃案">枫林警方破获盗窃案</a>
        <b>2025-11-05</b></li>]]></record><record><![CDATA[<li><a href='/art/2025/11/4/art_63_70.html'>石门民警雨夜排险</a></li>]]></record>
        </recordset></datastore></script>""",
        (
            ("/art/2025/11/5/art_63_71.html", "枫林警方破获盗窃案", "2025-11-05"),
            ("/art/2025/11/4/art_63_70.html", "石门民警雨夜排险", "2025-11-04"),
        ),
        "/module/web/jpage/dataproxy.jsp?columnid=63&unitid=8&startrecord=3&endrecord=47&perpage=15",
    ),
    "hanweb, the proxy's end": Case(
        HanwebSpider,
        "/module/web/jpage/dataproxy.jsp?columnid=63&startrecord=91",
        "<totalrecord>91</totalrecord><record><![CDATA[<a href='/art/2024/1/4/art_63_7.html'>清河警方发布出行提示</a>]]></record>",
        (("/art/2024/1/4/art_63_7.html", "清河警方发布出行提示", "2024-01-04"),),
    ),
    "ucap": Case(
        UcapSpider,
        "/gat/c108/list.shtml",
        "<li><a href='/gat/c108/202511/0123456789abcdef0123456789abcdef.shtml'>月湖边境派出所救助牧民</a><i>2025-11-05</i></li>"
        "<a href='list_2.shtml'>下一页</a>",
        (("/gat/c108/202511/0123456789abcdef0123456789abcdef.shtml", "月湖边境派出所救助牧民", "2025-11-05"),),
        "/gat/c108/list_2.shtml",
    ),
    "phpcms, further pages of an article are no articles": Case(
        PhpcmsSpider,
        "/list-1-1.html",
        "<li><span>11月05日</span><a href='content-1-71-1.html'>双桥法庭巡回审理邻里纠纷</a></li>"
        "<a href='content-1-71-2.html'>2</a><a href='list-1-2.html'>下一页</a>",
        (("/content-1-71-1.html", "双桥法庭巡回审理邻里纠纷", ""),),
        "/list-1-2.html",
    ),
    "thinkphp": Case(
        ThinkphpSpider,
        "/Article/lists/cateid/3.html",
        "<ul><li><a href='/Article/show/id/77.html'>城管局:拆除违建</a><span>2025-11-05</span></li></ul>"
        "<a class='next' href='/Article/lists/cateid/3/p/2.html'>&gt;&gt;</a>",
        (("/Article/show/id/77.html", "城管局:拆除违建", "2025-11-05"),),
        "/Article/lists/cateid/3/p/2.html",
    ),
    "mvc_show": Case(
        MvcShowSpider,
        "/List/12",
        "<li><a href='/Show/361'>南屏县开展平安建设宣传</a> 2025/11/5</li><a href='/List/12?page=2'>下一页</a>",
        (("/Show/361", "南屏县开展平安建设宣传", "2025-11-05"),),
        "/List/12?page=2",
    ),
    "date_portal": Case(
        DatePortalSpider,
        "/",
        "<a href='/2025/1105/1013.html'><img alt=''></a><a href='/2025/1105/1013.html'>柳溪交警护航开学季</a>",
        (("/2025/1105/1013.html", "柳溪交警护航开学季", "2025-11-05"),),
    ),
    "generic, on a page of no known system": Case(
        GenericSpider,
        "/xw/",
        NAVIGATION
        + "".join(
            f"<li><a href='/xw/show-{n}.html'>望江警方第{n}次夜间清查行动</a><span>2025-11-0{n}</span></li>" for n in (3, 2, 1)
        ),
        tuple((f"/xw/show-{n}.html", f"望江警方第{n}次夜间清查行动", f"2025-11-0{n}") for n in (3, 2, 1)),
    ),
}  # fmt: skip
EXAMPLES = {
    TrsSpider: "/jwdt/202511/t20251105_71.html",
    HanwebSpider: "/art/2025/11/5/art_63_71.html",
    UcapSpider: "/gat/c108/202511/0123456789abcdef0123456789abcdef.shtml",
    PhpcmsSpider: "/content-1-71-1.html",
    ThinkphpSpider: "/Article/show/id/77.html",
    MvcShowSpider: "/Show/361",
    DatePortalSpider: "/2025/1105/1013.html",
    GenericSpider: "/xw/show-1.html",
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_list_gives_its_articles_and_its_next_page(case: Case) -> None:
    spider = spider_of(case.family, case.column, EXAMPLES[case.family])
    page = spider.read_list(HtmlResponse(HOST + case.column, body=case.text, encoding="utf-8"))
    assert page.links == tuple(
        ArticleLink(HOST + path, headline, published, spider.section_of(HOST + case.column))
        for path, headline, published in case.articles
    )
    assert page.older == (HOST + case.older if case.older else "")
    assert page.lists == ()


@pytest.mark.parametrize("family", EXAMPLES)
def test_a_familys_own_example_is_an_article_of_it(family: type[ColumnsSpider]) -> None:
    assert spider_of(family, "/", EXAMPLES[family]).is_article(HOST + EXAMPLES[family])


@pytest.mark.parametrize(
    ("url", "number", "wanted"),
    [
        (f"{HOST}/yw/", 1, f"{HOST}/yw/index_1.html"),
        (f"{HOST}/yw/index.shtml", 2, f"{HOST}/yw/index_2.shtml"),
        (f"{HOST}/yw/index_2.html", 3, f"{HOST}/yw/index_3.html"),
    ],
)
def test_the_number_of_a_page_in_its_address(url: str, number: int, wanted: str) -> None:
    assert numbered(url, number) == wanted


def test_a_page_of_the_proxy_belongs_to_the_column_it_names_by_number() -> None:
    spider = spider_of(HanwebSpider, "/col/col63/index.html", EXAMPLES[HanwebSpider])
    assert spider.section_of(f"{HOST}/module/web/jpage/dataproxy.jsp?columnid=63") == "警务动态"
    assert spider.section_of(f"{HOST}/module/web/jpage/dataproxy.jsp?columnid=6") == ""
