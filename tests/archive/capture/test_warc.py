"""WARC files: what is written comes back, byte for byte, for us and for warcio."""

from __future__ import annotations

import contextlib
import os
import resource
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from archive.capture.digest import payload_digest
from archive.capture.reader import read_capture, scan
from archive.capture.writer import WarcWriter
from archive.errors import ArchiveDamaged, NoPermission, NoRoom
from archive.records import ArticleLink, Capture, CapturePlace

PAGE = "<html><meta charset=gbk><p>云岭警方通报一起案件。</p></html>".encode("gbk")
HEADERS = (
    ("Content-Type", "text/html; charset=gb2312"),
    ("Content-Encoding", "gzip"),
    ("Transfer-Encoding", "chunked"),
    ("ETag", '"v1"'),
    ("Content-Length", "7"),
)


def noon() -> datetime:
    return datetime(2025, 12, 20, 12, 0, tzinfo=UTC)


def capture_of(payload: bytes = PAGE, url: str = "http://news.test/a?id=1", **changes: object) -> Capture:
    values = {
        "site": "yunling_gat",
        "url": url,
        "captured_at": "2025-12-20T12:00:00Z",
        "status": 200,
        "headers": HEADERS,
        "payload": payload,
        "digest": payload_digest(payload),
        **changes,
    }
    return Capture(**values)  # type: ignore[arg-type]


def test_a_capture_comes_back(tmp_path: Path) -> None:
    with WarcWriter(tmp_path, now=noon) as writer:
        place = writer.write(capture_of(), request_headers=[("User-Agent", "jingwen")])
    assert place.file == "jingwen-20251220-00001.warc.gz"
    got = read_capture(tmp_path, place, link=ArticleLink("http://news.test/a?id=1", "通报"))
    assert (got.site, got.url, got.captured_at, got.status) == (
        "yunling_gat",
        "http://news.test/a?id=1",
        "2025-12-20T12:00:00Z",
        200,
    )
    assert got.payload == PAGE
    assert got.digest == payload_digest(PAGE)
    assert got.link is not None and got.link.headline == "通报"
    assert got.header("etag") == '"v1"'
    assert got.header("Content-Length") == str(len(PAGE))
    assert got.header("Content-Encoding") == ""
    assert got.header("X-Crawler-Content-Encoding") == "gzip"
    assert got.header("X-Crawler-Transfer-Encoding") == "chunked"


def test_warcio_reads_and_checks_what_was_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with WarcWriter(tmp_path, now=noon) as writer:
        first = writer.write(capture_of(), request_headers=[("User-Agent", "jingwen")])
        writer.write(capture_of(), refers_to=first, refers_date="2025-12-20T12:00:00Z")
    path = tmp_path / first.file
    with path.open("rb") as stream:
        kinds = [(record.rec_type, record.rec_headers.get_header("WARC-Type")) for record in ArchiveIterator(stream)]
    assert [kind for kind, _ in kinds] == ["warcinfo", "response", "request", "revisit", "request"]

    class Options:
        inputs = (str(path),)
        verbose = False

    assert Checker(Options()).process_all() == 0, capsys.readouterr().out


def test_a_request_record_names_host_and_path(tmp_path: Path) -> None:
    with WarcWriter(tmp_path, now=noon) as writer:
        place = writer.write(capture_of(), request_headers=[("User-Agent", "jingwen")], method="HEAD")
    with (tmp_path / place.file).open("rb") as stream:
        request = next(record for record in ArchiveIterator(stream) if record.rec_type == "request")
    assert request.http_headers.get_header("Host") == "news.test"
    assert request.http_headers.protocol + " " + request.http_headers.statusline == "HEAD /a?id=1 HTTP/1.1"


def test_a_revisit_gives_the_payload_it_refers_to(tmp_path: Path) -> None:
    with WarcWriter(tmp_path, now=noon) as writer:
        first = writer.write(capture_of())
        again = writer.write(
            capture_of(captured_at="2025-12-21T00:00:00Z"), refers_to=first, refers_date="2025-12-20T12:00:00Z"
        )
        unmodified = writer.write(
            capture_of(b"", status=304, captured_at="2025-12-22T00:00:00Z"),
            refers_to=first,
            refers_date="2025-12-20T12:00:00Z",
        )
    assert again.length < first.length + 200
    got = read_capture(tmp_path, again)
    assert (got.payload, got.captured_at) == (PAGE, "2025-12-21T00:00:00Z")
    assert read_capture(tmp_path, unmodified).status == 304
    assert read_capture(tmp_path, unmodified).payload == PAGE
    assert [place for place, _ in scan(tmp_path / first.file)] == [first]


