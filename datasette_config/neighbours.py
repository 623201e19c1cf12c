"""The answers before and after an article that was opened from a page of answers."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from typing import Any

from archive.search.find import Hit
from datasette_config.search import PAGE, Asked, page_of


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article beside this one: its id, its headline, and the query string its page is opened with."""

    id: int
    headline: str
    place: str


@dataclass(frozen=True, slots=True)
class Around:
    """Where an article stands among answers: the page of them it was opened from, and its neighbours there."""

    asked: Asked
    place: str
    before: Neighbour | None = None
    after: Neighbour | None = None


def opened_from(args: Any) -> Asked | None:
    """The answers an article was opened from; None where its address names none."""
    asked = Asked.of(args)
    return asked if args.get("by") or not asked.is_everything else None


def around(conn: sqlite3.Connection, asked: Asked, article: int) -> Around:
    """The neighbours of an article on its page of answers; at an end of it, on the page half a page on."""
    found = beside(conn, asked, article)
    return Around(
        asked, asked.place(),
        neighbour(conn, asked, found, -1, half_back(asked)),
        neighbour(conn, asked, found, 1, half_on(asked, found)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of a page, where among them the article is (None: not there), and whether more follow."""

    article: int
    hits: tuple[Hit, ...]
    at: int | None
    more: bool


def beside(conn: sqlite3.Connection, asked: Asked, article: int) -> Found:
    hits, older = page_of(conn, asked)
    at = next((place for place, hit in enumerate(hits) if hit.id == article), None)
    return Found(article, hits, at, bool(older))


def neighbour(
    conn: sqlite3.Connection, asked: Asked, found: Found, step: int, further: Asked | None
) -> Neighbour | None:
    """The hit `step` from the article; where the page ends there, that of the page `further`."""
    if found.at is None:
        return None
    at = found.at + step
    if 0 <= at < len(found.hits):
        return as_neighbour(found.hits[at], asked)
    if further is None:
        return None
    other = beside(conn, further, found.article)
    if other.at is None or not 0 <= other.at + step < len(other.hits):
        return None
    return as_neighbour(other.hits[other.at + step], further)


def as_neighbour(hit: Hit, asked: Asked) -> Neighbour:
    return Neighbour(hit.id, hit.headline, asked.place())


def half_on(asked: Asked, found: Found) -> Asked | None:
    """The page that begins half a page later: it holds the last hit of this one and those after it."""
    if not found.more or len(found.hits) < 2:
        return None
    if asked.best:
        return replace(asked, start=asked.start + PAGE // 2)
    return replace(asked, before=found.hits[(len(found.hits) - 1) // 2].id)


def half_back(asked: Asked) -> Asked | None:
    """The page that begins half a page earlier, which only pages by relevance can name."""
    return replace(asked, start=max(0, asked.start - PAGE // 2)) if asked.best and asked.start else None
