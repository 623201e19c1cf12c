"""Files of other hands: however they are compressed, all that is whole is read, and all that is not is told."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.capture import splitting
from archive.capture.foreign import Foreign, Passed, read_foreign
from archive.capture.members import members
from archive.capture.splitting import Broken, split_records
from archive.errors import UsageError
from archive.records import Capture

PAGE = "<p>云岭警方通报一起案件。</p>".encode("gbk")


def url(number: int) -> str:
    return f"http://news.test/{number}.html"


def written(count: int, *, gzip: bool = True, kind: str = "response", **headers: str) -> bytes:
    """A WARC of `count` pages by another writer than ours."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=gzip)
    writer.write_record(writer.create_warcinfo_record("other.warc.gz", {"software": "another"}))
    for number in range(count):
        told = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), *headers.items()], protocol="HTTP/1.1")
        payload = io.BytesIO(random.Random(number).randbytes(300) + PAGE)
        if kind == "resource":
            typed = {"Content-Type": "text/html"}
            record = writer.create_warc_record(url(number), kind, payload, warc_headers_dict=typed)
        else:
            record = writer.create_warc_record(url(number), kind, payload, http_headers=told)
        writer.write_record(record)
        writer.write_record(writer.create_warc_record(url(number), "request", http_headers=asked()))
    return stream.getvalue()


def asked() -> StatusAndHeaders:
    return StatusAndHeaders("GET / HTTP/1.1", [("Host", "news.test")], is_http_request=True)


def packaged(raw: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("archive/one.warc.gz", raw)
        package.writestr("archive/two.warc", written(2, gzip=False))
        package.writestr("pages/pages.jsonl", "{}")
    return stream.getvalue()


def read(folder: Path, raw: bytes, site: str = "") -> list[Foreign]:
    path = folder / "other.warc.gz"
    path.write_bytes(raw)
    return list(read_foreign(path, site=site))


def pages(found: list[Foreign]) -> list[str]:
    return [one.url for one in found if isinstance(one, Capture)]


@pytest.mark.parametrize(
    ("form", "count"),
    [
        (lambda: written(4), 4),
        (lambda: written(4, gzip=False), 4),
        (lambda: gzip.compress(written(4, gzip=False)), 4),  # the whole file as one member
        (lambda: gzip.compress(gzip.compress(written(4))), 4),
        (lambda: written(4, kind="resource"), 4),
        (lambda: packaged(written(4)), 6),
        (lambda: packaged(gzip.compress(written(4))), 6),
        (lambda: b"", None),
        (lambda: b"no WARC at all\n" * 50, None),
        (lambda: gzip.compress(b"no WARC at all\n" * 50), None),
        (lambda: b"PK\x03\x04 and nothing more", None),
    ],
)
def test_however_it_is_compressed(form: Callable[[], bytes], count: int | None, tmp_path: Path) -> None:
    if count is None:
        with pytest.raises(UsageError, match=r"other\.warc\.gz"):
            read(tmp_path, form())
        return
    found = read(tmp_path, form(), site="elsewhere")
    assert pages(found)[:4] == [url(number) for number in range(4)]
    assert len(found) == count
    for one in found:
        assert isinstance(one, Capture)
        assert (one.site, one.status, one.payload[300:]) == ("elsewhere", 200, PAGE)


def test_encodings_are_undone_and_fractions_of_seconds_dropped(tmp_path: Path) -> None:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True, warc_version="1.1")
    headers = [("Content-Type", "text/html"), ("Content-Encoding", "gzip")]
    told = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
    record = writer.create_warc_record(
        url(1), "response", io.BytesIO(gzip.compress(PAGE)), http_headers=told,
        warc_headers_dict={"WARC-Date": "2025-12-20T12:00:00.123456Z"},
    )  # fmt: skip
    writer.write_record(record)
    writer.write_record(
        writer.create_revisit_record(url(1), "sha1:x", url(1), "2025-12-20T12:00:00Z", http_headers=told)
    )
    capture, passed = read(tmp_path, stream.getvalue())
    assert isinstance(capture, Capture)
    assert (capture.payload, capture.captured_at) == (PAGE, "2025-12-20T12:00:00Z")
    assert passed == Passed("revisit records")


