"""Stories judged anew: what would change in which, and the change made, a story's pages and its first printing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.dedup.judge import containment, prepare
from archive.dedup.lineage import Printing, first_printing
from archive.store import printings
from archive.store.clusters import Clusters, Page
from archive.store.printings import Place, place_of
from archive.urls import url_key


@dataclass(frozen=True, slots=True)
class Story:
    """The pages of one story by their keys, and the key of the one that stands for it."""

    pages: tuple[str, ...]
    first: str


def every_page(conn: sqlite3.Connection) -> Iterator[Page]:
    """Every page filed, articles' own and copies, in no order."""
    for article_id, url, *rest in conn.execute(
        "SELECT id, url, copies, word_count, coalesce(published, ''), coalesce(headline, '') FROM articles"
    ):
        yield Page(url_key(url), Place(article_id), *rest)
    for copy_id, article_id, url, *rest in conn.execute(
        "SELECT c.id, c.article_id, c.url, 0, coalesce(r.word_count, 0), coalesce(c.published, ''),"
        " coalesce(c.headline, '') FROM copies c LEFT JOIN copy_records r ON r.copy_id = c.id"
    ):
        yield Page(url_key(url), Place(article_id, copy_id), *rest)


def pages_about(conn: sqlite3.Connection, stories: Iterable[int]) -> Iterator[Page]:
    """The pages of some stories."""
    for article_id in sorted(set(stories)):
        copies, length, published, headline = conn.execute(
            "SELECT copies, word_count, coalesce(published, ''), coalesce(headline, '') FROM articles WHERE id = ?",
            (article_id,),
        ).fetchone()
        for key, place in printings.pages_of(conn, article_id).items():
            if place.copy_id is None:
                yield Page(key, place, copies, length, published, headline)
                continue
            row = conn.execute(
                "SELECT coalesce(r.word_count, 0), coalesce(c.published, ''), coalesce(c.headline, '') FROM copies c"
                " LEFT JOIN copy_records r ON r.copy_id = c.id WHERE c.id = ?",
                (place.copy_id,),
            ).fetchone()
            yield Page(key, place, 0, *row)


class Changes:
    """The stories that, as judged, are not what the archive holds; they lie in the scratch database, not in memory."""

    def __init__(self, clusters: Clusters) -> None:
        self._scratch = clusters.scratch
        self._scratch.execute("CREATE TABLE changes(story INTEGER PRIMARY KEY, first TEXT NOT NULL)")
        self._scratch.executemany("INSERT INTO changes VALUES (?, ?)", _changed(clusters))

    def __len__(self) -> int:
        return int(self._scratch.execute("SELECT count(*) FROM changes").fetchone()[0])

    def __iter__(self) -> Iterator[Story]:
        for number, first in self._scratch.execute("SELECT story, first FROM changes ORDER BY story"):
            rows = self._scratch.execute("SELECT key FROM pages WHERE story = ? ORDER BY number", (number,))
            yield Story(tuple(key for (key,) in rows), first)


def _changed(clusters: Clusters) -> Iterator[tuple[int, str]]:
    """The number of each story that changes and the key of the page that is to stand for it."""
    rows = clusters.scratch.execute(
        "SELECT story, count(*), count(DISTINCT article_id), sum(copy_id IS NULL), max(copies) FROM pages"
        " GROUP BY story ORDER BY story"
    )
    for number, pages, articles, own, copies in rows:
        stands = articles == own == 1 and pages == 1 + copies
        if stands and pages == 1:
            continue
        first, place = _first(clusters, number)
        if not stands or place.copy_id is not None:
            yield number, first


def _first(clusters: Clusters, number: int) -> tuple[str, Place]:
    """The page that is to stand for a story as judged, and where it is filed now."""
    rows = clusters.scratch.execute(
        "SELECT key, article_id, copy_id, length FROM pages WHERE story = ? ORDER BY number", (number,)
    ).fetchall()
    places = {key: Place(article_id, copy_id) for key, article_id, copy_id, _ in rows}
    told = [printing(clusters.conn, key, places[key], length) for key, _, _, length in rows]
    first = first_printing([one for one in told if one.length] or told).key
    return first, places[first]


def printing(conn: sqlite3.Connection, key: str, place: Place, length: int) -> Printing:
    """What the page of a place says of where it was printed and when."""
    table, row_id = ("articles", place.article_id) if place.copy_id is None else ("copies", place.copy_id)
    source, published, site, title, publisher = conn.execute(
        "SELECT coalesce(p.source, ''), coalesce(p.published, ''), p.site, coalesce(s.title, ''),"  # noqa: S608  ours
        f" coalesce(s.publisher, '') FROM {table} p LEFT JOIN sites s ON s.name = p.site WHERE p.id = ?",
        (row_id,),
    ).fetchone()
    return Printing(key, tuple(name for name in (title, publisher) if name) or (site,), source, published, length)


def make(conn: sqlite3.Connection, stories: Iterable[Story]) -> Iterator[str]:
    """Make the archive hold these stories, yielding after each page that was filed elsewhere; the caller commits.

    The steps are such that the archive is whole after each: first every page that is to stand for a story is made an
    article, then the copies are moved, then the articles that no longer stand for one are made copies. Stories are
    gone through three times.
    """
    for story in stories:
        yield from _stand(conn, story)
    for story in stories:
        yield from _gather(conn, story)
    for story in stories:
        yield from _demote(conn, story)


def _stand(conn: sqlite3.Connection, story: Story) -> Iterator[str]:
    place = place_of(conn, story.first)
    if place is not None and place.copy_id is not None and printings.promote(conn, place.copy_id) is not None:
        yield story.first


def _gather(conn: sqlite3.Connection, story: Story) -> Iterator[str]:
    first = place_of(conn, story.first)
    for key in story.pages:
        place = place_of(conn, key)
        if first is None or place is None or place.copy_id is None or place.article_id == first.article_id:
            continue
        printings.move(conn, place.copy_id, first.article_id, _similarity(conn, first, place))
        yield key


def _demote(conn: sqlite3.Connection, story: Story) -> Iterator[str]:
    first = place_of(conn, story.first)
    for key in story.pages:
        place = place_of(conn, key)
        if first is None or place is None or place.copy_id is not None or key == story.first:
            continue
        printings.demote(conn, place.article_id, first.article_id, _similarity(conn, first, place))
        yield key


def _similarity(conn: sqlite3.Connection, first: Place, place: Place) -> float:
    texts = printings.text_of(conn, first), printings.text_of(conn, place)
    return containment(prepare(texts[0] or ""), prepare(texts[1] or ""))
