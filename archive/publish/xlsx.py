"""A workbook of rows: articles, the codebook beside them, and texts longer than a cell continued on a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from archive.errors import UsageError
from archive.publish.codebook import CODEBOOK, COLUMNS
from archive.publish.rows import Row

LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
WIDTHS = {"headline": 48, "url": 40, "text": 60, "text_hans": 60, "published": 18, "source": 18, "site_title": 20}


def write_xlsx(rows: Iterable[Row], target: Path | BinaryIO) -> int:
    """Write rows as a workbook; the number of rows. Raises UsageError beyond the 1,048,575 rows a sheet can hold.

    Every text is written as a string, never as a formula. A text longer than a cell can hold is whole on the sheet
    `long_text` (id, column, part, text), its first 32,767 characters in its cell.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet("articles")
    sheet.freeze_panes = "C2"
    for number, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(name, 12)
    sheet.append([header(sheet, name) for name in COLUMNS])
    overflow = book.create_sheet("long_text")
    overflow.append([header(overflow, name) for name in ("id", "column", "part", "text")])
    count = 0
    for row in rows:
        count += 1
        if count > MOST_ROWS:
            raise UsageError("more rows than a sheet can hold; narrow the extract or take CSV")
        sheet.append([text_cell(sheet, value) for value in row.values()])
        for name, part, text in long_parts(row):
            overflow.append([row["id"], name, part, text_cell(overflow, text)])
    add_codebook(book)
    book.save(target)
    return count


def add_codebook(book: Any) -> None:
    """The meaning of every column, on a sheet of its own."""
    sheet = book.create_sheet("codebook")
    for letter, width in zip("ABCD", (18, 10, 60, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([header(sheet, name) for name in ("column", "type", "中文", "English")])
    for column in CODEBOOK:
        sheet.append([column.name, column.type, column.zh, column.en])


def header(sheet: Any, name: str) -> Any:
    cell = WriteOnlyCell(sheet, value=name)
    cell.font = Font(bold=True)
    return cell


def text_cell(sheet: Any, value: object) -> Any:
    """A number as it is, a text as a string cell: openpyxl would make a formula of "=1+1"."""
    if not isinstance(value, str):
        return value
    if not value:
        return None
    cell = WriteOnlyCell(sheet, value=None)
    cell.value = FORBIDDEN.sub("\ufffd", value)[:LONGEST_CELL]
    cell.data_type = "s"
    cell.alignment = Alignment(vertical="top")
    return cell


def long_parts(row: Row) -> Iterator[tuple[str, int, str]]:
    """The texts no cell can hold, whole, in numbered parts."""
    for name, value in row.items():
        if isinstance(value, str) and len(value) > LONGEST_CELL:
            for part, start in enumerate(range(0, len(value), LONGEST_CELL), 1):
                yield name, part, value[start : start + LONGEST_CELL]
