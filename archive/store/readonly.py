"""Opening an archive to read: no lock, no waiting for the writer, and no way to change anything."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from archive.errors import UsageError
from archive.store.faults import Explained
from archive.store.schema import BUSY_MS, LATEST, check_file

DATABASE = "jingwen.db"
WARC_FOLDER = "warc"


def connect(data_dir: Path) -> sqlite3.Connection:
    """A read-only connection to the archive in a data directory; a writer may be at work.

    Raises UsageError where there is no archive yet or its schema is not this version's, ArchiveDamaged where the file
    is damaged or not an archive, NoPermission where it may not be read.
    """
    path = data_dir / DATABASE
    with Explained(path):
        if not path.exists():
            raise UsageError(f"There is no archive at {path}: run `jingwen crawl` or `jingwen demo`, or give --data.")
        with path.open("rb"):
            pass  # says "permission denied" where SQLite would only say "unable to open"
        conn = sqlite3.connect(_address(path.resolve()), uri=True, isolation_level=None, check_same_thread=False)
        try:
            conn.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
            number = check_file(conn, path)
            conn.execute("PRAGMA query_only = ON")
        except BaseException:
            conn.close()
            raise
    if number < LATEST:
        conn.close()
        raise UsageError(
            f"{path} has schema {number}, this jingwen reads {LATEST}: run `jingwen crawl` once to upgrade it."
        )
    return conn


def _address(path: Path) -> str:
    """The file as a read-only URI; in a folder nobody may write, SQLite must not look for a writer's files either."""
    address = f"file:{quote(str(path))}?mode=ro"
    has_writer = path.with_name(path.name + "-wal").exists()
    may_write = os.access(path.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
    return address if has_writer or may_write else address + "&immutable=1"
