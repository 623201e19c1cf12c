"""Known articles are looked at again: edits become versions, withdrawals are recorded, a failed fetch is neither."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from archive.urls import url_key
from crawler.sample_web.clock import LAST_DAY
from crawler.sample_web.faults import Fault
from crawler.sample_web.process import SampleWebHandle
from crawler.sample_web.world import World
from tests.crawler.conftest import ALL, DAY, Crawl, crawled_day

WORLD = World()
HOW = {"404": "http_404", "410": "http_410", "home": "redirected_home"}
MUCH_LATER = "2026-12-01"
UNASKED = {
    "unavailable": "yunling_police",
    "forbidden": "haiwan_police",
    "challenge_412": "beichuan_online",
    "reset": "haiwan_fzb",
    "javascript_shell": "chenghu",
}


@pytest.fixture
def first_day(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """Every site as it stood on DAY, crawled on that day by the crawl's own clock."""
    made = crawled_day(tmp_path_factory, "looked_at", "--today", DAY, "--looks", "5000")
    return Path(shutil.copytree(made / "data", tmp_path / "data"))


def rows(data: Path, sql: str, *values: object) -> list[Any]:
    with sqlite3.connect(data / "jingwen.db") as conn:
        return conn.execute(sql, values).fetchall()


def crawled_on(day: str, web: SampleWebHandle, crawl: Crawl, data: Path, *words: str, web_day: str = "") -> Any:
    web.set_day(web_day or day)
    return crawl(data, *ALL, "--today", day, "--looks", "5000", *words)


def test_edits_become_versions_and_withdrawals_are_recorded_with_their_evidence_until_they_return(
    web: SampleWebHandle, crawl: Crawl, first_day: Path
) -> None:
    data = first_day
    before = rows(data, "SELECT count(*) FROM articles")
    done = crawled_on(MUCH_LATER, web, crawl, data, web_day=LAST_DAY)
    stood = [one for one in WORLD.placements if one.stands(DAY)]
    address = {one.number: url_key(WORLD.article(one.number, DAY).url) for one in stood}
    gone = {address[one.number]: HOW[one.withdrawal] for one in stood if not one.stands(LAST_DAY)}
    found = {url_key(url): how for url, how in rows(data, "SELECT url, how FROM withdrawals")}
    assert len(gone) > 10 and found == gone
    assert done.total("withdrawn") == len(gone) and done.total("looked") == len(stood)
    edited = {address[one.number] for one in stood if DAY < one.edited_on <= LAST_DAY and one.stands(LAST_DAY)}
    versions = {url_key(url) for (url,) in rows(data, "SELECT url FROM articles WHERE versions > 1")}
    copies = {url_key(url) for (url,) in rows(data, "SELECT url FROM copies")}
    assert len(edited) > 5 and edited - copies == versions
    assert done.total("articles_version") == len(edited)
    assert rows(data, "SELECT count(*) FROM articles") == before
    evidence = rows(
        data,
        "SELECT w.how, s.status, m.status, s.captured_at <= m.captured_at, w.last_seen = s.captured_at, w.run_missing"
        " FROM withdrawals w JOIN captures s ON s.id = w.last_seen_capture JOIN captures m ON m.id = w.missing_capture",
    )
    assert len(evidence) == len(gone)
    wanted = {"http_404": 404, "http_410": 410, "redirected_home": 302}
    assert [one for one in evidence if one[1:4] != (200, wanted[one[0]], 1)] == []
    assert all(same and missing for *_, same, missing in evidence)
    again = crawled_on("2026-12-02", web, crawl, data, web_day=LAST_DAY)
    assert again.total("looked") >= len(evidence) and again.total("withdrawn") == 0
    assert {times for (times,) in rows(data, "SELECT times FROM withdrawals")} == {2}
    back = crawled_on("2026-12-04", web, crawl, data, web_day=DAY)
    assert back.total("returned") == len(evidence)
    assert rows(data, "SELECT 1 FROM withdrawals WHERE returned_at IS NULL OR returned_capture IS NULL") == []


def test_what_cannot_be_asked_is_no_withdrawal_and_is_asked_again_tomorrow(
    web: SampleWebHandle, crawl: Crawl, first_day: Path
) -> None:
    data = first_day
    before = rows(data, "SELECT url, versions FROM articles")
    web.set_faults([Fault(fault, WORLD.publications[site].host) for fault, site in UNASKED.items()])  # type: ignore[arg-type]
    crawled_on(MUCH_LATER, web, crawl, data, *UNASKED.values())
    assert rows(data, "SELECT 1 FROM withdrawals") == []
    assert rows(data, "SELECT url, versions FROM articles") == before
    for fault, site in UNASKED.items():
        looks = rows(data, "SELECT DISTINCT due, tries FROM looks WHERE site = ?", site)
        assert looks == [("2026-12-02", 1)], (fault, site)


def test_an_unchanged_article_is_asked_for_conditionally_and_less_and_less_often(
    web: SampleWebHandle, crawl: Crawl, tmp_path: Path
) -> None:
    crawled_on("2025-12-08", web, crawl, tmp_path, "yunling_police")
    articles = {url_key(article.url) for article in WORLD.articles("2025-12-08")}
    looked = 0
    for day in ("2025-12-09", "2025-12-10", "2025-12-11", "2025-12-12"):
        web.forget_requests()
        done = crawled_on(day, web, crawl, tmp_path, "yunling_police", web_day="2025-12-08")
        asked = {status for host, path, status in web.requests() if url_key(f"http://{host}{path}") in articles}
        assert asked <= {304} and done.total("articles_version") == 0
        looked += done.total("looked")
    assert 0 < looked < len(articles)
    assert rows(tmp_path, "SELECT 1 FROM looks WHERE due <= '2025-12-12'") == []
