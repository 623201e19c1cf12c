"""A copy of an archive that is whole at one moment, made while a crawl writes, and put back."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from archive.errors import ArchiveDamaged, UsageError
from archive.redaction import LIST
from archive.store.clock import utc_now
from archive.store.faults import Explained
from archive.store.readonly import DATABASE, WARC_FOLDER, connect

MANIFEST = "backup.json"
_PAGES = 2_000  # of the database a step: a writer waits no longer than one takes
_CHUNK = 1 << 20

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: when it was made, how many articles, WARC files and bytes, and how many were copied now."""

    made_at: str
    articles: int
    files: int
    bytes: int
    copied: int


def back_up(data: Path, target: Path, told: Told = lambda _done, _all: None) -> Backup:
    """Copy an archive into a folder; of a backup that is there already only what is new.

    The database is copied first and the WARC files after it, so that every row has its bytes. `told`(done, all) hears
    bytes. Raises UsageError for a folder that holds something else, NoRoom, NoPermission, ArchiveDamaged.
    """
    fresh = target / f"{DATABASE}.new"
    begun = (target / MANIFEST).exists() or fresh.exists()
    if target.exists() and any(target.iterdir()) and not begun:
        raise UsageError(f"{target} is not empty and no backup: give an empty folder, or that of an earlier backup")
    with closing(connect(data)) as source, Explained(target):
        target.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        with closing(sqlite3.connect(fresh)) as copy:
            source.backup(copy, pages=_PAGES)
            copy.execute("PRAGMA journal_mode = DELETE")
            articles = int(copy.execute("SELECT count(*) FROM articles").fetchone()[0])
        (target / WARC_FOLDER).mkdir(exist_ok=True)
        sources = sorted((data / WARC_FOLDER).iterdir())
        sizes = {path.name: path.stat().st_size for path in sources}
        copied = done = 0
        for path in sources:
            copied += append_new(path, target / WARC_FOLDER / path.name, sizes[path.name])
            done += sizes[path.name]
            told(done, sum(sizes.values()))
        backup = Backup(utc_now(), articles, len(sizes), sum(sizes.values()) + fresh.stat().st_size, copied)
        manifest = {
            "made_at": backup.made_at, "articles": articles, "warc": sizes, "database_sha256": sha256_of(fresh),
        }  # fmt: skip
        if (data / LIST).exists():
            shutil.copyfile(data / LIST, target / LIST)
        _sync(fresh)
        fresh.replace(target / DATABASE)
        written = target / f"{MANIFEST}.new"
        written.write_text(json.dumps(manifest, indent=2), "utf-8")
        _sync(written)
        written.replace(target / MANIFEST)
    return backup


def append_new(source: Path, target: Path, size: int) -> int:
    """Copy what a growing file has beyond its copy, up to a size; returns how many bytes that was."""
    done = target.stat().st_size if target.exists() else 0
    if done > size:
        raise UsageError(f"{target} is longer than {source}: it is a backup of another archive; give an empty folder")
    with source.open("rb") as reading, target.open("ab") as writing:
        reading.seek(done)
        left = size - done
        while left and (chunk := reading.read(min(_CHUNK, left))):
            writing.write(chunk)
            left -= len(chunk)
        writing.flush()
        os.fsync(writing.fileno())
    return size - done


def restore(backup: Path, data: Path, told: Told = lambda _done, _all: None) -> Backup:
    """Put a backup into an empty data directory, each file checked against what was noted when it was made.

    Raises UsageError where there is no backup or the data directory holds an archive, ArchiveDamaged where the
    backup is not what it was.
    """
    manifest = _manifest(backup)
    if (data / DATABASE).exists():
        raise UsageError(f"{data} holds an archive: move it away, or give another --data")
    with Explained(data):
        (data / WARC_FOLDER).mkdir(parents=True, exist_ok=True)
        files = dict(_checked_files(backup, manifest))
        done, total = 0, sum(files.values())
        for path, size in files.items():
            shutil.copyfile(path, data / WARC_FOLDER / path.name)
            done += size
            told(done, total)
        if (backup / LIST).exists():
            shutil.copyfile(backup / LIST, data / LIST)
        shutil.copyfile(backup / DATABASE, data / f"{DATABASE}.new")
        (data / f"{DATABASE}.new").replace(data / DATABASE)
    with closing(connect(data)) as conn:
        articles = int(conn.execute("SELECT count(*) FROM articles").fetchone()[0])
    return Backup(str(manifest["made_at"]), articles, len(files), total, len(files))


def _manifest(backup: Path) -> dict[str, object]:
    path = backup / MANIFEST
    if not path.is_file():
        raise UsageError(f"{backup} is no backup (it has no {MANIFEST}): give the folder `jingwen backup` wrote")
    try:
        found = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise ArchiveDamaged(f"{path} cannot be read ({error}): take another backup") from error
    assert isinstance(found, dict)
    return found


def _checked_files(backup: Path, manifest: dict[str, object]) -> Iterator[tuple[Path, int]]:
    if sha256_of(backup / DATABASE) != manifest["database_sha256"]:
        raise ArchiveDamaged(f"{backup / DATABASE} is not what it was when it was written: take another backup")
    sizes = manifest["warc"]
    assert isinstance(sizes, dict)
    for name, size in sizes.items():
        path = backup / WARC_FOLDER / Path(name).name
        if not path.is_file() or path.stat().st_size < size:
            raise ArchiveDamaged(f"{path} is missing or shorter than it was: take another backup")
        yield path, size


def sha256_of(path: Path) -> str:
    """The digest of a file, read in pieces. Raises ArchiveDamaged where it is not there."""
    try:
        with path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ArchiveDamaged(f"{path} cannot be read ({error.strerror}): take another backup") from error


def _sync(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
