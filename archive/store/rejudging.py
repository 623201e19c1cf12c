"""Judging duplicates again: the whole archive, or the stories that a decision by hand is about."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive.errors import UsageError
from archive.store import decisions
from archive.store.clusters import Clusters
from archive.store.decisions import Decided, DecisionKind
from archive.store.printings import Place, pages_of, place_of
from archive.store.stories import Changes, Story, every_page, make, pages_about
from archive.urls import url_key

SCRATCH = "rejudge.tmp.db"
SCRATCH_KIB = 64 * 1024
COMMIT_EVERY = 200
Pair = tuple[str, str]


@contextmanager
def judging_all(conn: sqlite3.Connection, folder: Path) -> Iterator[Clusters]:
    """Every page of the archive, ready to be judged; the scratch database lies in `folder` meanwhile."""
    path = folder / SCRATCH
    path.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as scratch:
            scratch.execute("PRAGMA journal_mode = OFF")
            scratch.execute("PRAGMA synchronous = OFF")
            scratch.execute(f"PRAGMA cache_size = -{SCRATCH_KIB}")
            clusters = Clusters(conn, scratch, decisions.standing(conn))
            clusters.gather(every_page(conn))
            yield clusters
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def judged(conn: sqlite3.Connection, stories: Iterable[int], decided: Decided) -> Iterator[Changes]:
    """What would change in some stories, were they judged again with what was decided."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as scratch:
        clusters = Clusters(conn, scratch, decided)
        clusters.gather(pages_about(conn, stories))
        for _ in clusters.judge():
            pass
        yield Changes(clusters)


def write(
    conn: sqlite3.Connection, changes: Iterable[Story], begin: Callable[[], None], commit: Callable[[], None]
) -> Iterator[str]:
    """Make the changes, yielding each page filed elsewhere; commits every few hundred, each time a whole archive."""
    begin()
    for count, key in enumerate(make(conn, changes), 1):
        if count % COMMIT_EVERY == 0:
            commit()
            begin()
        yield key
    commit()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision about to be made: its verdict, the pairs of pages it is about, the stories these are in."""

    verdict: DecisionKind
    pairs: tuple[Pair, ...]
    stories: tuple[int, ...]


def split_off(conn: sqlite3.Connection, named: str) -> Proposal:
    """That a page is no printing of the story it is filed under. Raises UsageError where it is alone in it."""
    key, place = find(conn, named)
    others = [other for other in pages_of(conn, place.article_id) if other != key]
    if not others:
        raise UsageError(f"{named} is the only printing of its story: there is nothing to split it from.")
    return Proposal("split", tuple((key, other) for other in others), (place.article_id,))


def join_together(conn: sqlite3.Connection, one: str, other: str) -> Proposal:
    """That the stories of two pages are one. Raises UsageError where they already are."""
    places = find(conn, one)[1], find(conn, other)[1]
    if places[0].article_id == places[1].article_id:
        raise UsageError(f"{one} and {other} are printings of one story already ({places[0].article_id}).")
    ours, theirs = (tuple(pages_of(conn, place.article_id)) for place in places)
    pairs = {(ours[0], page) for page in theirs} | {(page, theirs[0]) for page in ours}
    return Proposal("join", tuple(sorted(pairs)), (places[0].article_id, places[1].article_id))


def find(conn: sqlite3.Connection, named: str) -> tuple[str, Place]:
    """The page that an id of an article or a copy, or an address, names. Raises UsageError with what to do instead."""
    kind, _, number = named.rpartition(":")
    if not number.removeprefix("-").isdecimal() or kind not in ("", "article", "copy") or len(number) > 18:
        place = place_of(conn, url_key(named)) if "//" in named else None
        if place is None:
            raise UsageError(f"{named} is no article, copy or address of this archive: `jingwen search` finds ids.")
        return url_key(named), place
    found = _numbered(conn, kind, int(number))
    if not found:
        which = f"There is no {kind or 'article or copy'} {number}"
        raise UsageError(f"{which}: `jingwen search` finds articles, `jingwen dedup show` their copies.")
    if len(found) > 1:
        raise UsageError(f"{number} is an article and a copy: say article:{number} or copy:{number}.")
    article_id, copy_id, url = found[0]
    return url_key(url), Place(article_id, copy_id)


def _numbered(conn: sqlite3.Connection, kind: str, number: int) -> list[tuple[int, int | None, str]]:
    """The article or the copy with an id, of a kind or ("") of both; else the page that had it before."""
    found: list[tuple[int, int | None, str]] = []
    if kind != "copy":
        found += conn.execute("SELECT id, NULL, url FROM articles WHERE id = ?", (number,)).fetchall()
    if kind != "article":
        found += conn.execute("SELECT article_id, id, url FROM copies WHERE id = ?", (number,)).fetchall()
    if found:
        return found
    former = conn.execute(
        "SELECT DISTINCT l.article_id, l.copy_id, l.url FROM former_ids f JOIN links l ON l.key = f.key"
        " WHERE f.id = ? AND f.kind = coalesce(nullif(?, ''), f.kind) AND l.article_id IS NOT NULL",
        (number, kind),
    )
    return former.fetchall()
