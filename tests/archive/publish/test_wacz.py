"""A WACZ holds what an extract rests on: every record found by its index, every file by its hash."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from archive.capture.digest import payload_digest
from archive.capture.members import unpack
from archive.capture.warc import read_record
from archive.capture.writer import WarcWriter
from archive.publish import wacz, wacz_index
from archive.publish.rows import select_rows
from archive.publish.wacz import Extract, Packed, write_wacz
from archive.publish.wacz_index import SortedLines, write_blocks
from archive.records import Article, Capture
from archive.store.archive import Archive
from archive.store.captures import NewCapture
from archive.store.readonly import connect

FIRST, AGAIN = "2025-12-20T01:00:00Z", "2025-12-27T01:00:00Z"
URL = "http://gat.yunling.test/2025/{}.html"


class Shelf:
    """Keeps pages as a crawl does: a story, the same bytes a week later, and another story."""

    def __init__(self, data: Path) -> None:
        self.data = data
        with Archive.open(data) as archive, WarcWriter(archive.warc_folder) as writer:
            self.first = self.keep(archive, writer, 1, FIRST)
            self.again = self.keep(archive, writer, 1, AGAIN, repeats=self.first)
            self.other = self.keep(archive, writer, 2, FIRST)
            bare = Article(URL.format(3), "yunling_gat", "没有抓取记录的通报", paragraphs=("没有抓取记录。",))
            archive.add(bare, [])

    def keep(self, archive: Archive, writer: WarcWriter, number: int, at: str, repeats: int = 0) -> int:
        payload = f"<h1>望江警方第{number}号通报</h1>".encode()
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        capture = Capture("yunling_gat", URL.format(number), at, 200, headers, payload, payload_digest(payload))
        first = archive.last_capture(capture.url) if repeats else None
        place = writer.write(
            capture, request_headers=(("User-Agent", "jingwen"),), refers_to=first.place if first else None,
            refers_date=first.captured_at if first else "",
        )  # fmt: skip
        row = NewCapture(
            None, "yunling_gat", capture.url, "article", at, 200, "text/html", capture.digest, len(payload), place,
            refers_to=repeats or None,
        )  # fmt: skip
        capture_id = archive.record_capture(row)
        text = f"望江警方第{number}号：" + "警方提醒市民注意防范电信诈骗。" * (3 + 9 * number)
        archive.add(Article(capture.url, "yunling_gat", f"第{number}号通报", paragraphs=(text,)), [capture_id])
        return capture_id

    def packed(self, query: str = "") -> tuple[zipfile.ZipFile, Packed]:
        stream = io.BytesIO()
        with closing(connect(self.data)) as conn:
            told = write_wacz(conn, self.data / "warc", select_rows(conn, query=query), stream, Extract("通报"))
        return zipfile.ZipFile(stream), told


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "kept")


def lines_of(package: zipfile.ZipFile) -> Iterator[tuple[str, str, dict[str, str]]]:
    for line in gzip.decompress(package.read("indexes/index.cdx.gz")).decode("ascii").splitlines():
        key, moment, fields = line.split(" ", 2)
        yield key, moment, json.loads(fields)


def test_every_file_is_in_the_data_package_with_its_hash(shelf: Shelf) -> None:
    package, _ = shelf.packed()
    described = json.loads(package.read("datapackage.json"))
    assert (described["profile"], described["wacz_version"], described["title"]) == ("data-package", "1.1.1", "通报")
    listed = {one["path"]: (one["hash"], one["bytes"]) for one in described["resources"]}
    digest = json.loads(package.read("datapackage-digest.json"))
    assert digest["hash"] == f"sha256:{sha256(package.read('datapackage.json')).hexdigest()}"
    assert set(package.namelist()) == {*listed, "datapackage.json", "datapackage-digest.json"}
    for path, told in listed.items():
        assert (f"sha256:{sha256(package.read(path)).hexdigest()}", len(package.read(path))) == told
    stored = {one.filename for one in package.infolist() if one.compress_type == zipfile.ZIP_STORED}
    assert stored == {"archive/jingwen-00001.warc.gz", "indexes/index.cdx.gz"}


def test_every_line_of_the_index_leads_to_its_record(shelf: Shelf) -> None:
    package, told = shelf.packed()
    warc = package.read("archive/jingwen-00001.warc.gz")
    found = []
    for _, moment, fields in lines_of(package):
        start = int(fields["offset"])
        raw = unpack(warc[start : start + int(fields["length"])])
        read = read_record(raw) if raw else None
        assert read is not None and read[0].url == fields["url"]
        found.append((fields["url"][-6:], moment, fields["mime"]))
    assert found == [
        ("1.html", "20251220010000", "text/html"),
        ("1.html", "20251227010000", "warc/revisit"),
        ("2.html", "20251220010000", "text/html"),
    ]
    assert (told.articles, told.records) == (2, 3)
    assert warc.count(b"\x1f\x8b\x08") >= 7  # a warcinfo, and a request with each answer


def test_a_query_takes_its_articles_alone_with_all_their_captures(shelf: Shelf) -> None:
    package, told = shelf.packed("第1号")
    assert (told.articles, told.records, told.missing) == (1, 2, [])
    heading, *pages = [json.loads(line) for line in package.read("pages/pages.jsonl").splitlines()]
    assert (heading["format"], heading["hasText"]) == ("json-pages-1.0", True)
    assert [(page["url"], page["ts"], page["title"]) for page in pages] == [
        (URL.format(1), AGAIN, "第1号通报"), (URL.format(1), FIRST, "第1号通报"),
    ]  # fmt: skip
    assert "诈骗" in pages[0]["text"] and "text" not in pages[1]


def test_what_cannot_be_read_is_left_out_and_named(shelf: Shelf) -> None:
    (path,) = (shelf.data / "warc").iterdir()
    with closing(connect(shelf.data)) as conn:
        (end,) = conn.execute("SELECT offset + length FROM captures WHERE id = ?", (shelf.other,)).fetchone()
    raw = bytearray(path.read_bytes())
    raw[end - 30] ^= 1
    path.write_bytes(raw)
    package, told = shelf.packed()
    damaged, bare = sorted(told.missing, reverse=True)
    assert damaged.startswith(f"capture {shelf.other}: ") and path.name in damaged
    assert bare.startswith("article ") and "without a capture" in bare
    assert len(list(lines_of(package))) == told.records == 2


def test_an_extract_of_nothing_is_a_package_of_nothing(shelf: Shelf) -> None:
    package, told = shelf.packed("不存在的词语")
    assert (told.articles, told.records) == (0, 0)
    assert list(lines_of(package)) == []
    assert len(package.read("pages/pages.jsonl").splitlines()) == 1


def test_a_large_extract_is_several_warcs(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wacz, "MOST_BYTES", 1000)
    package, _ = shelf.packed()
    names = {fields["filename"] for _, _, fields in lines_of(package)}
    assert names == {"jingwen-00001.warc.gz", "jingwen-00002.warc.gz"}


def test_lines_are_sorted_on_disk_as_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wacz_index, "AT_ONCE", 7)
    monkeypatch.setattr(wacz_index, "BLOCK", 4)
    written = [f"key{number * 37 % 50:02d} 2025 {{}}\n" for number in range(60)]
    with SortedLines() as lines:
        for line in written:
            lines.add(line)
        stream = io.BytesIO()
        heading, *blocks = write_blocks(lines, stream, "index.cdx.gz")
    wanted = sorted(set(written))
    assert gzip.decompress(stream.getvalue()).decode() == "".join(wanted)
    assert heading.startswith("!meta 0 {") and len(blocks) == -(-len(wanted) // 4)
    key, moment, fields = blocks[1].split(" ", 2)
    where = json.loads(fields)
    block = gzip.decompress(stream.getvalue()[where["offset"] : where["offset"] + where["length"]]).decode()
    assert block.splitlines(keepends=True) == wanted[4:8] and block.startswith(f"{key} {moment}")


def test_a_full_disk_leaves_nothing_half_written(shelf: Shelf) -> None:
    class Full(io.BytesIO):
        def write(self, raw: object, /) -> int:
            raise OSError(28, "No space left on device")

    with closing(connect(shelf.data)) as conn, pytest.raises(OSError, match="No space"):
        write_wacz(conn, shelf.data / "warc", select_rows(conn), Full(), Extract("通报"))
