"""The CDXJ index: the keys other tools look up, sorted, and no record read twice."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.capture.cdxj import STATE, IndexedFile, index_files
from archive.capture.digest import payload_digest
from archive.capture.reader import read_capture
from archive.capture.surt import surt
from archive.capture.writer import WarcWriter
from archive.records import Capture, CapturePlace

PAGE = "<p>柳溪警方通报。</p>".encode()


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://www.gat.yunling.test/2025/1.html", "test,yunling,gat)/2025/1.html"),
        ("https://gat.test:443/A/B/", "test,gat)/a/b"),
        ("http://gat.test:8080/A/./B/../c//d/?b=2&a=1&A=0", "test,gat:8080)/a/c/d?a=0&a=1&b=2"),
        ("http://WWW2.gat.test", "test,gat)/"),
        ("http://gat.test/?", "test,gat)/"),
        ("http://gat.test/a?jsessionid=0123456789abcdef0123456789abcdef&b=1", "test,gat)/a?b=1"),
        ("http://gat.test/%D6%D0/%2541?k=%d6%d0 1#frag", "test,gat)/%d6%d0/a?k=%d6%d0%201"),
        ("http://user:secret@公安.test/警情", "test,xn--55q79v)/%e8%ad%a6%e6%83%85"),
        ("http://gat.test/../a/..", "test,gat)/.."),
        ("http://gat.test./x//", "test,gat)/x"),
        ("http://[half", "http://[half"),
        ("urn:isbn:1", "urn:isbn:1"),
    ],
)
def test_an_address_has_the_key_other_tools_give_it(url: str, key: str) -> None:
    assert surt(url) == key


def capture_of(number: int, **changes: object) -> Capture:
    payload = PAGE + b"%d" % number
    url = f"http://gat.yunling.test/{number % 7}.html?n={number}"
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    one = Capture("yunling_gat", url, "2025-12-20T12:00:00Z", 200, headers, payload, payload_digest(payload))
    return replace(one, **changes)  # type: ignore[arg-type]


def write(folder: Path, *captures: Capture, day: int = 20) -> list[CapturePlace]:
    with WarcWriter(folder, now=lambda: datetime(2025, 12, day, 12, tzinfo=UTC)) as writer:
        return [writer.write(one) for one in captures]


def entries(folder: Path) -> list[tuple[str, str, dict[str, str]]]:
    (path,) = folder.glob("*.cdxj")
    parted = [line.split(" ", 2) for line in path.read_text("ascii").splitlines()]
    return [(key, moment, json.loads(fields)) for key, moment, fields in parted]


def indexed(tmp_path: Path) -> list[IndexedFile]:
    return list(index_files(tmp_path / "warc", tmp_path / "cdxj"))


def test_every_line_leads_to_its_record_and_lines_are_sorted(tmp_path: Path) -> None:
    write(tmp_path / "warc", *(capture_of(number) for number in range(30)))
    assert [one.new for one in indexed(tmp_path)] == [30]
    lines = (tmp_path / "cdxj" / "jingwen-20251220-00001.cdxj").read_bytes().splitlines()
    assert lines == sorted(lines)
    for key, moment, fields in entries(tmp_path / "cdxj"):
        place = CapturePlace(fields["filename"], int(fields["offset"]), int(fields["length"]))
        found = read_capture(tmp_path / "warc", place)
        assert (found.url, surt(found.url), found.digest) == (fields["url"], key, fields["digest"])
        assert (moment, fields["mime"], fields["status"]) == ("20251220120000", "text/html", "200")


def test_a_revisit_is_told_to_be_one(tmp_path: Path) -> None:
    (first,) = write(tmp_path / "warc", capture_of(1))
    with WarcWriter(tmp_path / "warc", now=lambda: datetime(2025, 12, 20, tzinfo=UTC)) as writer:
        again = capture_of(1, captured_at="2025-12-21T00:00:00Z", status=304, payload=b"")
        writer.write(again, refers_to=first, refers_date="2025-12-20T12:00:00Z")
    indexed(tmp_path)
    kinds = [(fields["mime"], fields["status"], fields["digest"]) for _, _, fields in entries(tmp_path / "cdxj")]
    digest = capture_of(1).digest
    assert kinds == [("text/html", "200", digest), ("warc/revisit", "304", digest)]


def test_only_what_is_new_is_read(tmp_path: Path) -> None:
    write(tmp_path / "warc", *(capture_of(number) for number in range(10)))
    write(tmp_path / "warc", capture_of(10), day=21)
    assert [one.new for one in indexed(tmp_path)] == [10, 1]
    assert indexed(tmp_path) == []
    write(tmp_path / "warc", capture_of(11), capture_of(3, url="http://a.test/"), day=21)
    assert [(one.path.name, one.new) for one in indexed(tmp_path)] == [("jingwen-20251221-00001.warc.gz", 2)]
    lines = (tmp_path / "cdxj" / "jingwen-20251221-00001.cdxj").read_bytes().splitlines()
    assert len(lines) == 3 and lines == sorted(lines)


@pytest.mark.parametrize("lost", ["state", "index"])
def test_what_was_lost_of_the_index_is_made_anew_and_nothing_doubled(lost: str, tmp_path: Path) -> None:
    write(tmp_path / "warc", *(capture_of(number) for number in range(5)))
    indexed(tmp_path)
    before = entries(tmp_path / "cdxj")
    (tmp_path / "cdxj" / (STATE if lost == "state" else "jingwen-20251220-00001.cdxj")).unlink()
    assert [one.new for one in indexed(tmp_path)] == [5]
    assert entries(tmp_path / "cdxj") == before


def test_a_torn_end_is_told_and_a_file_cut_short_is_read_anew(tmp_path: Path) -> None:
    places = write(tmp_path / "warc", *(capture_of(number) for number in range(5)))
    indexed(tmp_path)
    path = tmp_path / "warc" / places[0].file
    path.write_bytes(path.read_bytes()[: places[3].offset + 100])
    (one,) = indexed(tmp_path)
    assert (one.new, one.unread) == (3, 100)
    assert len(entries(tmp_path / "cdxj")) == 3
