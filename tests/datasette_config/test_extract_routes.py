"""The streamed extracts: a mark for Excel, safe cells, any view of the table, and errors that cannot be missed."""

import csv
import io
import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest


async def table(datasette: Any, path: str) -> list[dict[str, str]]:
    answer = await datasette.client.get(path)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


async def test_csv_has_the_mark_and_no_formula(datasette: Any) -> None:
    answer = await datasette.client.get("/-/extract.csv?q=恶意")
    assert answer.content.startswith(b"\xef\xbb\xbfid,headline,")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    row = next(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert row["source"].startswith("'=cmd|")
    assert row["section"].startswith("'+")
    raw = await datasette.client.get("/-/extract.csv?q=恶意&raw=1")
    assert raw.content.startswith(b"id,headline,")
    assert b"'=cmd" not in raw.content


async def test_the_extract_has_the_answers_of_the_search(datasette: Any, reading_room: Any) -> None:
    rows = await table(datasette, "/-/extract.csv?q=詐騙")
    found = (await datasette.client.get("/jingwen/articles.json?_search=诈骗&_shape=array&_size=max")).json()
    assert [row["id"] for row in rows] == [str(article["id"]) for article in found]
    lines = (await datasette.client.get("/-/extract.jsonl?q=诈骗")).text.splitlines()
    assert [str(json.loads(line)["id"]) for line in lines] == [row["id"] for row in rows]
    workbook = await datasette.client.get("/-/extract.xlsx?q=诈骗")
    assert workbook.content.startswith(b"PK")
    assert (await datasette.client.get("/-/extract.csv?q=-诈骗")).status_code == 400


async def test_who_asks_for_the_head_alone_has_nothing_gathered(
    datasette: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gathered(*_: object) -> None:
        raise AssertionError("rows were read")

    monkeypatch.setattr("archive.publish.rows.batch_rows", gathered)
    for form in ("csv", "jsonl", "xlsx"):
        answer = await datasette.client.head(f"/-/extract.{form}?q=诈骗")
        assert answer.status_code == 200
        assert "attachment" in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    "view",
    [
        "",
        "_search=公安机关",
        "site=haiwan_zfw&year=2024",
        "word_count__gt=215&_sort=id",
        "_where=id%2=0",
        "headline__contains=派出所",
    ],
)
async def test_any_view_of_the_table_page_can_be_taken(datasette: Any, view: str) -> None:
    rows = await table(datasette, f"/-/extract/articles.csv?{view}")
    wanted = (await datasette.client.get(f"/jingwen/articles.json?{view}&_shape=array&_size=max")).json()
    assert rows
    assert [row["id"] for row in rows] == [str(article["id"]) for article in wanted]
    assert all(row["text"] for row in rows)


async def test_views_longer_than_a_page_are_whole(datasette: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(datasette._settings, "max_returned_rows", 20)
    monkeypatch.setattr(datasette, "max_returned_rows", 20)
    rows = await table(datasette, "/-/extract/articles.csv?")
    assert len({row["id"] for row in rows}) == len(rows) == 96


async def test_a_view_that_is_wrong_is_refused(datasette: Any) -> None:
    assert (await datasette.client.get("/-/extract/articles.csv?_where=nonsense")).status_code == 400


@pytest.fixture
def damaged(reading_room: Any, tmp_path: Path, listening: Any) -> Iterator[str]:
    """A server on loopback over an archive in which, after the newest articles, a text cannot be read."""
    folder = tmp_path / "damaged"
    shutil.copytree(reading_room.folder, folder, ignore=shutil.ignore_patterns("lock"))
    with sqlite3.connect(folder / "jingwen.db") as conn:
        # a flags column that is no JSON stands for any row that cannot be read half-way through
        conn.execute("UPDATE articles SET flags = '[broken' WHERE id = (SELECT min(id) FROM articles)")
        filler = "长" * 200_000
        conn.execute("UPDATE article_text SET text = ? WHERE id IN (SELECT id FROM articles LIMIT 40)", (filler,))
    with listening(folder / "jingwen.db") as address:
        yield address


def test_an_error_half_way_breaks_the_download(damaged: str) -> None:
    with (
        pytest.raises(httpx.RemoteProtocolError),
        httpx.stream("GET", f"{damaged}/-/extract.csv", timeout=30) as answer,
    ):
        assert answer.status_code == 200
        for _ in answer.iter_bytes():
            pass
