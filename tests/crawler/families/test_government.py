"""Lists of government systems: their articles, and where they go on from the first page, the middle and the last."""

# ruff: noqa: E501  markup broken into lines is harder to read than a long line
from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

import pytest
from scrapy.http import HtmlResponse

from archive.records import Window
from crawler.catalogue import site_classes
from crawler.families.columns import ColumnsSpider
from crawler.families.guangdong import GuangdongSpider
from crawler.families.hanweb import HanwebSpider
from crawler.families.jpaas import JpaasSpider
from crawler.families.longxun import LongxunSpider
from crawler.families.trs import TrsContentSpider, TrsIdSpider, TrsSpider
from crawler.families.turbo import TurboSpider
from crawler.families.ucap import UcapSpider
from crawler.families.vsb import VsbSpider
from crawler.links import refresh_target
from crawler.sample_web.clock import LAST_DAY
from crawler.site import ListPage, SiteSpider
from tests.crawler.sample_web.test_sites import WORLD, fetch

HOST = "http://gaj.lanxi.test"
HEX = "0123456789abcdef0123456789abcdef"
SITES = site_classes(sample=True)
UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"


def spider_of(family: type[ColumnsSpider], column: str, example: str) -> SiteSpider:
    attributes: dict[str, Any] = {
        "name": "lanxi_gaj",
        "title": "岚溪市公安局",
        "region": "990100",
        "level": "city",
        "kind": "police",
        "home": f"{HOST}/",
        "columns": {"警务动态": HOST + column},
        "article_example": HOST + example,
    }
    return type("LanxiSpider", (family,), attributes)()


def read(family: type[ColumnsSpider], column: str, example: str, path: str, text: str) -> ListPage:
    spider = spider_of(family, column, example)
    return spider.read_list(HtmlResponse(HOST + path, body=text, encoding="utf-8"))


@dataclass(frozen=True)
class Listed:
    """One list page of a system: its path, markup, the (path, headline, day) of its article, the next page's path."""

    family: type[ColumnsSpider]
    column: str
    path: str
    text: str
    article: tuple[str, str, str]
    older: str = ""


def turbo_list(pages: int) -> str:
    return f"""<div id="comp_76"><dl><dd><a href="../../n22/n49/c994/content.html">石桥派出所组织夜间巡逻</a><span>( 2025-11-05 )</span></dd></dl></div>
<div id="pag_76"><script>var maxPageNum = {pages}; var pageName = 76;</script></div>"""


def row(href: str) -> str:
    return f"<ul><li><a href='{href}'>石桥派出所组织夜间巡逻</a><span>2025-11-05</span></li></ul>"


def asked(number: int, size: int) -> str:
    paging = json.dumps({"pageNo": number, "pageSize": size}, separators=(",", ":"))
    return f"{UNIT}?" + urlencode({"webId": "5", "tagId": "要闻列表", "pageId": "16", "paramJson": paging})


def answered(count: int) -> str:
    return json.dumps(
        {"data": {"html": row(f"/sgaj/xw/art/2025/art_{HEX}.html") + f'<div class="pagination" count="{count}"></div>'}}
    )


