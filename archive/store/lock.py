"""The write lock of an archive: one writer at a time, freed by the system when its process ends, however it ends."""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path

from archive.errors import LockHeld

# Record locks belong to the process, so a lock taken twice inside one process must be refused by us.
_held: set[Path] = set()


class WriteLock:
    """The lock file of a data directory, held from construction to `release()`. Raises LockHeld, naming the holder.

    A POSIX record lock: unlike flock it is not inherited by reader processes, so a killed crawl leaves none behind.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        if self.path in _held:
            raise _held_by(str(os.getpid()), path)
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.lockf(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(self._handle, 32).decode("ascii", "replace").strip()
            os.close(self._handle)
            if error.errno in (errno.EACCES, errno.EAGAIN):
                raise _held_by(holder or "unknown", path) from error
            raise
        _held.add(self.path)
        try:
            os.ftruncate(self._handle, 0)
            os.pwrite(self._handle, f"{os.getpid()}\n".encode(), 0)
        except OSError:
            self.release()
            raise

    def release(self) -> None:
        """Free the lock; the file stays, as removing it could free two writers at once."""
        if self.path in _held:
            _held.discard(self.path)
            os.close(self._handle)


def holder(path: Path) -> str:
    """The process that holds a lock file, by its number; "" where none does. Nothing is changed. Raises OSError."""
    if path.resolve() in _held:
        return str(os.getpid())  # opening and closing the file here would free our own lock
    try:
        handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return ""
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EAGAIN):
            raise
        return os.read(handle, 32).decode("ascii", "replace").strip() or "unknown"
    finally:
        os.close(handle)
    return ""


def _held_by(pid: str, path: Path) -> LockHeld:
    return LockHeld(
        f"Another run (process {pid}) is writing {path.parent}: wait until it has ended, or give another --data."
    )
