"""The reader of WARC files: one record by its place, all captures of a file, and files written elsewhere."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from archive.capture.digest import payload_digest
from archive.capture.members import members, unpack
from archive.capture.warc import SITE, Revisit, read_record
from archive.errors import ArchiveDamaged, UsageError
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


def read_foreign(path: Path, *, site: str = "") -> Iterator[Capture]:
    """The web answers of any WARC or ARC file, compressed or not, with content and transfer encodings undone.

    `site` is given to captures that name none. Raises UsageError when the file is not there or is no WARC; an end
    torn off in mid-record ends the captures.
    """
    try:
        with path.open("rb") as stream:
            if not _begins_as_warc(stream.read(_HEAD)):
                raise ArchiveLoadFailed("neither a WARC nor an ARC record begins it")
            stream.seek(0)
            for record in ArchiveIterator(stream, arc2warc=True):
                headers = record.http_headers
                if record.rec_type != "response" or headers is None or not headers.get_statuscode().isdecimal():
                    continue
                payload = record.content_stream().read()
                yield Capture(
                    site=record.rec_headers.get_header(SITE) or site,
                    url=record.rec_headers.get_header("WARC-Target-URI") or "",
                    captured_at=record.rec_headers.get_header("WARC-Date") or "",
                    status=int(headers.get_statuscode()),
                    headers=tuple(headers.headers),
                    payload=payload,
                    digest=payload_digest(payload),
                )
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError) as error:
        raise UsageError(f"{path} is not a WARC file that can be read: give a .warc or .warc.gz file.") from error
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read ({error.strerror or error}): check its name and permissions."
        ) from error


def _begins_as_warc(head: bytes) -> bool:
    """Whether a file begins with a record: the parser takes any line of words for one of ARC."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head)
        except zlib.error:
            return False
    return head.startswith((b"WARC/", b"filedesc://"))


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
