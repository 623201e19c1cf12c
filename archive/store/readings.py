"""The rows of readings: what an extractor once made of a page, kept when a better one took its place.

A version (table `versions`) is what the page said at another time; a reading is what we once took it to say.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from archive.store import extractors, search_index
from archive.store.clock import utc_now
from archive.store.filing import Filing
from archive.store.rereading import Kind, Reread, StoredReading

_TABLE: dict[Kind, str] = {"article": "articles", "version": "versions", "copy": "copies"}


@dataclass(frozen=True, slots=True)
class FormerReading:
    """One reading that was replaced: of which version of the page, by which extractor, and every field that changed.

    `extractor` is "" where it is not known; `text` is None where only other fields changed.
    """

    version: int
    extractor: str
    replaced_by: str
    replaced_at: str
    fields: dict[str, str]
    text: str | None


def of_article(conn: sqlite3.Connection, article_id: int) -> list[FormerReading]:
    """The former readings of an article and of its versions, oldest first."""
    rows = conn.execute(
        "SELECT r.version, coalesce(e.version, ''), coalesce(n.version, ''), r.replaced_at, r.fields, r.text"
        " FROM readings r LEFT JOIN extractors e ON e.id = r.extractor_id"
        " LEFT JOIN extractors n ON n.id = r.replaced_by WHERE r.article_id = ? ORDER BY r.id",
        (article_id,),
    )
    return [
        FormerReading(version, extractor, replaced_by, replaced_at, json.loads(fields), text)
        for version, extractor, replaced_by, replaced_at, fields, text in rows
    ]


def refile(db: Database, filing: Filing, stored: StoredReading, again: Reread, *, keep: bool = True) -> None:
    """Put a new reading in the place of a stored one; what that said is kept. The caller holds the transaction."""
    assert again.article is not None
    extractor = extractors.id_of(db, again.extractor)
    if keep and stored.kind != "copy":  # of a copy no text is stored that could be lost
        _keep(db, stored, again, extractor)
    if stored.kind == "version":
        text, print_ = again.article.text, again.article.fingerprint
        with search_index.kept_in_step(db.conn, stored.article_id):
            db.execute(
                "UPDATE versions SET headline = ?, text = ?, text_digest = ? WHERE id = ?",
                (again.article.headline, text, print_.text_digest if print_ else "", stored.id),
            )
    else:
        filing.add(again.article, again.captures)
    if stored.kind == "article":
        with search_index.kept_in_step(db.conn, stored.id):
            db.execute(
                "UPDATE versions SET (headline, text_digest) ="
                " (SELECT headline, text_digest FROM articles WHERE id = ?1) WHERE article_id = ?1 AND number = ?2",
                (stored.id, stored.version),
            )
    stamp(db, [(stored, again.extractor)])


def stamp(db: Database, read: Iterable[tuple[StoredReading, str]]) -> None:
    """Say which extractor gives these texts as they stand."""
    for stored, extractor in read:
        if stored.extractor != extractor:
            table = _TABLE[stored.kind]
            db.execute(
                f"UPDATE {table} SET extractor_id = ? WHERE id = ?",  # noqa: S608 - ours
                (extractors.id_of(db, extractor), stored.id),
            )


def _keep(db: Database, stored: StoredReading, again: Reread, extractor: int | None) -> None:
    before = {name: value for name, value, _ in again.changes}
    text = before.pop("text", None)
    db.execute(
        "INSERT INTO readings(article_id, version, capture_id, extractor_id, replaced_by, replaced_at, fields, text)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            stored.article_id, stored.version, stored.captures[0].id, extractors.id_of(db, stored.extractor),
            extractor, utc_now(), json.dumps(before, ensure_ascii=False), text,
        ),
    )  # fmt: skip
