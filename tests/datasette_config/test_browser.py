"""Journeys in a real browser, on a desk and on a phone: nothing from elsewhere is asked for, nothing archived runs."""

from typing import Any

import pytest

from tests.datasette_config.browsing import NEEDS_CHROMIUM, Watched

pytestmark = NEEDS_CHROMIUM


def test_from_the_home_page_to_the_bytes(watched: Watched) -> None:
    page = watched.page
    watched.open("/")
    watched.is_sound()
    page.locator("#q-big").fill("詐騙")
    with page.expect_navigation(wait_until="load"):
        page.locator("#q-big").press("Enter")
    assert "/-/search?q=" in page.url
    watched.is_sound()
    assert page.locator(".hit mark").first.text_content() in ("诈骗", "詐騙")
    watched.follow(page.get_by_role("link", name="警方偵破電信詐騙案"))
    watched.is_sound()
    assert page.locator("h1 mark").text_content() == "詐騙"
    assert page.locator(".text").first.locator("p").count() == 1
    watched.follow(page.get_by_role("link", name="抓取记录").first)
    watched.is_sound()
    assert "字节完好" in page.locator(".sound").text_content()
    watched.follow(page.get_by_role("link", name="回到文章"))
    watched.follow(page.get_by_role("link", name="警闻").first)
    watched.is_sound()


def test_narrowing_a_search_and_turning_its_page(watched: Watched) -> None:
    page = watched.page
    watched.open("/-/search?q=派出所")
    drawer = page.locator(".facets-phone > summary")
    if drawer.is_visible():
        drawer.click()
    watched.follow(page.locator(".facet a:visible", has_text="海湾省").first)
    assert page.locator(".hit").count() == 20
    assert "30 篇" in page.locator(".answer").text_content()
    watched.follow(page.get_by_role("link", name="更早"))
    assert page.locator(".hit").count() == 10
    watched.is_sound()
    with page.expect_download() as download:
        page.locator(".take a").first.click()
    assert download.value.suggested_filename.endswith(".csv")
    assert download.value.path().read_bytes().startswith(b"\xef\xbb\xbfid,")


