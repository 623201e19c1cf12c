"""WARC, ARC and WACZ files written elsewhere: compressed by record, whole, twice or not at all."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParserException

from archive.capture.digest import payload_digest
from archive.capture.splitting import MOST_BYTES, Broken, has_record, split_records
from archive.capture.warc import SITE
from archive.errors import UsageError
from archive.records import Capture

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_WARC, _ARC = b"WARC/", b"filedesc://"
_HEAD = 65_536
_LAYERS = 3  # of gzip around gzip
_UNREADABLE = (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError, zlib.error)
_TECHNICAL = ("warcinfo", "request", "metadata", "conversion", "continuation")


@dataclass(frozen=True, slots=True)
class Passed:
    """A record that is no page by itself, and why: a revisit, say."""

    why: str


Foreign = Capture | Passed | Broken


def read_foreign(path: Path, *, site: str = "") -> Iterator[Foreign]:
    """The web answers in a file, content and transfer encodings undone, in its order; what is broken is told.

    `site` is given to captures that name none. Raises UsageError when the file is not there or is none of its kind.
    """
    try:
        with path.open("rb") as stream:
            if stream.read(len(_ZIP)) == _ZIP:
                yield from _read_wacz(path, site)
                return
            stream.seek(0)
            with _peeled(stream) as (plain, head):
                if not _holds_records(plain, head):
                    raise _not_one(path)
                yield from _read_stream(plain, head, path.name, site)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read ({error.strerror or error}): check its name and permissions."
        ) from error


def _not_one(path: Path) -> UsageError:
    return UsageError(f"{path} is not a WARC file that can be read: give a .warc, .warc.gz or .wacz file.")


def _read_wacz(path: Path, site: str) -> Iterator[Foreign]:
    """The WARC files of a package, one after another."""
    try:
        with zipfile.ZipFile(path) as package:
            names = [name for name in package.namelist() if ".warc" in name.lower() and not name.endswith("/")]
            if not names:
                raise _not_one(path)
            for name in sorted(names):
                where = f"{path.name}/{name}"
                try:
                    with package.open(name) as stream, _peeled(stream) as (plain, head):
                        if _holds_records(plain, head):
                            yield from _read_stream(plain, head, where, site)
                        else:
                            yield Broken(where, 0, "is no WARC file")
                except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error) as error:
                    yield Broken(where, 0, f"cannot be taken out of its package: {error}")
    except zipfile.BadZipFile as error:
        raise _not_one(path) from error


@contextmanager
def _peeled(stream: IO[bytes]) -> Iterator[tuple[IO[bytes], bytes]]:
    """The stream with every gzip layer but the innermost undone, and how the innermost begins."""
    for _ in range(_LAYERS):
        head = stream.read(_HEAD)
        stream.seek(0)
        if not head.startswith(_GZIP):
            break
        head = _first_of(head)
        if not head.startswith(_GZIP):
            break
        stream = cast("IO[bytes]", gzip.GzipFile(fileobj=stream, mode="rb"))
    yield stream, head


def _first_of(packed: bytes) -> bytes:
    """How a gzip member begins; b"" where it cannot be read."""
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(packed, _HEAD)
    except zlib.error:
        return b""


def _holds_records(stream: IO[bytes], head: bytes) -> bool:
    """Whether a file begins with a record or, its beginning damaged, holds one further on."""
    if head.startswith((_WARC, _ARC)):
        return True
    found = has_record(stream)
    stream.seek(0)
    return found


def _read_stream(stream: IO[bytes], head: bytes, name: str, site: str) -> Iterator[Foreign]:
    if head.startswith(_ARC):
        yield from _read_arc(stream, name, site)
        return
    for found in split_records(stream, name):
        if isinstance(found, Broken):
            yield found
            continue
        offset, raw = found
        try:
            record = next(iter(ArchiveIterator(BytesIO(raw))), None)
            read = None if record is None else _capture_of(record, site)
        except _UNREADABLE as error:
            yield Broken(name, offset, f"a record that cannot be read: {_said(error)}")
            continue
        if read is not None:
            yield read


def _read_arc(stream: IO[bytes], name: str, site: str) -> Iterator[Foreign]:
    """The records of the format before WARC, as far as they can be read."""
    records = ArchiveIterator(stream, arc2warc=True)
    try:
        for record in records:
            read = _capture_of(record, site)
            if read is not None:
                yield read
    except _UNREADABLE as error:
        yield Broken(name, records.offset, f"the rest of an ARC file that cannot be read: {_said(error)}")


def _capture_of(record: ArcWarcRecord, site: str) -> Foreign | None:
    """The capture in a record; None where it is none of an answer. Raises what warcio raises."""
    kind, headers = record.rec_type, record.http_headers
    told: tuple[tuple[str, str], ...]
    if kind == "resource":  # bytes with an address, without the headers they came with
        told = (("Content-Type", record.rec_headers.get_header("Content-Type") or ""),)
        status = 200
    elif kind != "response" or headers is None:
        return None if kind in _TECHNICAL else Passed(f"{kind} records")
    else:
        told = tuple((name, text) for name, text in headers.headers)
        if not (headers.get_statuscode() or "").isdecimal():
            return Passed("records without a status")
        status = int(headers.get_statuscode())
    payload = record.content_stream().read(MOST_BYTES + 1)
    if len(payload) > MOST_BYTES:
        return Passed(f"pages larger than {MOST_BYTES:,} bytes")
    return Capture(
        site=record.rec_headers.get_header(SITE) or site,
        url=record.rec_headers.get_header("WARC-Target-URI") or "",
        captured_at=_second(record.rec_headers.get_header("WARC-Date") or ""),
        status=status,
        headers=told,
        payload=payload,
        digest=payload_digest(payload),
    )


def _second(moment: str) -> str:
    """A moment to the second, as this archive writes it: 1.1 allows fractions."""
    return moment[:19] + "Z" if len(moment) > 20 and moment[19] == "." else moment


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
