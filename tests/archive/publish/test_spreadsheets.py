"""The extract in LibreOffice itself: every cell as it was given, nothing calculated, no character lost."""

import csv
import io
import shutil
import sqlite3
import subprocess
from pathlib import Path

import openpyxl
import pytest

from archive.publish.codebook import COLUMNS
from archive.publish.csv import safe_cell, write_csv
from archive.publish.rows import Row, select_rows
from archive.publish.xlsx import write_xlsx
from archive.records import Article
from archive.store.archive import Archive

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
NEEDS_OFFICE = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
# field separator 44, quote 34, UTF-8 76, from line 1; all columns as they come; a formula would be calculated
IMPORT = "CSV:44,34,76,1,,2052,false,false,true"
HEADLINES = (
    "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "＝HYPERLINK(\"http://x.test\")", '带"引号"、逗号,分号;', "007",
    "\u3000=2+2", "12345678901234567890", "TRUE", "𠮷野家 🚓", "1/2", "'撇号", "末尾空格 ",
)  # fmt: skip


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    folder = tmp_path_factory.mktemp("office")
    with Archive.open(folder) as archive:
        for number, headline in enumerate(HEADLINES):
            own = "".join(chr(0x4E00 + number * 400 + place) for place in range(300))
            archive.add(
                Article(
                    f"http://a.test/{number}", "a_site", headline, published="2024-03-05", precision="day",
                    paragraphs=(own, '第二段，"引"、逗号,', "＋第三段"), script="hans",
                ),
                [],
            )  # fmt: skip
    return list(select_rows(sqlite3.connect(folder / "jingwen.db")))


def opened(file: Path, kind: str, *options: str) -> Path:
    """The file as LibreOffice writes it again in another form."""
    words = [str(OFFICE), f"-env:UserInstallation={(file.parent / 'profile').as_uri()}", "--headless", *options]
    words += ["--convert-to", kind, "--outdir", str(file.parent / "out"), str(file)]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    return file.parent / "out" / f"{file.stem}.{kind.partition(':')[0]}"


@NEEDS_OFFICE
def test_the_csv_opens_with_every_cell_as_it_was_given(rows: list[Row], tmp_path: Path) -> None:
    with (tmp_path / "x.csv").open("wb") as stream:
        write_csv(rows, stream)
    book = openpyxl.load_workbook(opened(tmp_path / "x.csv", "xlsx", f"--infilter={IMPORT}"))
    header, *cells = book.worksheets[0].iter_rows()
    assert [cell.value for cell in header] == list(COLUMNS)
    for row, found in zip(rows, cells, strict=True):
        for name, cell in zip(COLUMNS, found, strict=True):
            assert cell.data_type != "f", f"{name} was calculated"
        shown = {name: cell.value for name, cell in zip(COLUMNS, found, strict=True)}
        for name in ("headline", "text", "url"):
            given = str(safe_cell(row[name]))
            assert as_text(shown[name]) == given or numeric(given), name


@NEEDS_OFFICE
def test_the_workbook_opens_with_every_cell_as_it_was_given(rows: list[Row], tmp_path: Path) -> None:
    write_xlsx(rows, tmp_path / "x.xlsx")
    again = opened(tmp_path / "x.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1")
    found = list(csv.DictReader(io.StringIO(again.read_text("utf-8-sig"), newline="")))
    assert [one["headline"] for one in found] == [row["headline"] for row in rows]
    assert [one["text"] for one in found] == [row["text"] for row in rows]


def as_text(value: object) -> str:
    return "" if value is None else str(value)


def numeric(text: str) -> bool:
    """What a spreadsheet takes for a number, a date or a truth value in a plain CSV; the workbook keeps it as text."""
    return text in ("007", "12345678901234567890", "TRUE", "1/2")


def test_pandas_rules_read_the_same_cells(rows: list[Row], tmp_path: Path) -> None:
    """pandas' and R's UTF-8-BOM reading: the mark is no part of the first name, quotes are doubled, no cell is lost."""
    with (tmp_path / "x.csv").open("wb") as stream:
        write_csv(rows, stream)
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.DictReader(file))
    assert list(read[0]) == list(COLUMNS)
    wanted = [{name: as_text(safe_cell(row[name])) for name in COLUMNS} for row in rows]
    assert read == wanted