PATROL = "石桥派出所组织夜间巡逻"
DAY = "2025-11-05"
TURBO = ("/n22/n49/c994/content.html", PATROL, DAY)
UNIT_SCRIPTS = f"""<script url="{UNIT}" queryData="{{'webId':'5','tagId':'当前位置','pageId':'15'}}"></script>
<script src="/unitbuild.js" url="{UNIT}" queryData="{{'webId':'5','tagId':'要闻列表','pageId':'16'}}"></script>"""
LISTS = {
    "trs by id, in a folder, by the name its script says": Listed(
        TrsIdSpider, "/jwzx/gayw/", "/jwzx/gayw/",
        row("./t10521285.shtml") + '<script>createPageHTML(3, 0, "index", "shtml", "3");</script>',
        ("/jwzx/gayw/t10521285.shtml", PATROL, DAY), "/jwzx/gayw/index_1.shtml",
    ),
    "trs by id, in the middle": Listed(
        TrsIdSpider, "/jwzx/gayw/", "/jwzx/gayw/index_1.shtml",
        row("./t10521285.shtml") + '<script>createPageHTML(3, 1, "index", "shtml", "3");</script>',
        ("/jwzx/gayw/t10521285.shtml", PATROL, DAY), "/jwzx/gayw/index_2.shtml",
    ),
    "trs by id, the last": Listed(
        TrsIdSpider, "/jwzx/gayw/", "/jwzx/gayw/index_2.shtml",
        row("./t10521285.shtml") + '<script>createPageHTML(3, 2, "index", "shtml", "3");</script>',
        ("/jwzx/gayw/t10521285.shtml", PATROL, DAY),
    ),
    "trs by id, a list of one page": Listed(
        TrsIdSpider, "/jwzx/gayw/", "/jwzx/gayw/",
        row("../202511/t4209364.shtml") + '<script>createPageHTML(1,0,"index","shtml","3")</script>',
        ("/jwzx/202511/t4209364.shtml", PATROL, DAY),
    ),
    "trs by content, counted from one": Listed(
        TrsContentSpider, "/c1/list2020.shtml", "/c1/list2020.shtml",
        row("/c1/2025-11/05/content_12.shtml") + "<script>createPageHTML('page_div',3, 1,'list2020','shtml',29);</script>",
        ("/c1/2025-11/05/content_12.shtml", PATROL, DAY), "/c1/list2020_2.shtml",
    ),
    "trs by content, the last but one": Listed(
        TrsContentSpider, "/c1/list2020.shtml", "/c1/list2020_2.shtml",
        row("/c1/2025-11/05/content_12.shtml") + "<script>createPageHTML('page_div',3, 2,'list2020','shtml',29);</script>",
        ("/c1/2025-11/05/content_12.shtml", PATROL, DAY), "/c1/list2020_3.shtml",
    ),
    "trs by content, the last": Listed(
        TrsContentSpider, "/c1/list2020.shtml", "/c1/list2020_3.shtml",
        row("/c1/2025-11/05/content_12.shtml") + "<script>createPageHTML('page_div',3, 3,'list2020','shtml',29);</script>",
        ("/c1/2025-11/05/content_12.shtml", PATROL, DAY),
    ),
    "trs, the second page is index_2, as a link says": Listed(
        TrsSpider, "/yw/", "/yw/",
        row("./202511/t20251105_7.html") + '<a href="./index_2.html">2</a><script>createPageHTML(2, 0, "index", "html");</script>',
        ("/yw/202511/t20251105_7.html", PATROL, DAY), "/yw/index_2.html",
    ),
    "trs, index_2 is the second and last": Listed(
        TrsSpider, "/yw/", "/yw/index_2.html",
        row("./202511/t20251105_7.html") + '<a href="./index.html">1</a><script>createPageHTML(2, 1, "index", "html");</script>',
        ("/yw/202511/t20251105_7.html", PATROL, DAY),
    ),
    "ucap, counted by a script": Listed(
        UcapSpider, "/c108/list.shtml", "/c108/list.shtml",
        row(f"/c108/202511/{HEX}.shtml") + "<script>createPageHTML('page_div',8, 1,'list','shtml',118);</script>",
        (f"/c108/202511/{HEX}.shtml", PATROL, DAY), "/c108/list_2.shtml",
    ),
    "turbo, after the first page the one below the highest": Listed(
        TurboSpider, "/n22/n49/index.html", "/n22/n49/index.html", turbo_list(857), TURBO, "/n22/n49/index_76_856.html"
    ),
    "turbo, in the middle, where a page is a bare piece of markup": Listed(
        TurboSpider, "/n22/n49/index.html", "/n22/n49/index_76_3.html",
        "<dl><dd><a href='../../n22/n49/c994/content.html'>石桥派出所组织夜间巡逻</a><span>( 2025-11-05 )</span></dd></dl>",
        TURBO, "/n22/n49/index_76_2.html",
    ),
    "turbo, the oldest is number 1": Listed(
        TurboSpider, "/n22/n49/index.html", "/n22/n49/index_76_1.html", turbo_list(857), TURBO
    ),
    "turbo, a list of one page": Listed(TurboSpider, "/n22/n49/index.html", "/n22/n49/index.html", turbo_list(1), TURBO),
    "jpaas, the page asks its second page of the unit that is a list": Listed(
        JpaasSpider, "/sgaj/xw/index.html", "/sgaj/xw/index.html",
        UNIT_SCRIPTS + row(f"/sgaj/xw/art/2025/art_{HEX}.html") + '<div class="pagination" count="3" pageSize="1"></div>',
        (f"/sgaj/xw/art/2025/art_{HEX}.html", PATROL, DAY), asked(2, 1),
    ),
    "jpaas, an answer in the middle": Listed(
        JpaasSpider, "/sgaj/xw/index.html", asked(2, 1), answered(3), (f"/sgaj/xw/art/2025/art_{HEX}.html", PATROL, DAY), asked(3, 1)
    ),
    "jpaas, the last answer": Listed(
        JpaasSpider, "/sgaj/xw/index.html", asked(3, 1), answered(3), (f"/sgaj/xw/art/2025/art_{HEX}.html", PATROL, DAY)
    ),
    "guangdong, a whole address behind 下一页": Listed(
        GuangdongSpider, "/gaxw/jwyw/index.html", "/gaxw/jwyw/index.html",
        row(f"{HOST}/gaxw/jwyw/content/post_42.html") + f"<a href='{HOST}/gaxw/jwyw/index_2.html'>下一页</a>",
        ("/gaxw/jwyw/content/post_42.html", PATROL, DAY), "/gaxw/jwyw/index_2.html",
    ),
    "guangdong, an article of the catalogue, on the last page": Listed(
        GuangdongSpider, "/gaxw/jwyw/index.html", "/gaxw/jwyw/index_9.html",
        row("/gkmlpt/content/9/12/post_42.html") + "<a href='/gaxw/jwyw/content/mpost_42.html'>手机版</a>",
        ("/gkmlpt/content/9/12/post_42.html", PATROL, DAY),
    ),
    "guangdong, counted by a script": Listed(
        GuangdongSpider, "/gaxw/jwyw/", "/gaxw/jwyw/",
        row("content/post_42.html") + "<script>createPageHTML(3, 1, 'index', 'html');</script>",
        ("/gaxw/jwyw/content/post_42.html", PATROL, DAY), "/gaxw/jwyw/index_2.html",
    ),
    "longxun, the script says where its pages are": Listed(
        LongxunSpider, "/zwdt/index.html", "/zwdt/index.html",
        row("/content/article/12345") + "<script>Ls.pagination('#p',function(pageIndex){location.href='/content/column/67?pageIndex=' + pageIndex;},{currPage:1,pageCount:29});</script>",
        ("/content/article/12345", PATROL, DAY), "/content/column/67?pageIndex=2",
    ),
    "longxun, the list's own address takes the number": Listed(
        LongxunSpider, "/public/column/70?type=4&catId=6&action=list", "/public/column/70?type=4&catId=6&action=list&pageIndex=2",
        row("/public/70/12345.html") + "<script>Ls.pagination('#p',turn,{currPage:2,pageCount:3});</script>",
        ("/public/70/12345.html", PATROL, DAY), "/public/column/70?type=4&catId=6&action=list&pageIndex=3",
    ),
    "longxun, the last": Listed(
        LongxunSpider, "/public/column/70?type=4&catId=6", "/public/column/70?type=4&catId=6&pageIndex=3",
        row("/zwdt/gsgg/49738857.html") + "<script>Ls.pagination('#p',turn,{currPage:3,pageCount:3});</script>",
        ("/zwdt/gsgg/49738857.html", PATROL, DAY),
    ),
    "vsb, by its link": Listed(
        VsbSpider, "/padt.htm", "/padt.htm",
        row("info/1021/5634.htm") + "<a href='padt/12.htm'>下页</a>",
        ("/info/1021/5634.htm", PATROL, DAY), "/padt/12.htm",
    ),
    "vsb, by its number, where the links are a script's": Listed(
        VsbSpider, "/padt.htm", "/padt.htm",
        row("info/1021/5634.htm") + "<a onclick=\"_simple_list_gotopage_fun(13,'u8_goto',2)\">跳转</a>",
        ("/info/1021/5634.htm", PATROL, DAY), "/padt/12.htm",
    ),
    "vsb, in the middle": Listed(
        VsbSpider, "/padt.htm", "/padt/12.htm",
        row("../info/1021/5634.htm") + "<a onclick=\"_simple_list_gotopage_fun(13,'u8_goto',2)\">跳转</a>",
        ("/info/1021/5634.htm", PATROL, DAY), "/padt/11.htm",
    ),
    "vsb, the last": Listed(
        VsbSpider, "/padt.htm", "/padt/1.htm",
        row("../info/1021/5634.htm") + "<a onclick=\"_simple_list_gotopage_fun(13,'u8_goto',2)\">跳转</a>",
        ("/info/1021/5634.htm", PATROL, DAY),
    ),
    "hanweb, a column that turns by its own address": Listed(
        HanwebSpider, "/col/col63/index.html", "/col/col63/index.html",
        row("/art/2025/11/5/art_63_71.html") + "<script>$('#8').jpage({totalRecord:31,perPage:15,unitid:'8'})</script>",
        ("/art/2025/11/5/art_63_71.html", PATROL, DAY), "/col/col63/index.html?uid=8&pageNum=2",
    ),
    "hanweb, such a column's last page": Listed(
        HanwebSpider, "/col/col63/index.html", "/col/col63/index.html?uid=8&pageNum=3",
        row("/art/2025/11/5/art_63_71.html") + "<script>$('#8').jpage({totalRecord:31,perPage:15,unitid:'8'})</script>",
        ("/art/2025/11/5/art_63_71.html", PATROL, DAY),
    ),
    "hanweb, an encrypted next group is passed over": Listed(
        HanwebSpider, "/col/col63/index.html", "/col/col63/index.html",
        "<nextgroup><![CDATA[<a href=\"aGVsbG8\"></a>]]></nextgroup><record><![CDATA[" + row("/art/2025/11/5/art_63_71.html")
        + "]]></record><script>var unitid = '8', totalRecord = 31, perPage = 15;</script>",
        ("/art/2025/11/5/art_63_71.html", PATROL, DAY), "/col/col63/index.html?uid=8&pageNum=2",
    ),
}  # fmt: skip


