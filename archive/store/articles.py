"""The rows of an article: its narrow row, its text, its people, its versions and its copies."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlite_utils import Database

from archive.records import Article
from archive.store import copy_records, extractors
from archive.store.clock import day_number
from archive.topic import topic_of

IDS_A_DAY = 4096

_STORED = (
    "a.id, a.url, a.site, a.region, a.headline, a.kicker, a.subheadline, a.published, a.script, a.text_digest,"
    " a.capture_id, a.first_seen, a.last_seen, a.versions, t.text, t.text_hans"
)


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """What the archive holds of an article, as far as filing another reading of it needs."""

    id: int
    url: str
    site: str
    region: str
    headline: str
    kicker: str
    subheadline: str
    published: str
    script: str
    text_digest: str
    capture_id: int | None
    first_seen: str
    last_seen: str
    versions: int
    text: str
    text_hans: str | None

    @property
    def searched_text(self) -> str:
        """The simplified, repaired text."""
        return self.text if self.text_hans is None else self.text_hans


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as read from one capture: when that was captured, its id (None: no capture), the site's region."""

    article: Article
    text_digest: str
    capture_id: int | None
    seen_at: str
    region: str


def load(conn: sqlite3.Connection, article_id: int) -> StoredArticle | None:
    """The stored article of an id; None where there is none."""
    row = conn.execute(
        f"SELECT {_STORED} FROM articles a JOIN article_text t ON t.id = a.id WHERE a.id = ?",  # noqa: S608 - ours
        (article_id,),
    ).fetchone()
    return StoredArticle(*row) if row else None


def every(conn: sqlite3.Connection, after: int, limit: int) -> list[StoredArticle]:
    """Stored articles with an id above `after`, in order of id."""
    rows = conn.execute(
        f"SELECT {_STORED} FROM articles a JOIN article_text t ON t.id = a.id"  # noqa: S608 - ours
        " WHERE a.id > ? ORDER BY a.id LIMIT ?",
        (after, limit),
    )
    return [StoredArticle(*row) for row in rows]


def next_id(conn: sqlite3.Connection, published: str, seen_at: str, full: dict[int, int]) -> int:
    """The next free id: day of publication (else of capture) × 4096 + n; a day with 4096 spills into those after it.

    `full` remembers which day follows a full one, so that a crowded day costs no more than an empty one.
    """
    first = day_number(published)
    if first is None:
        first = day_number(seen_at) or 0
    day = full.get(first, first)
    while True:
        start, end = day * IDS_A_DAY, (day + 1) * IDS_A_DAY
        highest = conn.execute("SELECT max(id) FROM articles WHERE id >= ? AND id < ?", (start, end)).fetchone()[0]
        if highest is None or highest + 1 < end:
            if day != first:
                full[first] = day
            return start if highest is None else int(highest) + 1
        day += 1


def insert(db: Database, article_id: int, reading: Reading) -> None:
    """Write the rows of a new article."""
    row = {"id": article_id, **_first_row(reading)}
    row["extractor_id"] = extractors.id_of(db, reading.article.extractor)
    db.table("articles").insert(row)
    db.table("article_text").insert({"id": article_id, **_text_row(reading.article)})
    _write_people(db, article_id, reading.article)
    _note_views(db, article_id, reading)


def overwrite(db: Database, stored: StoredArticle, reading: Reading) -> None:
    """Put another reading in the place of the stored one; id and first sight stay."""
    row = _row(reading)
    row["last_seen"] = max(stored.last_seen, reading.seen_at)
    row["extractor_id"] = extractors.id_of(db, reading.article.extractor)
    if row["view_count"] is None:
        del row["view_count"]
    db.table("articles").update(stored.id, row)
    db.table("article_text").update(stored.id, _text_row(reading.article))
    db.execute("DELETE FROM people WHERE article_id = ?", (stored.id,))
    _write_people(db, stored.id, reading.article)
    _note_views(db, stored.id, reading)


def touch(db: Database, stored: StoredArticle, reading: Reading) -> None:
    """The same text again: only when it was last seen, and how often it was read, have changed.

    A capture whose bytes were lost gives way to this one.
    """
    db.execute(
        "UPDATE articles SET last_seen = max(last_seen, ?), view_count = coalesce(?, view_count), capture_id ="
        " iif((SELECT state FROM captures WHERE id = capture_id) = 'lost', coalesce(?, capture_id), capture_id)"
        " WHERE id = ?",
        (reading.seen_at, reading.article.view_count, reading.capture_id, stored.id),
    )
    _note_views(db, stored.id, reading)


def keep_version(db: Database, stored: StoredArticle, reading: Reading) -> None:
    """Keep the text about to be superseded; the row of the current version holds no text of its own."""
    if stored.versions == 1:
        _insert_version(db, stored.id, 1, stored.first_seen, stored.capture_id, stored.headline, stored.text_digest)
    db.execute(
        "UPDATE versions SET text = ?1, extractor_id = (SELECT extractor_id FROM articles WHERE id = ?2)"
        " WHERE article_id = ?2 AND number = ?3",
        (stored.text, stored.id, stored.versions),
    )
    number = stored.versions + 1
    _insert_version(
        db, stored.id, number, reading.seen_at, reading.capture_id, reading.article.headline, reading.text_digest
    )
    db.execute("UPDATE articles SET versions = ? WHERE id = ?", (number, stored.id))


