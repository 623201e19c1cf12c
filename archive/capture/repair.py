"""The repair of a file whose last record was cut short by a crash: the torn bytes are set aside, never thrown away."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from archive.capture.members import members
from archive.errors import ArchiveDamaged, NoPermission

_MAGIC = b"\x1f\x8b\x08"


@dataclass(frozen=True, slots=True)
class TailRepair:
    """What was cut: the file, the offset it now ends at, how many bytes went, and the file beside it that has them."""

    path: Path
    offset: int
    cut: int
    kept_as: Path


def repair_tail(path: Path, known_good: int = 0) -> TailRepair | None:
    """Cut a torn last record off into `<name>.torn-<offset>`; None when the file ends with a whole record.

    Walks from `known_good`, the beginning or end of a record known to be whole. Raises ArchiveDamaged when whole
    records follow the damage, as that is no torn tail, or when the file is shorter than `known_good`.
    """
    try:
        size = path.stat().st_size
        if size < known_good:
            raise ArchiveDamaged(f"{path} is shorter than the archive remembers: restore it from a backup.")
        end = known_good
        for offset, length, _ in members(path, known_good):
            end = offset + length
        if end == size:
            return None
        with path.open("rb") as stream:
            stream.seek(end)
            torn = stream.read()
        if _holds_whole_record(path, end, torn):
            raise ArchiveDamaged(
                f"{path} is damaged at {end}, in its middle: restore it from a backup, or move it away and run "
                "`jingwen ingest --warc` on it."
            )
        return _cut(path, end, torn)
    except OSError as error:
        raise NoPermission(
            f"Cannot repair {path} ({error.strerror or error}): check its owner and the disk."
        ) from error


def _cut(path: Path, end: int, torn: bytes) -> TailRepair:
    kept_as = path.with_name(f"{path.name}.torn-{end}")
    with kept_as.open("wb") as aside:
        aside.write(torn)
        aside.flush()
        os.fsync(aside.fileno())
    with path.open("r+b") as stream:
        stream.truncate(end)
        os.fsync(stream.fileno())
    return TailRepair(path, end, len(torn), kept_as)


def _holds_whole_record(path: Path, end: int, torn: bytes) -> bool:
    """Whether a whole WARC record begins somewhere after the first damaged byte."""
    at = torn.find(_MAGIC, 1)
    while at >= 0:
        first = next(members(path, end + at), None)
        if first is not None and first[2].startswith(b"WARC/"):
            return True
        at = torn.find(_MAGIC, at + 1)
    return False
