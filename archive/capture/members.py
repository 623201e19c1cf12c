"""Gzip members: the unit in which WARC records are written, found again and told whole from torn."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

_GZIP = 16 + zlib.MAX_WBITS
_CHUNK = 65536
LEVEL = 6


def pack(record: bytes) -> bytes:
    """One record as one gzip member; level 6 takes half the time of 9 for 1 % more bytes."""
    compressor = zlib.compressobj(LEVEL, zlib.DEFLATED, _GZIP)
    return compressor.compress(record) + compressor.flush()


def unpack(member: bytes) -> bytes | None:
    """The bytes of a whole member, its checksum verified; None if it is torn, damaged or followed by more."""
    inflater = zlib.decompressobj(_GZIP)
    try:
        record = inflater.decompress(member)
    except zlib.error:
        return None
    return record if inflater.eof and not inflater.unused_data else None


def members(path: Path, offset: int = 0) -> Iterator[tuple[int, int, bytes]]:
    """Offset, length and bytes of each whole member from `offset` on; ends before the first that is not whole."""
    with path.open("rb") as stream:
        stream.seek(offset)
        ahead = stream.read(_CHUNK)
        while ahead:
            inflater = zlib.decompressobj(_GZIP)
            pieces: list[bytes] = []
            taken = 0
            try:
                while ahead and not inflater.eof:
                    taken += len(ahead)
                    pieces.append(inflater.decompress(ahead))
                    ahead = inflater.unused_data if inflater.eof else stream.read(_CHUNK)
            except zlib.error:
                return
            if not inflater.eof:
                return
            length = taken - len(ahead)
            yield offset, length, b"".join(pieces)
            offset += length
            ahead = ahead or stream.read(_CHUNK)


def is_whole(path: Path, offset: int, length: int) -> bool:
    """Whether one whole member stands at a place."""
    with path.open("rb") as stream:
        stream.seek(offset)
        return unpack(stream.read(length)) is not None
