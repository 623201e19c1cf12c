"""The rows of captures: what was received, where its bytes lie, and whether it has been read."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from sqlite_utils import Database

from archive.records import ArticleLink, CapturePlace
from archive.store.links import link_of
from archive.urls import url_key

_STATES: dict[int, str] = {HTTPStatus.OK: "unread", HTTPStatus.NOT_MODIFIED: "read"}


@dataclass(frozen=True, slots=True)
class NewCapture:
    """One capture to record.

    `kind`: list, article, page (a further page of an article), picture (of an article), resource (what a page had in
    the browser) or other. `key` is that of the address, or of the one that led there by a redirect.
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
    key: str = ""


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


@dataclass(frozen=True, slots=True)
class KeptCapture:
    """One row of the captures, as it stands."""

    id: int
    run_id: int | None
    site: str
    url: str
    kind: str
    captured_at: str
    status: int
    mime: str | None
    digest: str
    size: int
    place: CapturePlace
    refers_to: int | None
    state: str
    article_id: int | None
    part: int


def record(db: Database, new: NewCapture) -> int:
    """Enter one capture; returns its id. An answer other than 200 has nothing to read and is not `unread`."""
    state = _STATES.get(new.status, "failed")
    place = new.place
    cursor = db.execute(
        "INSERT INTO captures(run_id, site, url, key, kind, captured_at, status, mime, digest, size, file, offset,"
        " length, refers_to, etag, last_modified, state, part) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            new.run_id, new.site, new.url, new.key or url_key(new.url), new.kind, new.captured_at, new.status, new.mime,
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


# ruff: noqa: S608  the names of columns are ours
_UNREAD = """
SELECT c.id, c.site, c.url, coalesce(b.file, c.file), coalesce(b.offset, c.offset), coalesce(b.length, c.length),
       c.kind, c.part, c.status, c.captured_at, l.url, l.headline, l.published, l.section, l.page
FROM captures c LEFT JOIN captures b ON b.id = c.refers_to LEFT JOIN links l ON l.key = c.key
"""
_AT_ONCE = 100


def unread(conn: sqlite3.Connection, site: str) -> list[UnreadCapture]:
    """The captures not yet read, of a site or ("") of all, oldest first."""
    rows = conn.execute(
        f"{_UNREAD} WHERE c.state = 'unread' AND (? = '' OR c.site = ?) ORDER BY c.id",
        (site, site),
    )
    return [_unread(row) for row in rows]


def unread_of_runs(conn: sqlite3.Connection, kind: str, after: int) -> list[UnreadCapture]:
    """Some captures not yet read that runs of one kind (`runs.site`) entered, behind an id, oldest first."""
    rows = conn.execute(
        f"{_UNREAD} JOIN runs r ON r.id = c.run_id"
        " WHERE c.state = 'unread' AND r.site = ? AND c.id > ? ORDER BY c.id LIMIT ?",
        (kind, after, _AT_ONCE),
    )
    return [_unread(row) for row in rows]


def unread_at(conn: sqlite3.Connection, kind: str, url: str, moment: str) -> UnreadCapture | None:
    """The capture of an address such runs entered and nobody read yet: the first since a moment, else any."""
    row = conn.execute(
        f"{_UNREAD} JOIN runs r ON r.id = c.run_id WHERE c.key = ? AND c.state = 'unread' AND r.site = ?"
        " ORDER BY c.captured_at < ?, c.captured_at LIMIT 1",
        (url_key(url), kind, moment),
    ).fetchone()
    return _unread(row) if row else None


def is_unread(conn: sqlite3.Connection, capture_id: int) -> bool:
    """Whether a capture is still to be read."""
    row = conn.execute("SELECT 1 FROM captures WHERE id = ? AND state = 'unread'", (capture_id,)).fetchone()
    return row is not None


def adopt(db: Database, run_id: int, url: str, captured_at: str, digest: str) -> bool:
    """Whether the same bytes of the same moment are kept; if a crash left them unread, this run is to read them."""
    row = db.execute(
        "SELECT id FROM captures WHERE key = ? AND captured_at = ? AND digest = ? LIMIT 1",
        (url_key(url), captured_at, digest),
    ).fetchone()
    if row is not None:
        db.execute(
            "UPDATE captures SET run_id = ?, kind = 'article' WHERE id = ? AND state = 'unread' AND run_id IS NULL",
            (run_id, row[0]),
        )
    return row is not None


def mark_part(db: Database, capture_id: int, part: int, first: int) -> int:
    """Make a capture a further page of an article; its id, which comes after that of the first page, as in a crawl."""
    db.execute("UPDATE captures SET kind = 'page', part = ? WHERE id = ?", (part, capture_id))
    if capture_id > first:
        return capture_id
    new = int(db.execute("SELECT max(id) + 1 FROM captures").fetchone()[0])
    db.execute("PRAGMA defer_foreign_keys = ON")  # until what refers to it has followed
    db.execute("UPDATE captures SET id = ? WHERE id = ?", (new, capture_id))
    db.execute("UPDATE captures SET refers_to = ? WHERE refers_to = ?", (new, capture_id))
    return new


def _unread(row: tuple[Any, ...]) -> UnreadCapture:
    link = link_of(*row[10:15]) if row[10] else None
    return UnreadCapture(row[0], row[1], row[2], CapturePlace(*row[3:6]), row[6], row[7], row[8], row[9], link)


_COLUMNS = (
    "id", "run_id", "site", "url", "kind", "captured_at", "status", "mime", "digest", "size", "file", "offset",
    "length", "refers_to", "state", "article_id", "part",
)  # fmt: skip
_KEPT = ", ".join(_COLUMNS)


def find(conn: sqlite3.Connection, capture_id: int) -> KeptCapture | None:
    """The capture of an id; None where there is none."""
    row = conn.execute(f"SELECT {_KEPT} FROM captures WHERE id = ?", (capture_id,)).fetchone()
    return _kept(row) if row else None


def of_address(conn: sqlite3.Connection, url: str) -> list[KeptCapture]:
    """Every capture of an address, in any spelling, oldest first."""
    rows = conn.execute(f"SELECT {_KEPT} FROM captures WHERE key = ? ORDER BY id", (url_key(url),))
    return [_kept(row) for row in rows]


def of_article(conn: sqlite3.Connection, article_id: int) -> list[KeptCapture]:
    """Every capture an article, its versions and its copies were read from, oldest first."""
    rows = conn.execute(f"SELECT {_KEPT} FROM captures WHERE article_id = ? ORDER BY id", (article_id,))
    return [_kept(row) for row in rows]


def _kept(row: tuple[Any, ...]) -> KeptCapture:
    columns = dict(zip(_COLUMNS, row, strict=True))
    place = CapturePlace(columns.pop("file"), columns.pop("offset"), columns.pop("length"))
    return KeptCapture(place=place, **columns)
