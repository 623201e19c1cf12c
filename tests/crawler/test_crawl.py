"""The whole path over the sample web: what stands is kept once, nothing is fetched twice, nothing is lost."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.store.readonly import connect
from archive.store.verify import verify
from archive.urls import url_key
from crawler.sample_web.faults import Fault
from crawler.sample_web.process import SampleWebHandle, serve_in_process
from crawler.sample_web.world import World
from tests.crawler.conftest import ALL, DAY, Crawl, Crawled, copy_of, crawl_command, crawl_once


def filed(data: Path) -> list[str]:
    """The address of every article and copy in an archive."""
    with sqlite3.connect(data / "jingwen.db") as conn:
        return [row[0] for row in conn.execute("SELECT url FROM articles UNION ALL SELECT url FROM copies")]


def standing(day: str = DAY) -> set[str]:
    """The address of every article that stands on a day."""
    return {url_key(article.url) for article in World().articles(day)}


def standing_at(site: str) -> set[str]:
    return {url_key(article.url) for article in World().articles(DAY) if article.publication == site}


def assert_whole(data: Path, wanted: set[str]) -> None:
    found = [url_key(url) for url in filed(data)]
    assert len(found) == len(set(found)), "an article was filed twice"
    assert set(found) == wanted
    conn = connect(data)
    assert verify(conn, data / "warc").problems == ()
    conn.close()


def test_everything_that_stands_is_kept_once_and_nothing_is_fetched_again(
    web: SampleWebHandle, crawl: Crawl, first_day: Path, first_crawl: Crawled
) -> None:
    assert first_crawl.code == 0, first_crawl.stderr
    assert_whole(first_day, standing())
    assert {site["outcome"] for site in first_crawl.sites.values()} == {"ok"}
    crawl(first_day)  # without a window the papers' entrances are asked for, which the first run passed by
    web.forget_requests()
    second = crawl(first_day)
    assert second.code == 0, second.stderr
    articles = {url_key(article.url) for article in World().articles(DAY)}
    asked = {(host, path): status for host, path, status in web.requests()}
    assert [path for host, path in asked if url_key(f"http://{host}{path}") in articles] == []
    pages = {key: status for key, status in asked.items() if not key[1].endswith("robots.txt") and status != 404}
    assert [key for key, status in pages.items() if status not in (304, 302)] == []
    assert second.total("articles_new") == second.total("articles_copy") == 0
    assert {site["outcome"] for site in second.sites.values()} == {"nothing_new"}


def test_a_later_day_brings_only_what_is_new(web: SampleWebHandle, crawl: Crawl, first_day: Path) -> None:
    before = set(map(url_key, filed(first_day)))
    web.set_day("2025-12-13")
    crawl(first_day, "--since", "2025-12-03", "--until", "2025-12-13")
    after = set(map(url_key, filed(first_day)))
    assert after == before | standing("2025-12-13")
    fetched = {url_key(f"http://{host}{path}") for host, path, status in web.requests() if status == 200}
    assert fetched & before == set()


@pytest.mark.parametrize("seed", range(int(os.environ.get("JINGWEN_DRILL", "1"))))
def test_a_crawl_killed_again_and_again_loses_and_doubles_nothing(
    seed: int, web: SampleWebHandle, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    for _ in range(6):
        child = subprocess.Popen(
            crawl_command(tmp_path, web, *ALL),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(chance.uniform(1.2, 3.5))
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    done = subprocess.run(crawl_command(tmp_path, web, *ALL), capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    assert_whole(tmp_path, standing())


def test_max_pages_leaves_the_rest_for_the_next_run(crawl: Crawl, tmp_path: Path) -> None:
    first = crawl(tmp_path, "yunling_police", "--max-pages", "5")
    assert first.total("articles_new") + first.total("articles_copy") == 5
    crawl(tmp_path, "yunling_police")
    wanted = {url for url in standing() if "yunling-police" in url}
    assert_whole(tmp_path, wanted)


FAULTS = [
    ("challenge_412", "challenge"),
    ("challenge_521", "challenge"),
    ("challenge_200", "challenge"),
    ("soft_404", "soft_404"),
    ("redirect_home", "redirected_home"),
    ("redirect_loop", "redirect_loop"),
    ("redirect_private", "private_address"),
    ("forbidden", "http_403"),
    ("reset", "reset"),
    ("not_html", "not_html"),
    ("javascript_shell", "javascript_shell"),
    ("endless", "too_large"),
    ("gzip_bomb", "too_large"),
    ("brotli_bomb", "too_large"),
    ("zstd_bomb", "too_large"),
    ("huge", "too_large"),
    ("slow_loris", "timeout"),
    ("header_flood", "too_large"),
]


STRUCK = {
    kind: (name, sorted(one.url for one in World().articles(DAY) if one.publication == name)[3])
    for (kind, _), name in zip(FAULTS, sorted(World().publications), strict=False)
}


@pytest.fixture(scope="module")
def struck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A crawl in which one page of each of eighteen sites misbehaves, each in its own way."""
    hosts = {name: house.host for name, house in World().publications.items()}
    faults = [Fault(kind, hosts[name], url.partition(hosts[name])[2]) for kind, (name, url) in STRUCK.items()]  # type: ignore[arg-type]  # names of faults

    def make(data: Path) -> None:
        with serve_in_process(day=DAY, faults=faults) as web:
            crawl_once(data, web, *(name for name, _ in STRUCK.values()), *ALL)

    return copy_of(tmp_path_factory, "struck", make)


@pytest.mark.parametrize(("kind", "failure"), FAULTS)
def test_a_fault_ends_in_its_class_and_the_other_pages_come_whole(kind: str, failure: str, struck: Path) -> None:
    site, url = STRUCK[kind]
    with sqlite3.connect(struck / "jingwen.db") as conn:
        issues = conn.execute("SELECT failure, url FROM issues WHERE site = ?", (site,)).fetchall()
        found = conn.execute(
            "SELECT url FROM articles WHERE site = ? UNION SELECT url FROM copies WHERE site = ?", (site, site)
        )
        assert {url_key(one) for (one,) in found} == standing_at(site) - {url_key(url)}
    assert issues == [(failure, url)]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here (not root)")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_ends_the_crawl_with_its_own_code(crawl: Crawl, small_disk: Path) -> None:
    crawl(small_disk, "yunling_police", "--max-pages", "3")
    ballast = small_disk / "ballast"
    with ballast.open("wb", buffering=0) as stream, contextlib.suppress(OSError):
        while True:
            stream.write(bytes(4096))
    done = crawl(small_disk, "yunling_police")
    assert done.code == 4, done.stderr
    assert "room" in done.stderr.lower()
    assert "Traceback" not in done.stderr
    ballast.unlink()
    assert crawl(small_disk, "yunling_police").code == 0
    assert_whole(small_disk, {url for url in standing() if "yunling-police" in url})
