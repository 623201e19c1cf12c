"""axe on every page, on a desk and on a phone, light and dark, in both languages: no serious finding."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python import sync_playwright as axe

from tests.datasette_config.browsing import NEEDS_CHROMIUM

pytestmark = NEEDS_CHROMIUM
GRAVE = ("serious", "critical")


def paths(room: Any) -> Iterator[str]:
    yield from (
        "/",
        "/-/search?q=诈骗",
        "/-/search?q=没有这个词呀",
        "/-/search?q=-诈骗",
        "/-/sites",
        "/-/site/yunling_gat",
    )
    yield from (f"/jingwen/articles/{room.versioned}", f"/jingwen/articles/{room.copied}?q=诈骗")
    yield from (
        f"/jingwen/articles/{room.evil}",
        f"/jingwen/articles/{room.traditional}",
        f"/-/versions/{room.versioned}",
    )
    yield from (
        "/-/trends",
        "/-/trends?q=诈骗，派出所，通告",
        "/-/trends?q=派出所&by=region",
        "/-/codebook",
        "/-/api",
        "/-/capture/1",
        f"/-/capture/{room.picture}",
        f"/jingwen/articles/{room.network}",
    )
    yield from ("/-/changes", "/-/changes?kind=returned", "/-/changes?since=nonsense")
    yield from ("/-/search", "/-/search?q=派出所&region=海湾省&by=relevance", "/-/search?q=渡轮码头")
    yield from ("/jingwen", "/jingwen/articles", "/jingwen/articles?_search=诈骗", "/jingwen/runs/1", "/jingwen/copies")
    yield from ("/jingwen?sql=select+site,+count(*)+from+articles+group+by+1", "/jingwen?sql=select+nothing")
    yield from ("/nowhere", "/jingwen/articles?_search=-诈骗")


@pytest.mark.parametrize(
    ("width", "scheme", "locale"),
    [(1440, "light", "zh-CN"), (390, "dark", "zh-CN"), (1440, "dark", "en"), (390, "light", "en")],
)
def test_no_page_has_a_serious_finding(
    browser: Any, address: str, reading_room: Any, width: int, scheme: str, locale: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, locale=locale, bypass_csp=False
    )
    page = context.new_page()
    found = []
    for path in paths(reading_room):
        page.goto(address + path)
        for violation in (
            axe.Axe().run(page, context="html", options={"resultTypes": ["violations"]}).response["violations"]
        ):
            nodes = [node["html"][:200] for node in violation["nodes"][:3]]
            found += [(path, violation["id"], nodes)] if violation["impact"] in GRAVE else []
    context.close()
    assert found == []
