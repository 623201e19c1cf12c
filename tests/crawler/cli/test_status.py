"""`jingwen status`: what is there and how its sites fare; a site that failed ends it with 1."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from archive.store.archive import Archive
from tests.crawler.conftest import Jingwen


def test_the_figures_for_a_program(told: Jingwen, crawled: Path) -> None:
    done = told("status", "--json", data=crawled)
    status = json.loads(done.out)
    with sqlite3.connect(crawled / "jingwen.db") as conn:
        counts = {
            name: conn.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in ("articles", "copies", "captures")
        }
    assert done.code == 0
    assert {name: status[name] for name in counts} == counts
    assert counts["articles"] > 20 and status["unread"] == status["pending"] == 0
    assert set(status) >= {
        "articles",
        "copies",
        "versions",
        "captures",
        "bytes",
        "unread",
        "pending",
        "sites",
        "issues",
    }
    assert {site["name"]: site["outcome"] for site in status["sites"]} == {
        "yunling_police": "ok",
        "chenghu_mirror": "ok",
    }


def test_the_figures_for_a_person(told: Jingwen, crawled: Path) -> None:
    done = told("status", data=crawled)
    assert done.code == 0 and "云岭公安网" in done.out and "not yet read" in done.out


@pytest.mark.parametrize(("outcome", "code"), [("failed", 1), ("degraded", 0), ("nothing_new", 0), ("interrupted", 0)])
def test_a_site_that_failed_ends_it_with_1(outcome: str, code: int, told: Jingwen, copied: Path) -> None:
    with sqlite3.connect(copied / "jingwen.db") as conn:
        conn.execute("UPDATE runs SET outcome = ? WHERE site = 'yunling_police'", (outcome,))
    assert told("status", data=copied).code == told("status", "--json", data=copied).code == code
    assert outcome in told("status", data=copied).out


def test_the_newest_issues_are_shown_and_no_more_than_asked(told: Jingwen, copied: Path) -> None:
    with sqlite3.connect(copied / "jingwen.db") as conn:
        columns = "run_id, site, at, failure, url, detail"
        known = {row[1] for row in conn.execute("PRAGMA table_info(issues)")}
        assert set(columns.split(", ")) <= known
        for number in range(3):
            conn.execute(
                f"INSERT INTO issues ({columns}) VALUES (1, 'yunling_police', ?, 'http_404', ?, 'gone')",
                (f"2025-12-1{number}T00:00:00Z", f"http://a.test/{number}\x1b[31m"),
            )
    issues = json.loads(told("status", "--issues", "2", "--json", data=copied).out)["issues"]
    assert [issue["url"][14:15] for issue in issues] == ["2", "1"]
    shown = told("status", "--issues", "2", data=copied).out
    assert "http_404" in shown and "\x1b[31m" not in shown


def test_an_archive_in_which_nothing_was_ever_kept(told: Jingwen, tmp_path: Path) -> None:
    Archive.open(tmp_path / "data").close()
    done = told("status", "--json", data=tmp_path / "data")
    assert (done.code, json.loads(done.out)["articles"], json.loads(done.out)["sites"]) == (0, 0, [])
