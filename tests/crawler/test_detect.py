"""Detection: the family, the shape of addresses, the lists, the owner and an e-paper's issues, from pages alone."""

# ruff: noqa: E501  markup broken into lines is harder to read than a long line
from __future__ import annotations

from datetime import date

import pytest

from archive.capture.digest import payload_digest
from archive.errors import UsageError
from archive.records import Capture
from crawler.detect.draft import Seen, seen
from crawler.detect.family import families, family_of
from crawler.detect.feed import feed_links, is_feed
from crawler.detect.lists import candidates, column_name, distinct, title_parts
from crawler.detect.owner import name_of, owner_of
from crawler.detect.paper import built_of_days_alone, entrance_of, entrances, issue_url_of
from crawler.detect.pattern import fits, pattern_of
from crawler.families.founder_node import FounderNodeSpider
from crawler.families.founder_paper import FounderPaperSpider
from crawler.families.hanweb import HanwebSpider
from crawler.families.trs import TrsSpider
from crawler.sample_web.publications.base import Asked
from crawler.sample_web.sites import papers, police, portals
from crawler.sample_web.world import World
from crawler.site import SiteSpider

HOST = "http://gat.qinling.test"


def page(text: str, url: str = f"{HOST}/jwdt/") -> Seen:
    payload = text.encode()
    return seen(Capture("", url, "2025-12-10T00:00:00Z", 200, (), payload, payload_digest(payload)))


def rows(*addresses: str) -> str:
    return "".join(
        f"<li><a href='{address}'>秦岭市公安局开展第{number}轮夜间巡查</a> 2025-12-0{number}</li>"
        for number, address in enumerate(addresses, 1)
    )


# the family


def test_every_family_with_addresses_of_its_own_is_tried() -> None:
    own = {site.__mro__[1] for module in (papers, police, portals) for site in vars(module).values() if is_site(site)}
    assert {one for one in own if "article_pattern" in vars(one)} <= set(families())
    assert "generic" not in {one.family for one in families()}


def is_site(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, SiteSpider) and bool(vars(value).get("name"))


FAMILIES = {
    "by the shape of its links": (rows(*(f"./202512/t2025120{n}_71010{n}.html" for n in range(1, 5))), TrsSpider),
    "by records in a script": (
        "<script type='text/xml'>"
        + "".join(
            f"<record><![CDATA[<li><a href='/art/2025/12/{n}/art_6372_118{n}.html'>秦岭市公安局开展夜间巡查</a></li>]]></record>"
            for n in range(1, 4)
        )
        + "</script>",
        HanwebSpider,
    ),
    "not by one link among many others": (
        rows(*(f"/wz/{n}.html" for n in range(100, 106))) + "<a href='/jw/202512/t20251201_1.html'>专题</a>",
        None,
    ),
    "not where there are no articles": ("<p>网站维护中</p>", None),
    "not an e-paper because a portal's articles have its addresses": (
        rows(*(f"/xw/2025-12/0{n}/content_1700{n}.htm" for n in range(1, 5))),
        FounderNodeSpider,
    ),
    "an e-paper by its pages": (
        rows(*(f"content_1700{n}.htm" for n in range(1, 5))) + "<a href='node_2.htm'>第01版：要闻</a>",
        FounderPaperSpider,
    ),
}


@pytest.mark.parametrize(("text", "family"), FAMILIES.values(), ids=FAMILIES)
def test_a_family_is_known(text: str, family: type[SiteSpider] | None) -> None:
    url = f"{HOST}/qlrb/html/2025-12/09/node_1.htm" if family is FounderPaperSpider else f"{HOST}/jwdt/"
    assert family_of([page(text, url)]) is family


def test_of_every_sample_site_the_list_says_its_family() -> None:
    world = World()
    for module in (papers, police, portals):
        for site in filter(is_site, vars(module).values()):
            house = next(one for one in world.publications.values() if one.name == site.name)
            at = house.url_of(world.standing(house.name, "2025-12-10")[0])
            article = house.answer(Asked(at.removeprefix(f"http://{house.host}")), "2025-12-10")
            front = house.answer(Asked(house.front), "2025-12-10")
            assert article and front
            shown = [page(one.body.decode(house.charset), url) for one, url in ((front, house.home), (article, at))]
            found = family_of(shown)
            assert found and found.family == site.family, site.name


