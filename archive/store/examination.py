"""What is wrong with an archive, each thing named with its repair; nothing is changed by looking."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from archive.capture.members import members
from archive.capture.writer import FILE_NAME
from archive.errors import ArchiveDamaged, UsageError
from archive.store import search_index
from archive.store.lock import holder
from archive.store.readonly import DATABASE, WARC_FOLDER, connect

ROOM = 500_000_000  # bytes: below this a crawl may not end well
FUTURE = timedelta(hours=24)  # by which a moment may lie ahead before the clock is doubted
_SHOWN = 5
_HEAD = 1_000  # bytes of a record that hold its type
_ANSWERS = (b"response", b"revisit", b"conversion")

Trouble = Literal[
    "no_archive", "database_damaged", "database_missing", "schema", "search_index", "missing_warc", "torn_tail",
    "short_warc", "unrecorded", "interrupted_run", "unread", "clock", "room", "permission", "writer",
]  # fmt: skip
# Those that say how things are, and are no damage.
NOTES: tuple[Trouble, ...] = ("unread", "writer", "interrupted_run", "room")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be: its class, what was seen, and the command or step that puts it right."""

    trouble: Trouble
    detail: str
    repair: str

    @property
    def is_damage(self) -> bool:
        return self.trouble not in NOTES


def examine(data: Path) -> Iterator[Finding]:
    """Everything that can be told without reading every record again (`jingwen verify` does that)."""
    writing = _writer(data)
    yield from writing
    yield from _folder(data)
    database, warc = data / DATABASE, data / WARC_FOLDER
    if not database.exists():
        yield _no_database(data)
        return
    try:
        conn = connect(data)
    except UsageError as error:
        yield Finding("schema", str(error), "jingwen doctor --repair")
        return
    except ArchiveDamaged as error:
        yield Finding("database_damaged", str(error).partition(": restore")[0], _REBUILD)
        return
    with closing(conn):
        try:
            yield from _database(conn, database)
            yield from _files(conn, warc)
            yield from _rows(conn, writing=bool(writing))
        except sqlite3.DatabaseError as error:
            yield Finding("database_damaged", f"{database}: {error}", _REBUILD)


_REBUILD = "jingwen doctor --repair: the damaged file is set aside and the database made anew from the WARC files"
_RECOVER = "jingwen doctor --repair, or simply the next crawl"


def _no_database(data: Path) -> Finding:
    files = sorted((data / WARC_FOLDER).glob("*.warc.gz"))
    if files:
        return Finding("database_missing", f"{data} has {len(files)} WARC files and no {DATABASE}", _REBUILD)
    return Finding("no_archive", f"there is no archive in {data}", "jingwen crawl, or give --data")


def _writer(data: Path) -> list[Finding]:
    try:
        pid = holder(data / "lock")
    except OSError as error:
        return [Finding("permission", f"{data / 'lock'}: {error.strerror}", "check who owns it")]
    if not pid:
        return []
    detail = f"another run (process {pid}) is writing {data}"
    return [Finding("writer", detail, "nothing: what follows is how things stand meanwhile")]


def _folder(data: Path) -> Iterator[Finding]:
    for place in (data, data / WARC_FOLDER, data / DATABASE):
        if place.exists() and not os.access(place, os.R_OK | os.W_OK):
            yield Finding("permission", f"{place} may not be written", "check who owns it and its permissions")
    if data.exists():
        room = os.statvfs(data)
        free = room.f_bavail * room.f_frsize
        if free < ROOM:
            detail = f"{free / 1e6:,.0f} MB are free beside {data}"
            yield Finding("room", detail, "free some space before the next crawl")


def _database(conn: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    wrong = [row[0] for row in conn.execute("PRAGMA integrity_check(20)")]
    if wrong != ["ok"]:
        yield Finding("database_damaged", f"{path}: {wrong[0]} (and {len(wrong) - 1} more)", _REBUILD)
    elif not search_index.is_current(conn):
        detail = "the search index is of an older version or half made"
        yield Finding("search_index", detail, "jingwen doctor --repair")


def _files(conn: sqlite3.Connection, folder: Path) -> Iterator[Finding]:
    recorded = {
        file: (rows, end)
        for file, rows, end in conn.execute("SELECT file, count(*), max(offset + length) FROM captures GROUP BY file")
        if FILE_NAME.fullmatch(file)
    }
    missing = {file: rows for file, (rows, _) in recorded.items() if not (folder / file).exists()}
    if missing:
        named = ", ".join(sorted(missing)[:_SHOWN])
        yield Finding(
            "missing_warc",
            f"{len(missing)} WARC files with {sum(missing.values()):,} captures are not in {folder}: {named}",
            "put them back from a backup (jingwen restore); the texts read from them are kept without their evidence",
        )
    for path in sorted(folder.glob("*.warc.gz")):
        if FILE_NAME.fullmatch(path.name):
            yield from _tail(path, recorded.get(path.name, (0, 0))[1])


def _tail(path: Path, recorded: int) -> Iterator[Finding]:
    """What lies behind the last recorded capture of a file: its request, records without rows, a torn end."""
    size = path.stat().st_size
    if size < recorded:
        yield Finding("short_warc", f"{path} ends {recorded - size:,} bytes before its last capture does", _RECOVER)
        return
    end, responses = recorded, 0
    for offset, length, raw in members(path, recorded):
        end = offset + length
        responses += any(b"\r\nWARC-Type: " + kind in raw[:_HEAD] for kind in _ANSWERS)
    if responses:
        yield Finding("unrecorded", f"{path} has {responses:,} answers that have no row yet", _RECOVER)
    if end < size:
        yield Finding("torn_tail", f"{path} ends in {size - end:,} bytes of a record that is not whole", _RECOVER)


def _rows(conn: sqlite3.Connection, *, writing: bool) -> Iterator[Finding]:
    running = conn.execute("SELECT count(*) FROM runs WHERE outcome = 'running'").fetchone()[0]
    if running and not writing:
        yield Finding("interrupted_run", f"{running} runs never ended: their process was killed", _RECOVER)
    unread = conn.execute("SELECT count(*) FROM captures WHERE state = 'unread'").fetchone()[0]
    if unread and not writing:
        yield Finding("unread", f"{unread:,} pages are kept and not yet read", "the next crawl reads them")
    newest = conn.execute("SELECT max(captured_at) FROM captures").fetchone()[0]
    now = datetime.now(UTC)
    if newest and newest > (now + FUTURE).strftime("%Y-%m-%dT%H:%M:%SZ"):
        yield Finding(
            "clock", f"the newest capture is of {newest}, and this machine says {now:%Y-%m-%dT%H:%M:%SZ}",
            "set the clock; the order of captures is that of their numbers, so nothing is lost",
        )  # fmt: skip
