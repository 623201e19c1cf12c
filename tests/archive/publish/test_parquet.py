"""Parquet: the rows of every other format, typed, each column with its meaning."""

import io
import random
import sqlite3
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from archive.errors import UsageError
from archive.publish import parquet
from archive.publish.codebook import CODEBOOK, COLUMNS
from archive.publish.parquet import write_parquet
from archive.publish.rows import Row, select_rows
from archive.records import Article
from archive.store.archive import Archive

LETTERS = "".join(map(chr, range(0x4E00, 0x9000)))


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    folder = tmp_path_factory.mktemp("parquet")
    with Archive.open(folder) as archive:
        for number in range(7):
            letters = "".join(random.Random(number).choices(LETTERS, k=40_000))
            archive.add(
                Article(
                    f"http://a.test/{number}", "a_site", f'=第"{number}"号通报', published="2024-03-05",
                    precision="day", paragraphs=(letters,), script="hans", view_count=number or None,
                ),
                [],
            )  # fmt: skip
    return list(select_rows(sqlite3.connect(folder / "jingwen.db")))


def test_every_value_is_what_it_was_and_integers_are_integers(rows: list[Row], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP", 3)
    stream = io.BytesIO()
    assert write_parquet(iter(rows), stream) == len(rows) == 7
    table = pq.read_table(stream)
    assert table.column_names == list(COLUMNS)
    assert pq.ParquetFile(stream).num_row_groups == 3
    read = table.to_pylist()
    assert [row["text"] for row in read] == [row["text"] for row in rows]
    assert [row["id"] for row in read] == [row["id"] for row in rows]
    assert {row["view_count"] for row in read} == {None, *range(1, 7)}
    assert {row["headline"] for row in read} == {row["headline"] for row in rows}


def test_each_column_says_what_it_holds(rows: list[Row]) -> None:
    stream = io.BytesIO()
    write_parquet(rows, stream)
    schema = pq.read_schema(stream)
    for column in CODEBOOK:
        told = schema.field(column.name).metadata
        assert told == {b"zh": column.zh.encode(), b"en": column.en.encode()}


def test_without_pyarrow_it_says_what_to_install(
    rows: list[Row], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.delitem(sys.modules, "pyarrow")
    with (tmp_path / "x").open("wb") as stream, pytest.raises(UsageError, match=r"jingwen\[parquet\]"):
        write_parquet(rows, stream)