# the shape of addresses

SHAPES = {
    "folders by date": (
        [f"{HOST}/jwdt/202512/t2025120{n}_710105{n}.html" for n in (1, 2, 3)],
        r"/jwdt/20\d{4}/t20\d{6}_\d+\.html$",
    ),
    "a year and a day": ([f"{HOST}/2025/120{n}/10133{n}.shtml" for n in (1, 2)], r"/20\d{2}/\d+/\d+\.shtml$"),
    "an issue of a month": (
        [f"{HOST}/html/2025-12/0{n}/art_{n}.htm" for n in (1, 2)],
        r"/html/20\d{2}-\d{2}/\d+/art_\d+\.htm$",
    ),
    "a dashed day": ([f"{HOST}/n/2025-12-0{n}/{n}.html" for n in (1, 2)], r"/n/20\d{2}[-_]\d{2}[-_]\d{2}/\d+\.html$"),
    "a hash": ([f"{HOST}/c/{n}a3f09c4de5b67120{n}.html" for n in (1, 2)], r"/c/[0-9a-f]{18}\.html$"),
    "letters and digits mixed": (
        [f"{HOST}/c/{word}" for word in ("7rtKNyg6PU9", "8sdLPyh5QV1")],
        r"/c/[0-9A-Za-z]+$",
    ),
    "a query": ([f"{HOST}/show.php?cat=3&id={n}" for n in (12, 345)], r"/show\.php\?cat=\d+&id=\d+$"),
    "several folders": (
        [f"{HOST}/{name}/2025/{n}.html" for n, name in enumerate(("jwdt", "tzgg", "fzyw"))],
        r"/[^/]+/20\d{2}/\d+\.html$",
    ),
    "two shapes": (
        [f"{HOST}/a/{n}.html" for n in range(5)] + [f"{HOST}/b/{n}.htm" for n in range(4)],
        r"(?:/a/\d+\.html|/b/\d+\.htm)$",
    ),
}


@pytest.mark.parametrize(("articles", "pattern"), SHAPES.values(), ids=SHAPES)
def test_the_shape_of_articles_is_written_down(articles: list[str], pattern: str) -> None:
    found = pattern_of(articles, [f"{HOST}/", f"{HOST}/jwdt/", f"{HOST}/jwdt/index.html"])
    assert found == pattern
    assert fits(found, articles, [f"{HOST}/"])


def test_no_shape_is_given_that_lists_have_too() -> None:
    articles = [f"{HOST}/{n}.html" for n in range(10, 15)]
    assert pattern_of(articles, [f"{HOST}/7.html"]) == ""


def test_no_shape_is_given_where_every_article_has_its_own() -> None:
    words = ("alpha", "beta", "gamma", "delta", "epsilon")
    assert pattern_of([f"{HOST}/{word}/{word}-{n}.{word}" for n, word in enumerate(words)], []) == ""


# lists

NAVIGATION = (
    "<a href='/'>首页</a><a href='/bszn/'>办事指南</a><a href='/login'>用户登录</a><a href='/mjfc/'>民警风采</a>"
    "<a href='/jwdt/'>警务动态</a><a href='/tzgg/index.html'>通知公告</a><a href='http://elsewhere.example/'>公安部</a>"
)


def test_links_that_speak_of_news_are_looked_at_first() -> None:
    front = page(NAVIGATION + rows(*(f"/jwdt/{n}.html" for n in range(100, 104))), f"{HOST}/")
    found = [(one.shown, one.url) for one in candidates([front], 8)]
    assert found == [
        ("警务动态", f"{HOST}/jwdt/"),
        ("通知公告", f"{HOST}/tzgg/index.html"),
        ("民警风采", f"{HOST}/mjfc/"),
    ]


