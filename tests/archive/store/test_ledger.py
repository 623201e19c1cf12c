"""The ledgers of links and captures: what is still to do, and what was last received."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archive.capture.writer import WarcWriter
from archive.records import ArticleLink, CapturePlace, Issue
from archive.store.archive import Archive
from archive.store.captures import NewCapture
from archive.store.readonly import connect
from archive.store.status import status
from archive.store.verify import verify

Keep = Callable[..., int]

ONE = ArticleLink("http://a.test/1.html", "一", "2025-12-20", "要闻", "01")
TWO = ArticleLink("http://a.test/2.html", "二")


def test_links_are_offered_once_until_they_are_done(archive: Archive) -> None:
    spelled_otherwise = ArticleLink("https://www.a.test/1.html?utm_source=x", "一")
    assert archive.offer("s", [ONE, TWO, spelled_otherwise], found_on="http://a.test/") == [ONE, TWO]
    assert archive.offer("s", [TWO, ONE]) == [TWO, ONE]
    archive.settle(ONE.url, "done")
    archive.settle("https://a.test/2.html", "skipped")
    assert archive.offer("s", [ONE, TWO]) == []
    assert archive.pending("s") == []
    assert archive.known(TWO.url) and not archive.known("http://a.test/3.html")


def test_pending_links_come_back_whole(archive: Archive) -> None:
    archive.offer("s", [ONE])
    archive.offer("s", [TWO], kind="list")
    archive.offer("other", [ArticleLink("http://b.test/")])
    assert [(one.kind, one.link, one.tries) for one in archive.pending("s")] == [("article", ONE, 0), ("list", TWO, 0)]


@pytest.mark.parametrize(("failure", "tries"), [("timeout", 3), ("http_404", 1)])
def test_a_failure_that_may_pass_is_tried_three_times(archive: Archive, failure: str, tries: int) -> None:
    archive.offer("s", [ONE])
    for _ in range(tries):
        assert archive.pending("s")
        archive.settle(ONE.url, "failed", failure)
    assert archive.pending("s") == []
    assert archive.offer("s", [ONE]) == []
    assert archive.conn.execute("SELECT state, failure, tries FROM links").fetchone() == ("failed", failure, tries)


def test_only_whole_read_captures_count_as_last(archive: Archive, keep: Keep) -> None:
    url = "http://a.test/list.html"
    with WarcWriter(archive.warc_folder) as writer:
        first = keep(archive, writer, url, b"<ul>1</ul>", kind="list")
        assert archive.last_capture(url) is None
        archive.mark_read(first)
        last = archive.last_capture("https://www.a.test/list.html")
        assert last is not None and (last.id, last.etag) == (first, '"e"')
        second = keep(archive, writer, url, b"<ul>2</ul>", kind="list")
        archive.mark_read(second, "failed")
        assert archive.last_capture(url) == last


def test_a_revisit_counts_with_the_place_that_has_the_bytes(archive: Archive) -> None:
    url, place = "http://a.test/list.html", CapturePlace("f.warc.gz", 0, 100)
    base = NewCapture(
        None, "s", url, "list", "2025-12-20T00:00:00Z", 200, "text/html", "sha256:1", 9, place, etag='"1"'
    )
    first = archive.record_capture(base)
    archive.mark_read(first)
    again = archive.record_capture(
        NewCapture(
            None, "s", url, "list", "2025-12-21T00:00:00Z", 200, "text/html", "sha256:1", 9,
            CapturePlace("f.warc.gz", 500, 50), refers_to=first, etag='"2"',
        )
    )  # fmt: skip
    archive.mark_read(again)
    unmodified = archive.record_capture(
        NewCapture(
            None, "s", url, "list", "2025-12-22T00:00:00Z", 304, "", "sha256:1", 0,
            CapturePlace("f.warc.gz", 600, 50), refers_to=first,
        )
    )  # fmt: skip
    last = archive.last_capture(url)
    assert last is not None
    assert (last.id, last.place, last.captured_at, last.etag) == (first, place, "2025-12-20T00:00:00Z", '"2"')
    assert archive.unread() == [] and unmodified > again


def test_unread_captures_carry_what_the_ledger_knows(archive: Archive, keep: Keep) -> None:
    archive.offer("yunling_gat", [ONE])
    with WarcWriter(archive.warc_folder) as writer:
        capture = keep(archive, writer, ONE.url, b"<p>1</p>")
    (unread,) = archive.unread("yunling_gat")
    assert (unread.id, unread.kind, unread.link, unread.part) == (capture, "article", ONE, 1)
    assert archive.unread("elsewhere") == []
    archive.mark_read(capture)
    assert archive.unread() == []


def test_verify_names_what_is_missing_moved_or_changed(archive: Archive, keep: Keep) -> None:
    with WarcWriter(archive.warc_folder) as writer:
        captures = [keep(archive, writer, f"http://a.test/{n}.html", b"<p>%d</p>" % n) for n in range(5)]
    good = verify(archive.conn, archive.warc_folder)
    assert (good.checked, good.problems) == (5, ())
    change = archive.conn.execute
    change("UPDATE captures SET file = 'absent.warc.gz' WHERE id = ?", (captures[0],))
    change("UPDATE captures SET offset = offset + 5 WHERE id = ?", (captures[1],))
    change("UPDATE captures SET digest = 'sha256:0' WHERE id = ?", (captures[2],))
    change("UPDATE captures SET captured_at = '2024-01-01T00:00:00Z' WHERE id = ?", (captures[3],))
    problems = {one.capture_id: one.problem for one in verify(archive.conn, archive.warc_folder).problems}
    assert set(problems) == set(captures[:4])
    assert "missing file" in problems[captures[0]]
    assert "no whole capture" in problems[captures[1]]
    assert "digest mismatch" in problems[captures[2]]
    assert "wrong row" in problems[captures[3]] and "2024-01-01" in problems[captures[3]]
    assert verify(archive.conn, archive.warc_folder, sample=2).checked == 2


def test_status_counts_what_is_there(archive: Archive, keep: Keep) -> None:
    archive.offer("yunling_gat", [ONE, TWO])
    with WarcWriter(archive.warc_folder) as writer:
        keep(archive, writer, ONE.url, b"<p>1</p>")
    run = archive.start_run("yunling_gat")
    archive.report(run, Issue("yunling_gat", ONE.url, "timeout", "no answer in 30 s"))
    archive.commit()
    conn = connect(archive.data_dir)
    got = status(conn)
    conn.close()
    assert (got.articles, got.captures, got.unread, got.pending, got.bytes) == (0, 1, 1, 2, 8)
    assert [(site.name, site.region, site.outcome) for site in got.sites] == [("yunling_gat", "云岭省", "running")]
    assert [(issue.failure, issue.url) for issue in got.issues] == [("timeout", ONE.url)]