@pytest.mark.parametrize("listed", LISTS.values(), ids=LISTS)
def test_a_list_gives_its_articles_its_column_and_its_next_page(listed: Listed) -> None:
    page = read(listed.family, listed.column, listed.article[0], listed.path, listed.text)
    path, headline, day = listed.article
    assert [(link.url, link.headline, link.published) for link in page.links] == [(HOST + path, headline, day)]
    assert [link.section for link in page.links] == ["警务动态"] or not same_folder(listed)
    assert page.older == (HOST + listed.older if listed.older else "")


def same_folder(listed: Listed) -> bool:
    """Whether a page's address begins like its column's; where it does not, no section is guessed."""
    return listed.path.split("/")[1] == listed.column.split("/")[1] or listed.family is JpaasSpider


def test_the_shell_of_a_column_leads_to_the_interface_in_every_run() -> None:
    page = read(JpaasSpider, "/sgaj/xw/index.html", f"/art/2025/art_{HEX}.html", "/sgaj/xw/index.html", UNIT_SCRIPTS)
    assert page == ListPage(changing=(HOST + asked(1, 20),))
    assert JpaasSpider.lists_by_script


@pytest.mark.parametrize(
    "text", ["", "{", "{}", '{"data": null}', '{"data": {"html": null}}', "<script querydata='{'></script>"]
)
def test_an_answer_without_a_list_leads_nowhere(text: str) -> None:
    page = read(JpaasSpider, "/sgaj/xw/index.html", f"/art/2025/art_{HEX}.html", asked(9, 20), text)
    assert page == ListPage()


