"""Reading again: the captures each stored article was read from, and what today's rules would change."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.capture.reader import read_capture
from archive.errors import ReadError
from archive.read import join_pages, read_article
from archive.records import Article, ArticleRules, CapturePlace

FIELDS = ("headline", "kicker", "subheadline", "byline", "source", "published", "section", "page", "dateline")


@dataclass(frozen=True, slots=True)
class StoredReading:
    """One article as it stands, and the captures (id, place) it was read from, first page first."""

    article_id: int
    site: str
    values: tuple[tuple[str, str], ...]
    captures: tuple[tuple[int, CapturePlace], ...]


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading again gave: the new article and the (field, before, after) it would change, or what went wrong."""

    stored: StoredReading
    article: Article | None
    changes: tuple[tuple[str, str, str], ...]
    problem: str = ""


def stored_readings(conn: sqlite3.Connection, site: str = "") -> Iterator[StoredReading]:
    """Every article of a site, or ("") of all, oldest first, with the captures of its current version."""
    columns = ", ".join(f"coalesce(a.{name}, '')" for name in FIELDS)
    rows = conn.execute(
        f"SELECT a.id, a.site, a.capture_id, t.text, {columns} FROM articles a JOIN article_text t ON t.id = a.id"  # noqa: S608
        " WHERE ? IN ('', a.site) ORDER BY a.id",
        (site,),
    )
    for article_id, article_site, capture_id, text, *values in rows:
        named = (*zip(FIELDS, values, strict=True), ("text", text))
        yield StoredReading(article_id, article_site, named, tuple(_captures(conn, article_id, capture_id)))


def _captures(conn: sqlite3.Connection, article_id: int, first: int) -> Iterator[tuple[int, CapturePlace]]:
    """The first page's capture, and those of further pages that came with it."""
    rows = conn.execute(
        "SELECT c.id, coalesce(b.file, c.file), coalesce(b.offset, c.offset), coalesce(b.length, c.length)"
        " FROM captures c LEFT JOIN captures b ON b.id = c.refers_to"
        " WHERE c.id = ?1 OR (c.article_id = ?2 AND c.part > 1 AND c.id > ?1) ORDER BY c.part, c.id",
        (first, article_id),
    )
    for capture_id, file, offset, length in rows:
        yield capture_id, CapturePlace(file, offset, length)


def reread(
    readings: Iterator[StoredReading], warc_folder: Path, rules_of: Callable[[str], ArticleRules]
) -> Iterator[Reread]:
    """Read each article again from its bytes, one by one as they are asked for."""
    for stored in readings:
        rules = rules_of(stored.site)
        try:
            pages = [read_article(read_capture(warc_folder, place), rules) for _, place in stored.captures]
        except ReadError as error:
            yield Reread(stored, None, (), str(error))
            continue
        article = join_pages(pages)
        yield Reread(stored, article, tuple(_changes(stored.values, article)))


def _changes(before: Sequence[tuple[str, str]], article: Article) -> Iterator[tuple[str, str, str]]:
    for name, value in before:
        now = getattr(article, name) or ""
        if now != value:
            yield name, value, now
