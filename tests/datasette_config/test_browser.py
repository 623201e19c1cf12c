"""Journeys in a real browser, on a desk and on a phone: nothing from elsewhere is asked for, nothing archived runs."""

import shutil
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

sync_api = pytest.importorskip("playwright.sync_api")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]


class Watched:
    """A page of the browser, and all it asked for, said and was refused."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.elsewhere: list[str] = []
        self.complaints: list[str] = []
        page.on("request", self.asked)
        page.on("console", lambda line: self.complaints.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))

    def asked(self, request: Any) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.address).netloc:
            self.elsewhere.append(request.url)

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def follow(self, link: Any) -> None:
        """Click a link and wait until its page stands with its stylesheet: before that its width means nothing."""
        with self.page.expect_navigation(wait_until="load"):
            link.click()

    def is_sound(self) -> None:
        """Nothing ran, nothing came from elsewhere, nothing is wider than the window."""
        assert self.page.title() != "owned"
        assert (self.elsewhere, self.complaints) == ([], [])
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.fixture(scope="module")
def address(reading_room: Any, listening: Any) -> Iterator[str]:
    with listening(reading_room.database) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(params=[1440, 390], ids=["desk", "phone"])
def watched(browser: Any, address: str, request: Any) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": request.param, "height": 900}, locale="zh-CN")
    yield Watched(context.new_page(), address)
    context.close()


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
    assert "Intact" in page.locator(".sound").text_content()
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


def test_archived_text_never_runs(watched: Watched, reading_room: Any) -> None:
    for path in (f"/jingwen/articles/{reading_room.evil}?q=owned", "/-/search?q=恶意", "/", "/-/capture/91"):
        watched.open(path)
        watched.page.wait_for_timeout(100)
        watched.is_sound()
        assert "owned" in watched.page.content()
        assert watched.page.locator("main img, main script, main svg[onload]").count() == 0
    for path in ("/jingwen/articles?_search=恶意", "/jingwen"):
        watched.open(path)
        watched.page.wait_for_timeout(100)
        assert watched.page.title() != "owned"
        assert (watched.elsewhere, watched.complaints) == ([], [])
    watched.open("/-/capture/91.txt")
    assert "<script>" in watched.page.inner_text("body")
    assert watched.page.title() != "owned"


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
