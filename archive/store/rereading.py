"""Reading again: the captures each stored article was read from, and what today's rules would change."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archive.capture.reader import read_capture
from archive.errors import ReadError
from archive.read import join_pages, read_article
from archive.records import Article, ArticleLink, ArticleRules, CapturePlace
from archive.store.links import OFF_TOPIC, link_of
from archive.topic import topic_of
from archive.urls import url_key

FIELDS = ("headline", "kicker", "subheadline", "byline", "source", "published", "section", "page", "dateline")


_AT_ONCE = 100
_NEXT = f"""
SELECT a.id, a.site, t.text, a.topic, l.url, l.headline, l.published, l.section, l.page,
       {", ".join(f"coalesce(a.{name}, '')" for name in FIELDS)}
FROM articles a JOIN article_text t ON t.id = a.id JOIN captures c ON c.id = a.capture_id
LEFT JOIN links l ON l.key = c.key
WHERE a.id > ? AND ? IN ('', a.site) ORDER BY a.id LIMIT ?
"""  # noqa: S608  the names of columns are ours


@dataclass(frozen=True, slots=True)
class StoredCapture:
    """One kept answer: the id of its row, its url_key, the place of its bytes."""

    id: int
    key: str
    place: CapturePlace


@dataclass(frozen=True, slots=True)
class StoredReading:
    """One article as it stands, the link that led to it, and its captures: the first page's, then what may follow."""

    article_id: int
    site: str
    values: tuple[tuple[str, str], ...]
    link: ArticleLink | None
    captures: tuple[StoredCapture, ...]


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading again gave: the article, its captures' ids, every (field, before, after) of it; or a problem."""

    stored: StoredReading
    article: Article | None
    captures: tuple[int, ...]
    changes: tuple[tuple[str, str, str], ...]
    problem: str = ""


def stored_readings(conn: sqlite3.Connection, site: str = "") -> Iterator[StoredReading]:
    """Every article of a site, or ("") of all, oldest first, with the captures of its current version.

    Articles may be filed while they are asked for: no query stays open between two of them.
    """
    last = -1
    while rows := conn.execute(_NEXT, (last, site, _AT_ONCE)).fetchall():
        for article_id, article_site, text, topic, url, headline, published, section, page, *values in rows:
            named = (*zip(FIELDS, values, strict=True), ("text", text), ("topic", _score(topic)))
            link = link_of(url, headline, published, section, page) if url else None
            captures = tuple(_captures(conn, article_id))
            yield StoredReading(article_id, article_site, named, link, captures)
        last = rows[-1][0]


def _captures(conn: sqlite3.Connection, article_id: int) -> Iterator[StoredCapture]:
    """The first page's capture, and further pages that came later: its own, and perhaps those of a copy."""
    rows = conn.execute(
        "SELECT c.id, c.key, coalesce(b.file, c.file), coalesce(b.offset, c.offset), coalesce(b.length, c.length)"
        " FROM articles a JOIN captures c ON c.id = a.capture_id"
        " OR (c.article_id = a.id AND c.part > 1 AND c.id > a.capture_id)"
        " LEFT JOIN captures b ON b.id = c.refers_to WHERE a.id = ? ORDER BY c.part, c.id",
        (article_id,),
    )
    for capture_id, key, file, offset, length in rows.fetchall():
        yield StoredCapture(capture_id, key, CapturePlace(file, offset, length))


def reread(
    readings: Iterator[StoredReading], warc_folder: Path, rules_of: Callable[[str], ArticleRules]
) -> Iterator[Reread]:
    """Read each article again from its bytes, one by one as they are asked for."""
    for stored in readings:
        try:
            article, captures = _read_again(stored, warc_folder, rules_of(stored.site))
        except ReadError as error:
            yield Reread(stored, None, (), (), str(error))
            continue
        yield Reread(stored, article, captures, tuple(_changes(stored.values, article)))


def _read_again(stored: StoredReading, warc_folder: Path, rules: ArticleRules) -> tuple[Article, tuple[int, ...]]:
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
        now = _score(topic_of(article).score) if name == "topic" else getattr(article, name) or ""
        if now != value:
            yield name, value, now


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
