"""The index of a WACZ: CDXJ lines sorted on disk, in gzip blocks with an index of their own (ZipNum)."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from heapq import merge
from itertools import islice
from types import TracebackType
from typing import IO, Protocol, Self

from archive.capture.members import pack

AT_ONCE = 20_000  # lines sorted in memory
BLOCK = 300  # lines a gzip block: what a replay tool reads for one page


class Sink(Protocol):
    """What bytes are written to."""

    def write(self, raw: bytes, /) -> object: ...


class SortedLines:
    """Takes any number of lines and gives them back sorted, each once; what memory should not hold lies in files."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._runs: list[IO[str]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for run in self._runs:
            run.close()

    def add(self, line: str) -> None:
        """Take one line, which ends in a line feed."""
        self._lines.append(line)
        if len(self._lines) >= AT_ONCE:
            run = tempfile.TemporaryFile("w+", encoding="ascii")  # noqa: SIM115 - closed when all are
            run.writelines(sorted(self._lines))
            self._runs.append(run)
            self._lines = []

    def __iter__(self) -> Iterator[str]:
        for run in self._runs:
            run.seek(0)
        last = ""
        for line in merge(sorted(self._lines), *self._runs):
            if line != last:
                yield line
            last = line


def write_blocks(lines: Iterable[str], stream: Sink, filename: str) -> Iterator[str]:
    """Write sorted lines in gzip blocks; yields the lines of the index of these blocks, its heading first."""
    yield f"!meta 0 {json.dumps({'format': 'cdxj-gzip-1.0', 'filename': filename})}\n"
    offset, rest = 0, iter(lines)
    while block := list(islice(rest, BLOCK)):
        packed = pack("".join(block).encode("ascii"))
        stream.write(packed)
        where = {"offset": offset, "length": len(packed), "digest": f"sha256:{sha256(packed).hexdigest()}"}
        yield f"{block[0].partition(' {')[0]} {json.dumps({**where, 'filename': filename})}\n"
        offset += len(packed)
