"""The rows of extractors: each version of code and rules that ever read a text, once."""

from __future__ import annotations

from sqlite_utils import Database

from archive.store.clock import utc_now


def id_of(db: Database, version: str) -> int | None:
    """The id of a version, entered at its first use; None where nobody said what read the text."""
    if not version:
        return None
    row = db.execute("SELECT id FROM extractors WHERE version = ?", (version,)).fetchone()
    if row is None:
        cursor = db.execute("INSERT INTO extractors(version, first_used) VALUES (?, ?)", (version, utc_now()))
        return int(cursor.lastrowid or 0)
    return int(row[0])
