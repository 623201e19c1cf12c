"""Events are read from their indexes, a page at a time, whole and in order, however they are narrowed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archive.store.schema import migrate
from datasette_config.events import LEGS, Place, Wanted, count_days, count_sql, extent, leg_sql, page

VALUES = {"low": "", "high": "~", "number": 1, "limit": 9, "site": "a"}
EVENT = (
    "INSERT INTO withdrawals(link_id, article_id, site, url, how, missing_since, last_missing, returned_at)"
    " VALUES (0, ?, ?, 'http://a.test/', 'http_404', ?, '', ?)"
)


@pytest.fixture
def conn() -> Iterator[sqlite3.Connection]:
    """Two sites of one region and one of another; many events at one second, some on other days."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        migrate(conn, Path("memory"))
        conn.executemany("INSERT INTO sites(name, title, region_name) VALUES (?, ?, ?)", [
            ("a", "甲站", "云岭省"), ("b", "乙站", "云岭省"), ("c", "丙站", "海湾省"),
        ])  # fmt: skip
        for number in range(1, 31):
            site, day = "abc"[number % 3], f"2025-01-{1 + number // 8:02}"
            conn.execute(
                "INSERT INTO articles(id, url, site, headline, word_count, first_seen, last_seen, text_digest)"
                " VALUES (?1, 'http://a.test/' || ?1, ?2, '通报' || ?1, 9, '', '', '')",
                (number, site),
            )
            for version in (1, 2, 3):
                conn.execute(
                    "INSERT INTO versions(article_id, number, seen_at, text_digest) VALUES (?, ?, ?, '')",
                    (number, version, f"{day}T00:00:00Z"),
                )
            conn.execute(EVENT, (number, site, f"{day}T00:00:00Z", f"{day}T09:00:00Z" if number % 2 else None))
        yield conn


def pages(conn: sqlite3.Connection, wanted: Wanted, size: int) -> list[list[dict[str, Any]]]:
    found, before = [], None
    while True:
        shown = page(conn, wanted, before, size)
        found.append(list(shown.events))
        if shown.older is None:
            return found
        before = Place.of(str(shown.older))
        assert before == shown.older


@pytest.mark.parametrize("analysed", [False, True])
@pytest.mark.parametrize("kind", LEGS)
def test_no_leg_scans_or_sorts_a_table(conn: sqlite3.Connection, kind: str, analysed: bool) -> None:
    if analysed:
        conn.execute("ANALYZE")
    for by_site in (False, True):
        leg = [row[3] for row in conn.execute(f"EXPLAIN QUERY PLAN {leg_sql(kind, by_site=by_site)}", VALUES)]
        assert len(leg) == 1 and leg[0].startswith(f"SEARCH {LEGS[kind].table} USING COVERING INDEX")
        assert ("site=?" in leg[0]) is by_site
        sql = count_sql(LEGS[kind], by_site=by_site)
        days = [row[3] for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}", ("[]", "[]"))]
        scanned = [step for step in days if step.startswith("SCAN") and "VIRTUAL" not in step]
        assert scanned == ["SCAN (subquery-1)"] and not any("TEMP B-TREE" in step for step in days)


@pytest.mark.parametrize("size", [1, 7, 50, 200])
def test_every_event_is_there_once_whatever_the_size_of_a_page(conn: sqlite3.Connection, size: int) -> None:
    found = [one for shown in pages(conn, Wanted(), size) for one in shown]
    keys = [(one["at"], one["kind"], one["id"]) for one in found]
    assert keys == sorted(keys, reverse=True)
    assert len(keys) == len(set(keys)) == 30 * 2 + 30 + 15


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [
        (Wanted(kind="edited"), lambda one: one["kind"] == "edited"),
        (Wanted(site="a"), lambda one: one["site"] == "a"),
        (Wanted(region="云岭省"), lambda one: one["site"] in "ab"),
        (Wanted(region="云岭省", site="c"), lambda one: False),
        (Wanted(region="云岭省", kind="returned"), lambda one: one["site"] in "ab" and one["kind"] == "returned"),
        (Wanted(since="2025-01-02", until="2025-01-02"), lambda one: one["at"].startswith("2025-01-02")),
        (Wanted(until="2025-01-02", site="b"), lambda one: one["at"] < "2025-01-03" and one["site"] == "b"),
        (Wanted(since="2025-01-04"), lambda one: one["at"] > "2025-01-04"),
        (Wanted(since="9999-12-31", until="9999-12-31"), lambda one: False),
        (Wanted(region="没有"), lambda one: False),
    ],
)
def test_narrowing_takes_what_it_says_and_all_of_it(conn: sqlite3.Connection, wanted: Wanted, holds: Any) -> None:
    every = [one for shown in pages(conn, Wanted(), 50) for one in shown]
    found = [one for shown in pages(conn, wanted, 4) for one in shown]
    assert [(one["kind"], one["id"]) for one in found] == [(one["kind"], one["id"]) for one in every if holds(one)]


def test_the_calendar_counts_what_the_pages_show(conn: sqlite3.Connection) -> None:
    days = [f"2025-01-{day:02}" for day in range(1, 32)]
    for wanted in (Wanted(), Wanted(site="b"), Wanted(region="云岭省"), Wanted(kind="withdrawn")):
        found = [one for shown in pages(conn, wanted, 50) for one in shown]
        counted = count_days(conn, wanted, days)
        assert sum(sum(counts.values()) for counts in counted.values()) == len(found)
        for day, counts in counted.items():
            for kind, count in counts.items():
                assert count == sum(one["at"].startswith(day) and one["kind"] == kind for one in found)
        assert extent(conn, wanted) == (found[-1]["at"][:10], found[0]["at"][:10])


def test_a_day_is_counted_no_further_than_it_can_be_shown(conn: sqlite3.Connection) -> None:
    conn.executemany(EVENT, [(1, "a", "2025-03-01T00:00:00Z", None)] * 1200)
    assert count_days(conn, Wanted(), ["2025-03-01"])["2025-03-01"]["withdrawn"] == 1000


def test_what_an_event_tells_leads_from_before_to_after(conn: sqlite3.Connection) -> None:
    edit = page(conn, Wanted(kind="edited"), None, 1).events[0]
    assert (edit["version"], edit["headline"], edit["since"][:10], edit["site_title"]) == (
        3,
        "通报30",
        edit["at"][:10],
        "甲站",
    )
    back = page(conn, Wanted(kind="returned"), None, 1).events[0]
    assert (back["at"][11:], back["since"][11:], back["how"]) == ("09:00:00Z", "00:00:00Z", "http_404")


def test_an_event_whose_article_is_gone_is_left_out_and_costs_no_page(conn: sqlite3.Connection) -> None:
    conn.execute("PRAGMA foreign_keys = OFF")
    conn.execute("DELETE FROM articles WHERE id > 10")
    found = [one for shown in pages(conn, Wanted(), 5) for one in shown]
    assert {one["article_id"] for one in found} == set(range(1, 11))


@pytest.mark.parametrize(
    "written", ["", "x", "2025|edited", "2025|other|1", "2025|edited|-1", "2025|edited|" + "9" * 30]
)
def test_a_place_nobody_gave_is_none(written: str) -> None:
    assert Place.of(written) is None


def test_there_is_nothing_before_there_is_anything(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as conn:
        migrate(conn, tmp_path / "x.db")
        assert page(conn, Wanted(), None, 5).events == () and extent(conn, Wanted()) == ("", "")