NAMES = {
    "by the link that leads to it": ("<title>x</title>", "警务动态", "警务动态"),
    "by its ColumnName": ("<meta name='ColumnName' content='警务动态'><title>秦岭公安</title>", "更多", "警务动态"),
    "by its breadcrumb": (
        "<div>当前位置：<a>首页</a> &gt; <a>警务公开</a> &gt; 警务动态</div>",
        "",
        "警务动态",
    ),
    "by its title": ("<title>警务动态_秦岭市公安局</title>", "", "警务动态"),
    "by nothing": ("<p>2025</p>", "", "新闻"),
}


@pytest.mark.parametrize(("text", "shown", "name"), NAMES.values(), ids=NAMES)
def test_a_list_has_a_name(text: str, shown: str, name: str) -> None:
    assert column_name(page(text), shown) == name


def test_a_list_that_offers_what_another_does_is_left_out() -> None:
    front, one, other = (page("", f"{HOST}/{path}") for path in ("", "jwdt/", "gayw/"))
    kept = distinct([(front, frozenset("ab")), (one, frozenset("abc")), (other, frozenset("d"))])
    assert [each.url for each in kept] == [one.url, other.url]


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("警务要闻_秦岭公安网", ["警务要闻", "秦岭公安网"]),
        ("标题 - 要闻 - 秦岭公安网", ["标题", "要闻", "秦岭公安网"]),
        ("秦岭市公安局", ["秦岭市公安局"]),
        ("", []),
    ],
)
def test_a_title_has_parts(title: str, parts: list[str]) -> None:
    assert title_parts(f"<title>{title}</title><p>x</p>") == parts


# the owner

HOSTS = {
    "https://gat.jiangsu.gov.cn/": "jiangsu_gat",
    "http://www.xbxxb.com/": "xbxxb",
    "http://epaper.legaldaily.com.cn/fzrb/": "legaldaily_epaper",
    "http://szb.qinling-daily.test/": "qinling_daily_szb",
    "http://m.52syu.cn/Article/": "site_52syu",
    "http://WWW.QL.Test/": "ql",
}


@pytest.mark.parametrize(("url", "name"), HOSTS.items())
def test_a_host_gives_a_name(url: str, name: str) -> None:
    assert name_of(url) == name


@pytest.mark.parametrize("url", ["http://10.0.0.1/", "http://0x7f.1/", "file:///etc/passwd"])
def test_an_address_without_a_name_gives_none(url: str) -> None:
    with pytest.raises(UsageError):
        name_of(url)


OWNERS = {
    "a department of a province": ("<title>警务动态-甘肃省公安厅</title>", "甘肃省公安厅", "620000", "province", "police", 0),
    "its code": (
        "<meta name='SiteName' content='沙湾区政法网'><meta name=\"SiteIDCode\" content=\"5111110001\">",
        "沙湾区政法网", "511111", "county", "zhengfa", 0,
    ),
    "its record with the police": (
        "<title>青杠林长安网</title><p>川公网安备 51110002000001号</p>", "青杠林长安网", "510000", "province", "zhengfa", 2,
    ),
    "its record with the ministry": ("<title>青杠林在线</title><p>蜀ICP备00000001号</p>", "青杠林在线", "510000", "province", "portal", 3),
    "a city of a province that is not named": (
        "<title>青杠市公安局</title><p>赣ICP备00000001号</p>", "青杠市公安局", "360000", "city", "police", 2,
    ),
    "a place at its foot": ("<title>晨光网</title><div>主办：湖南晨光社</div>", "晨光网", "430000", "province", "portal", 3),
    "the whole country": ("<title>中国晨光警察网</title>", "中国晨光警察网", "000000", "central", "police", 0),
    "nothing": ("<p>1</p>", "gat.qinling.test", "000000", "central", "police", 2),
}  # fmt: skip


@pytest.mark.parametrize(("text", "title", "region", "level", "kind", "doubts"), OWNERS.values(), ids=OWNERS)
def test_pages_say_whose_they_are(text: str, title: str, region: str, level: str, kind: str, doubts: int) -> None:
    at = f"{HOST}/jwdt/" if title == "gat.qinling.test" else "http://www.qinling.test/jwdt/"
    owner = owner_of([page(text, at)])
    assert (owner.title, owner.region, owner.level, owner.kind) == (title, region, level, kind)
    assert len(owner.doubts) == doubts, owner.doubts


