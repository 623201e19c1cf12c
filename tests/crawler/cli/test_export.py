"""`jingwen export`: the same rows in every format, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from pyarrow import parquet

from archive.publish.codebook import COLUMNS
from tests.crawler.conftest import Jingwen, one_line


def test_the_same_extract_in_every_format(told: Jingwen, crawled: Path, tmp_path: Path) -> None:
    for kind in ("csv", "xlsx", "jsonl", "parquet"):
        done = told("export", "--format", kind, "--query", "警", "-o", str(tmp_path / f"x.{kind}"), data=crawled)
        assert done.code == 0, done.err
    text = (tmp_path / "x.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    lines = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text("utf-8").splitlines()]
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx", read_only=True).worksheets[0]
    ids = [row["id"] for row in rows]
    assert len(ids) > 20
    assert ids == [str(line["id"]) for line in lines]
    assert ids == [str(row[0].value) for row in sheet.iter_rows(min_row=2)]
    assert lines == parquet.read_table(tmp_path / "x.parquet").to_pylist()
    assert list(rows[0]) == list(lines[0]) == list(COLUMNS)


def test_an_extract_holds_what_the_search_finds(told: Jingwen, crawled: Path) -> None:
    narrow = ("--since", "2025-11-01", "--until", "2025-11-30", "--site", "yunling_police")
    lines = told("export", "--format", "jsonl", "--query", "警", *narrow, "-o", "-", data=crawled).out.splitlines()
    hits = json.loads(told("search", "警", *narrow, "--limit", "1000", "--json", data=crawled).out)["hits"]
    assert [json.loads(line)["id"] for line in lines] == [hit["id"] for hit in hits] != []


def test_an_extract_to_standard_output_is_only_the_extract(told: Jingwen, crawled: Path) -> None:
    done = told("export", "--format", "jsonl", "--site", "yunling_police", "-o", "-", data=crawled)
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert {row["site"] for row in rows} == {"yunling_police"}
    assert f"{len(rows)} articles" in done.err


def test_a_raw_csv_begins_with_its_first_column(told: Jingwen, crawled: Path, tmp_path: Path) -> None:
    told("export", "--raw", "-o", str(tmp_path / "x.csv"), data=crawled)
    assert (tmp_path / "x.csv").read_bytes().startswith(b"id,")


def test_an_extract_that_fails_leaves_what_stood_there(told: Jingwen, crawled: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("mine")
    one_line(told("export", "--query", "（", "-o", str(tmp_path / "x.csv"), data=crawled), 2)
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]
    assert (tmp_path / "x.csv").read_text() == "mine"


def test_a_package_is_written_and_a_month_of_it_frozen(told: Jingwen, crawled: Path, tmp_path: Path) -> None:
    done = told("export", "--package", str(tmp_path / "all"), data=crawled)
    assert done.code == 0, done.err
    assert f"{tmp_path / 'all'} is written:" in done.err
    manifest = json.loads((tmp_path / "all" / "datapackage.json").read_text("utf-8"))
    assert manifest["resources"][0]["rows"] > 20
    for said in ("is written: 0 articles", "was frozen before and is as it was: 0 articles"):
        assert said in told("export", "--package", str(tmp_path / "months"), "--month", "2020-01", data=crawled).err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--package", "out", "--query", "警"), "leave out"),
        (("--package", "out", "-o", "x.csv"), "leave out"),
        (("--month", "2025-11", "-o", "x.csv"), "goes with --package"),
        ((), "say where to"),
        (("--package", "out", "--month", "2025-11-03"), "not a month"),
    ],
)
def test_what_goes_not_together_is_said(told: Jingwen, crawled: Path, words: tuple[str, ...], said: str) -> None:
    one_line(told("export", *words, data=crawled), 2, said)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("-o", "{}/no/x.csv"), 2, "-o"),
        (("-o", "/dev/full"), 4, "/dev/full"),
        (("-o", "/proc/x.csv"), 2, "/proc/x.csv"),
        (("--since", "2025-13-01", "-o", "{}/x.csv"), 2, "2025-13-01"),
        (("--query", "（", "-o", "{}/x.csv"), 2, "检索式"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_line(
    words: tuple[str, ...], code: int, said: str, told: Jingwen, crawled: Path, tmp_path: Path
) -> None:
    one_line(told("export", *(word.format(tmp_path) for word in words), data=crawled), code, said)
    assert list(tmp_path.iterdir()) == []


def test_a_wacz_holds_the_pages_themselves(told: Jingwen, crawled: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.wacz"
    done = told("export", "--format", "wacz", "--site", "yunling_police", "-o", str(target), data=crawled)
    articles = told("export", "--format", "jsonl", "--site", "yunling_police", "-o", "-", data=crawled).out.splitlines()
    assert done.code == 0 and f"{len(articles)} articles with" in done.err
    with zipfile.ZipFile(target) as package:
        assert package.testzip() is None
        _, *pages = package.read("pages/pages.jsonl").splitlines()
    assert {json.loads(line)["url"] for line in articles} <= {json.loads(page)["url"] for page in pages}
