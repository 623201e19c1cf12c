"""The reading room over what a crawl of the sample web brought home, in a real browser, on a desk and on a phone."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.sample_web.process import serve_in_process
from tests.datasette_config.browsing import NEEDS_CHROMIUM, Watched

pytestmark = NEEDS_CHROMIUM
DAY = "2025-12-10"
SITES = ("chenghu", "chenghu_mirror", "yunling_daily")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A department's portal, its mirror and a newspaper, crawled by the command itself."""
    data = tmp_path_factory.mktemp("crawled")
    with serve_in_process(day=DAY) as web:
        command = [sys.executable, "-m", "crawler.cli.main", "--data", str(data), "crawl", *SITES]
        command += ["--sample-web", web.address, "--since", "2025-10-01", "--until", DAY, "--pictures"]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    return data / "jingwen.db"


@pytest.fixture(scope="module")
def room(crawled: Path, listening: Any) -> Iterator[str]:
    with listening(crawled) as served:
        yield served


def test_the_home_page_shows_what_was_crawled(reader: Watched) -> None:
    page = reader.page
    reader.open("/")
    reader.is_sound()
    assert int(page.locator(".figures dd").first.text_content()) > 30
    assert page.locator(".map .tile").count() == 5
    assert page.locator(".days g").count() == 60
    assert page.locator(".latest .hit").count() == 11


def test_a_journalist_asks_who_printed_it_and_sees_the_bytes(reader: Watched) -> None:
    page = reader.page
    reader.open("/-/site/chenghu_mirror")
    reader.is_sound()
    reader.follow(page.locator(".latest .hit, .hit").filter(has=page.locator(".tag")).first.get_by_role("link").first)
    reader.is_sound()
    assert page.locator(".copies .timeline li").count() >= 2
    assert page.locator(".copies .own").count() == 1
    reader.follow(page.locator(".copies").get_by_role("link", name="抓取记录").first)
    reader.is_sound()
    assert page.locator(".sound").is_visible()
    page.locator("iframe.sandbox").scroll_into_view_if_needed()
    assert page.frame_locator("iframe.sandbox").locator("body").inner_text().strip()
    reader.is_sound()


def test_every_article_and_capture_of_the_newest_can_be_opened(reader: Watched) -> None:
    page = reader.page
    reader.open("/-/search")
    articles = page.locator(".hit h2 a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    for path in articles:
        reader.open(path)
        assert page.locator(".text p").count()
        reader.is_sound()
    reader.open(page.get_by_role("link", name="抓取记录").first.get_attribute("href"))
    reader.is_sound()
