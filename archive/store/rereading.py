"""Reading again: the captures each stored text was read from, and what today's rules make of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from archive.capture.reader import read_capture
from archive.dedup.fingerprint import fingerprint
from archive.errors import ReadError
from archive.extractor import extractor_version
from archive.read import join_pages, read_article
from archive.records import Article, ArticleLink, ArticleRules, CapturePlace
from archive.redaction import Redaction, Redactions, redacted_article
from archive.store.links import OFF_TOPIC, link_of
from archive.store.withholding import load_list, rules_for
from archive.topic import topic_of
from archive.urls import url_key

Kind = Literal["article", "version", "copy"]
KINDS: tuple[Kind, ...] = ("article", "version", "copy")
_TABLES: dict[Kind, str] = {"article": "articles", "version": "versions", "copy": "copies"}
PLAIN = ("headline", "kicker", "subheadline", "byline", "source", "published", "section", "page", "dateline", "script")

_AT_ONCE = 100
# ruff: noqa: S608  the names of tables and columns are ours
_LINK = "l.url, l.headline, l.published, l.section, l.page"
_FROM: dict[Kind, str] = {
    "article": f"""
SELECT a.id, a.id, a.site, a.versions, e.version, a.capture_id, {_LINK},
       {", ".join(f"coalesce(a.{name}, '')" for name in PLAIN)}, a.topic, a.flags, t.text, t.text_hans, t.captions,
       t.images, t.attachments, a.text_digest,
       (SELECT group_concat(role || ':' || name, '; ') FROM (SELECT * FROM people WHERE article_id = a.id
        ORDER BY position))
FROM articles a JOIN article_text t ON t.id = a.id JOIN captures c ON c.id = a.capture_id
LEFT JOIN links l ON l.key = c.key LEFT JOIN extractors e ON e.id = a.extractor_id
WHERE a.id > ? AND ? IN ('', a.site) ORDER BY a.id LIMIT ?""",
    "version": f"""
SELECT v.id, v.article_id, a.site, v.number, e.version, v.capture_id, {_LINK}, coalesce(v.headline, ''), v.text,
       v.text_digest
FROM versions v JOIN articles a ON a.id = v.article_id JOIN captures c ON c.id = v.capture_id
LEFT JOIN links l ON l.key = c.key LEFT JOIN extractors e ON e.id = v.extractor_id
WHERE v.id > ? AND v.text IS NOT NULL AND ? IN ('', a.site) ORDER BY v.id LIMIT ?""",
    "copy": f"""
SELECT o.id, o.article_id, o.site, 1, e.version, o.capture_id, {_LINK}, coalesce(o.headline, ''),
       coalesce(o.source, ''), coalesce(o.published, ''), o.text_digest
FROM copies o JOIN captures c ON c.id = o.capture_id
LEFT JOIN links l ON l.key = c.key LEFT JOIN extractors e ON e.id = o.extractor_id
WHERE o.id > ? AND ? IN ('', o.site) ORDER BY o.id LIMIT ?""",
}
_NAMES: dict[Kind, tuple[str, ...]] = {
    "article": (
        *PLAIN, "topic", "flags", "text", "text_hans", "captions", "images", "attachments", "text_digest", "people",
    ),
    "version": ("headline", "text", "text_digest"),
    "copy": ("headline", "source", "published", "text_digest"),
}  # fmt: skip
_FIRST = 11  # the column of the first value


@dataclass(frozen=True, slots=True)
class StoredCapture:
    """One kept answer: the id of its row, its url_key, the place of its bytes."""

    id: int
    key: str
    place: CapturePlace


@dataclass(frozen=True, slots=True)
class StoredReading:
    """One text as it stands: an article, a superseded version of one, or a copy (of which only the digest is stored).

    `id` is that of its row, `extractor` the version that read it ("": not known), `values` what is compared, as text.
    `captures`: the first page's, then what may follow.
    """

    kind: Kind
    id: int
    article_id: int
    site: str
    version: int
    extractor: str
    values: tuple[tuple[str, str], ...]
    link: ArticleLink | None
    captures: tuple[StoredCapture, ...]
    redactions: tuple[Redaction, ...] = ()

    def value(self, name: str) -> str:
        return dict(self.values).get(name, "")


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading again gave: the article, its captures' ids, every (field, before, after) of it; or a problem.

    `extractor` is today's version; `damaged`: the problem is that the bytes are not what was captured.
    """

    article: Article | None
    captures: tuple[int, ...]
    changes: tuple[tuple[str, str, str], ...]
    extractor: str
    problem: str = ""
    damaged: bool = False


