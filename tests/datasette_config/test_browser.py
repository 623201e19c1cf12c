"""Journeys in a real browser, on a desk and on a phone: nothing from elsewhere is asked for, nothing archived runs."""

from typing import Any

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
    phone = page.locator(".facets-phone > summary")
    if phone.is_visible():
        phone.click()
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