@pytest.mark.parametrize(
    ("family", "path"),
    [
        (TrsIdSpider, "/xw/gn/201901/t4209364.shtml"),
        (TurboSpider, "/n2255079/n4876594/n5104076/n5104080/c10431257/content.html"),
        (GuangdongSpider, "/gkmlpt/content/10/10083/post_10083846.html"),
        (LongxunSpider, "/zfxxgk/public/29621/49738857.html"),
        (VsbSpider, "/info/1021/5634.htm"),
    ],
)
def test_shapes_of_articles(family: type[ColumnsSpider], path: str) -> None:
    assert spider_of(family, "/", path).is_article(HOST + path)


@pytest.mark.parametrize(
    ("family", "path"),
    [
        (TrsIdSpider, "/jwzx/gayw/index_1.shtml"),
        (TrsIdSpider, "/202511/t20251105_71.html"),
        (TurboSpider, "/n2254098/n4904352/index_7627565_856.html"),
        (GuangdongSpider, "/gaxw/content/mpost_42.html"),
        (LongxunSpider, "/public/column/7081"),
        (LongxunSpider, "/2025/1105/1013210.html"),
        (VsbSpider, "/padt/12.htm"),
    ],
)
def test_what_is_no_article(family: type[ColumnsSpider], path: str) -> None:
    assert not re.search(family.article_pattern, HOST + path)