def insert_copy(db: Database, article_id: int, reading: Reading, similarity: float) -> int:
    """Enter a reprint of a story; returns the id of the copy."""
    article = reading.article
    cursor = db.execute(
        "INSERT INTO copies(article_id, url, site, headline, source, published, similarity, capture_id, first_seen,"
        " text_digest, extractor_id) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        (
            article_id, article.url, article.site, article.headline, article.source, article.published,
            round(similarity, 4), reading.capture_id, reading.seen_at, reading.text_digest,
            extractors.id_of(db, article.extractor),
        ),
    )  # fmt: skip
    db.execute("UPDATE articles SET copies = copies + 1 WHERE id = ?", (article_id,))
    copy_id = int(cursor.lastrowid or 0)
    _keep_record(db, copy_id, reading)
    return copy_id


def overwrite_copy(db: Database, copy_id: int, reading: Reading, similarity: float) -> None:
    """Put another reading of a reprint's page in the place of the stored one."""
    db.execute(
        "UPDATE copies SET text_digest = ?, similarity = ?, headline = ?, capture_id = ? WHERE id = ?",
        (reading.text_digest, round(similarity, 4), reading.article.headline, reading.capture_id, copy_id),
    )
    _keep_record(db, copy_id, reading)


def drop_copy(db: Database, copy_id: int, article_id: int) -> None:
    """Take a copy off a story: its text has become another."""
    db.execute("DELETE FROM copies WHERE id = ?", (copy_id,))
    db.execute("UPDATE articles SET copies = copies - 1 WHERE id = ?", (article_id,))


def _keep_record(db: Database, copy_id: int, reading: Reading) -> None:
    people = [{"position": at, "name": one.name, "role": one.role} for at, one in enumerate(reading.article.people)]
    row = _first_row(reading)
    copy_records.keep(
        db.conn, copy_id, {"articles": [row], "article_text": [_text_row(reading.article)], "people": people}
    )


def _first_row(reading: Reading) -> dict[str, object]:
    return {**_row(reading), "first_seen": reading.seen_at, "last_seen": reading.seen_at}


def _insert_version(
    db: Database, article_id: int, number: int, seen_at: str, capture_id: int | None, headline: str, text_digest: str
) -> None:
    db.execute(
        "INSERT INTO versions(article_id, number, seen_at, capture_id, headline, text_digest) VALUES (?,?,?,?,?,?)",
        (article_id, number, seen_at, capture_id, headline, text_digest),
    )


def _row(reading: Reading) -> dict[str, object]:
    article = reading.article
    year = article.published[:4]
    return {
        "url": article.url,
        "site": article.site,
        "region": reading.region,
        "headline": article.headline,
        "kicker": article.kicker,
        "subheadline": article.subheadline,
        "byline": article.byline,
        "published": article.published,
        "precision": article.precision,
        "year": int(year) if year.isdecimal() else None,
        "source": article.source,
        "section": article.section,
        "page": article.page,
        "dateline": article.dateline,
        "view_count": article.view_count,
        "word_count": sum(len("".join(paragraph.split())) for paragraph in article.paragraphs),
        "script": article.script,
        "flags": _json(article.flags),
        "capture_id": reading.capture_id,
        "text_digest": reading.text_digest,
        "topic": topic_of(article).score,
    }


def _text_row(article: Article) -> dict[str, object]:
    text, text_hans = article.text, article.text_hans
    return {
        "text": text,
        "text_hans": None if text_hans == text else text_hans,
        "captions": _json(article.captions),
        "images": _json([asdict(image) for image in article.images]),
        "attachments": _json([asdict(attachment) for attachment in article.attachments]),
        "read_by": _json(dict(article.read_by)),
    }


def _note_views(db: Database, article_id: int, reading: Reading) -> None:
    """Note how often the page says it was read, where that is not what it said last; by its address."""
    if reading.article.view_count is not None:
        db.execute(
            "INSERT OR REPLACE INTO view_counts(url, seen_at, count) SELECT url, ?1, ?2 FROM articles WHERE id = ?3"
            " AND ?2 IS NOT (SELECT count FROM view_counts v WHERE v.url = articles.url ORDER BY seen_at DESC LIMIT 1)",
            (reading.seen_at, reading.article.view_count, article_id),
        )


def _write_people(db: Database, article_id: int, article: Article) -> None:
    db.conn.executemany(
        "INSERT INTO people(article_id, position, name, role) VALUES (?,?,?,?)",
        [(article_id, position, person.name, person.role) for position, person in enumerate(article.people)],
    )


def _json(value: Sequence[object] | dict[str, str]) -> str:
    return json.dumps(value, ensure_ascii=False)
