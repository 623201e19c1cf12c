"""A search taken as WACZ from the page: the bytes the command gives, bounded, and nothing that is withheld."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from archive.capture.digest import payload_digest
from archive.capture.members import unpack
from archive.capture.warc import read_record
from datasette_config import packages
from datasette_config.packages import packable
from tests.datasette_config.conftest import PICTURES, gradient

OF = "SELECT digest FROM captures WHERE article_id = ? AND kind = 'article'"


def copied(room: Any, folder: Path) -> Path:
    shutil.copytree(room.folder, folder, ignore=shutil.ignore_patterns("lock"))
    return folder / "jingwen.db"


async def taken(datasette: Any, asked: str) -> zipfile.ZipFile:
    answer = await datasette.client.get(f"/-/extract.wacz?{asked}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/wacz"), answer.text
    assert answer.headers["content-disposition"].endswith('.wacz"')
    return zipfile.ZipFile(io.BytesIO(answer.content))


def index(package: zipfile.ZipFile) -> list[dict[str, str]]:
    lines = gzip.decompress(package.read("indexes/index.cdx.gz")).decode("ascii").splitlines()
    return [json.loads(line.split(" ", 2)[2]) for line in lines]


def digests(package: zipfile.ZipFile) -> set[str]:
    return {fields["digest"] for fields in index(package)}


def pages(package: zipfile.ZipFile) -> list[dict[str, Any]]:
    return [json.loads(line) for line in package.read("pages/pages.jsonl").splitlines()[1:]]


async def test_the_answer_is_a_valid_package_of_what_the_search_finds(datasette: Any) -> None:
    package = await taken(datasette, "q=詐騙")
    assert package.testzip() is None
    for one in json.loads(package.read("datapackage.json"))["resources"]:
        raw = package.read(one["path"])
        assert (one["hash"], one["bytes"]) == (f"sha256:{sha256(raw).hexdigest()}", len(raw))
    warc = package.read("archive/jingwen-00001.warc.gz")
    for fields in index(package):
        start = int(fields["offset"])
        read = read_record(unpack(warc[start : start + int(fields["length"])]) or b"")
        assert read is not None and read[0].url == fields["url"]
    found = (await datasette.client.get("/jingwen/articles.json?_search=诈骗&_shape=array&_size=max")).json()
    assert {page["title"] for page in pages(package)} == {article["headline"] for article in found}


async def test_it_is_what_the_command_gives_but_for_dates(datasette: Any, reading_room: Any, tmp_path: Path) -> None:
    target = tmp_path / "x.wacz"
    words = ("export", "--format", "wacz", "--query", "派出所", "--region", "海湾省", "--since", "2024-01-01")
    command = [sys.executable, "-m", "crawler.cli.main", "--data", str(reading_room.folder), *words, "-o", str(target)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    ours, theirs = await taken(datasette, "q=派出所&region=海湾省&since=2024-01-01"), zipfile.ZipFile(target)
    assert ours.namelist() == theirs.namelist()
    assert pages(ours) == pages(theirs) != []
    told = [json.loads(one.read("datapackage.json")) for one in (ours, theirs)]
    assert told[0]["title"] == told[1]["title"] == "警闻 jingwen: query 派出所; region 海湾省; since 2024-01-01"
    records = [one.read("archive/jingwen-00001.warc.gz").split(b"\x1f\x8b\x08")[2:] for one in (ours, theirs)]
    assert records[0] == records[1]  # all but the warcinfo, which says when it was written


@pytest.mark.parametrize("asked", ["q=-诈骗", "q=“", "since=nonsense"])
async def test_a_wrong_search_gets_a_clear_error(datasette: Any, asked: str) -> None:
    answer = await datasette.client.get(f"/-/extract.wacz?{asked}")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "text/plain; charset=utf-8")
    assert answer.text.strip()


async def test_too_many_articles_or_bytes_are_refused_with_the_way_out(
    datasette: Any, reading_room: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite3.connect(f"file:{reading_room.database}?mode=ro", uri=True) as conn:
        assert len(packable(conn, "派出所", packages.Narrowing())) > 20
    monkeypatch.setattr(packages, "MOST_BYTES", 1000)
    answer = await datasette.client.get("/-/extract.wacz?q=派出所")
    assert answer.status_code == 400
    assert "jingwen export --format wacz" in answer.text and "narrow the search" in answer.text
    monkeypatch.setattr(packages, "MOST_BYTES", 10**9)
    monkeypatch.setattr(packages, "MOST_ARTICLES", 20)
    assert (await datasette.client.get("/-/extract.wacz?q=派出所")).text == answer.text
    assert (await datasette.client.get("/-/extract.wacz?q=5G网络")).status_code == 200


async def test_what_takes_too_long_to_find_is_refused(datasette: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "LOOKING_MS", 0)
    answer = await datasette.client.get("/-/extract.wacz?q=派出所")
    assert (answer.status_code, "too slow" in answer.text) == (400, True)


async def test_a_published_copy_has_none_and_offers_none(reading_room: Any, serve: Any, tmp_path: Path) -> None:
    shutil.copy(reading_room.database, tmp_path / "jingwen.db")
    room = serve(tmp_path / "jingwen.db")
    answer = await room.client.get("/-/extract.wacz?q=5G网络")
    assert (answer.status_code, "no WARC files" in answer.text) == (400, True)
    assert "extract.wacz" not in (await room.client.get("/-/search?q=5G网络")).text


async def test_the_search_page_offers_it_where_the_bytes_are(datasette: Any) -> None:
    assert "/-/extract.wacz?q=5G" in (await datasette.client.get("/-/search?q=5G网络")).text


async def test_what_is_withheld_stays_out_with_its_copies_and_what_repeats_it(
    reading_room: Any, serve: Any, tmp_path: Path
) -> None:
    database = copied(reading_room, tmp_path / "room")
    room = serve(database)
    every = digests(await taken(room, "q="))
    with sqlite3.connect(database) as conn:
        of = {
            number: [row[0] for row in conn.execute(OF, (number,))]
            for number in (reading_room.copied, reading_room.network, reading_room.traditional, reading_room.evil)
        }
        assert len(of[reading_room.copied]) == 3  # the article's page and its reprints'
        note = "INSERT INTO redactions(article_id, action, reason, at, rules) VALUES (?, 'mask', '当事人申请', '', '')"
        conn.execute(note, (reading_room.copied,))
        # an address filed under another article before, and last under the withheld one; so is that of `evil`
        again = (
            "INSERT INTO captures(site, url, key, kind, captured_at, status, digest, size, file, offset, length, state,"
            " article_id) SELECT site, url, key, kind, captured_at, 200, 'x', 1, 'none.warc.gz', 0, 1,"
            " 'read', ?1 FROM captures WHERE article_id = ?2 AND kind = 'article'"
        )
        conn.execute(again, (reading_room.copied, reading_room.network))
        # a capture that repeats the bytes of one withheld
        held = "(SELECT min(id) FROM captures WHERE article_id = ?)"
        repeats = f"UPDATE captures SET refers_to = {held} WHERE article_id = ?"
        conn.execute(repeats, (reading_room.copied, reading_room.traditional))
        shown = "SELECT id FROM captures WHERE article_id = ? AND kind = 'article' AND file <> 'none.warc.gz'"
        held = [number for article in of for (number,) in conn.execute(shown, (article,))]
    for capture in held:
        assert (await room.client.get(f"/-/capture/{capture}.txt")).status_code == 451
    package = await taken(room, "q=")
    pictures = {payload_digest(gradient(one.url)) for one in PICTURES[:2]}  # an article goes with its pictures
    assert every - digests(package) == {digest for its in of.values() for digest in its} | pictures
    assert "望江警方通报一起涉外婚介诈骗案" not in {page["title"] for page in pages(package)}


@pytest.fixture
def broken(reading_room: Any, tmp_path: Path, listening: Any) -> Iterator[str]:
    """A server over an archive in which the oldest article cannot be read."""
    database = copied(reading_room, tmp_path / "broken")
    with sqlite3.connect(database) as conn:
        conn.execute("UPDATE articles SET flags = '[broken' WHERE id = (SELECT min(id) FROM articles)")
    with listening(database) as address:
        yield address


def test_an_error_breaks_the_download(broken: str) -> None:
    with (
        pytest.raises(httpx.RemoteProtocolError),
        httpx.stream("GET", f"{broken}/-/extract.wacz", timeout=30) as answer,
    ):
        for _ in answer.iter_bytes():
            pass