def test_the_title_is_what_pages_share_and_no_headline() -> None:
    pages = [
        page("<title>雪夜寻人 - 警务动态 - 秦岭在线</title>", f"{HOST}/1.html"),
        page("<title>秦岭市公安局：冒雨转移群众</title>", f"{HOST}/2.html"),
        page("<title>警务动态 - 秦岭在线</title>"),
    ]
    headlines = frozenset({"秦岭市公安局：冒雨转移群众", "雪夜寻人"})
    assert owner_of(pages, headlines).title == "秦岭在线"


# e-papers

ISSUES = {
    "http://p.test/html/2025-12/09/node_2.htm": "http://p.test/html/{day:%Y-%m}/{day:%d}/node_2.htm",
    "http://p.test/pc/layout/202512/09/node_01.html": "http://p.test/pc/layout/{day:%Y%m}/{day:%d}/node_01.html",
    "http://p.test/content/20251209/IssueIndex.htm": "http://p.test/content/{day:%Y%m%d}/IssueIndex.htm",
    "http://p.test/2025/20251209/20251209_plist.htm": "http://p.test/{day:%Y}/{day:%Y%m%d}/{day:%Y%m%d}_plist.htm",
    "http://p.test/2025-12-09/1.htm": "http://p.test/{day:%Y-%m-%d}/1.htm",
    "http://p.test/index.html": "",
    "http://p.test/{x}/20251209/1.htm": "",
}


@pytest.mark.parametrize(("url", "left_open"), ISSUES.items())
def test_the_day_of_an_issue_is_left_open(url: str, left_open: str) -> None:
    assert issue_url_of(url) == left_open
    if left_open:
        assert left_open.format(day=date(2025, 12, 9)) == url


def test_a_number_that_changes_with_the_issue_is_no_part_of_a_days_address() -> None:
    assert built_of_days_alone("http://p.test/html/{day:%Y-%m}/{day:%d}/node_2.htm")
    assert not built_of_days_alone("http://p.test/html/{day:%Y-%m}/{day:%d}/node_20333.htm")


def test_the_entrance_is_the_undated_address_that_led_to_an_issue() -> None:
    issue = Seen(f"{HOST}/html/2025-12/09/node_2.htm", "", page("").capture, (f"{HOST}/", f"{HOST}/paperindex.htm"))
    assert entrance_of(issue) == f"{HOST}/paperindex.htm"
    assert entrance_of(page("", f"{HOST}/html/2025-12/09/node_2.htm")) == ""
    assert entrance_of(page("", f"{HOST}/index.html")) == f"{HOST}/index.html"


def test_the_entrance_is_sought_where_links_lead_back_and_in_the_usual_places() -> None:
    article = page(
        "<a href='/qlrb/paperindex.htm'>秦岭日报</a><a href='node_3.htm'>返回目录</a><a href='http://x.example/'>首页</a>",
        f"{HOST}/qlrb/html/2025-12/09/content_1.htm",
    )
    found = list(entrances(article))
    assert found[:3] == [f"{HOST}/qlrb/paperindex.htm", f"{HOST}/qlrb/html/2025-12/09/node_3.htm", f"{HOST}/"]
    assert f"{HOST}/qlrb/html/index.html" in found and len(found) == 8


# feeds

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>秦岭</title><link>http://a.test/</link>
<item><title>一</title><link><![CDATA[http://a.test/1.html]]></link></item><item><link>http://a.test/2.html?x=1&amp;y=2</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link href="http://a.test/"/><entry><link rel="alternate" href="http://a.test/1.html"/></entry></feed>"""


def test_feeds_name_their_site_and_articles() -> None:
    assert is_feed(RSS) and is_feed(ATOM) and not is_feed("<!DOCTYPE html><html></html>")
    assert feed_links(RSS) == ("http://a.test/", ["http://a.test/1.html", "http://a.test/2.html?x=1&y=2"])
    assert feed_links(ATOM) == ("http://a.test/", ["http://a.test/1.html"])
    assert feed_links("<rss><channel></channel></rss>") == ("", [])