# what a family is known by

MARKED = {name: site for name, site in SITES.items() if site.markers}
GOVERNMENT = {"trs", "trs_id", "trs_content", "turbo", "jpaas", "guangdong", "longxun", "vsb", "hanweb", "ucap"}


@cache
def first_list(name: str) -> str:
    """The markup of a site's first list, behind its refreshes."""
    response = fetch(next(iter(SITES[name]().list_requests(Window("", LAST_DAY)))).url)
    while target := refresh_target(response.text, response.url):
        response = fetch(target)
    return response.text


def shown(family: type[SiteSpider], text: str) -> list[str]:
    return [marker for marker in family.markers if re.search(marker, text)]


def test_every_government_family_has_markers_and_a_twin() -> None:
    assert {site.family for site in MARKED.values()} >= GOVERNMENT


@pytest.mark.parametrize("name", sorted(name for name, site in MARKED.items() if site.family in GOVERNMENT))
def test_a_twins_list_shows_its_own_familys_markers_and_no_others(name: str) -> None:
    assert shown(MARKED[name], first_list(name))
    others = {
        other.family: shown(other, first_list(name)) for other in MARKED.values() if other.family != SITES[name].family
    }
    assert {family: found for family, found in others.items() if found} == {}


@pytest.mark.parametrize("name", sorted(name for name, site in SITES.items() if site.family not in GOVERNMENT))
def test_a_list_of_another_system_shows_no_government_marker(name: str) -> None:
    assert [
        site.family for site in MARKED.values() if site.family in GOVERNMENT and shown(site, first_list(name))
    ] == []


# the twins


@pytest.mark.parametrize("name", sorted(name for name, site in SITES.items() if site.family in GOVERNMENT))
def test_a_twins_list_goes_on_to_its_last_page(name: str) -> None:
    """Each page is asked for once, none is empty, and together they hold each article once or, in a seam, twice."""
    spider = SITES[name]()
    url = next(iter(spider.list_requests(Window()))).url
    pages: list[str] = []
    found: set[str] = set()
    while url:
        assert url not in pages
        pages.append(url)
        page = spider.read_list(fetch(url))
        assert page.links
        assert {link.section for link in page.links} == set(spider.columns)
        found |= {link.url for link in page.links}
        url = page.older
    assert len(pages) >= 2
    assert found == {one.url for one in WORLD.articles() if one.publication == name}
