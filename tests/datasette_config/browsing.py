"""A real browser over the reading room: what it asked for, what it complained of, and whether a page is sound."""

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
NEEDS_CHROMIUM = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


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
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), self.page.url


@pytest.fixture(scope="session")
def address(reading_room: Any, listening: Any) -> Iterator[str]:
    """Where the reading room of invented news is served."""
    with listening(reading_room.database) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, for one file of tests: while it stands its event loop runs, and no async test can."""
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(params=[1440, 390], ids=["desk", "phone"])
def watched(browser: Any, address: str, request: Any) -> Iterator[Watched]:
    """A Chinese reader's window, on a desk and on a phone."""
    context = browser.new_context(viewport={"width": request.param, "height": 900}, locale="zh-CN")
    yield Watched(context.new_page(), address)
    context.close()


@pytest.fixture(params=[1440, 390], ids=["desk", "phone"])
def reader(browser: Any, room: str, request: Any) -> Iterator[Watched]:
    """A reader at a desk and on a phone, in the room of the module that asks."""
    context = browser.new_context(viewport={"width": request.param, "height": 900}, locale="zh-CN")
    yield Watched(context.new_page(), room)
    context.close()