def count_readings(conn: sqlite3.Connection, site: str = "") -> dict[Kind, int]:
    """How many texts of each kind there are to read again, of a site or ("") of all."""
    asked = {
        "article": "SELECT count(*) FROM articles WHERE capture_id IS NOT NULL AND ? IN ('', site)",
        "version": "SELECT count(*) FROM versions v JOIN articles a ON a.id = v.article_id"
        " WHERE v.text IS NOT NULL AND v.capture_id IS NOT NULL AND ? IN ('', a.site)",
        "copy": "SELECT count(*) FROM copies WHERE capture_id IS NOT NULL AND ? IN ('', site)",
    }
    return {kind: int(conn.execute(asked[kind], (site,)).fetchone()[0]) for kind in KINDS}


def stored_readings(
    conn: sqlite3.Connection, site: str = "", *, kind: Kind = "article", after: int = -1
) -> Iterator[StoredReading]:
    """Every text of one kind, of a site or ("") of all, whose row is behind `after`, in the order of the rows.

    Articles may be filed while they are asked for: no query stays open between two of them.
    """
    listed = list_beside(conn)
    while rows := conn.execute(_FROM[kind], (after, site, _AT_ONCE)).fetchall():
        yield from (_stored(conn, kind, row, listed) for row in rows)
        after = rows[-1][0]


def drawn_readings(conn: sqlite3.Connection, sample: int) -> Iterator[StoredReading]:
    """So many texts drawn at random from all kinds."""
    every = " UNION ALL ".join(
        f"SELECT '{kind}' AS kind, id FROM {table} WHERE capture_id IS NOT NULL{only}"
        for kind, table, only in (
            ("article", "articles", ""),
            ("version", "versions", " AND text IS NOT NULL"),
            ("copy", "copies", ""),
        )
    )
    listed = list_beside(conn)
    drawn = conn.execute(f"SELECT kind, id FROM ({every}) ORDER BY random() LIMIT ?", (sample,)).fetchall()
    for kind, row_id in drawn:
        for row in conn.execute(_FROM[kind], (row_id - 1, "", 1)).fetchall():
            yield _stored(conn, kind, row, listed)


def readings_of(conn: sqlite3.Connection, article_id: int) -> Iterator[StoredReading]:
    """The texts of one article: its own, its earlier versions, its copies."""
    listed = list_beside(conn)
    for kind in KINDS:
        asked = f"SELECT id FROM {_TABLES[kind]} WHERE {'id' if kind == 'article' else 'article_id'} = ?"
        for (row_id,) in conn.execute(asked, (article_id,)).fetchall():
            for row in conn.execute(_FROM[kind], (row_id - 1, "", 1)).fetchall():
                if row[0] == row_id:
                    yield _stored(conn, kind, row, listed)


def list_beside(conn: sqlite3.Connection) -> Redactions:
    """The reviewed list of redactions beside an open database."""
    path = conn.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0]
    return load_list(Path(path).parent)


def _stored(conn: sqlite3.Connection, kind: Kind, row: tuple[Any, ...], reviewed: Redactions) -> StoredReading:
    row_id, article_id, site, version, extractor, capture_id, url, *listed = row[:_FIRST]
    values = dict(zip(_NAMES[kind], row[_FIRST:], strict=True))
    if "topic" in values:
        values["topic"] = _score(values["topic"])
    return StoredReading(
        kind,
        row_id,
        article_id,
        site,
        version,
        extractor or "",
        tuple((name, str(value or "")) for name, value in values.items()),
        link_of(url, *listed) if url else None,
        tuple(_captures(conn, capture_id, article_id)),
        rules_for(reviewed, conn, article_id, url or ""),
    )


def _captures(conn: sqlite3.Connection, first: int, article_id: int) -> Iterator[StoredCapture]:
    """The first page's capture, and further pages that came later: its own, and perhaps those of a copy."""
    rows = conn.execute(
        "SELECT c.id, c.key, coalesce(b.file, c.file), coalesce(b.offset, c.offset), coalesce(b.length, c.length)"
        " FROM captures c LEFT JOIN captures b ON b.id = c.refers_to"
        " WHERE c.id = ?1 OR (c.article_id = ?2 AND c.part > 1 AND c.id > ?1) ORDER BY c.part, c.id",
        (first, article_id),
    )
    for capture_id, key, file, offset, length in rows.fetchall():
        yield StoredCapture(capture_id, key, CapturePlace(file, offset, length))


