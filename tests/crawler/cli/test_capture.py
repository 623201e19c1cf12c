"""`jingwen capture`: what was received, byte for byte or safe for a terminal."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from archive.capture.digest import payload_digest
from archive.capture.writer import WarcWriter
from archive.records import Capture, CapturePlace
from archive.store.archive import Archive
from archive.store.captures import NewCapture
from tests.crawler.conftest import Jingwen, one_line

HEADERS = (("Content-Type", "text/html; charset=gbk"), ("X-Odd", "a\x1b]0;renamed\x07b"))
EVIL = "<title>\x1b[2J通报</title>\t<p>望江警方\x07通报。</p>\r\n<p>完。</p>".encode("gbk")
PICTURE = b"\x89PNG\r\n\0\0" + bytes(range(256))


def put(
    archive: Archive, writer: WarcWriter, url: str, payload: bytes, first: tuple[int, CapturePlace] | None = None
) -> tuple[int, CapturePlace]:
    """Keep a page, or say that it is that of the first again; its id and place."""
    at = "2025-11-05T01:02:03Z"
    capture = Capture("yunling_gat", url, at, 200, HEADERS, payload, payload_digest(payload))
    place = writer.write(capture, refers_to=first[1] if first else None, refers_date=at)
    row = NewCapture(
        None, "yunling_gat", url, "article", at, 200, "text/html", capture.digest, len(payload), place,
        refers_to=first[0] if first else None,
    )  # fmt: skip
    return archive.record_capture(row), place


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Path, int, int]:
    """An archive of a page that was received twice, and of a picture; the first id of each."""
    with Archive.open(tmp_path / "kept") as archive, WarcWriter(archive.warc_folder) as writer:
        page = put(archive, writer, "http://gat.yunling.test/1.html", EVIL)
        put(archive, writer, "http://gat.yunling.test/1.html", EVIL, page)
        picture = put(archive, writer, "http://gat.yunling.test/2.png", PICTURE)
    return tmp_path / "kept", page[0], picture[0]


def test_a_page_is_shown_decoded_and_moves_no_cursor(told: Jingwen, kept: tuple[Path, int, int]) -> None:
    data, page, _ = kept
    out = told("capture", "show", str(page), data=data).out
    for wanted in ("望江警方", "HTTP 200", payload_digest(EVIL), "http://gat.yunling.test/1.html"):
        assert wanted in out
    assert not [character for character in out if ord(character) < 0x20 and character != "\n"]
    assert "望江警方" not in told("capture", "show", str(page), "--headers", data=data).out


def test_a_picture_is_not_thrown_at_the_terminal(told: Jingwen, kept: tuple[Path, int, int]) -> None:
    data, _, picture = kept
    assert "264 bytes that are no text" in told("capture", "show", str(picture), data=data).out


@pytest.mark.parametrize("which", [1, 2])
def test_raw_gives_the_bytes_received_of_a_revisit_too(which: int, kept: tuple[Path, int, int]) -> None:
    data, page, _ = kept
    command = [sys.executable, "-m", "crawler.cli.main", "--data", str(data)]
    show = [*command, "capture", "show", str(page + which - 1), "--raw"]
    assert subprocess.run(show, capture_output=True, check=True).stdout == EVIL


def test_the_row_and_the_headers_are_given_to_programs(told: Jingwen, kept: tuple[Path, int, int]) -> None:
    data, page, _ = kept
    found = json.loads(told("capture", "show", str(page + 1), "--json", data=data).out)
    assert (found["id"], found["refers_to"], found["status"]) == (page + 1, page, 200)
    assert ["Content-Type", "text/html; charset=gbk"] in found["headers"]


def test_the_captures_of_an_address_are_listed_in_any_spelling(told: Jingwen, kept: tuple[Path, int, int]) -> None:
    data, page, _ = kept
    lines = told("capture", "list", "https://www.gat.yunling.test/1.html", data=data).out.splitlines()
    assert [int(line.split()[0]) for line in lines] == [page, page + 1]
    assert lines[1].endswith(f"as {page}")


def test_the_text_is_what_todays_rules_read(told: Jingwen, crawled: Path) -> None:
    with sqlite3.connect(crawled / "jingwen.db") as conn:
        article, capture, headline, text = conn.execute(
            "SELECT a.id, capture_id, headline, text FROM articles a JOIN article_text USING (id) LIMIT 1"
        ).fetchone()
    out = told("capture", "show", str(capture), "--text", data=crawled).out
    assert out.startswith(headline) and text.splitlines()[0] in out and "<p" not in out
    assert f" {capture} " in told("capture", "list", str(article), data=crawled).out


def test_an_index_is_written_and_then_has_nothing_to_do(told: Jingwen, kept: tuple[Path, int, int]) -> None:
    data, _, _ = kept
    assert "3 new records" in told("capture", "index", data=data).out
    assert "0 new records" in told("capture", "index", data=data).out
    (path,) = (data / "cdxj").glob("*.cdxj")
    assert len(path.read_text("ascii").splitlines()) == 3


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (("show", "99"), "no capture 99"),
        (("show", "1", "--raw", "--text"), "one of"),
        (("list", "http://nowhere.test/"), "nothing was captured"),
        (("list", "4711"), "nothing was captured"),
        (("show", "x"), "x"),
    ],
)
def test_wrong_words_end_in_one_line(
    asked: tuple[str, ...], wanted: str, told: Jingwen, kept: tuple[Path, int, int]
) -> None:
    one_line(told("capture", *asked, data=kept[0]), 2, wanted)


def test_damage_is_named(told: Jingwen, kept: tuple[Path, int, int]) -> None:
    data, page, _ = kept
    with sqlite3.connect(data / "jingwen.db") as conn:
        conn.execute("UPDATE captures SET length = length - 9 WHERE id = ?", (page,))
    one_line(told("capture", "show", str(page), data=data), 3, "jingwen verify")
