"""CSV of rows: UTF-8 with a byte order mark and spreadsheet-safe cells, or raw."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from archive.publish.codebook import COLUMNS
from archive.publish.rows import ENCODED, Row

BOM = b"\xef\xbb\xbf"
FORMULA = re.compile("'*[ \n\x00\u3000]*[=+\\-@\t\r＝＋－＠]")  # with what a spreadsheet passes over before it
SPECIAL = re.compile('[",\r\n]')
SHORT = len(COLUMNS) - len(ENCODED)  # all columns but the long texts, which are the last
BETWEEN = "\x1f"  # no field of a record holds a control character
ANY_FORMULA = re.compile(BETWEEN + FORMULA.pattern)
ENCODED_FORMULA = re.compile("'*(?:[ \n\x00]|\u3000)*(?:[=+\\-@\t\r]|＝|＋|－|＠)".encode())
SPECIAL_BYTES = (b"\n", b'"', b",", b"\r")
FLUSH_AT = 256 * 1024


def safe_cell(value: object) -> object:
    """A text that a spreadsheet would calculate gets an apostrophe before it; numbers stay numbers.

    So does one that begins with apostrophes before such a text: docs/extracts.md tells how to undo it exactly.
    """
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def csv_chunks(rows: Iterable[Row], *, raw: bool = False) -> Iterator[bytes]:
    """The file in pieces of about 256 KB: header first, CRLF line ends (RFC 4180), line breaks kept inside quotes."""
    lines, size = [",".join(COLUMNS).encode()], 0
    yield (b"" if raw else BOM) + joined(lines)
    for row in rows:
        line = csv_line(list(row.values()), raw=raw)
        lines.append(line)
        size += len(line)
        if size > FLUSH_AT:
            yield joined(lines)
            size = 0
    yield joined(lines)


def csv_line(values: Sequence[object], *, raw: bool) -> bytes:
    """One line as `csv.writer` writes it, without its end; a text may be given as UTF-8 and costs no decoding then.

    The many short cells are looked at together; where one of them needs quotes or is a formula, all are one by one.
    """
    cells = [value if isinstance(value, str) else as_text(value) for value in values[:SHORT]]
    looked_at = BETWEEN.join(["", *cells])
    odd = SPECIAL.search(looked_at) or looked_at.count(BETWEEN) > len(cells)
    if odd or (not raw and ANY_FORMULA.search(looked_at)):
        short = ",".join([quoted(as_text(value if raw else safe_cell(value))) for value in values[:SHORT]])
    else:
        short = looked_at[1:].replace(BETWEEN, ",")
    texts = [long_cell(value, raw=raw) for value in values[SHORT:]]
    return b",".join([short.encode("utf-8", "replace"), *texts])


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if SPECIAL.search(text) else text


def long_cell(value: object, *, raw: bool) -> bytes:
    """A cell as bytes."""
    text = value if isinstance(value, bytes) else as_text(value).encode("utf-8", "replace")
    if not raw and ENCODED_FORMULA.match(text):
        text = b"'" + text
    return b'"' + text.replace(b'"', b'""') + b'"' if any(sign in text for sign in SPECIAL_BYTES) else text


def as_text(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


def joined(lines: list[bytes]) -> bytes:
    """The lines with their ends; the list is emptied."""
    held = b"\r\n".join([*lines, b""])
    lines.clear()
    return held


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
