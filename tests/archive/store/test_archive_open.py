"""Opening an archive: who may, and what is said where something is wrong with it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.errors import ArchiveDamaged, ArchiveError, LockHeld, NoPermission, NoRoom, UsageError
from archive.records import ArticleLink, CapturePlace, Issue
from archive.store import schema
from archive.store.archive import Archive
from archive.store.captures import NewCapture
from archive.store.readonly import connect
from archive.store.runs import RunCounts
from archive.store.schema import APPLICATION_ID, LATEST

HOLDER = """
import sys, time
from pathlib import Path
from archive.store.archive import Archive
archive = Archive.open(Path(sys.argv[1]))
print("open", flush=True)
time.sleep(60)
"""


def test_a_new_archive_has_the_latest_schema(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        assert archive.conn.execute("PRAGMA user_version").fetchone()[0] == LATEST
        assert archive.conn.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        assert archive.conn.execute("PRAGMA page_size").fetchone()[0] == 16384
        assert archive.conn.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert archive.warc_folder.is_dir()
    with Archive.open(tmp_path) as again:
        assert again.conn.execute("PRAGMA user_version").fetchone()[0] == LATEST


def test_leaving_by_an_error_takes_back_what_was_not_committed(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), Archive.open(tmp_path) as archive:
        archive.set_meta("kept", "yes")
        archive.commit()
        archive.set_meta("lost", "yes")
        raise ZeroDivisionError
    with Archive.open(tmp_path) as archive:
        assert (archive.get_meta("kept"), archive.get_meta("lost")) == ("yes", None)


def test_a_second_writer_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    with Archive.open(tmp_path), pytest.raises(LockHeld, match=str(os.getpid())) as raised:
        Archive.open(tmp_path)
    assert raised.value.exit_code == 75
    Archive.open(tmp_path).close()


def test_a_killed_writer_frees_the_lock(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        with pytest.raises(LockHeld, match=str(child.pid)):
            Archive.open(tmp_path)
        connect(tmp_path).close()
    finally:
        child.kill()
        child.communicate()
    Archive.open(tmp_path).close()


def test_readers_see_committed_rows_while_a_transaction_is_open(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        archive.set_meta("one", "1")
        archive.commit()
        archive.set_meta("two", "2")
        reader = connect(tmp_path)
        assert reader.execute("SELECT key FROM archive_meta WHERE key IN ('one', 'two')").fetchall() == [("one",)]
        with pytest.raises(sqlite3.OperationalError):
            reader.execute("DELETE FROM archive_meta")
        reader.close()


def test_an_archive_opened_to_read_refuses_to_write(tmp_path: Path) -> None:
    Archive.open(tmp_path).close()
    with Archive.open(tmp_path, write=False) as archive:
        assert archive.unread() == []
        with pytest.raises(UsageError, match="read only"):
            archive.set_meta("a", "b")


def write_text(path: Path) -> None:
    path.write_bytes(b"this is no database, but it is long enough to have a header of one hundred bytes " * 9)


def test_an_archive_of_before_there_were_scores_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:2])
        with contextlib.closing(sqlite3.connect(tmp_path / "jingwen.db", isolation_level=None)) as conn:
            schema.migrate(conn, tmp_path / "jingwen.db")
            conn.execute("INSERT INTO runs(site, started_at, outcome) VALUES ('a', '2025-01-01T00:00:00Z', 'ok')")
            conn.execute(
                "INSERT INTO articles(id, url, site, word_count, first_seen, last_seen, text_digest)"
                " VALUES (1, 'http://a.test/1', 'a', 9, '', '', '')"
            )
    with Archive.open(tmp_path) as archive:
        assert archive.conn.execute("SELECT topic FROM articles").fetchall() == [(None,)]
        assert archive.conn.execute("SELECT off_topic FROM runs").fetchall() == [(0,)]
        assert archive.conn.execute("PRAGMA user_version").fetchone()[0] == LATEST


def test_a_version_says_whose_page_it_was_those_of_before_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    version = "INSERT INTO versions(article_id, number, seen_at, text_digest) VALUES (1, ?, '2025-01-01T00:00:00Z', '')"
    with monkeypatch.context() as before:
        known = tuple(step for step in schema.MIGRATIONS if step.number < 16)
        before.setattr(schema, "MIGRATIONS", known)
        with contextlib.closing(sqlite3.connect(tmp_path / "jingwen.db", isolation_level=None)) as conn:
            schema.migrate(conn, tmp_path / "jingwen.db")
            conn.execute(
                "INSERT INTO articles(id, url, site, word_count, first_seen, last_seen, text_digest)"
                " VALUES (1, 'http://a.test/1', 'a', 9, '', '', '')"
            )
            conn.execute(version, (1,))
    with Archive.open(tmp_path) as archive:
        archive.conn.execute(version, (2,))
        assert archive.conn.execute("SELECT number, site FROM versions").fetchall() == [(1, "a"), (2, "a")]


def write_foreign(path: Path) -> None:
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE recipes(name)")
    conn.close()


def write_newer(path: Path) -> None:
    Archive.open(path.parent).close()
    with sqlite3.connect(path) as conn:
        conn.execute(f"PRAGMA user_version = {LATEST + 1}")
    conn.close()


def write_scrambled(path: Path) -> None:
    Archive.open(path.parent).close()
    scrambled = bytearray(path.read_bytes())
    scrambled[16384:] = bytes(byte ^ 0x5A for byte in scrambled[16384:])
    scrambled[100:2000] = b"\x77" * 1900
    path.write_bytes(scrambled)


@pytest.mark.parametrize("write", [True, False], ids=["to write", "to read"])
@pytest.mark.parametrize(
    ("spoil", "error", "words"),
    [
        (write_text, ArchiveDamaged, "restore it from a backup"),
        (write_foreign, ArchiveDamaged, "not one of jingwen"),
        (write_newer, UsageError, "newer jingwen"),
        (write_scrambled, ArchiveDamaged, "restore it from a backup"),
    ],
)
def test_a_file_that_is_no_archive_is_named_in_one_line(
    tmp_path: Path, spoil: Callable[[Path], None], error: type[ArchiveError], words: str, write: bool
) -> None:
    spoil(tmp_path / "jingwen.db")
    before = (tmp_path / "jingwen.db").read_bytes()
    with pytest.raises(error, match=words) as raised, Archive.open(tmp_path, write=write) as archive:
        archive.offer("yunling_gat", [ArticleLink("http://a.test/")]) if write else archive.unread()
    assert "jingwen.db" in str(raised.value)
    assert "\n" not in str(raised.value)
    assert (tmp_path / "jingwen.db").read_bytes() == before


def test_reading_where_there_is_no_archive_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="jingwen crawl"):
        connect(tmp_path)
    assert list(tmp_path.iterdir()) == []


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Root may read and write everything: step down for a moment."""
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if was_root:
            os.seteuid(0)


