"""`jingwen reextract`: shows what today's rules would change; with --write changes it, and nothing twice."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from archive.extractor import code_version
from archive.store.archive import Archive
from archive.store.rereading import reread
from crawler.reextract import KEY, Rewriting
from crawler.rereading import learned_rules
from tests.crawler.conftest import Jingwen, one_line


@pytest.fixture
def misread(copied: Path) -> tuple[Path, int, str]:
    """An archive with one headline that was read wrongly; its row and what it should be."""
    with sqlite3.connect(copied / "jingwen.db") as conn:
        row, headline = conn.execute(
            "SELECT id, headline FROM articles WHERE site = 'yunling_police' LIMIT 1"
        ).fetchone()
        conn.execute("UPDATE articles SET headline = '读坏了的标题' WHERE id = ?", (row,))
    return copied, row, headline


def headline_of(data: Path, row: int) -> str:
    with sqlite3.connect(data / "jingwen.db") as conn:
        return str(conn.execute("SELECT headline FROM articles WHERE id = ?", (row,)).fetchone()[0])


def test_what_is_right_would_not_change(told: Jingwen, copied: Path) -> None:
    done = told("reextract", data=copied)
    assert (done.code, "0 would change" in done.out, "0 could not be read" in done.out) == (0, True, True), done.out


def test_without_write_nothing_is_written(told: Jingwen, misread: tuple[Path, int, str]) -> None:
    data, row, headline = misread
    done = told("reextract", data=data)
    assert "1 would change" in done.out and headline[:10] in done.out and "读坏了的标题" in done.out
    assert headline_of(data, row) == "读坏了的标题"


def test_with_write_it_is_mended_once(told: Jingwen, misread: tuple[Path, int, str]) -> None:
    data, row, headline = misread
    assert "1 changed" in told("reextract", "--write", data=data).out
    assert headline_of(data, row) == headline
    assert "0 changed" in told("reextract", "--write", data=data).out


def test_another_site_is_left_alone(told: Jingwen, misread: tuple[Path, int, str]) -> None:
    data, _, _ = misread
    assert "0 would change" in told("reextract", "--site", "chenghu_mirror", data=data).out
    assert "1 would change" in told("reextract", "--site", "yunling_police", data=data).out


def test_bytes_that_are_gone_are_damage_and_named(told: Jingwen, misread: tuple[Path, int, str]) -> None:
    data, row, _ = misread
    with sqlite3.connect(data / "jingwen.db") as conn:
        (capture,) = conn.execute("SELECT capture_id FROM articles WHERE id = ?", (row,)).fetchone()
        conn.execute("UPDATE captures SET offset = offset + 1 WHERE id = ?", (capture,))
        (file,) = conn.execute("SELECT file FROM captures WHERE id = ?", (capture,)).fetchone()
    one_line(told("reextract", data=data), 3, file, "jingwen verify")


def test_a_writer_at_work_is_not_disturbed(told: Jingwen, copied: Path) -> None:
    with Archive.open(copied):
        one_line(told("reextract", "--write", data=copied), 75)
        assert told("reextract", data=copied).code == 0


def test_what_was_read_wrongly_is_kept_as_a_reading(told: Jingwen, misread: tuple[Path, int, str]) -> None:
    data, row, _ = misread
    told("reextract", "--write", data=data)
    with sqlite3.connect(data / "jingwen.db") as conn:
        ((article, version, fields, text),) = conn.execute("SELECT article_id, version, fields, text FROM readings")
        assert (article, version, json.loads(fields), text) == (row, 1, {"headline": "读坏了的标题"}, None)
        assert conn.execute("SELECT versions FROM articles WHERE id = ?", (row,)).fetchone() == (1,)


def test_one_core_and_all_say_the_same(told: Jingwen, misread: tuple[Path, int, str]) -> None:
    data, row, headline = misread
    one, both = (json.loads(told("reextract", "--json", "--jobs", jobs, data=data).out) for jobs in ("1", "3"))
    assert one == both
    assert (one["changed"], one["fields"], one["problems"]) == (1, {"headline": 1}, [])
    (example,) = one["examples"]
    assert (example["id"], example["before"], example["after"]) == (row, "读坏了的标题", headline)


class Killed(BaseException):
    """Stands for the SIGKILL of a run: nothing is tidied up."""


def test_a_run_that_was_killed_goes_on_where_it_was(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.reextract.COMMIT_EVERY", 7)
    with sqlite3.connect(copied / "jingwen.db") as conn:
        conn.execute("UPDATE articles SET headline = '读坏了的标题'")
    read: list[tuple[str, int]] = []
    kills = 0
    while True:
        archive = Archive.open(copied)
        rewriting = Rewriting(archive, "")
        rules = learned_rules(archive)
        try:
            for number, (stored, one) in enumerate(reread(rewriting.readings(), archive.warc_folder, rules)):
                if number == 16:
                    raise Killed
                read.append((stored.kind, stored.id))
                rewriting.take(stored, one)
            rewriting.finish()
            break
        except Killed:
            kills += 1
        finally:
            archive.close()  # without a commit: what a kill leaves
    assert kills >= 2
    assert len(set(read)) == len(read) - kills * (16 % 7)  # only what was not committed is read twice
    with sqlite3.connect(copied / "jingwen.db") as conn:
        bad = conn.execute("SELECT count(*) FROM articles WHERE headline = '读坏了的标题'").fetchone()
        once = conn.execute("SELECT count(*), count(DISTINCT article_id) FROM readings").fetchone()
        articles = conn.execute("SELECT count(*) FROM articles").fetchone()[0]
    assert (bad, once) == ((0,), (articles, articles))


def test_a_stopped_run_says_where_it_goes_on(told: Jingwen, misread: tuple[Path, int, str]) -> None:
    data, row, _ = misread
    with Archive.open(data) as archive:
        state = {"site": "", "code": code_version(), "kind": "copy", "after": -1}
        archive.set_meta(KEY, json.dumps(state))
    assert "going on behind copy" in told("reextract", "--write", data=data).out
    assert headline_of(data, row) == "读坏了的标题"  # articles were done before it was stopped
    assert "1 changed" in told("reextract", "--write", "--restart", data=data).out
