"""Fixity: every capture row checked against the record it points to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.capture.reader import read_capture
from archive.errors import ArchiveDamaged
from archive.records import CapturePlace


@dataclass(frozen=True, slots=True)
class Checked:
    """One capture checked; `problem` is "" when its record is there and has the digest of the row."""

    capture_id: int
    url: str
    place: CapturePlace
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """How many captures were checked, the bytes of payload they hold, and those with a problem."""

    checked: int
    bytes: int
    problems: tuple[Checked, ...]


def verify(conn: sqlite3.Connection, warc_folder: Path, *, sample: int | None = None) -> Verification:
    """Check every capture, or a random `sample` of them; problems are named, not raised."""
    checked = size = 0
    problems: list[Checked] = []
    for one, payload_size in _each(conn, warc_folder, sample):
        checked += 1
        size += payload_size
        if one.problem:
            problems.append(one)
    return Verification(checked, size, tuple(problems))


def check_captures(conn: sqlite3.Connection, warc_folder: Path, *, sample: int | None = None) -> Iterator[Checked]:
    """The same, one by one as they are checked, for a progress bar."""
    for one, _ in _each(conn, warc_folder, sample):
        yield one


def _each(conn: sqlite3.Connection, warc_folder: Path, sample: int | None) -> Iterator[tuple[Checked, int]]:
    """Whole archives are read in the order of the files; the snapshot read is that of the beginning."""
    order = "file, offset" if sample is None else "random() LIMIT " + str(int(sample))
    for capture_id, url, digest, size, status, file, offset, length in conn.execute(
        f"SELECT id, url, digest, size, status, file, offset, length FROM captures ORDER BY {order}"  # noqa: S608 - ours
    ):
        place = CapturePlace(file, offset, length)
        problem = _problem(warc_folder, place, url, digest if status != 304 else "")
        yield Checked(capture_id, url, place, problem), 0 if problem else size


def _problem(folder: Path, place: CapturePlace, url: str, digest: str) -> str:
    if not (folder / place.file).is_file():
        return f"missing file: {folder / place.file}"
    try:
        capture = read_capture(folder, place)
    except ArchiveDamaged as error:
        return str(error)
    if capture.url != url:
        return f"wrong offset: {place.file} at {place.offset} holds {capture.url}"
    if digest and capture.digest != digest:
        return f"digest mismatch: {place.file} at {place.offset} has {capture.digest}, the row says {digest}"
    return ""