def test_every_flipped_bit_costs_one_record_at_most_and_is_told() -> None:
    raw = written(30)
    whole = [one for one in split_records(io.BytesIO(raw), "x") if not isinstance(one, Broken)]
    chance = random.Random(3)
    for _ in range(150):
        damaged = bytearray(raw)
        damaged[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        found = list(split_records(io.BytesIO(bytes(damaged)), "x"))
        left = [one for one in found if not isinstance(one, Broken)]
        told = [one for one in found if isinstance(one, Broken)]
        assert len(left) >= len(whole) - 1
        assert set(left) <= set(whole)
        assert told or left == whole


def test_damage_in_a_file_that_is_not_compressed_costs_the_record_alone(tmp_path: Path) -> None:
    raw = bytearray(written(5, gzip=False))
    start = raw.rindex(b"WARC/1.0", 0, raw.index(url(2).encode()))
    raw[start : start + 4] = b"XXXX"
    found = read(tmp_path, bytes(raw))
    assert [one for one in found if isinstance(one, Broken)] == [
        Broken("other.warc.gz", start, "no record begins here")
    ]
    assert pages(found) == [url(number) for number in (0, 1, 3, 4)]


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_whose_beginning_is_damaged_is_still_read(packed: bool, tmp_path: Path) -> None:
    raw = written(3, gzip=packed)
    assert pages(read(tmp_path, b"\x1f\x8b\x08XX" + raw[5:] if packed else b"XXXXX" + raw[5:])) == [
        url(number) for number in range(3)
    ]


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_that_is_cut_short_gives_what_is_whole(packed: bool, tmp_path: Path) -> None:
    raw = written(5, gzip=packed)
    found = read(tmp_path, raw[:-30])
    *whole, last = found
    assert pages(whole) == [url(number) for number in range(5)]
    assert isinstance(last, Broken) and "cut short" in last.why


def test_a_place_that_is_told_is_where_the_record_begins(tmp_path: Path) -> None:
    path = tmp_path / "other.warc.gz"
    path.write_bytes(written(6))
    places = [(offset, length) for offset, length, _ in members(path)]
    raw = bytearray(path.read_bytes())
    raw[places[5][0] + places[5][1] - 6] ^= 1  # its checksum
    (broken,) = [one for one in split_records(io.BytesIO(bytes(raw)), "x") if isinstance(one, Broken)]
    assert broken.offset == places[5][0]
    plain = written(6, gzip=False)
    for offset, record in (one for one in split_records(io.BytesIO(plain), "x") if not isinstance(one, Broken)):
        assert plain[offset : offset + len(record)] == record


def test_a_record_too_large_to_hold_is_stepped_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "MOST_BYTES", 100)
    found = read(tmp_path, written(3))
    assert all(isinstance(one, Broken) and "more than 100" in one.why for one in found) and len(found) >= 3


def test_a_member_of_a_package_that_is_none_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    found = read(tmp_path, packaged(b"not a WARC"))
    assert found[0] == Broken("other.warc.gz/archive/one.warc.gz", 0, "is no WARC file")
    assert len(pages(found)) == 2


def test_an_arc_file_is_read(tmp_path: Path) -> None:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    heading = b"1 0 Jingwen\nURL IP-address Archive-date Content-type Archive-length\n"
    arc = b"filedesc://x.arc 0.0.0.0 20051220120000 text/plain %d\n%s\n" % (len(heading), heading)
    arc += b"%s 127.0.0.1 20051220120000 text/html %d\n%s\n" % (url(1).encode(), len(body), body)
    (capture,) = [one for one in read(tmp_path, arc) if isinstance(one, Capture)]
    assert (capture.url, capture.payload, capture.captured_at) == (url(1), PAGE, "2005-12-20T12:00:00Z")


def test_a_file_that_is_not_there_is_said_not_to_be(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="absent"):
        list(read_foreign(tmp_path / "absent.warc"))
