"""Sources: every one with its last run, a page for each, and the figures of the home page."""

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from archive.records import Issue, Site
from archive.store.archive import Archive
from archive.store.runs import RunCounts
from datasette_config import tallies

SITES = [Site(f"s{n}", f"站{n}", "320000", "city", "police", "站", "trs", f"http://s{n}.test/") for n in range(5)]
OUTCOMES = ("ok", "degraded", "failed", "nothing_new")


@pytest.fixture
def room(tmp_path: Path, serve: Any) -> Any:
    """Five sites, of which four have run, one of them thrice; nothing was found."""
    with Archive.open(tmp_path) as archive:
        for site, outcome in zip(SITES, (*OUTCOMES, ""), strict=True):
            archive.record_site(site)
            if outcome:
                archive.end_run(archive.start_run(site.name), outcome, RunCounts(requests=3))
        for outcome in ("failed", "ok"):
            run = archive.start_run("s2")
            archive.report(run, Issue("s2", "http://s2.test/list", "layout_changed", "no list was found"))
            archive.end_run(run, outcome, RunCounts())
        archive.commit()
    return serve(tmp_path / "jingwen.db")


async def test_the_home_page_sums_up_their_health(room: Any) -> None:
    page = (await room.client.get("/")).text
    assert dict(re.findall(r'state=(\w+)"><span class="state \w+">[^<]*</span> <b>(\d+)', page)) == {
        "good": "3", "warn": "1", "none": "1",
    }  # fmt: skip
    assert "站1" in page
    assert "江苏：0 篇，5 个来源" in page


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", {"s0", "s1", "s2", "s3", "s4"}),
        ("?state=warn", {"s1"}),
        ("?state=none", {"s4"}),
        ("?region=江苏&state=bad", set()),
    ],
)
async def test_the_table_is_filtered(room: Any, asked: str, names: set[str]) -> None:
    page = (await room.client.get(f"/-/sites{asked}")).text
    assert set(re.findall(r'href="/-/site/(\w+)"', page)) == names


async def test_the_page_of_a_site_shows_its_history(room: Any) -> None:
    page = (await room.client.get("/-/site/s2")).text
    strip = re.search(r'<ol class="strip".*?</ol>', page, re.DOTALL)
    assert strip is not None
    assert re.findall(r'<li class="(\w+)"', strip[0]) == ["bad", "bad", "good"]
    assert "版式已变 2" in page
    assert "no list was found" in page
    assert (await room.client.get("/-/site/s4")).status_code == 200
    assert (await room.client.get("/-/site/nobody")).status_code == 404


def test_a_tally_is_what_a_count_says(reading_room: Any) -> None:
    with sqlite3.connect(reading_room.database) as conn:
        counted = tallies.count(conn)
        assert counted.articles == conn.execute("SELECT count(*) FROM articles").fetchone()[0]
        assert sum(counted.regions.values()) == counted.articles
        first = counted.days[0][0]
        dated = conn.execute("SELECT count(*) FROM articles WHERE published >= ?", (first,)).fetchone()[0]
    assert len(counted.days) == tallies.DAYS
    assert sum(count for _, count in counted.days) == dated


async def test_no_page_counts_what_was_counted_a_moment_ago(room: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    await room.client.get("/")
    monkeypatch.setattr(tallies, "count", lambda conn: pytest.fail("a page counted the archive again"))
    for path in ("/", "/-/sites", "/-/site/s0", "/-/trends?q=警"):
        assert (await room.client.get(path)).status_code == 200


async def test_a_stale_tally_is_shown_and_taken_anew_behind_it(room: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallies, "FRESH", 0.0)
    monkeypatch.setattr(tallies, "PATIENCE", 0)
    before = await tallies.tally(room)
    assert await tallies.tally(room) is before
    own = tallies.kept[str(room.get_database("jingwen").path)]
    assert own.counting is not None
    await own.counting
    assert own.tally is not before


async def test_an_archive_too_large_to_count_at_once_says_so(room: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallies, "FIRST_MS", 1)
    slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT max(i) FROM n"
    counted = tallies.count
    monkeypatch.setattr(tallies, "count", lambda conn: (conn.execute(slow).fetchone(), counted(conn))[1])
    page = (await room.client.get("/")).text
    assert "正在点算馆藏" in page
    counting = tallies.kept[str(room.get_database("jingwen").path)].counting
    assert counting is not None
    await counting
    assert "篇文章" in (await room.client.get("/")).text
