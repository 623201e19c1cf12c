"""Every site file, of the real web and of the invented one: whole, in order, and each with its twin."""

from __future__ import annotations

import importlib
import pkgutil
import re
import warnings
from datetime import date
from pathlib import Path
from statistics import median
from typing import get_args
from urllib.parse import urlsplit

import pytest
from scrapy.http import HtmlResponse
from scrapy.spiderloader import get_spider_loader

import spiders
from archive.records import Confidence, Window
from archive.regions import SHORT_NAMES, region_name
from crawler.catalogue import list_gaps, settings_for, site_classes
from crawler.domains import on_same_site
from crawler.schedule import CADENCES
from crawler.site import ListPage, SiteSpider

REAL = site_classes()
INVENTED = site_classes(sample=True)
ALL = {**REAL, **INVENTED}
GAPS = list_gaps()
OUTSIDE = ("000000", "710000", "810000", "820000")  # the nation, and where this archive's police departments are not
MAINLAND = {code for code in SHORT_NAMES if code not in OUTSIDE and not code.startswith("99")}
every_real_site = pytest.mark.parametrize("site", REAL.values(), ids=REAL)
every_site = pytest.mark.parametrize("site", ALL.values(), ids=ALL)
WITHOUT_A_TWIN = {"columns", "epaper", "generic"}  # what `sites add` writes where no family fits
WEEK = Window("2025-11-03", "2025-11-09")


def test_a_site_file_holds_one_site_and_bears_its_name() -> None:
    modules = [module.name for module in pkgutil.iter_modules(spiders.__path__)]
    named = {}
    for module in modules:
        found = vars(importlib.import_module(f"spiders.{module}")).values()
        own = [one for one in found if isinstance(one, type) and one.__module__ == f"spiders.{module}"]
        named[module] = [one.name for one in own if issubclass(one, SiteSpider)]
    assert named == {module: [module] for module in modules}
    assert set(modules) == set(REAL)


def test_the_five_places_the_project_began_from_are_there() -> None:
    assert {"legaldaily_epaper", "gansu_zhengfa", "xibei_online", "chaohu", "neimenggu_daily"} <= set(REAL)


def test_scrapys_own_loader_finds_the_same_sites_and_warns_of_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a file that does not import, or two sites of one name
        loader = get_spider_loader(settings_for(sample=False))
    assert sorted(loader.list()) == list(REAL)


def test_no_two_sites_have_one_title_or_one_home() -> None:
    for said in ("title", "home"):
        values = [getattr(site, said) for site in ALL.values()]
        assert len(set(values)) == len(values), said


def test_every_police_department_has_a_file_or_a_gap_that_says_why_not() -> None:
    departments = [one for one in (*REAL.values(), *GAPS) if one.kind == "police" and one.level == "province"]
    assert {one.region for one in departments} == MAINLAND
    assert len(departments) == len(MAINLAND) == 32  # 31 and the 兵团
    assert {"公安部", "国家移民管理局"} <= {one.title for one in (*REAL.values(), *GAPS)}


def test_a_gap_is_no_site_and_gives_its_reason() -> None:
    for said in ("name", "title", "home"):
        values = [getattr(one, said) for one in (*REAL.values(), *GAPS)]
        assert len(set(values)) == len(values), said
    for gap in GAPS:
        assert gap.reason.endswith(".") and len(gap.reason) > 30, gap.name
        assert urlsplit(gap.home).hostname, gap.name


def test_no_two_sites_claim_one_page() -> None:
    for name, site in REAL.items():
        assert [other for other, one in REAL.items() if one.is_article(site.article_example)] == [name]
        lists = [url for url in (site.entrance, *site.columns.values()) if url]
        assert not [other for other, one in REAL.items() for url in lists if one.is_article(url)], name


def test_no_list_is_read_for_two_sites() -> None:
    lists = [url for site in REAL.values() for url in (site.entrance, *site.columns.values()) if url]
    assert len(set(lists)) == len(lists)


