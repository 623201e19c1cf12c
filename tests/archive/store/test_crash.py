"""A writer killed at any moment: nothing it received is lost, nothing is there twice."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.capture.reader import read_capture, scan
from archive.capture.writer import WarcWriter
from archive.records import ArticleLink
from archive.store.archive import Archive
from archive.store.recovery import Recovery
from archive.store.verify import verify

Keep = Callable[..., int]

# Captures, files and commits every fifth page, as a crawl does, until it is killed.
WRITER = """
import itertools, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from conftest import keep_page, written_prose
from archive.capture.writer import WarcWriter
from archive.records import Article, ArticleLink
from archive.store.archive import Archive
with Archive.open(Path(sys.argv[1])) as archive, WarcWriter(archive.warc_folder) as writer:
    archive.recover()
    for number in itertools.count(int(sys.argv[3])):
        url = f"http://gat.yunling.test/{number}.html"
        archive.offer("yunling_gat", [ArticleLink(url, f"通报{number}")])
        capture = keep_page(archive, writer, url, f"<p>{number}</p>".encode() * 400)
        texts = written_prose(number)
        archive.add(Article(url, "yunling_gat", f"通报{number}", published="2025-12-20", paragraphs=texts), [capture])
        if number % 5 == 4:
            archive.commit()
            print(number, flush=True)
"""


@pytest.mark.parametrize("rounds", [4])
def test_kill_in_the_middle_loses_and_doubles_nothing(tmp_path: Path, rounds: int) -> None:
    folder, confirmed = tmp_path / "kept", -1
    for attempt in range(rounds):
        child = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), str(Path(__file__).parent), str(attempt * 10_000)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        for _ in range(2):
            confirmed = int(child.stdout.readline())
        time.sleep(0.003 * attempt)
        child.send_signal(signal.SIGKILL)
        rest, _ = child.communicate()
        confirmed = int(rest.split()[-1]) if rest.split() else confirmed
        with Archive.open(folder) as archive:
            archive.recover()
            assert archive.recover() == Recovery()
            check(archive, confirmed, attempt)


def check(archive: Archive, confirmed: int, attempt: int) -> None:
    """Everything confirmed is filed, every response in the WARCs has one row, every row its response."""
    conn = archive.conn
    first = attempt * 10_000
    filed = {row[0] for row in conn.execute("SELECT headline FROM articles")}
    assert {f"通报{number}" for number in range(first, confirmed + 1)} <= filed
    in_files = [
        (place.file, place.offset) for path in sorted(archive.warc_folder.glob("*.gz")) for place, _ in scan(path)
    ]
    rows = conn.execute("SELECT file, offset FROM captures ORDER BY file, offset").fetchall()
    assert rows == in_files
    assert verify(conn, archive.warc_folder).problems == ()
    assert conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert (
        conn.execute("SELECT count(*) FROM articles").fetchone()
        == conn.execute("SELECT count(*) FROM article_text").fetchone()
    )
    for unread in archive.unread():
        assert unread.site == "yunling_gat"
        assert read_capture(archive.warc_folder, unread.place).url == unread.url


def test_captures_without_rows_come_back_unread(archive: Archive, keep: Keep) -> None:
    archive.offer("yunling_gat", [ArticleLink("http://a.test/known.html", "通报")])
    archive.offer("yunling_gat", [ArticleLink("http://a.test/list.html")], kind="list")
    archive.commit()
    with WarcWriter(archive.warc_folder) as writer:
        keep(archive, writer, "http://a.test/committed.html", b"<p>0</p>")
        archive.commit()
        for name in ("known", "list", "stranger"):
            keep(archive, writer, f"http://a.test/{name}.html", b"<p>" + name.encode())
        archive.rollback()
    recovery = archive.recover()
    assert (recovery.found, recovery.repaired, recovery.lost) == (3, (), 0)
    assert [(one.url.rpartition("/")[2], one.kind) for one in archive.unread()] == [
        ("committed.html", "article"), ("known.html", "article"), ("list.html", "list"), ("stranger.html", "other"),
    ]  # fmt: skip
    assert archive.last_capture("http://a.test/list.html") is None
    assert archive.recover() == archive.recover(whole=True) == Recovery()


def test_a_torn_tail_is_repaired_and_its_page_is_written_anew(archive: Archive, keep: Keep) -> None:
    with WarcWriter(archive.warc_folder) as writer:
        keep(archive, writer, "http://a.test/1.html", b"<p>1</p>")
        archive.commit()
        keep(archive, writer, "http://a.test/2.html", b"<p>2</p>")
        archive.rollback()
    (path,) = archive.warc_folder.iterdir()
    places = [place for place, _ in scan(path)]
    whole = path.read_bytes()
    path.write_bytes(whole[: places[1].offset + 40])
    recovery = archive.recover()
    assert [repair.cut for repair in recovery.repaired] == [40]
    with WarcWriter(archive.warc_folder) as writer:
        keep(archive, writer, "http://a.test/2.html", b"<p>2</p>")
    archive.commit()
    assert archive.recover() == Recovery()
    assert verify(archive.conn, archive.warc_folder).problems == ()


def test_rows_whose_bytes_never_reached_the_disk_are_marked_lost(archive: Archive, keep: Keep) -> None:
    with WarcWriter(archive.warc_folder) as writer:
        for number in range(4):
            archive.mark_read(keep(archive, writer, f"http://a.test/{number}.html", b"<p>%d</p>" % number))
    archive.commit()
    (path,) = archive.warc_folder.iterdir()
    third = [place for place, _ in scan(path)][2]
    path.write_bytes(path.read_bytes()[: third.offset + 10])
    recovery = archive.recover()
    assert (recovery.lost, len(recovery.repaired)) == (2, 1)
    assert archive.last_capture("http://a.test/1.html") is not None
    assert archive.last_capture("http://a.test/2.html") is None
    with WarcWriter(archive.warc_folder) as writer:
        keep(archive, writer, "http://a.test/2.html", b"<p>2</p>")
    archive.commit()
    assert archive.recover() == Recovery()
    assert len(verify(archive.conn, archive.warc_folder).problems) == 2
