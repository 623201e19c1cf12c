"""The spider class of each publication fits its pages."""

from __future__ import annotations

import re

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, TextResponse

from archive.records import Window
from crawler.catalogue import site_classes
from crawler.links import refresh_target
from crawler.middlewares.unpack import OpenGzip
from crawler.sample_web.clock import LAST_DAY
from crawler.sample_web.publications.base import Asked
from crawler.sample_web.world import World

WORLD = World()
SITES = site_classes(sample=True)


def fetch(url: str, day: str = LAST_DAY) -> TextResponse:
    host, _, path = url.removeprefix("http://").partition("/")
    house = WORLD.by_host[host]
    path, _, query = f"/{path}".partition("?")
    page = house.answer(Asked(path, query), day)
    assert page is not None and page.status == 200, url
    sent = HtmlResponse(url, body=page.body, encoding=house.charset)
    opened = OpenGzip(1_000_000).process_response(Request(url, meta={"kind": "list"}), sent)
    assert isinstance(opened, TextResponse)
    return opened


def test_every_publication_has_its_site() -> None:
    assert set(SITES) == set(WORLD.publications)
    for name, site in SITES.items():
        house = WORLD.publications[name]
        assert site.region == house.region and site.home == f"http://{house.host}/"


@pytest.mark.parametrize("name", sorted(SITES))
def test_lists_lead_to_every_article(name: str) -> None:
    spider = SITES[name]()
    window = Window("2025-09-01", LAST_DAY) if spider.entrance else Window()
    waiting = [request.url for request in spider.list_requests(window)]
    asked: set[str] = set()
    found: dict[str, tuple[str, str, str]] = {}
    while waiting:
        url = waiting.pop()
        if url in asked or (spider.entrance and not has_issue(name, url)):
            continue
        asked.add(url)
        listed = spider.read_list(fetch(url))
        waiting += [*listed.lists, *listed.changing, *([listed.older] if listed.older else [])]
        for link in listed.links:
            found.setdefault(link.url, (link.headline, link.published[:10], link.page))
    wanted = {one.url: one for one in WORLD.articles() if one.publication == name}
    assert set(found) == set(wanted)
    if WORLD.publications[name].kind != "mirror":
        for url, (headline, published, page) in found.items():
            assert headline == wanted[url].headline
            assert published == wanted[url].published[:10]
            assert page == wanted[url].page


def has_issue(name: str, url: str) -> bool:
    path = url.removeprefix("http://").partition("/")[2]
    return WORLD.publications[name].answer(Asked(f"/{path}"), LAST_DAY) is not None


@pytest.mark.parametrize("name", [name for name, site in SITES.items() if site.entrance])
def test_entrances_lead_to_the_newest_issue(name: str) -> None:
    response = fetch(SITES[name].entrance)
    for _ in range(3):
        target = refresh_target(response.text, response.url)
        if not target:
            break
        response = fetch(target)
    newest = WORLD.standing(name, LAST_DAY)[0].day
    if SITES[name].family == "cpd_paper":  # a calendar: its last day is the newest issue
        response = fetch(SITES[name]().read_list(response).lists[-1])
    assert newest.replace("-", "") in re.sub(r"[-/_]", "", response.url)
