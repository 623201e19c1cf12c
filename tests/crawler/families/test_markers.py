"""By what a page shows of its system: markers stand in the lists of their own family, and in no other's."""

from __future__ import annotations

import re
from functools import cache

import pytest

from archive.records import Window
from crawler.catalogue import site_classes
from crawler.links import refresh_target
from crawler.sample_web.clock import LAST_DAY
from tests.crawler.sample_web.test_sites import fetch

SITES = site_classes(sample=True)
UNMARKED = {"date_portal"}  # nothing but the addresses of articles tells them


@cache
def list_page(name: str) -> str:
    """The markup of a site's first list, behind its refreshes."""
    first = next(iter(SITES[name]().list_requests(Window("", LAST_DAY)))).url
    response = fetch(first)
    while target := refresh_target(response.text, response.url):
        response = fetch(target)
    return response.text


def shown(markers: tuple[str, ...], text: str) -> list[str]:
    return [marker for marker in markers if re.search(marker, text)]


MARKED = sorted(name for name, site in SITES.items() if site.markers)


@pytest.mark.parametrize("name", MARKED)
def test_a_list_shows_a_marker_of_its_family_and_of_no_other(name: str) -> None:
    own = SITES[name].family
    assert shown(SITES[name].markers, list_page(name))
    others = {site.family: shown(site.markers, list_page(name)) for site in SITES.values() if site.family != own}
    assert {family: found for family, found in others.items() if found} == {}


@pytest.mark.parametrize("name", sorted(set(SITES) - set(MARKED)))
def test_a_list_of_a_family_without_markers_shows_no_others(name: str) -> None:
    assert [site.family for site in SITES.values() if shown(site.markers, list_page(name))] == []


def test_every_family_of_portals_has_markers_but_for_those_that_show_nothing() -> None:
    portals = {
        "date_portal", "phpcms", "thinkphp", "mvc_show", "enorth", "founder_node", "query_list", "news_cn", "people",
        "next_data", "feed", "sitemap",
    }  # fmt: skip
    marked = {site.family for site in SITES.values() if site.markers}
    assert portals - marked == UNMARKED


def test_a_marker_is_part_of_a_longer_expression() -> None:
    every = "|".join(f"(?:{marker})" for site in SITES.values() for marker in (*site.markers, site.article_pattern))
    assert re.compile(every)
