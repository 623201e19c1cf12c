"""Following edits and withdrawals in a real browser, on a desk and on a phone, and markup in every field of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python import sync_playwright as axe

from tests.datasette_config.browsing import NEEDS_CHROMIUM, Watched
from tests.datasette_config.changed import changed_room

__all__ = ("changed_room",)

pytestmark = NEEDS_CHROMIUM


@pytest.fixture(scope="module")
def room(changed_room: Path, listening: Any) -> Iterator[str]:
    with listening(changed_room) as served:
        yield served


def calendar(page: Any) -> Any:
    """The calendar that is to be seen, unfolded where it is folded."""
    folded = page.locator(".month-phone > summary")
    if folded.is_visible():
        folded.click()
    return page.locator(".month:visible")


def test_from_the_navigation_to_a_day_and_to_what_shows_a_withdrawal(reader: Watched) -> None:
    page = reader.page
    reader.open("/")
    reader.follow(page.locator("header nav").get_by_role("link", name="改动"))
    reader.is_sound()
    assert page.locator("header nav [aria-current]").text_content() == "改动"
    assert page.locator("article.change").count() == 30
    assert all(headline.bounding_box()["width"] > 300 for headline in page.locator(".change h3").all())
    reader.follow(page.get_by_role("link", name="更早"))
    reader.is_sound()
    reader.follow(calendar(page).get_by_role("link", name="2025年1月5日：已修改 1，已撤下 1"))
    reader.is_sound()
    assert page.locator("article.change").count() == 2
    reader.follow(page.get_by_role("link", name="缺失的凭据"))
    assert page.locator("h1").text_content().startswith("抓取记录")
    page.go_back()
    reader.follow(page.locator("article.edited h3 a"))
    reader.is_sound()
    assert page.locator(".compared").is_visible()


def test_narrowing_keeps_what_was_chosen_before(reader: Watched) -> None:
    page = reader.page
    reader.open("/-/changes")
    reader.follow(page.get_by_role("navigation", name="种类").get_by_role("link", name="已撤下"))
    page.get_by_label("地区").select_option("海湾省")
    reader.follow(page.get_by_role("button", name="筛选"))
    reader.is_sound()
    assert set(page.locator(".sign b").all_text_contents()) == {"已撤下"}
    assert set(page.locator("article .meta a").all_text_contents()) == {"海湾政法网"}
    reader.follow(calendar(page).locator("h2 a"))
    assert "kind=withdrawn" in page.url and "region=" in page.url
    reader.follow(page.get_by_role("link", name="海湾省 去掉"))
    assert "region=" not in page.url


def test_the_calendar_is_walked_with_the_keyboard(reader: Watched) -> None:
    page = reader.page
    reader.open("/-/changes?since=2025-01&until=2025-01")
    calendar(page).get_by_role("link", name="下个月").focus()
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused == "2025年1月3日：已修改 1"
    page.keyboard.press("Enter")
    page.wait_for_url("**since=2025-01-03&until=2025-01-03")


@pytest.mark.parametrize("form", ["Atom", "iCalendar"])
def test_the_feeds_are_links_to_be_seen(reader: Watched, form: str) -> None:
    reader.open("/-/changes")
    assert reader.page.locator(".take").get_by_role("link", name=form).is_visible()


def test_markup_in_every_field_never_runs(reader: Watched) -> None:
    for path in ("/-/changes", "/-/changes?site=evil%3Cb%3E", "/-/changes?kind=edited", "/-/changes?since=<script>"):
        reader.open(path)
        reader.page.wait_for_timeout(60)
        complaints = [line for line in reader.complaints if "status of 400" not in line]
        assert (path, reader.page.title() == "owned", reader.elsewhere, complaints) == (path, False, [], [])
        assert reader.page.locator("main img, main script, main svg, [onerror], a[href^='javascript']").count() == 0
        assert reader.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(
    ("width", "scheme", "locale"),
    [(1440, "light", "zh-CN"), (390, "dark", "zh-CN"), (1440, "dark", "en"), (390, "light", "en")],
)
def test_the_page_has_no_serious_finding(browser: Any, room: str, width: int, scheme: str, locale: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale=locale)
    page = context.new_page()
    found = []
    for path in ("/-/changes", "/-/changes?since=2025-01-05&until=2025-01-05&kind=withdrawn", "/-/changes?site=none"):
        page.goto(room + path)
        if page.locator(".month-phone > summary").is_visible():
            page.locator(".month-phone > summary").click()
        violations = axe.Axe().run(page, context="html", options={"resultTypes": ["violations"]}).response["violations"]
        found += [(path, one["id"], one["nodes"][0]["html"][:200]) for one in violations]
    context.close()
    assert found == []
