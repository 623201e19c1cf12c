"""The rows of captures: what was received, where its bytes lie, and whether it has been read."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from http import HTTPStatus

from sqlite_utils import Database

from archive.records import ArticleLink, CapturePlace
from archive.store.links import link_of
from archive.urls import url_key

_STATES: dict[int, str] = {HTTPStatus.OK: "unread", HTTPStatus.NOT_MODIFIED: "read"}


@dataclass(frozen=True, slots=True)
class NewCapture:
    """One capture to record.

    `kind`: list, article, page (a further page of an article), resource (what a page had in the browser) or other.
    `refers_to` is the id of the capture whose payload this one repeats; `part` the number of an article's page.
    """

    run_id: int | None
    site: str
    url: str
    kind: str
    captured_at: str
    status: int
    mime: str
    digest: str
    size: int
    place: CapturePlace
    refers_to: int | None = None
    etag: str = ""
    last_modified: str = ""
    part: int = 1


@dataclass(frozen=True, slots=True)
class LastCapture:
    """The last whole, read capture of an address: its validators, and where the record with its bytes lies.

    `id`, `place` and `captured_at` are those of the record that holds the payload (never of a revisit).
    """

    id: int
    digest: str
    etag: str
    last_modified: str
    place: CapturePlace
    captured_at: str


@dataclass(frozen=True, slots=True)
class UnreadCapture:
    """A capture whose bytes are kept but not yet read; `link` is what the ledger knows of its address."""

    id: int
    site: str
    url: str
    place: CapturePlace
    kind: str
    part: int
    status: int
    captured_at: str
    link: ArticleLink | None


def record(db: Database, new: NewCapture) -> int:
    """Enter one capture; returns its id. An answer other than 200 has nothing to read and is not `unread`."""
    state = _STATES.get(new.status, "failed")
    place = new.place
    cursor = db.execute(
        "INSERT INTO captures(run_id, site, url, key, kind, captured_at, status, mime, digest, size, file, offset,"
        " length, refers_to, etag, last_modified, state, part) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            new.run_id, new.site, new.url, url_key(new.url), new.kind, new.captured_at, new.status, new.mime,
            new.digest, new.size, place.file, place.offset, place.length, new.refers_to, new.etag, new.last_modified,
            state, new.part,
        ),
    )  # fmt: skip
    return int(cursor.lastrowid or 0)


def last_read(conn: sqlite3.Connection, url: str) -> LastCapture | None:
    """The last capture of an address that came with status 200 and has been read."""
    row = conn.execute(
        "SELECT c.digest, c.etag, c.last_modified, b.id, b.file, b.offset, b.length, b.captured_at FROM captures c"
        " JOIN captures b ON b.id = coalesce(c.refers_to, c.id)"
        " WHERE c.key = ? AND c.state = 'read' AND c.status = 200 ORDER BY c.id DESC LIMIT 1",
        (url_key(url),),
    ).fetchone()
    if row is None:
        return None
    digest, etag, last_modified, held_in, file, offset, length, captured_at = row
    return LastCapture(
        held_in, digest, etag or "", last_modified or "", CapturePlace(file, offset, length), captured_at
    )


def mark(db: Database, capture_id: int, state: str) -> None:
    """Set the state of a capture: read, or failed."""
    db.execute("UPDATE captures SET state = ? WHERE id = ?", (state, capture_id))


def unread(conn: sqlite3.Connection, site: str) -> list[UnreadCapture]:
    """The captures not yet read, of a site or ("") of all, oldest first."""
    rows = conn.execute(
        "SELECT c.id, c.site, c.url, coalesce(b.file, c.file), coalesce(b.offset, c.offset),"
        " coalesce(b.length, c.length), c.kind, c.part, c.status, c.captured_at,"
        " l.url, l.headline, l.published, l.section, l.page"
        " FROM captures c LEFT JOIN captures b ON b.id = c.refers_to LEFT JOIN links l ON l.key = c.key"
        " WHERE c.state = 'unread' AND (? = '' OR c.site = ?) ORDER BY c.id",
        (site, site),
    )
    return [
        UnreadCapture(
            row[0], row[1], row[2], CapturePlace(row[3], row[4], row[5]), row[6], row[7], row[8], row[9],
            link_of(*row[10:15]) if row[10] else None,
        )
        for row in rows
    ]  # fmt: skip
