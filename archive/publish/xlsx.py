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

LONGEST_CELL = 32_767  # UTF-16 units, as Excel counts: a character beyond the first 65,536 is two
CUT = "…… 【全文见 long_text 表 · The whole text is on the sheet long_text】"
MOST_ROWS = 1_048_575
LATER_HALF = frozenset(bytes((high,)) for high in range(0xDC, 0xE0))  # of a character of two units
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
WIDTHS = {"headline": 48, "url": 40, "text": 60, "text_hans": 60, "published": 18, "source": 18, "site_title": 20}


def write_xlsx(rows: Iterable[Row], target: Path | BinaryIO) -> int:
    """Write rows as a workbook; the number of rows. Raises UsageError beyond the 1,048,575 rows a sheet can hold.

    Every text is written as a string, never as a formula. A text longer than a cell can hold is whole on the sheet
    `long_text` (id, column, part, text); its cell holds what goes in, and says so at its end.
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
        sheet.append([text_cell(sheet, shortened(value)) for value in row.values()])
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
    cell.value = FORBIDDEN.sub("\ufffd", value)
    cell.data_type = "s"
    cell.alignment = Alignment(vertical="top")
    return cell


def shortened(value: object) -> object:
    """A text that no cell can hold as far as it goes in, and a word on where the rest is; all else as it is."""
    if not isinstance(value, str) or fits(value):
        return value
    return next(pieces(value, LONGEST_CELL - len(CUT))) + CUT


def long_parts(row: Row) -> Iterator[tuple[str, int, str]]:
    """The texts no cell can hold, whole, in numbered parts."""
    for name, value in row.items():
        if isinstance(value, str) and not fits(value):
            for part, text in enumerate(pieces(value, LONGEST_CELL), 1):
                yield name, part, text


def fits(text: str) -> bool:
    """Whether a cell can hold a text; of a short one nothing is counted."""
    return len(text) <= LONGEST_CELL // 2 or len(text.encode("utf-16-le", "surrogatepass")) <= 2 * LONGEST_CELL


def pieces(text: str, longest: int) -> Iterator[str]:
    """A text in pieces of at most so many UTF-16 units, none of which ends within a character."""
    coded = text.encode("utf-16-le", "surrogatepass")
    start = 0
    while start < len(coded):
        end = start + 2 * longest
        if coded[end + 1 : end + 2] in LATER_HALF:
            end -= 2
        yield coded[start:end].decode("utf-16-le", "surrogatepass")
        start = end