def test_the_keyboard_alone_suffices(watched: Watched) -> None:
    page = watched.page
    watched.open("/-/search?q=5G")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.get_by_role("link", name="5G网络护航智慧警务").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/jingwen/articles/*")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert page.locator("h1").count() == 1


def test_the_language_follows_the_browser_and_can_be_switched(browser: Any, address: str) -> None:
    context = browser.new_context(locale="en-GB", viewport={"width": 390, "height": 900})
    watched = Watched(context.new_page(), address)
    page = watched.page
    watched.open("/")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("heading", name="Latest").is_visible()
    watched.follow(page.get_by_role("link", name="中文"))
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    watched.open("/-/search?q=诈骗")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    watched.is_sound()
    context.close()


def test_two_versions_side_by_side(watched: Watched, reading_room: Any) -> None:
    page = watched.page
    watched.open(f"/jingwen/articles/{reading_room.versioned}")
    watched.follow(page.get_by_role("link", name="逐字对照"))
    assert page.locator(".pair ins").first.text_content() == "（更新）"
    assert "请广大驾驶人" in page.locator(".pair ins").last.text_content()
    assert page.locator(".pair del").all_text_contents() == ["渡轮码头停航两小时。"]
    watched.is_sound()


def test_citing_an_article(watched: Watched, reading_room: Any) -> None:
    page = watched.page
    watched.open(f"/jingwen/articles/{reading_room.network}")
    assert "[EB/OL]" in page.locator(".cite").text_content()
    with page.expect_download() as download:
        page.get_by_role("link", name="BibTeX").click()
    entry = download.value.path().read_text(encoding="utf-8")
    assert entry.startswith("@online{jingwen")
    assert f"/jingwen/articles/{reading_room.network}" in entry


def test_words_over_time_lead_to_their_articles(watched: Watched) -> None:
    page = watched.page
    watched.open("/-/trends")
    page.locator("#q-trend").fill("诈骗，通告")
    with page.expect_navigation(wait_until="load"):
        page.locator("#q-trend").press("Enter")
    watched.is_sound()
    shown = page.locator("svg.lines:visible")
    assert shown.count() == 1
    assert shown.locator("polyline").count() == 2
    page.get_by_text("数字", exact=True).click()
    figure = page.locator(".numbers td a").last
    count = figure.text_content()
    watched.follow(figure)
    assert page.locator(".answer b").text_content() == f"{count} 篇"


def test_from_a_source_to_its_record(watched: Watched) -> None:
    page = watched.page
    watched.open("/-/sites")
    watched.is_sound()
    watched.follow(page.get_by_role("link", name="云岭省公安厅"))
    watched.is_sound()
    assert page.locator(".strip li").count() == 1
    watched.follow(page.locator(".latest a, .hit a").first)
    assert page.locator("h1").count() == 1


def test_printing_an_article_leaves_out_the_furniture(watched: Watched, reading_room: Any) -> None:
    watched.open(f"/jingwen/articles/{reading_room.network}")
    watched.page.emulate_media(media="print")
    assert not watched.page.locator("header nav").is_visible()
    assert watched.page.locator(".text p").first.is_visible()
    assert watched.page.locator(".cite").is_visible()


def test_sort_and_filters_lie_under_the_thumb_on_a_phone(watched: Watched) -> None:
    page = watched.page
    watched.open("/-/search?q=派出所")
    thumb, height = page.locator(".thumb"), page.evaluate("innerHeight")
    if page.viewport_size["width"] > 900:
        assert not thumb.is_visible()
        assert page.locator(".bar-row .order").is_visible()
        return
    assert not page.locator(".bar-row .order").is_visible()
    page.mouse.wheel(0, 700)
    for control in (thumb.get_by_role("link", name="按相关度"), thumb.locator("summary")):
        box = control.bounding_box()
        assert box["y"] > height * 0.8
        assert box["height"] >= 44
    thumb.locator("summary").click()
    assert thumb.locator(".drawer").bounding_box()["height"] <= height * 0.7
    watched.follow(thumb.locator(".facet a", has_text="海湾省").first)
    assert page.locator(".thumb summary b").text_content() == "1"
    watched.follow(page.locator(".thumb").get_by_role("link", name="按相关度"))
    assert "by=relevance" in page.url and "region=" in page.url
    watched.is_sound()


def test_from_answer_to_answer_and_back_to_where_one_was(watched: Watched) -> None:
    page = watched.page
    watched.open("/-/search?q=派出所&region=海湾省")
    headlines = page.locator(".hit h2").all_text_contents()
    watched.follow(page.locator(".hit h2 a").nth(1))
    assert page.locator("h1").text_content() == headlines[1]
    watched.follow(page.locator(".beside .next"))
    assert page.locator("h1").text_content() == headlines[2]
    watched.is_sound()
    watched.follow(page.locator(".trail").get_by_role("link", name="上一条"))
    watched.follow(page.locator(".trail .up"))
    assert page.locator(".hit h2").all_text_contents() == headlines
    assert page.locator(".hit:target h2").text_content() == headlines[1]
    assert page.locator(".hit:target").bounding_box()["y"] < page.evaluate("innerHeight")


def test_a_citation_is_copied_by_the_keyboard_alone(watched: Watched, reading_room: Any) -> None:
    page = watched.page
    watched.open(f"/jingwen/articles/{reading_room.network}")
    page.locator("#cited").focus()
    page.keyboard.press("Control+a")
    selected = page.evaluate("getSelection().toString() || document.activeElement.value")
    assert selected.startswith("5G网络护航智慧警务[EB/OL]")
    cut = page.locator("#cited").evaluate("field => field.scrollHeight - field.clientHeight")
    assert cut <= 2
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "permalink"
    assert page.evaluate("document.activeElement.selectionEnd") > 20


@pytest.mark.parametrize(
    "path", ["/", "/-/search?q=派出所", "/-/trends?q=派出所", "/-/sites", "/jingwen", "/jingwen/articles", "article"]
)
def test_what_is_touched_on_a_phone_is_large_enough(browser: Any, address: str, reading_room: Any, path: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 900}, has_touch=True, locale="zh-CN")
    page = context.new_page()
    page.goto(address + (path if path != "article" else f"/jingwen/articles/{reading_room.copied}?q=诈骗"))
    touched = (
        "header nav a, button, .button, select, input:not([type=hidden]):not([type=checkbox]), summary, .facet li a,"
        " .pager a, .trail a, .thumb .order a, .more a, .examples a, .take a, .chips a, .formats a, .foot-links a"
    )
    small = page.locator(touched).evaluate_all(
        "all => all.filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)"
        ".map(one => one.outerHTML.slice(0, 120))"
    )
    context.close()
    assert small == []


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_line_of_reading_is_neither_short_nor_long(
    browser: Any, address: str, reading_room: Any, language: str
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale=language)
    page = context.new_page()
    page.goto(f"{address}/jingwen/articles/{reading_room.versioned}")
    text = page.locator(".text p").first
    signs = text.evaluate("one => one.clientWidth / parseFloat(getComputedStyle(one).fontSize)")
    family = text.evaluate("one => getComputedStyle(one).fontFamily")
    context.close()
    assert 32 <= signs <= 38
    assert family.startswith('"Noto Serif CJK SC"')


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_prints_black_on_white_and_whole(browser: Any, address: str, reading_room: Any, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}/jingwen/articles/{reading_room.copied}?q=诈骗")
    page.emulate_media(media="print", color_scheme=scheme)
    body = page.evaluate("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]")
    assert body == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    for shown in (".text p", ".cite", "#cited", ".copies"):
        assert page.locator(shown).first.is_visible()
    for hidden in (".trail", ".beside", ".actions", ".site-foot", ".formats"):
        assert not page.locator(hidden).first.is_visible()
    context.close()
