"""Bad input ends in one line that says what to do, its own exit code, no traceback, and nothing lost."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from archive.store.archive import Archive


def jingwen(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "crawler.cli.main", "--data", str(data), *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def assert_one_line(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    for word in words:
        assert word in done.stderr


@pytest.fixture
def archive_folder(tmp_path: Path) -> Path:
    with Archive.open(tmp_path / "archive"):
        pass
    return tmp_path / "archive"


def test_a_wrong_site_name_is_answered_with_the_nearest_right_one(archive_folder: Path) -> None:
    assert_one_line(jingwen("crawl", "gansu_zhengfaa", data=archive_folder), 2, "gansu_zhengfaa", "gansu_zhengfa")


def test_a_folder_without_an_archive_says_how_to_make_one(tmp_path: Path) -> None:
    assert_one_line(jingwen("search", "诈骗", data=tmp_path / "nothing"), 2, "jingwen crawl")


def test_a_file_where_the_data_directory_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert_one_line(jingwen("crawl", "gansu_zhengfa", data=tmp_path / "file"), 4, str(tmp_path / "file"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read(archive_folder: Path) -> None:
    archive_folder.chmod(0)
    try:
        assert_one_line(jingwen("status", data=archive_folder), 4)
    finally:
        archive_folder.chmod(0o700)


def test_a_second_writer_is_told_who_holds_the_lock(archive_folder: Path) -> None:
    with Archive.open(archive_folder):
        assert_one_line(jingwen("crawl", "gansu_zhengfa", data=archive_folder), 75, str(os.getpid()))


def test_a_corrupt_database_is_named(archive_folder: Path) -> None:
    database = archive_folder / "jingwen.db"
    for beside in archive_folder.glob("jingwen.db-*"):
        beside.unlink()
    database.write_bytes(b"this is no database " * 4096)
    for words in (["status"], ["search", "警"], ["crawl", "gansu_zhengfa"]):
        assert_one_line(jingwen(*words, data=archive_folder), 3, "jingwen.db")


def test_a_full_disk_ends_with_its_own_code_and_keeps_what_was_filed(archive_folder: Path) -> None:
    lock = (archive_folder / "lock").open("a")
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # nothing else holds it
    lock.close()
    done = jingwen("export", "--format", "csv", "-o", "/dev/full", data=archive_folder)
    assert_one_line(done, 4, "/dev/full")
