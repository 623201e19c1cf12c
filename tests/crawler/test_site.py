"""A site's attributes are checked when its class is made, and the error names the one that is wrong."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from archive.records import ArticleRules, Expectation
from crawler import schedule
from crawler.domains import domain_of, on_same_site
from crawler.families.index_paper import IndexPaperSpider
from crawler.families.trs import TrsSpider
from crawler.site import CADENCES, SiteFileError, SiteSpider, common_start

WHOLE: dict[str, Any] = {
    "name": "yunling_gat",
    "title": "云岭省公安厅",
    "region": "990100",
    "level": "province",
    "kind": "police",
    "home": "http://gat.yunling.test/",
    "columns": {"警务动态": "http://gat.yunling.test/jwdt/index.html"},
    "article_example": "http://gat.yunling.test/jwdt/202511/t20251105_1.html",
}
EXAMPLE = "http://gat.yunling.test/fzb/content/20251105/Articel01003GN.htm"


def made(**changes: Any) -> type[SiteSpider]:
    return type("YunlingSpider", (TrsSpider,), {**WHOLE, **changes})


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in WHOLE.items() if key != name}


def test_a_whole_site_is_made() -> None:
    site = made(rules=ArticleRules(furniture=("^本厅提示",)))
    assert site.as_site().publisher == "云岭省公安厅"
    assert site.article_rules().site == "yunling_gat"
    assert site.article_rules().furniture == ("^本厅提示",)


@pytest.mark.parametrize("name", ["title", "region", "level", "kind", "home", "columns", "article_example"])
def test_a_missing_attribute_is_named(name: str) -> None:
    with pytest.raises(SiteFileError, match=rf"YunlingSpider\.{name}"):
        type("YunlingSpider", (TrsSpider,), without(name))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("colums", {"警务动态": "http://gat.yunling.test/"}),
        ("region", "甘肃"),
        ("level", "town"),
        ("kind", "blog"),
        ("provenance", "guessed"),
        ("entrance", "http://gat.yunling.test/both.html"),
        ("article_example", "http://gat.yunling.test/about.html"),
        ("article_example", "http://elsewhere.example/202511/t20251105_1.html"),
    ],
)
def test_an_impossible_or_misspelt_attribute_is_named(name: str, value: object) -> None:
    wanted = "columns" if name == "entrance" else "article_pattern" if name == "article_example" else name
    with pytest.raises(SiteFileError, match=wanted):
        made(**{name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", None),  # else it were taken for a family, and silently not there
        ("name", "Yunling Gat"),
        ("cadence", "dayly"),
        ("pictures", "yes"),
        ("confidence", "sure"),
        ("region", "999999"),
        ("columns", "http://gat.yunling.test/jwdt/index.html"),
        ("columns", {"警务动态": "/jwdt/index.html"}),
        ("columns", {"警务动态": "http://elsewhere.example/jwdt/index.html"}),
        ("home", "gat.yunling.test"),
        ("article_pattern", r"/(?:t\d+"),
        ("expects", {"articles": 3}),
        ("rules", {"furniture": ()}),
        ("title", 7),
        ("article_example", "/jwdt/202511/t20251105_1.html"),
    ],
)
def test_an_attribute_that_would_fail_only_in_the_crawl_is_named(name: str, value: object) -> None:
    changed = {key: said for key, said in {**WHOLE, name: value}.items() if said is not None}
    with pytest.raises(SiteFileError, match=rf"YunlingSpider\.{name}"):
        type("YunlingSpider", (TrsSpider,), changed)


@pytest.mark.parametrize(
    "issue_url",
    [
        "http://gat.yunling.test/{date}",
        "http://gat.yunling.test/{}",
        "http://gat.yunling.test/{day:%Y%m%d",
        "http://gat.cangjiang.test/{day:%Y%m%d}/",
    ],
)
def test_an_issue_address_nobody_can_fill_is_named(issue_url: str) -> None:
    changed = {**without("columns"), "entrance": "http://gat.yunling.test/", "article_example": EXAMPLE}
    with pytest.raises(SiteFileError, match=r"YunlingSpider\.issue_url"):
        type("YunlingSpider", (IndexPaperSpider,), {**changed, "issue_url": issue_url})


@pytest.mark.parametrize(("kind", "articles"), [("police", 8), ("zhengfa", 8), ("portal", 20), ("media", 20)])
def test_what_a_site_should_yield_depends_on_its_kind_unless_it_says_so(kind: str, articles: int) -> None:
    assert made(kind=kind).expects == Expectation(articles=articles)
    assert made(kind=kind, expects=Expectation(articles=3)).expects.articles == 3


@pytest.mark.parametrize(
    ("home", "url", "owned"),
    [
        ("http://gat.heluo.gov.cn/", "https://gat.heluo.gov.cn:9080/a", True),
        ("http://gat.heluo.gov.cn/", "http://www.heluo.gov.cn/a", False),  # the province's own portal
        ("http://www.heluo.gov.cn/", "http://heluo.gov.cn/a", True),
        ("http://www.heluo.com/", "http://news.heluo.com/a", True),
    ],
)
def test_authorities_share_a_domain_and_not_their_articles(home: str, url: str, owned: bool) -> None:
    own = {"home": home, "columns": {"首页": home}, "article_example": f"{home}202511/t20251105_1.html"}
    assert made(**own).owns(url) is owned


def test_the_cadences_a_site_may_have_are_those_the_schedule_knows() -> None:
    assert set(CADENCES) == set(schedule.CADENCES)


def test_a_family_needs_no_name() -> None:
    type("SomeFamily", (TrsSpider,), {"family": "some", "article_pattern": "x"})


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://www.gat.yunling.test/a", True),
        ("http://m.yunling.test/a", True),
        ("http://gat.cangjiang.test/a", False),
        ("http://yunling.test.example/a", False),
        ("http:///a", False),
    ],
)
def test_what_belongs_to_the_same_site(url: str, same: bool) -> None:
    assert on_same_site(url, "http://gat.yunling.test/") is same


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("gat.heluo.gov.cn", "heluo.gov.cn"),
        ("heluozf.gov.cn", "heluozf.gov.cn"),  # not gov.cn: that would make all authorities one site
        ("news.heluo.com", "heluo.com"),
        ("heluo.中国", "heluo.中国"),
    ],
)
def test_the_registered_domain_of_a_host(host: str, domain: str) -> None:
    assert domain_of(host) == domain


def test_a_list_belongs_to_the_column_whose_address_it_shares() -> None:
    columns = {"要闻": "http://gat.yunling.test/yw/index.html", "通告": "http://gat.yunling.test/tg/index.html"}
    site = made(columns=columns)()
    assert site.section_of("http://gat.yunling.test/tg/index_3.html") == "通告"
    assert site.section_of("http://gat.yunling.test/other/") == ""
    assert common_start("abc", "abd") == "ab"


def test_outside_a_visit_a_spider_asks_for_its_lists() -> None:
    async def asked() -> list[str]:
        return [request.url async for request in made()().start()]

    assert asyncio.run(asked()) == ["http://gat.yunling.test/jwdt/index.html"]
