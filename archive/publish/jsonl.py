"""JSON Lines of rows: an object a line, UTF-8, nothing escaped that need not be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from archive.publish.rows import Row


def jsonl_lines(rows: Iterable[Row]) -> Iterator[bytes]:
    """One line a row; U+2028 and U+2029, which some readers take for line ends, are escaped."""
    for row in rows:
        line = json.dumps(row, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        yield line.encode("utf-8", "replace") + b"\n"


def write_jsonl(rows: Iterable[Row], stream: BinaryIO) -> int:
    """Write rows to a binary stream; the number of rows."""
    count = 0
    for line in jsonl_lines(rows):
        stream.write(line)
        count += 1
    return count