def read_again(stored: StoredReading, warc_folder: Path, rules: ArticleRules) -> Reread:
    """Read one text again from its bytes and compare. Raises ArchiveDamaged; a page without text is a problem."""
    extractor = extractor_version(rules)
    try:
        read, captures = _read_pages(stored, warc_folder, rules)
    except ReadError as error:
        return Reread(None, (), (), extractor, f"{error.failure}: {error}")
    article = replace(read, fingerprint=fingerprint(read.text_hans), extractor=extractor)
    article = redacted_article(article, stored.redactions)
    return Reread(article, captures, tuple(_changes(stored.values, article)), extractor)


def reread(
    readings: Iterator[StoredReading], warc_folder: Path, rules_of: Callable[[str], ArticleRules]
) -> Iterator[tuple[StoredReading, Reread]]:
    """Read each text again in this process, one by one as they are asked for."""
    for stored in readings:
        yield stored, read_again(stored, warc_folder, rules_of(stored.site))


def _read_pages(stored: StoredReading, warc_folder: Path, rules: ArticleRules) -> tuple[Article, tuple[int, ...]]:
    """The article of the first page and of those it leads to, and the captures of these."""
    pages: list[Article] = []
    captures: list[int] = []
    wanted = {stored.captures[0].key} if stored.captures else set()
    for one in stored.captures:
        if one.key not in wanted:
            continue
        wanted.discard(one.key)
        page = read_article(replace(read_capture(warc_folder, one.place), link=stored.link), rules)
        wanted |= {url_key(url) for url in page.next_pages}
        pages.append(page)
        captures.append(one.id)
    return join_pages(pages), tuple(captures)


def _changes(before: Sequence[tuple[str, str]], article: Article) -> Iterator[tuple[str, str, str]]:
    for name, value in before:
        now = _as_stored(name, article)
        if now != value:
            yield name, value, now


def _as_stored(name: str, article: Article) -> str:
    """A field of an article as its column holds it, as text; what is absent is ""."""
    if name == "topic":
        return _score(topic_of(article).score)
    if name == "people":
        return "; ".join(f"{person.role}:{person.name}" for person in article.people)
    if name == "text_hans":
        return "" if article.text_hans == article.text else article.text_hans
    if name == "text_digest":
        return article.fingerprint.text_digest if article.fingerprint else ""
    if name in ("flags", "captions"):
        return json.dumps(getattr(article, name), ensure_ascii=False)
    if name in ("images", "attachments"):
        return json.dumps([asdict(one) for one in getattr(article, name)], ensure_ascii=False)
    return str(getattr(article, name) or "")


def _score(topic: float | None) -> str:
    """A score as text; "" where none is stored."""
    return "" if topic is None else f"{topic:.3f}"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A page that was read and skipped as off topic: its site, its link, its last capture."""

    site: str
    link: ArticleLink
    capture: StoredCapture


def set_aside_pages(conn: sqlite3.Connection, site: str = "") -> list[SetAside]:
    """The pages of a site, or ("") of all, that were skipped as off topic, oldest first."""
    rows = conn.execute(
        "SELECT l.site, l.url, l.headline, l.published, l.section, l.page, c.id, c.key, coalesce(b.file, c.file),"
        " coalesce(b.offset, c.offset), coalesce(b.length, c.length) FROM links l"
        " JOIN captures c ON c.id = (SELECT max(id) FROM captures WHERE key = l.key AND status = 200)"
        " LEFT JOIN captures b ON b.id = c.refers_to"
        " WHERE l.state = 'skipped' AND l.failure = ? AND ? IN ('', l.site) ORDER BY l.id",
        (OFF_TOPIC, site),
    )
    return [SetAside(row[0], link_of(*row[1:6]), StoredCapture(row[6], row[7], CapturePlace(*row[8:]))) for row in rows]


def read_first_page(page: SetAside, warc_folder: Path, rules: ArticleRules) -> Article:
    """The article of a page that was set aside, read again: what is judged. Raises ReadError as `read_article`."""
    return read_article(replace(read_capture(warc_folder, page.capture.place), link=page.link), rules)