def test_files_turn_with_the_day_and_the_size(tmp_path: Path) -> None:
    moments = [noon()]
    with WarcWriter(tmp_path, max_bytes=2000, now=lambda: moments[-1]) as writer:
        files = {writer.write(capture_of(os.urandom(900))).file for _ in range(4)}
        moments.append(datetime(2025, 12, 21, 0, 0, 1, tzinfo=UTC))
        files.add(writer.write(capture_of()).file)
    assert len(files) >= 3
    assert max(files) == "jingwen-20251221-00001.warc.gz"
    assert sum(len(list(scan(tmp_path / name))) for name in files) == 5


def test_a_second_writer_continues_the_file_of_the_day(tmp_path: Path) -> None:
    with WarcWriter(tmp_path, now=noon) as writer:
        first = writer.write(capture_of())
    with WarcWriter(tmp_path, now=noon) as writer:
        second = writer.write(capture_of(b"another page"))
    assert second.file == first.file and second.offset > first.offset
    assert read_capture(tmp_path, second).payload == b"another page"


@pytest.mark.parametrize(
    "changed",
    [
        {"offset": 3},
        {"offset": 10**9},
        {"length": 40},
        {"file": "jingwen-19990101-00001.warc.gz"},
        {"file": "../secret"},
        {"file": ""},
    ],
)
def test_a_wrong_place_is_damage_that_names_the_file(tmp_path: Path, changed: dict[str, object]) -> None:
    with WarcWriter(tmp_path, now=noon) as writer:
        place = writer.write(capture_of())
    wrong = CapturePlace(**{"file": place.file, "offset": place.offset, "length": place.length, **changed})  # type: ignore[arg-type]
    with pytest.raises(ArchiveDamaged) as raised:
        read_capture(tmp_path, wrong)
    assert str(wrong.file) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_flipped_bit_is_found(tmp_path: Path) -> None:
    with WarcWriter(tmp_path, now=noon) as writer:
        place = writer.write(capture_of())
    path = tmp_path / place.file
    damaged = bytearray(path.read_bytes())
    damaged[place.offset + place.length // 2] ^= 0x10
    path.write_bytes(damaged)
    with pytest.raises(ArchiveDamaged, match=place.file):
        read_capture(tmp_path, place)


@contextlib.contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes: the system then cuts writes short, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_the_file_whole(tmp_path: Path) -> None:
    with WarcWriter(tmp_path, now=noon) as writer:
        kept = writer.write(capture_of())
        path = tmp_path / kept.file
        size = path.stat().st_size
        with room_for(size + 50), pytest.raises(NoRoom, match="free some space"):
            writer.write(capture_of(b"lost"))
        assert path.stat().st_size == size
        after = writer.write(capture_of(b"kept"))
    assert [place for place, _ in scan(path)] == [kept, after]
    assert read_capture(tmp_path, after).payload == b"kept"


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    blocked = tmp_path / "warc"
    blocked.write_text("a file where the folder should be")
    with pytest.raises(NoPermission, match="warc"):
        WarcWriter(blocked, now=noon).write(capture_of())


_HEADER = st.text(alphabet=st.characters(blacklist_categories=("Cs",), max_codepoint=0x2FFF), max_size=30)


@settings(max_examples=60, deadline=None)
@example(payload=b"", value=";\x80=0", status=100)
@given(payload=st.binary(max_size=400), value=_HEADER, status=st.integers(100, 599))
def test_whatever_a_server_sends_is_kept(
    tmp_path_factory: pytest.TempPathFactory, payload: bytes, value: str, status: int
) -> None:
    folder = tmp_path_factory.mktemp("warc")
    sent = capture_of(payload, headers=(("X-Odd", value), ("", "nameless")), status=status)
    with WarcWriter(folder, now=noon) as writer:
        place = writer.write(sent)
    got = read_capture(folder, place)
    assert (got.payload, got.status, got.url, got.digest) == (payload, status, sent.url, sent.digest)