def test_a_folder_that_may_not_be_written_is_a_matter_of_permission(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    with as_nobody(), pytest.raises(NoPermission, match="closed") as raised:
        Archive.open(closed)
    assert raised.value.exit_code == 4
    with as_nobody(), pytest.raises(NoPermission, match="closed"):
        connect(closed)


def test_an_archive_in_a_read_only_folder_can_be_read(tmp_path: Path) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        with Archive.open(folder) as archive:
            archive.set_meta("a", "b")
        folder.chmod(0o555)
        (folder / "jingwen.db").chmod(0o444)
        with as_nobody():
            reader = connect(folder)
            assert reader.execute("SELECT value FROM archive_meta WHERE key = 'a'").fetchone() == ("b",)
            reader.close()
            with pytest.raises(NoPermission, match=re.escape(str(folder))):
                Archive.open(folder)
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file")
    with pytest.raises(NoPermission, match="kept"):
        Archive.open(tmp_path / "kept")


def test_a_full_disk_takes_back_only_what_was_not_committed(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        archive.offer("yunling_gat", [ArticleLink("http://a.test/first")])
        archive.commit()
        pages = archive.conn.execute("PRAGMA page_count").fetchone()[0]
        archive.conn.execute(f"PRAGMA max_page_count = {pages + 2}")  # SQLite then reports SQLITE_FULL, as a disk would
        with pytest.raises(NoRoom, match="free some space") as raised:
            for number in range(9000):
                archive.report(None, Issue("yunling_gat", f"http://a.test/{number}", "timeout", "x" * 200))
        assert raised.value.exit_code == 4
        archive.rollback()
        archive.conn.execute("PRAGMA max_page_count = 1000000")
        assert archive.known("http://a.test/first")
        assert archive.conn.execute("SELECT count(*) FROM issues").fetchone()[0] == 0
        archive.report(None, Issue("yunling_gat", "http://a.test/", "timeout"))
    with Archive.open(tmp_path) as archive:
        assert archive.conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_runs_are_closed_with_their_counts(archive: Archive) -> None:
    run = archive.start_run("yunling_gat")
    archive.report(run, Issue("yunling_gat", "http://a.test/x", "http_404", "gone"))
    archive.end_run(run, "ok", RunCounts(requests=3, articles_new=2))
    row = archive.conn.execute("SELECT outcome, requests, articles_new, ended_at FROM runs").fetchone()
    assert row[:3] == ("ok", 3, 2)
    assert row[3].endswith("Z")


def test_a_mistake_of_ours_keeps_its_traceback(archive: Archive) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        place = CapturePlace("f", 0, 1)
        archive.record_capture(NewCapture(None, None, "u", "other", "", 200, "", "", 0, place))  # type: ignore[arg-type]
