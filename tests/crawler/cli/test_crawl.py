"""`jingwen crawl`: its words. What a crawl brings home is told in tests/crawler/test_crawl.py."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from archive.store.archive import Archive
from tests.crawler.conftest import Jingwen, one_line

NOWHERE = ("--sample-web", "127.0.0.1:9")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("gansu_zhengfaa",), "'gansu_zhengfa'"),
        (("chaohu", "nobody"), "nobody"),
        (("yunling_police",), "yunling_police"),  # of the sample web alone
        (("--since", "yesterday"), "yesterday"),
        (("--until", "2025-02-30"), "2025-02-30"),
        (("--since", "2025-12-02", "--until", "2025-12-01"), "2025-12-02"),
    ],
)
def test_wrong_words_end_before_anything_is_fetched(
    words: tuple[str, ...], said: str, told: Jingwen, tmp_path: Path
) -> None:
    one_line(told("crawl", *words, data=tmp_path / "data"), 2, said)
    assert not (tmp_path / "data").exists()


def test_a_site_whose_last_good_run_is_fresh_is_not_due(told: Jingwen, crawled: Path) -> None:
    done = told("crawl", "yunling_police", "--due", *NOWHERE, data=crawled)
    assert (done.code, done.out.strip()) == (0, "No site is due.")
    done = told("crawl", "yunling_police", "--due", "--json", *NOWHERE, data=crawled)
    assert (done.code, done.out, done.err.strip()) == (0, "", "No site is due.")


def test_a_site_that_answers_nothing_fails_and_the_summary_says_so(jingwen: Jingwen, tmp_path: Path) -> None:
    done = jingwen("crawl", "yunling_police", "--json", *NOWHERE, data=tmp_path / "data")
    summary = json.loads(done.out)
    assert done.code == 1 and "Traceback" not in done.err
    assert set(summary) == {"seconds", "sites", "issues", "recovered"}
    assert [(site["site"], site["outcome"], site["failed"]) for site in summary["sites"]] == [
        ("yunling_police", "failed", 1)
    ]
    assert [(issue["failure"], issue["url"]) for issue in summary["issues"]] == [
        ("refused", "http://news.yunling-police.test/jwyw/index.html")
    ]


def test_a_site_that_failed_is_due_again(jingwen: Jingwen, copied: Path) -> None:
    with sqlite3.connect(copied / "jingwen.db") as conn:
        conn.execute("UPDATE runs SET outcome = 'failed' WHERE site = 'yunling_police'")
    words = ("yunling_police", "chenghu_mirror", "--due", "--json", *NOWHERE)
    summary = json.loads(jingwen("crawl", *words, data=copied).out)
    assert [site["site"] for site in summary["sites"]] == ["yunling_police"]


def test_a_second_writer_is_told_that_there_is_one(told: Jingwen, copied: Path) -> None:
    with Archive.open(copied):
        one_line(told("ingest", "--pages", "/dev/null", data=copied), 75)
