"""The extract in LibreOffice itself: nothing calculated, no character lost, and of numbers and dates what they were."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from archive.publish.codebook import CODEBOOK, COLUMNS
from archive.publish.csv import safe_cell, write_csv
from archive.publish.rows import Row
from archive.publish.xlsx import CUT, LONGEST_CELL, write_xlsx
from tests.archive.publish.office import AS_CSV, CALC_CELL, NEEDS_OFFICE, csv_rows, fitted, opened, units
from tests.archive.publish.trapped import file_traps

PLAIN = "CSV:44,34,76,1,,2052,false,false,true"  # commas, quotes, UTF-8; columns as they come; formulas calculated
INTEGERS = [column.name for column in CODEBOOK if column.type == "integer"]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    return file_traps(tmp_path_factory.mktemp("office"))


@NEEDS_OFFICE
def test_the_csv_opened_without_a_thought_calculates_nothing_and_keeps_numbers_and_dates(
    rows: list[Row], tmp_path: Path
) -> None:
    with (tmp_path / "x.csv").open("wb") as stream:
        write_csv(rows, stream)
    book = openpyxl.load_workbook(opened(tmp_path / "x.csv", "xlsx", f"--infilter={PLAIN}"))
    header, *lines = book.worksheets[0].iter_rows()
    assert tuple(cell.value for cell in header) == COLUMNS
    for row, line in zip(rows, lines, strict=True):
        assert "f" not in {cell.data_type for cell in line}
        shown = {name: cell.value for name, cell in zip(COLUMNS, line, strict=True)}
        assert [shown[name] for name in INTEGERS] == [row[name] for name in INTEGERS]
        assert moment(shown["published"]) == moment(row["published"])
        assert shown["text"] == fitted(str(safe_cell(row["text"])), LONGEST_CELL)


@NEEDS_OFFICE
def test_of_the_csv_libreoffice_holds_twice_as_much_in_a_cell_as_excel(rows: list[Row], tmp_path: Path) -> None:
    with (tmp_path / "x.csv").open("wb") as stream:
        write_csv(rows, stream)
    found = csv_rows(opened(tmp_path / "x.csv", AS_CSV, f"--infilter={PLAIN}"))
    assert [line["text"] for line in found] == [fitted(str(safe_cell(row["text"])), CALC_CELL) for row in rows]


def moment(published: object) -> object:
    """A date as a spreadsheet has it, or the text of one that names no day."""
    if not isinstance(published, str) or len(published) < len("2024-03-05"):
        return published or None
    return datetime.fromisoformat(published)


@NEEDS_OFFICE
def test_the_workbook_opens_with_every_cell_as_it_was_given(rows: list[Row], tmp_path: Path) -> None:
    write_xlsx(rows, tmp_path / "x.xlsx")
    found = csv_rows(opened(tmp_path / "x.xlsx", AS_CSV))
    assert len(found) == len(rows)
    for row, line in zip(rows, found, strict=True):
        for name in COLUMNS:
            given, cell = "" if row[name] is None else str(row[name]), str(line[name])
            if units(given) <= LONGEST_CELL:
                assert cell == given, name
            else:
                assert cell.endswith(CUT) and given.startswith(cell.removesuffix(CUT)), name


def test_no_cell_of_the_workbook_is_longer_than_excel_allows_and_every_text_is_whole(
    rows: list[Row], tmp_path: Path
) -> None:
    write_xlsx(rows, tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx", read_only=True)
    assert max(units(str(cell)) for sheet in book for line in sheet.values for cell in line) <= LONGEST_CELL
    parts: dict[tuple[object, object], str] = {}
    for number, column, _, text in list(book["long_text"].values)[1:]:
        parts[number, column] = parts.get((number, column), "") + str(text)
    long = {(row["id"], "text"): row["text"] for row in rows if units(str(row["text"])) > LONGEST_CELL}
    assert len(long) == 3
    assert parts == long


def test_ids_of_every_day_that_can_be_written_are_exact_in_a_spreadsheet() -> None:
    days = (datetime(9999, 12, 31) - datetime(1970, 1, 1)) // timedelta(days=1)
    assert days * 4096 + 4095 < 10**11 < 2**53  # shown in full up to eleven digits, exact up to 2⁵³
