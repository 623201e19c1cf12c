"""Chromium over pictures: those that are kept are drawn, and one that is none, or more than one, never runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from archive.capture.writer import WarcWriter
from archive.records import Image
from archive.store.archive import Archive
from tests.datasette_config.browsing import NEEDS_CHROMIUM, Watched
from tests.datasette_config.conftest import EVIL, OWN, Filing, gradient, official

pytestmark = NEEDS_CHROMIUM
SCRIPT = f"<script>{OWN}</script>".encode()
SVG = f"<svg xmlns='http://www.w3.org/2000/svg' onload=\"{OWN}\"><script>{OWN}</script></svg>".encode()
PAYLOADS = {
    "polyglot.gif": b"GIF89a/*" + SCRIPT + b"*/=1;" + OWN.encode(),
    "tail.png": gradient("x") + SCRIPT + SVG,
    "vector.svg": SVG,
    "page.png": b"<html><body>" + SCRIPT,
}


@pytest.fixture(scope="module")
def hostile(
    reading_room: Any, tmp_path_factory: pytest.TempPathFactory, listening: Any
) -> Iterator[tuple[str, int, list[int]]]:
    """Where it is served, the article, and the captures of its pictures, kept as if no crawl had judged them."""
    folder = tmp_path_factory.mktemp("hostile") / "room"
    shutil.copytree(reading_room.folder, folder, ignore=shutil.ignore_patterns("lock"))
    images = tuple(Image(f"http://gat.yunling.test/h/{name}", EVIL) for name in PAYLOADS)
    with Archive.open(folder) as archive, WarcWriter(archive.warc_folder) as writer:
        filing = Filing(archive, writer)
        page = official("pictured", "图片里的脚本", "渡口派出所的黑板报换了新的图。", images=images)
        number = filing.file(page)
        paired = zip(images, PAYLOADS.values(), strict=True)
        captures = [filing.keep_picture(page.url, image.url, payload) for image, payload in paired]
        archive.commit()
    with listening(folder / "jingwen.db") as address:
        yield address, number, captures


@pytest.mark.parametrize("width", [1440, 390])
def test_no_picture_ever_runs(browser: Any, hostile: tuple[str, int, list[int]], width: int) -> None:
    address, number, captures = hostile
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
    watched = Watched(context.new_page(), address)
    watched.open(f"/jingwen/articles/{number}")
    for image in watched.page.locator(".pictures img").all():
        image.scroll_into_view_if_needed()
    watched.page.wait_for_timeout(200)
    assert watched.page.locator(".pictures img").count() == len(PAYLOADS)
    assert watched.page.title() != "owned" and watched.elsewhere == []
    assert watched.page.locator("main script, main svg, main [onerror], main [onload]").count() == 0
    kinds = {}
    for name, capture in zip(PAYLOADS, captures, strict=True):
        for path in (f"/-/picture/{capture}", f"/-/capture/{capture}"):
            answer = watched.page.goto(address + path)
            watched.page.wait_for_timeout(100)
            assert (path, watched.page.title() == "owned", watched.elsewhere) == (path, False, [])
            kinds.setdefault(name, (answer.status, answer.headers["content-type"].partition(";")[0]))
    assert kinds == {
        "polyglot.gif": (200, "image/gif"),
        "tail.png": (200, "image/png"),
        "vector.svg": (404, "text/html"),
        "page.png": (404, "text/html"),
    }
    context.close()


@pytest.mark.parametrize("width", [1440, 390])
def test_kept_pictures_are_drawn_in_frames_that_do_not_move(
    browser: Any, address: str, reading_room: Any, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
    watched = Watched(context.new_page(), address)
    watched.open(f"/jingwen/articles/{reading_room.network}")
    section = watched.page.locator(".pictures")
    before = section.bounding_box()
    for image in section.locator("img").all():
        image.scroll_into_view_if_needed()
        watched.page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=image.element_handle())
    assert section.bounding_box()["height"] == before["height"]
    watched.is_sound()
    watched.follow(section.locator("figure a").first)
    assert watched.page.url.endswith(f"/-/picture/{reading_room.picture}")
    context.close()
