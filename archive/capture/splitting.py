"""WARC files of other hands split into records: by their own lengths, resumed at the next record behind any damage."""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

MOST_BYTES = 64_000_000  # of one record; a page is a thousandth of it
_MOST_HEADER = 1 << 20
_CHUNK = 1 << 16
_SEARCHED = 1 << 20  # bytes looked through at once for a record behind damage
_ENOUGH = 4096  # compressed bytes that surely give a record's first
_GZIP = 16 + zlib.MAX_WBITS
_MAGIC = b"\x1f\x8b\x08"
_BEGINS = b"WARC/"
_END_OF_HEADER = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\nContent-Length:[ \t]*(\d{1,15})[ \t]*\r\n", re.IGNORECASE)
_NEXT = re.compile(rb"\r\nWARC/1\.\d\r\n")


@dataclass(frozen=True, slots=True)
class Broken:
    """Bytes that were stepped over: the file, where in it they begin, and why they could not be read."""

    file: str
    offset: int
    why: str


class _Damage(Exception):
    """Bytes that cannot be undone, where they begin in the file; what follows may be whole."""

    def __init__(self, offset: int, why: str) -> None:
        super().__init__(why)
        self.offset = offset
        self.why = why


Piece = tuple[int, bytes] | _Damage


def split_records(stream: IO[bytes], name: str) -> Iterator[tuple[int, bytes] | Broken]:
    """The offset and bytes of each record of a seekable stream, in order; of a compressed one that of its member."""
    packed = stream.read(len(_MAGIC)) == _MAGIC
    stream.seek(0)
    window = _Window(_inflated(stream) if packed else _plain(stream), packed=packed)
    while True:
        try:
            found = window.record()
        except _Damage as damage:
            window.clear()
            yield Broken(name, damage.offset, damage.why)
            continue
        if found is None:
            return
        offset, raw = found
        yield (offset, raw) if isinstance(raw, bytes) else Broken(name, offset, raw)


def has_record(stream: IO[bytes]) -> bool:
    """Whether a record begins somewhere behind the first byte: among the first bytes, or as any gzip member."""
    head = stream.read(_MOST_HEADER)
    return _NEXT.search(head) is not None or (head.startswith(_MAGIC[:2]) and _next_record(stream, 1) is not None)


class _Window:
    """The plain bytes of a file as they come, and where the record begins that is being read."""

    def __init__(self, pieces: Iterator[Piece], *, packed: bool) -> None:
        self._pieces = pieces
        self._packed = packed
        self._held = bytearray()
        self._began: list[tuple[int, int]] = []  # (bytes of `_held` before a piece, its offset)

    def clear(self) -> None:
        self._held.clear()
        self._began.clear()

    def record(self) -> tuple[int, bytes | str] | None:
        """The next record, or why there is none at its place; None at the end. Raises _Damage."""
        self._drop(len(self._held) - len(self._held.lstrip(b"\r\n")))
        while not self._held:
            if not self._more():
                return None
            self._drop(len(self._held) - len(self._held.lstrip(b"\r\n")))
        offset = self._began[0][1]
        if not self._fill(len(_BEGINS)) or not self._held.startswith(_BEGINS):
            return offset, self._step_over("no record begins here")
        header = self._header()
        length = _LENGTH.search(header + b"\r\n") if header else None
        if length is None:
            return offset, self._step_over("a record without a whole header")
        size = len(header) + len(_END_OF_HEADER) + int(length[1])
        if size > MOST_BYTES:
            self._skip(size)
            return offset, f"a record of {size:,} bytes, more than {MOST_BYTES:,}"
        if not self._fill(size):
            self.clear()
            return offset, "a record that is cut short"
        raw = bytes(self._held[:size])
        self._drop(size)
        return offset, raw

    def _header(self) -> bytes:
        """The header of the record, without the empty line; b"" where there is no end to it."""
        while (end := self._held.find(_END_OF_HEADER)) < 0:
            if len(self._held) > _MOST_HEADER or not self._more():
                return b""
        return bytes(self._held[:end])

    def _step_over(self, why: str) -> str:
        """Drop what is there up to the next beginning of a record."""
        while (found := _NEXT.search(self._held, 1)) is None:
            self._drop(max(0, len(self._held) - len(_END_OF_HEADER + _BEGINS) * 2))
            if not self._more():
                self.clear()
                return why
        self._drop(found.start() + 2)
        return why

    def _skip(self, size: int) -> None:
        while size > len(self._held):
            size -= len(self._held)
            self.clear()
            if not self._more():
                return
        self._drop(size)

    def _fill(self, size: int) -> bool:
        while len(self._held) < size:
            if not self._more():
                return False
        return True

    def _more(self) -> bool:
        piece = next(self._pieces, None)
        if isinstance(piece, _Damage):
            raise piece
        if piece is None:
            return False
        self._began.append((len(self._held), piece[0]))
        self._held += piece[1]
        return True

    def _drop(self, size: int) -> None:
        """Forget the first bytes; the first piece that began is the one the rest begins in."""
        del self._held[:size]
        at_front = max(0, sum(before <= size for before, _ in self._began) - 1)
        left = self._began[at_front:] if self._held else []
        # in a compressed file only the beginning of a member is a place
        self._began = [
            (max(0, before - size), offset if self._packed else offset + max(0, size - before))
            for before, offset in left
        ]


def _plain(stream: IO[bytes]) -> Iterator[Piece]:
    offset = 0
    try:
        while chunk := stream.read(_CHUNK):
            yield offset, chunk
            offset += len(chunk)
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        yield _Damage(offset, f"the rest cannot be read ({error})")


def _inflated(stream: IO[bytes]) -> Iterator[Piece]:
    """What the members of a gzip file hold; behind one that is damaged, what follows from the next record on."""
    start: int | None = 0
    try:
        while start is not None:
            stream.seek(start)
            try:
                yield from _members(stream, start)
                return
            except _Damage as damage:
                start = _next_record(stream, damage.offset + 1)
                yield damage
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:  # an outer layer ends here
        yield _Damage(start or 0, f"the rest cannot be read ({error})")


def _members(stream: IO[bytes], start: int) -> Iterator[Piece]:
    """What whole members hold, one after another. Raises _Damage at the first that is not whole."""
    ahead = stream.read(_CHUNK)
    while ahead:
        inflater, taken = zlib.decompressobj(_GZIP), 0
        try:
            while ahead and not inflater.eof:
                taken += len(ahead)
                plain = inflater.decompress(ahead, _CHUNK)
                while plain:
                    yield start, plain
                    plain = inflater.decompress(inflater.unconsumed_tail, _CHUNK) if not inflater.eof else b""
                ahead = inflater.unused_data if inflater.eof else stream.read(_CHUNK)
        except zlib.error as error:
            raise _Damage(start, f"compressed bytes that are damaged ({error})") from error
        if not inflater.eof:
            raise _Damage(start, "a compressed record that is cut short")
        start += taken - len(ahead)
        ahead = ahead or stream.read(_CHUNK)


def _next_record(stream: IO[bytes], offset: int) -> int | None:
    """Where the next gzip member that begins a record lies; None where there is none."""
    while True:
        stream.seek(offset)
        held = stream.read(_SEARCHED)
        for found in re.finditer(re.escape(_MAGIC), held):
            if _is_record(held[found.start() : found.start() + _ENOUGH]):
                return offset + found.start()
        if len(held) < _SEARCHED:
            return None
        offset += len(held) - _ENOUGH


def _is_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(_GZIP).decompress(packed, len(_BEGINS)) == _BEGINS
    except zlib.error:
        return False
