"""`jingwen doctor`: every damage is named, and what can be repaired is whole afterwards."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.store.archive import Archive
from archive.store.lock import WriteLock
from tests.crawler.conftest import Jingwen, one_line


def newest_warc(data: Path) -> Path:
    return max((data / "warc").glob("*.warc.gz"))


def torn(data: Path) -> None:
    with newest_warc(data).open("ab") as stream:
        stream.write(b"\x1f\x8b\x08\x00 a record that was being written")


def cut(data: Path) -> None:
    path = newest_warc(data)
    os.truncate(path, path.stat().st_size - 3_000)


def corrupt(data: Path) -> None:
    """A page in the middle of the database overwritten."""
    database = data / "jingwen.db"
    with database.open("r+b") as stream:
        stream.seek(database.stat().st_size // 2 // 16384 * 16384)
        stream.write(os.urandom(16384))


def headless(data: Path) -> None:
    with (data / "jingwen.db").open("r+b") as stream:
        stream.write(b"not a database at all")


def gone(data: Path) -> None:
    (data / "jingwen.db").unlink()


def rows_lost(data: Path) -> None:
    """The last captures lose their rows, as when the machine stops between the WARC and the commit."""
    with sqlite3.connect(data / "jingwen.db") as conn:
        conn.execute("DELETE FROM captures WHERE id IN (SELECT id FROM captures ORDER BY id DESC LIMIT 3)")


def killed(data: Path) -> None:
    with sqlite3.connect(data / "jingwen.db") as conn:
        conn.execute("UPDATE runs SET outcome = 'running' WHERE id = 1")


def index_half_made(data: Path) -> None:
    with sqlite3.connect(data / "jingwen.db") as conn:
        conn.execute("UPDATE archive_meta SET value = '0' WHERE key = 'tokenizer_version'")


def warc_gone(data: Path) -> None:
    newest_warc(data).unlink()


def from_the_future(data: Path) -> None:
    with sqlite3.connect(data / "jingwen.db") as conn:
        conn.execute("UPDATE captures SET captured_at = '2999-01-01T00:00:00Z' WHERE id = 1")


REPAIRED: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "a torn tail": (torn, {"torn_tail"}),
    "a file cut short": (cut, {"short_warc"}),
    "a page of the database overwritten": (corrupt, {"database_damaged"}),
    "no database any more, by its head": (headless, {"database_damaged"}),
    "the database deleted": (gone, {"database_missing"}),
    "rows lost": (rows_lost, {"unrecorded"}),
    "a killed run": (killed, {"interrupted_run"}),
    "a search index half made": (index_half_made, {"search_index"}),
}


def troubles(told: Jingwen, data: Path, *words: str) -> set[str]:
    return {one["trouble"] for one in json.loads(told("doctor", "--json", *words, data=data).out)}


def held(data: Path) -> list[tuple[str, str, str]]:
    """What is searched for: the address, headline and text of everything filed."""
    with sqlite3.connect(data / "jingwen.db") as conn:
        return conn.execute(
            "SELECT a.url, a.headline, t.text FROM articles a JOIN article_text t USING (id) ORDER BY a.url"
        ).fetchall()


def test_a_sound_archive_is_said_to_be(told: Jingwen, copied: Path) -> None:
    done = told("doctor", data=copied)
    assert (done.code, "is sound" in done.out) == (0, True)


@pytest.mark.parametrize(("harm", "named"), REPAIRED.values(), ids=REPAIRED)
def test_a_damage_is_named_and_repaired_and_no_article_is_lost(
    harm: Callable[[Path], None], named: set[str], told: Jingwen, copied: Path
) -> None:
    before = held(copied)
    harm(copied)
    if harm not in (headless, gone):
        with sqlite3.connect(copied / "jingwen.db") as conn:
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert troubles(told, copied) == named
    repaired = told("doctor", "--repair", data=copied)
    assert repaired.code == 0, repaired.out + repaired.err
    assert not troubles(told, copied) - {"unread"}
    assert held(copied) == before
    assert told("search", "警", "--json", data=copied).code == 0
    if harm is not cut:
        assert told("verify", data=copied).code == 0


def test_a_rebuilt_archive_keeps_the_damaged_file_beside_it(told: Jingwen, copied: Path) -> None:
    corrupt(copied)
    told("doctor", "--repair", data=copied)
    assert len(list(copied.glob("jingwen.db.damaged-*"))) >= 1


@pytest.mark.parametrize(
    ("harm", "trouble", "says"),
    [(warc_gone, "missing_warc", "backup"), (from_the_future, "clock", "set the clock")],
)
def test_what_only_a_person_can_put_right_is_said(
    harm: Callable[[Path], None], trouble: str, says: str, told: Jingwen, copied: Path
) -> None:
    harm(copied)
    done = told("doctor", "--repair", data=copied)
    assert done.code == 1 and trouble in done.out and says in done.out


def test_no_archive_and_a_writer_are_told(told: Jingwen, copied: Path, tmp_path: Path) -> None:
    assert troubles(told, tmp_path / "nowhere") == {"no_archive"}
    program = "import sys,time; from pathlib import Path; from archive.store.lock import WriteLock\n"
    program += "lock = WriteLock(Path(sys.argv[1])); print('held', flush=True); time.sleep(60)"
    child = subprocess.Popen(
        [os.sys.executable, "-c", program, str(copied / "lock")],
        stdout=subprocess.PIPE,
        text=True,  # type: ignore[attr-defined]
    )
    assert child.stdout is not None and child.stdout.readline() == "held\n"
    try:
        done = told("doctor", data=copied)
        assert (done.code, "writer" in done.out) == (0, True)
        killed(copied)
        index_half_made(copied)
        one_line(told("doctor", "--repair", data=copied), 75, str(child.pid))
    finally:
        child.kill()
        child.wait()
    WriteLock(copied / "lock").release()


def test_doctor_changes_nothing_by_looking(told: Jingwen, copied: Path) -> None:
    torn(copied)
    before = {path: path.read_bytes() for path in copied.rglob("*") if path.is_file() and "shm" not in path.name}
    told("doctor", data=copied)
    assert all(path.read_bytes() == held for path, held in before.items())
    with Archive.open(copied, write=False) as archive:
        assert archive.conn.execute("SELECT count(*) FROM articles").fetchone()[0] > 0
