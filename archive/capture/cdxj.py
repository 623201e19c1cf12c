"""CDXJ: one line a record, sorted by SURT and moment, by which replay tools find a capture without reading the WARC."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from pathlib import Path

from archive.capture.members import members
from archive.capture.surt import surt
from archive.capture.warc import Revisit, read_record
from archive.capture.writer import FILE_NAME
from archive.errors import NoPermission
from archive.records import Capture, CapturePlace

STATE = "indexed.json"  # how far each WARC file is indexed, so that nothing is read twice
_STATE_EVERY = 50  # files
_REVISIT = "warc/revisit"


@dataclass(frozen=True, slots=True)
class IndexedFile:
    """One WARC file brought up to date: its lines that are new, and the bytes at its end that are no whole record."""

    path: Path
    new: int
    unread: int


def index_line(place: CapturePlace, capture: Capture, revisit: Revisit | None) -> str:
    """The line of one record, in ASCII, ending in a line feed."""
    mime = capture.header("Content-Type").partition(";")[0].strip().lower()
    fields = {
        "url": capture.url,
        "mime": mime if revisit is None else _REVISIT,
        "status": str(capture.status),
        "digest": capture.digest,
        "length": str(place.length),
        "offset": str(place.offset),
        "filename": place.file,
    }
    moment = "".join(figure for figure in capture.captured_at if figure.isdecimal())[:14]
    return f"{surt(capture.url)} {moment.ljust(14, '0')} {json.dumps(fields)}\n"


def index_files(warc_folder: Path, index_folder: Path) -> Iterator[IndexedFile]:
    """Bring the index of every WARC file up to date, `NAME.cdxj` for `NAME.warc.gz`; yields those that had grown.

    Reads only what was written since the last time; a file whose index is gone, or that became shorter, is read anew.
    Raises NoPermission where the index cannot be written.
    """
    try:
        index_folder.mkdir(parents=True, exist_ok=True)
        state = _read_state(index_folder / STATE)
        try:
            for number, path in enumerate(sorted(warc_folder.glob("*.warc.gz")), 1):
                if FILE_NAME.fullmatch(path.name) and (found := _grown(path, index_folder, state)) is not None:
                    yield found
                if number % _STATE_EVERY == 0:
                    _write(index_folder / STATE, [json.dumps(state, indent=0)])
        finally:
            _write(index_folder / STATE, [json.dumps(state, indent=0)])
    except OSError as error:
        raise NoPermission(
            f"Cannot index {error.filename or warc_folder} ({error.strerror or error}): check its owner and the disk."
        ) from error


def _grown(path: Path, index_folder: Path, state: dict[str, int]) -> IndexedFile | None:
    """Index what a file holds beyond what is known of it, and remember how far; None where there is nothing."""
    size, target = path.stat().st_size, index_folder / f"{path.name.removesuffix('.warc.gz')}.cdxj"
    known = state.get(path.name, 0) if target.is_file() else 0
    if known == size:
        return None
    state[path.name], new = _bring_up_to_date(path, target, known if known < size else 0)
    return IndexedFile(path, new, size - state[path.name])


def _bring_up_to_date(path: Path, target: Path, start: int) -> tuple[int, int]:
    """Merge the lines of the records from `start` on into an index; where the last whole record ends, and how many."""
    end, lines = start, []
    for offset, length, raw in members(path, start):
        end = offset + length
        found = read_record(raw)
        if found is not None:
            lines.append(index_line(CapturePlace(path.name, offset, length), *found))
    with target.open("a+", encoding="ascii") as before:
        before.seek(0)
        known = before if start else iter(())
        # after a crash between the index and the state, the same lines are read again
        _write(target, _distinct(merge(known, sorted(lines))))
    return end, len(lines)


def _distinct(lines: Iterator[str]) -> Iterator[str]:
    last = ""
    for line in lines:
        if line != last:
            yield line
        last = line


def _write(path: Path, lines: Iterator[str] | list[str]) -> None:
    """Put a file in its place whole, or not at all."""
    part = path.with_name(f"{path.name}.part")
    with part.open("w", encoding="ascii") as stream:
        stream.writelines(lines)
    part.replace(path)


def _read_state(path: Path) -> dict[str, int]:
    """How far each file is indexed; nothing where that is not known."""
    try:
        found = json.loads(path.read_text("ascii"))
    except (FileNotFoundError, ValueError):
        return {}
    return {str(name): end for name, end in found.items() if isinstance(end, int)} if isinstance(found, dict) else {}
