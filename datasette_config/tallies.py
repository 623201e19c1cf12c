"""The figures that grow with the archive, counted beside the pages and never by one: a page takes the last tally."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from datasette.database import QueryInterrupted

from archive.search.candidates import IDS_A_DAY
from datasette_config.room import DATABASE, ask

EPOCH = date(1970, 1, 1)
DAYS = 60
FRESH = 30.0  # seconds a tally is taken as it is
PATIENCE = 100  # a tally that took long is kept this many times as long
FIRST_MS = 400  # what a page may wait for a tally where there is none yet
COUNT_MS = 60_000


@dataclass(frozen=True, slots=True)
class SiteTally:
    """Articles of one site, and the days of its first and last ("" where it has none)."""

    articles: int = 0
    oldest: str = ""
    newest: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted, and when (UTC). `days`: dated articles a day over the last 60 days of the archive."""

    at: str
    took: float
    articles: int
    copies: int
    captures: int
    sites: dict[str, SiteTally] = field(default_factory=dict)
    regions: dict[str, int] = field(default_factory=dict)
    days: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True)
class Kept:
    """The last tally of a database, when it was taken, and the counting under way."""

    tally: Tally | None = None
    moment: float = 0.0
    counting: asyncio.Task[None] | None = None

    def is_stale(self) -> bool:
        took = self.tally.took if self.tally else 0.0
        return time.monotonic() - self.moment > max(FRESH, PATIENCE * took)


kept: dict[str, Kept] = {}


async def tally(datasette: Any) -> Tally | None:
    """The last tally. The first is waited for, not for long; later ones are taken in the background.

    None while the first is still being counted.
    """
    own = kept.setdefault(str(datasette.get_database(DATABASE).path), Kept())
    if own.tally is None and own.counting is None:
        try:
            own.tally, own.moment = await ask(datasette, count, FIRST_MS), time.monotonic()
        except QueryInterrupted:
            own.counting = asyncio.ensure_future(count_anew(datasette, own))
    elif own.is_stale() and (own.counting is None or own.counting.done()):
        own.counting = asyncio.ensure_future(count_anew(datasette, own))
    return own.tally


async def count_anew(datasette: Any, own: Kept) -> None:
    """Take a tally in a thread of the reading room; the old one stands where that takes too long."""
    try:
        own.tally = await ask(datasette, count, COUNT_MS)
    except QueryInterrupted:
        return
    finally:
        own.moment = time.monotonic()


def count(conn: sqlite3.Connection) -> Tally:
    """Every figure, from indexes alone where there is one."""
    began, at = time.monotonic(), datetime.now(UTC).isoformat(timespec="seconds")
    by_site = conn.execute("SELECT site, count(*), min(id), max(id) FROM articles GROUP BY site")
    sites = {row[0]: SiteTally(row[1], day_of(row[2]), day_of(row[3])) for row in by_site}
    by_region = conn.execute("SELECT region, count(*) FROM articles WHERE region > '' GROUP BY region")
    regions = {row[0]: row[1] for row in by_region}
    copies = conn.execute("SELECT count(*) FROM copies").fetchone()[0]
    captures = conn.execute("SELECT count(*) FROM captures").fetchone()[0]
    articles = sum(site.articles for site in sites.values())
    days = last_days(conn)
    return Tally(at, time.monotonic() - began, articles, copies, captures, sites, regions, days)


def day_of(article: int) -> str:
    """The day an id stands for."""
    return (EPOCH + timedelta(days=article // IDS_A_DAY)).isoformat()


def last_days(conn: sqlite3.Connection, site: str = "") -> tuple[tuple[str, int], ...]:
    """Dated articles a day over the last 60 days of the archive or of a site; () where there is none."""
    where, values = ("site = ? AND ", (site,)) if site else ("", ())
    newest = conn.execute(
        f"SELECT id FROM articles WHERE {where}year IS NOT NULL ORDER BY id DESC LIMIT 1",  # noqa: S608 - our own words
        values,
    ).fetchone()
    if newest is None:
        return ()
    first = newest[0] // IDS_A_DAY - DAYS + 1
    counted = dict(
        conn.execute(
            f"SELECT id / {IDS_A_DAY}, count(*) FROM articles WHERE {where}id >= ? AND year IS NOT NULL GROUP BY 1",  # noqa: S608
            (*values, first * IDS_A_DAY),
        ).fetchall()
    )
    return tuple((day_of((first + place) * IDS_A_DAY), counted.get(first + place, 0)) for place in range(DAYS))
