"""CSV of rows: UTF-8 with a byte order mark and spreadsheet-safe cells, or raw."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from archive.publish.codebook import COLUMNS
from archive.publish.rows import Row

BOM = b"\xef\xbb\xbf"
FORMULA = re.compile("[ \n\x00\u3000]*[=+\\-@\t\r＝＋－＠]")  # with what a spreadsheet passes over before it
FLUSH_AT = 64 * 1024


def safe_cell(value: object) -> object:
    """A text that a spreadsheet would calculate gets an apostrophe before it; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def csv_chunks(rows: Iterable[Row], *, raw: bool = False) -> Iterator[bytes]:
    """The file in pieces of about 64 KB: header first, CRLF line ends (RFC 4180), line breaks kept inside quotes."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    yield (b"" if raw else BOM) + drained(buffer)
    for row in rows:
        writer.writerow(row.values() if raw else [safe_cell(value) for value in row.values()])
        if buffer.tell() > FLUSH_AT:
            yield drained(buffer)
    yield drained(buffer)


def drained(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode("utf-8", "replace")


def write_csv(rows: Iterable[Row], stream: BinaryIO, *, raw: bool = False) -> int:
    """Write rows to a binary stream; the number of rows."""
    counted = Counted(rows)
    for chunk in csv_chunks(counted, raw=raw):
        stream.write(chunk)
    return counted.count


class Counted:
    """Rows that count themselves as they pass."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Row]:
        for row in self.rows:
            self.count += 1
            yield row
