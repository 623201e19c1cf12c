"""Fixity: every capture row checked against the record it points to, and every text against what its bytes give."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from archive.capture.reader import read_capture
from archive.dedup.fingerprint import fingerprint
from archive.errors import ArchiveDamaged
from archive.records import CapturePlace
from archive.store.rereading import Reread, StoredReading

_AT_ONCE = 64
_NOT_MODIFIED = 304
_ROW = "id, url, digest, size, status, captured_at, file, offset, length"
# What a list page said of an article: another list may have said otherwise, and the ledger keeps one of them.
_LISTED = frozenset({"section", "page", "topic"})

Judgement = Literal["equal", "drift", "altered", "damaged"]


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """What the row of a capture says of it."""

    id: int
    url: str
    digest: str
    size: int
    status: int
    captured_at: str
    place: CapturePlace


@dataclass(frozen=True, slots=True)
class Checked:
    """One capture checked; `problem` is "" when its record is there and says what the row says."""

    capture_id: int
    url: str
    place: CapturePlace
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """How many captures were checked, and those with a problem."""

    checked: int
    problems: tuple[Checked, ...]


@dataclass(frozen=True, slots=True)
class TextChecked:
    """One text read again: equal; drift (an earlier extractor gave another); altered or damaged, with the reason."""

    stored: StoredReading
    judgement: Judgement
    fields: tuple[str, ...] = ()
    problem: str = ""


def verify(conn: sqlite3.Connection, warc_folder: Path, *, sample: int | None = None) -> Verification:
    """Check every capture, or a random `sample` of them, in this process; problems are named, not raised."""
    checked: list[Checked] = []
    count = 0
    for rows in capture_rows(conn, sample=sample):
        count += len(rows)
        checked += [one for one in check_rows(warc_folder, rows) if one.problem]
    return Verification(count, tuple(checked))


def capture_rows(conn: sqlite3.Connection, *, sample: int | None = None) -> Iterator[list[CaptureRow]]:
    """Every row, some at once, in the order of the files; or a random `sample`. No query stays open between two."""
    if sample is not None:
        drawn = conn.execute("SELECT id FROM captures ORDER BY random() LIMIT ?", (sample,)).fetchall()
        asked = f"SELECT {_ROW} FROM captures WHERE id = ?"  # noqa: S608 - ours
        for start in range(0, len(drawn), _AT_ONCE):
            yield [_row(conn.execute(asked, one).fetchone()) for one in drawn[start : start + _AT_ONCE]]
        return
    last = ("", -1)
    asked = f"SELECT {_ROW} FROM captures WHERE (file, offset) > (?, ?) ORDER BY file, offset LIMIT {_AT_ONCE}"  # noqa: S608
    while rows := [_row(row) for row in conn.execute(asked, last)]:
        yield rows
        last = (rows[-1].place.file, rows[-1].place.offset)


def _row(columns: tuple[int, str, str, int, int, str, str, int, int]) -> CaptureRow:
    return CaptureRow(*columns[:6], CapturePlace(*columns[6:]))


def check_rows(warc_folder: Path, rows: Sequence[CaptureRow]) -> list[Checked]:
    """Compare rows with the records they point to."""
    return [Checked(row.id, row.url, row.place, _problem(warc_folder, row)) for row in rows]


def _problem(folder: Path, row: CaptureRow) -> str:
    place = row.place
    if not (folder / place.file).is_file():
        return f"missing file: {folder / place.file}"
    try:
        capture = read_capture(folder, place)
    except ArchiveDamaged as error:
        return str(error)
    where = f"{place.file} at {place.offset}"
    if capture.url != row.url:
        return f"wrong offset: {where} holds {capture.url}"
    if capture.digest != row.digest and row.status != _NOT_MODIFIED:
        return f"digest mismatch: {where} has {capture.digest}, the row says {row.digest}"
    told = (capture.status, capture.captured_at, len(capture.payload))
    said = (row.status, row.captured_at, len(capture.payload) if row.status == _NOT_MODIFIED else row.size)
    if told != said:
        return f"wrong row: {where} has status, moment and size {told}, the row says {said}"
    return ""


def judge_text(stored: StoredReading, again: Reread) -> TextChecked:
    """What a reading says of the stored text: the same extractor must give it again, another may not."""
    fields = tuple(name for name, _, _ in again.changes)
    if again.damaged:
        return TextChecked(stored, "damaged", (), again.problem)
    if _is_altered(stored):
        return TextChecked(stored, "altered", fields, "the stored text is not the one its row has the digest of")
    if stored.extractor != again.extractor:
        fields = ("unreadable",) if again.problem else fields
        return TextChecked(stored, "drift" if fields else "equal", fields)
    if again.problem:
        return TextChecked(stored, "altered", (), f"its bytes gave a text once, and now none: {again.problem}")
    if _LISTED.issuperset(fields):
        return TextChecked(stored, "drift" if fields else "equal", fields)
    wrong = ", ".join(fields)
    return TextChecked(stored, "altered", fields, f"the extractor that read it gives something else for: {wrong}")


def _is_altered(stored: StoredReading) -> bool:
    """Whether a stored text no longer has the digest its row was given with it."""
    values = dict(stored.values)
    text = values.get("text_hans") or values.get("text")
    if stored.kind != "article" or text is None or stored.redactions:
        return False  # of a redacted text the digest is that of what was received
    return fingerprint(text).text_digest != values["text_digest"]