def test_a_site_file_is_short() -> None:
    lengths = [len(Path(spiders.__path__[0], f"{name}.py").read_text("utf-8").splitlines()) for name in REAL]
    assert median(lengths) <= 16 and max(lengths) <= 28


def test_real_and_invented_sites_share_no_name() -> None:
    assert set(REAL) & set(INVENTED) == set()


@every_site
def test_its_name_is_lower_snake_case(site: type[SiteSpider]) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*", site.name)


@every_site
def test_it_says_how_far_it_was_tried_and_how_often_it_is_visited(site: type[SiteSpider]) -> None:
    assert site.provenance in ("recorded", "synthetic")
    assert site.confidence in get_args(Confidence)
    assert site.cadence in CADENCES
    assert site.expects.articles > 0


@every_site
def test_its_addresses_are_whole_and_its_example_has_no_list_in_it(site: type[SiteSpider]) -> None:
    addresses = [
        site.home,
        site.article_example,
        *site.columns.values(),
        *filter(None, (site.entrance, site.issue_url)),
    ]
    for address in addresses:
        parts = urlsplit(address)
        assert parts.scheme in ("http", "https") and parts.hostname and not parts.username, address
        assert site.owns(address), address
    assert site.is_article(site.article_example)


@every_real_site
def test_a_real_site_says_what_was_seen_of_it_and_what_assumed(site: type[SiteSpider]) -> None:
    said = importlib.import_module(site.__module__).__doc__ or ""
    assert said.startswith(site.title) and re.search(r"Seen: \w.*Assumed: \w", said, re.DOTALL)
    assert not site.region.startswith("99") and not site.home.rstrip("/").endswith(".test")


@every_real_site
def test_its_region_is_of_its_level(site: type[SiteSpider]) -> None:
    ending = {"central": "000000", "province": "0000", "city": "00", "county": ""}[site.level]
    assert site.region.endswith(ending)
    assert (site.region == "000000") == (site.level == "central")


@every_site
def test_its_region_is_known_and_its_words_are_there(site: type[SiteSpider]) -> None:
    assert region_name(site.region)
    assert site.title
    assert site.as_site().name == site.name
    assert site.family


@every_site
def test_it_asks_its_own_hosts_first_and_for_every_day_of_a_window(site: type[SiteSpider]) -> None:
    spider = site()
    asked = [request.url for request in spider.list_requests(Window())]
    assert asked
    assert all(on_same_site(url, site.home) for url in asked)
    if site.issue_url:
        in_window = [request.url for request in spider.list_requests(WEEK)]
        assert in_window == [site.issue_url.format(day=date(2025, 11, day)) for day in range(3, 10)]


@every_site
def test_a_page_with_nothing_on_it_leads_nowhere(site: type[SiteSpider]) -> None:
    spider = site()
    for text in ("", "<html></html>", "<p>今天没有新闻。</p>"):
        url = next(spider.list_requests(Window())).url
        assert spider.read_list(HtmlResponse(url, body=text, encoding="utf-8")) == ListPage()


@every_site
def test_its_front_page_and_its_lists_are_no_articles(site: type[SiteSpider]) -> None:
    assert not site.is_article(site.home)
    assert not any(site.is_article(url) for url in (site.entrance, *site.columns.values()) if url)
    assert not site.is_article(site.article_example.replace(urlsplit(site.article_example).netloc, "elsewhere.example"))


@every_real_site
def test_a_real_site_has_an_invented_twin_of_its_family(site: type[SiteSpider]) -> None:
    assert site.family in {one.family for one in INVENTED.values()} | WITHOUT_A_TWIN


def test_an_invented_site_is_served_by_the_sample_web() -> None:
    hosts = {urlsplit(site.home).hostname for site in INVENTED.values()}
    assert all(host and host.endswith(".test") for host in hosts)
    assert len(hosts) == len(INVENTED)
