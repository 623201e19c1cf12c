"""`jingwen reextract`: shows what today's rules would change; with --write changes it, and nothing twice."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from archive.store.archive import Archive
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
