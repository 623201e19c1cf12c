"""`jingwen backup` and `jingwen restore`: a copy whole as of one moment, also while a crawl writes."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from pathlib import Path

import pytest

from archive.store.archive import Archive
from archive.store.backup import MANIFEST, back_up, restore
from archive.store.verify import verify
from crawler.sample_web.process import SampleWebHandle
from tests.crawler.conftest import DAY, Jingwen, crawl_command, one_line


def contents(data: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(data / "jingwen.db") as conn:
        return conn.execute("SELECT a.url, t.text FROM articles a JOIN article_text t USING (id) ORDER BY 1").fetchall()


def test_a_backup_is_restored_as_it_was(told: Jingwen, copied: Path, tmp_path: Path) -> None:
    target, back = tmp_path / "kept", tmp_path / "back"
    done = told("backup", str(target), data=copied)
    assert done.code == 0 and "articles" in done.out
    assert told("restore", str(target), data=back).code == 0
    assert contents(back) == contents(copied)
    assert told("verify", data=back).code == told("doctor", data=back).code == 0


def test_a_second_backup_copies_only_what_is_new(copied: Path, tmp_path: Path) -> None:
    first = back_up(copied, tmp_path / "kept")
    again = back_up(copied, tmp_path / "kept")
    assert first.copied == sum(path.stat().st_size for path in (copied / "warc").iterdir())
    assert again.copied == 0


def test_a_backup_taken_while_a_crawl_runs_is_whole(web: SampleWebHandle, tmp_path: Path) -> None:
    data = tmp_path / "data"
    words = ("yunling_police", "chenghu", "--since", "2025-09-01", "--until", DAY)
    crawl = subprocess.Popen(crawl_command(data, web, *words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    taken = 0
    while crawl.poll() is None:
        if (data / "jingwen.db").exists() and (data / "warc").exists():
            try:
                back_up(data, tmp_path / f"kept{taken}")
            except Exception as error:
                if "There is no archive" not in str(error) and "schema" not in str(error):
                    raise
                continue
            taken += 1
    assert crawl.returncode == 0 and taken >= 2
    for number in range(taken):
        back = tmp_path / f"back{number}"
        restore(tmp_path / f"kept{number}", back)
        with Archive.open(back) as archive:
            recovery = archive.recover()
            assert (recovery.lost, verify(archive.conn, archive.warc_folder).problems) == (0, ())
            assert archive.conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_what_is_wrong_is_said_in_one_line(told: Jingwen, copied: Path, tmp_path: Path) -> None:
    other, kept = tmp_path / "photos", tmp_path / "kept"
    other.mkdir()
    (other / "cat.jpg").touch()
    one_line(told("backup", str(other), data=copied), 2, "not empty")
    one_line(told("backup", str(kept), data=tmp_path / "nowhere"), 2, "no archive")
    one_line(told("restore", str(other), data=tmp_path / "new"), 2, MANIFEST)
    told("backup", str(kept), data=copied)
    one_line(told("restore", str(kept), data=copied), 2, "holds an archive")


@pytest.mark.parametrize("harm", ["database", "warc", "manifest"])
def test_a_backup_that_is_not_what_it_was_is_refused(harm: str, told: Jingwen, copied: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    back_up(copied, kept)
    if harm == "database":
        with (kept / "jingwen.db").open("r+b") as stream:
            stream.seek(40_000)
            stream.write(b"x" * 100)
    elif harm == "warc":
        next((kept / "warc").iterdir()).unlink()
    else:
        (kept / MANIFEST).write_text(json.dumps({"warc": {}})[:-1])
    one_line(told("restore", str(kept), data=tmp_path / "new"), 3, "another backup")
    assert not (tmp_path / "new" / "jingwen.db").exists()
