"""The reader of our own WARC files: one record by its place, and all captures of a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from archive.capture.digest import payload_digest
from archive.capture.members import members, unpack
from archive.capture.warc import Revisit, read_record
from archive.errors import ArchiveDamaged
from archive.records import ArticleLink, Capture, CapturePlace

_HEAD = 65_536
_RESTORE = "restore it from a backup, or run `jingwen verify` to see what else is missing"


def read_capture(folder: Path, place: CapturePlace, *, link: ArticleLink | None = None) -> Capture:
    """The capture at a place; a revisit comes back with the payload of the record it refers to.

    Raises ArchiveDamaged, naming file and offset, when the record is not there, is damaged, or its payload does not
    have the digest it claims.
    """
    capture, revisit = _record_at(folder, place)
    if revisit is not None:
        earlier, further = _record_at(folder, revisit.place)
        if further is not None:
            raise ArchiveDamaged(f"{folder / place.file} at {place.offset}: a revisit of a revisit; {_RESTORE}.")
        capture = replace(capture, payload=earlier.payload, digest=earlier.digest)
    if payload_digest(capture.payload) != capture.digest:
        raise ArchiveDamaged(
            f"{folder / place.file} at {place.offset}: the payload is not what was captured; {_RESTORE}."
        )
    return capture if link is None else replace(capture, link=link)


def scan(path: Path, offset: int = 0) -> Iterator[tuple[CapturePlace, Capture]]:
    """The responses of one of our files from `offset` on (a record's beginning), in order; stops at a torn tail."""
    for start, length, raw in members(path, offset):
        found = read_record(raw)
        if found is not None and found[1] is None:
            yield CapturePlace(path.name, start, length), found[0]


def record_bytes(folder: Path, place: CapturePlace) -> tuple[bytes, Capture, Revisit | None]:
    """The compressed record at a place as it stands in its file, and what it says. Raises ArchiveDamaged."""
    member = _member(folder, place)
    raw = unpack(member)
    found = None if raw is None else read_record(raw)
    if found is None:
        raise ArchiveDamaged(f"{folder / place.file} at {place.offset}: no whole capture is there; {_RESTORE}.")
    return member, *found


def request_bytes(folder: Path, place: CapturePlace) -> bytes:
    """The compressed request record that follows a capture in its file; b"" where none does."""
    try:
        found = next(members(folder / place.file, place.offset + place.length), None)
    except OSError:
        return b""
    if found is None or b"\r\nWARC-Type: request\r\n" not in found[2][:_HEAD]:
        return b""
    return _member(folder, CapturePlace(place.file, found[0], found[1]))


def _record_at(folder: Path, place: CapturePlace) -> tuple[Capture, Revisit | None]:
    _, capture, revisit = record_bytes(folder, place)
    return capture, revisit


def _member(folder: Path, place: CapturePlace) -> bytes:
    """The bytes at a place, as many as are there."""
    path = folder / place.file
    if not place.file or Path(place.file).name != place.file:
        raise ArchiveDamaged(f"{place.file!r} is not the name of a file in {folder}; {_RESTORE}.")
    try:
        with path.open("rb") as stream:
            stream.seek(place.offset)
            return stream.read(place.length)
    except OSError as error:
        raise ArchiveDamaged(f"{path} cannot be read ({error.strerror or error}); {_RESTORE}.") from error
