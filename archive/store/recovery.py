"""Recovery after a crash: torn files made whole, and captures whose rows were lost entered again as unread."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from sqlite_utils import Database

from archive.capture.members import is_whole
from archive.capture.reader import scan
from archive.capture.repair import TailRepair, repair_tail
from archive.capture.writer import FILE_NAME
from archive.pictures import is_picture
from archive.records import Capture, CapturePlace
from archive.store import captures, pictures, runs
from archive.store.clock import utc_now
from archive.urls import url_key

_LOST = ".lost-"
_KIND = "SELECT kind FROM links WHERE key = ?"
_LAST_OF = "SELECT id, offset, length FROM captures WHERE file = ? ORDER BY offset DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was put right: torn files, captures entered again, rows whose bytes are gone, runs that never ended."""

    repaired: tuple[TailRepair, ...] = ()
    found: int = 0
    lost: int = 0
    interrupted: int = 0


def recover(db: Database, folder: Path, *, whole: bool) -> Recovery:
    """Bring rows and WARC files together again; the caller holds the transaction.

    Looks only behind the last recorded capture, or (`whole`) at every record of every file.
    """
    repaired: list[TailRepair] = []
    found = lost = 0
    last = (db.execute("SELECT max(file) FROM captures").fetchone()[0] or "").partition(_LOST)[0]
    for path in sorted(folder.glob("*.warc.gz")):
        if not FILE_NAME.fullmatch(path.name) or (not whole and path.name < last):
            continue
        lost += _mark_lost(db, path)
        known_good = 0 if whole else _recorded_to(db, path)
        repair = repair_tail(path, known_good)
        repaired += [repair] if repair else []
        for place, capture in scan(path, known_good):
            found += _enter(db, place, capture)
    return Recovery(tuple(repaired), found, lost, runs.close_interrupted(db))


def _mark_lost(db: Database, path: Path) -> int:
    """Rows whose bytes never reached the disk: behind the end of the file, or where the system left blanks instead.

    The last whole record ends the search. A lost row's place is renamed, as the next captures will be written there.
    """
    size, lost = path.stat().st_size, 0
    while row := db.execute(_LAST_OF, (path.name,)).fetchone():
        capture_id, offset, length = row
        if offset + length <= size and is_whole(path, offset, length):
            break
        db.execute(
            "UPDATE captures SET state = 'lost', file = ? WHERE id = ?", (f"{path.name}{_LOST}{capture_id}", capture_id)
        )
        # What repeats its payload has lost it, too; and an article without its evidence is looked at today.
        db.execute("UPDATE captures SET state = 'lost' WHERE refers_to = ?", (capture_id,))
        db.execute(
            "INSERT INTO looks(link_id, site, due, since, step) SELECT l.id, l.site, ?2, ?2, 0 FROM captures c"
            " JOIN links l ON l.key = c.key WHERE (c.id = ?1 OR c.refers_to = ?1) AND l.article_id IS NOT NULL"
            " AND l.kind != 'picture'"
            " ON CONFLICT(link_id) DO UPDATE SET due = excluded.due",
            (capture_id, utc_now()[:10]),
        )
        db.execute(
            "UPDATE links SET state = 'pending', tries = 0 WHERE kind = 'picture'"
            " AND key = (SELECT key FROM captures WHERE id = ?)",
            (capture_id,),
        )
        lost += 1
    return lost


def _recorded_to(db: Database, path: Path) -> int:
    """Where the last recorded capture of a file ends."""
    row = db.execute(_LAST_OF, (path.name,)).fetchone()
    return int(row[1] + row[2]) if row else 0


def _enter(db: Database, place: CapturePlace, capture: Capture) -> int:
    """Enter a capture that has no row; returns how many rows were written."""
    known = db.execute("SELECT 1 FROM captures WHERE file = ? AND offset = ?", (place.file, place.offset)).fetchone()
    if known:
        return 0
    # a picture is one by its bytes: of an archive made anew nothing else tells
    picture = capture.status == HTTPStatus.OK and is_picture(capture.header("Content-Type"), capture.payload)
    row = None if picture else db.execute(_KIND, (url_key(capture.url),)).fetchone()
    captures.record(
        db,
        captures.NewCapture(
            run_id=None,
            site=capture.site,
            url=capture.url,
            kind=pictures.KIND if picture else row[0] if row else "other",
            captured_at=capture.captured_at,
            status=capture.status,
            mime=capture.header("Content-Type").partition(";")[0].strip().lower(),
            digest=capture.digest,
            size=len(capture.payload),
            place=place,
            etag=capture.header("ETag"),
            last_modified=capture.header("Last-Modified"),
            key=pictures.picture_key(capture.url) if picture else "",
        ),
    )
    return 1
