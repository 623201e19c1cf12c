"""The writer of WARC files: every record is its own gzip member, on its way to the disk before the call returns."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import Self

from archive.capture.members import pack
from archive.capture.warc import Revisit, conversion_bytes, request_bytes, response_bytes, revisit_bytes, warcinfo_bytes
from archive.errors import ArchiveError, NoPermission, NoRoom
from archive.records import Capture, CapturePlace

FILE_NAME = re.compile(r"jingwen-(\d{8})-(\d{5,})\.warc\.gz")
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class WarcWriter:
    """Appends captures to `jingwen-YYYYMMDD-NNNNN.warc.gz` files in a folder; one writer a folder at a time.

    A new file begins with each UTC day and once a file has `max_bytes`. An existing last file of the day is continued:
    its tail must be whole (`repair_tail`), which `Archive.recover` sees to.
    """

    def __init__(self, folder: Path, *, max_bytes: int = 1_000_000_000, now: Callable[[], datetime] = _utc_now) -> None:
        self.folder = folder
        self.max_bytes = max_bytes
        self._now = now
        self._handle = -1
        self._name = ""
        self._day = ""
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def write(
        self,
        capture: Capture,
        *,
        request_headers: Sequence[tuple[str, str]] = (),
        method: str = "GET",
        refers_to: CapturePlace | None = None,
        refers_date: str = "",
    ) -> CapturePlace:
        """Append the response (with `refers_to`: a revisit of that place, of `refers_date`) and its request.

        Returns the place of the response or revisit record; when it returns the operating system has the bytes.
        Raises NoRoom or NoPermission; the file then ends with the record before.
        """
        if capture.rendered:
            answer = pack(conversion_bytes(capture))
        elif refers_to is None:
            answer = pack(response_bytes(capture))
        else:
            answer = pack(revisit_bytes(capture, Revisit(refers_to, capture.url, refers_date)))
        request = b"" if capture.rendered else pack(request_bytes(capture, method, request_headers))
        self._turn_file()
        offset = self._end
        self._append(answer + request)
        return CapturePlace(self._name, offset, len(answer))

    def sync(self) -> None:
        """Wait until the disk itself has every record; raises NoRoom or NoPermission."""
        if self._handle >= 0:
            try:
                os.fsync(self._handle)
            except OSError as error:
                raise _explained(error, self.folder / self._name) from error

    def close(self) -> None:
        """Close the open file, if any; the writer can be used again."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def _turn_file(self) -> None:
        """Open the file of the day, or the next one where it is full."""
        day = self._now().strftime("%Y%m%d")
        if self._handle >= 0 and day == self._day and self._end < self.max_bytes:
            return
        self.close()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._day, self._name = day, self._next_name(day)
            path = self.folder / self._name
            self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
            self._end = os.fstat(self._handle).st_size
        except OSError as error:
            raise _explained(error, self.folder) from error
        if self._end == 0:
            self._append(pack(warcinfo_bytes(self._name, _software())))

    def _next_name(self, day: str) -> str:
        """The last file of the day while it has room, else the one after it."""
        found = (FILE_NAME.fullmatch(path.name) for path in self.folder.glob(f"jingwen-{day}-*.warc.gz"))
        number = max((int(match[2]) for match in found if match), default=0)
        if number == 0 or (self.folder / file_name(day, number)).stat().st_size >= self.max_bytes:
            number += 1
        return file_name(day, number)

    def _append(self, member: bytes) -> None:
        """Write all of it or nothing: a write cut short by a full disk is taken back."""
        try:
            left = memoryview(member)
            while left:
                left = left[os.write(self._handle, left) :]
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, self._end)
            raise _explained(error, self.folder / self._name) from error
        self._end += len(member)


def file_name(day: str, number: int) -> str:
    """The name of the n-th file of a day (`YYYYMMDD`); names sort in the order of writing."""
    return f"jingwen-{day}-{number:05d}.warc.gz"


def _software() -> str:
    try:
        return f"jingwen/{version('jingwen')}"
    except PackageNotFoundError:
        return "jingwen"


def _explained(error: OSError, path: Path) -> ArchiveError:
    if error.errno in _NO_ROOM:
        return NoRoom(f"No room left to write {path}: free some space and run again; nothing recorded so far is lost.")
    reason = os.strerror(error.errno) if error.errno else str(error)
    return NoPermission(f"Cannot write {path} ({reason}): check who owns the folder and its permissions.")
