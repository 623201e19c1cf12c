"""What the disk and SQLite report, said as one line that tells what to do next."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path
from types import TracebackType

from archive.errors import ArchiveDamaged, ArchiveError, LockHeld, NoPermission, NoRoom

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SHORT_OF_ROOM = 1 << 20  # bytes: an I/O error with less than this free is a full disk
_PRIMARY = 0xFF  # extended result codes carry the primary one in the low byte


class Explained:
    """`with Explained(path):` turns OSError and sqlite3.Error inside into an ArchiveError that names the file."""

    __slots__ = ("path",)

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, sqlite3.Error):
            found = _of_sqlite(error, self.path)
            if found is not None:
                raise found from error
        elif isinstance(error, OSError):
            raise _of_os(error, self.path) from error


def damaged(path: Path, why: str) -> ArchiveDamaged:
    """The line for a database that cannot be trusted."""
    return ArchiveDamaged(
        f"{path} {why}: restore it from a backup, or move it away and run "
        f"`jingwen ingest --warc {path.parent / 'warc'}/*.warc.gz` to build it anew."
    )


def no_room(path: Path) -> NoRoom:
    """The line for a full disk."""
    return NoRoom(f"No room left to write {path}: free some space and run again; nothing recorded so far is lost.")


def no_permission(path: Path, why: str) -> NoPermission:
    """The line for a file that may not be read or written."""
    return NoPermission(f"Cannot open {path} ({why}): check who owns it and its permissions, or give another --data.")


def _of_os(error: OSError, path: Path) -> ArchiveError:
    if error.errno in _NO_ROOM:
        return no_room(path)
    return no_permission(Path(error.filename) if error.filename else path, error.strerror or str(error))


def _of_sqlite(error: sqlite3.Error, path: Path) -> ArchiveError | None:
    """None for a mistake of ours (a constraint, wrong SQL): that is a defect and keeps its traceback."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if code == sqlite3.SQLITE_FULL:
        return no_room(path)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged(path, "is damaged" if code == sqlite3.SQLITE_CORRUPT else "is not a database")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LockHeld(f"Another program is writing {path}: wait until it has ended, then run again.")
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return no_room(path) if _is_full(path) else no_permission(path, str(error))
    if code == sqlite3.SQLITE_IOERR:
        return no_room(path) if _is_full(path) else damaged(path, f"cannot be read or written ({error})")
    return None


def _is_full(path: Path) -> bool:
    try:
        room = os.statvfs(path.parent)
    except OSError:
        return False
    return room.f_bavail * room.f_frsize < _SHORT_OF_ROOM
