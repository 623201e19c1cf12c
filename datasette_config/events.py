"""What was edited, withdrawn and came back, latest first: each kind is read from an index of its own and merged.

The cost of a page is what it shows: no kind is scanned or sorted, and a region is its sites side by side.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import merge
from itertools import islice
from typing import Any

from datasette_config.room import rows

MOST_A_DAY = 999  # events of a kind and a site that are counted for one day
HIGHEST, LATER = 2**62, "~"
Event = dict[str, Any]
Key = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Leg:
    """Where events of one kind are: table, the column that says when, and which rows are some ("" all)."""

    table: str
    at: str
    only: str = ""

    def where(self, *conditions: str) -> str:
        return " AND ".join(filter(None, (self.only, *conditions)))


LEGS = {
    "edited": Leg("versions", "seen_at", "number > 1"),
    "withdrawn": Leg("withdrawals", "missing_since"),
    "returned": Leg("withdrawals", "returned_at", "returned_at IS NOT NULL"),
}
DESCRIBED = {
    "edited": (
        "SELECT v.id, v.article_id, v.number AS version, coalesce(nullif(v.headline, ''), a.headline) AS headline,"
        " p.headline AS headline_before, a.url, v.site, s.title AS site_title, s.region_name, p.seen_at AS since,"
        " p.capture_id AS capture_before, v.capture_id AS capture"
        " FROM versions v JOIN articles a ON a.id = v.article_id LEFT JOIN sites s ON s.name = v.site"
        " LEFT JOIN versions p ON p.article_id = v.article_id AND p.number = v.number - 1"
    ),
    "withdrawn": (
        "SELECT v.id, v.article_id, v.copy_id, coalesce(nullif(c.headline, ''), a.headline) AS headline, v.url, v.site,"
        " s.title AS site_title, s.region_name, v.how, v.first_seen AS since, v.last_seen, v.returned_at, v.times,"
        " v.last_missing, v.last_seen_capture AS capture_before, v.missing_capture AS capture, m.status,"
        " v.run_missing, v.run_looked FROM withdrawals v JOIN articles a ON a.id = v.article_id"
        " LEFT JOIN copies c ON c.id = v.copy_id LEFT JOIN sites s ON s.name = v.site"
        " LEFT JOIN captures m ON m.id = v.missing_capture"
    ),
    "returned": (
        "SELECT v.id, v.article_id, v.copy_id, coalesce(nullif(c.headline, ''), a.headline) AS headline, v.url, v.site,"
        " s.title AS site_title, s.region_name, v.how, v.missing_since AS since, v.missing_capture AS capture_before,"
        " v.returned_capture AS capture FROM withdrawals v JOIN articles a ON a.id = v.article_id"
        " LEFT JOIN copies c ON c.id = v.copy_id LEFT JOIN sites s ON s.name = v.site"
    ),
}
# ruff: noqa: S608  the names of tables and columns are ours


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events: one kind (a key of LEGS), site or region, from day to day of UTC, both included; "" leaves open."""

    kind: str = ""
    site: str = ""
    region: str = ""
    since: str = ""
    until: str = ""

    @property
    def of_sites(self) -> bool:
        """Whether the events of some sites alone are wanted."""
        return bool(self.site or self.region)

    def kinds(self) -> tuple[str, ...]:
        return (self.kind,) if self.kind else tuple(LEGS)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of events ends: the moment, kind and row of its last."""

    at: str
    kind: str
    number: int

    @classmethod
    def of(cls, written: str) -> Place | None:
        """The place an address names; None where it names none."""
        found = re.fullmatch(r"([0-9TZ:.+-]{1,40})\|(edited|returned|withdrawn)\|([0-9]{1,18})", written)
        return cls(found[1], found[2], int(found[3])) if found else None

    def __str__(self) -> str:
        return f"{self.at}|{self.kind}|{self.number}"


@dataclass(frozen=True, slots=True)
class Page:
    """Some events, latest first, and where the next page begins (None: there is none)."""

    events: tuple[Event, ...] = ()
    older: Place | None = None


def page(conn: sqlite3.Connection, wanted: Wanted, before: Place | None, limit: int) -> Page:
    """The latest `limit` events, of those before a place.

    Each has `at`, `kind`, `id`, `article_id`, `headline`, `url`, `site`, `site_title`, `region_name`, `since` (when
    what ended then had begun), `capture_before` and `capture`; edits `version` and `headline_before`; the others `how`
    and `copy_id`; withdrawals what the archive knows of the run and of later looks.
    """
    keys = list(islice(latest(conn, wanted, before, limit + 1), limit + 1))
    older = Place(*keys[limit - 1]) if len(keys) > limit else None
    return Page(tuple(described(conn, keys[:limit])), older)


def latest(conn: sqlite3.Connection, wanted: Wanted, before: Place | None, limit: int) -> Iterator[Key]:
    """The keys of events, latest first; each leg gives no more than `limit` and is read only as far as it is taken."""
    legs = []
    for kind in wanted.kinds():
        high, number = bound(wanted, before, kind)
        values = {"low": wanted.since, "high": high, "number": number, "limit": limit}
        sql = leg_sql(kind, by_site=wanted.of_sites)
        legs += [conn.execute(sql, {**values, "site": site}) for site in sites(conn, wanted)]
    return merge(*(map(tuple, leg) for leg in legs), reverse=True)


def leg_sql(kind: str, *, by_site: bool) -> str:
    """The events of one kind in the order of their index."""
    leg = LEGS[kind]
    where = leg.where("site = :site" if by_site else "", f"{leg.at} >= :low", f"({leg.at}, id) < (:high, :number)")
    return f"SELECT {leg.at}, '{kind}', id FROM {leg.table} WHERE {where} ORDER BY {leg.at} DESC, id DESC LIMIT :limit"


def bound(wanted: Wanted, before: Place | None, kind: str) -> tuple[str, int]:
    """What the (moment, row) of a kind's events must lie below."""
    end = day_from(wanted.until, 1) if wanted.until else LATER
    if before is None or before.at >= end:
        return end, 0
    if kind == before.kind:
        return before.at, before.number
    return before.at, HIGHEST if kind < before.kind else 0


def sites(conn: sqlite3.Connection, wanted: Wanted) -> Sequence[str | None]:
    """The sites whose events are wanted; (None,) for those of all."""
    if not wanted.region:
        return (wanted.site or None,)
    found = conn.execute("SELECT name FROM sites WHERE region_name = ? ORDER BY name", (wanted.region,))
    return [name for (name,) in found if wanted.site in ("", name)]


def described(conn: sqlite3.Connection, keys: Sequence[Key]) -> Iterator[Event]:
    """What is known of each event, in the order given; one whose article is gone is left out."""
    told: dict[tuple[str, int], Event] = {}
    for kind in {kind for _, kind, _ in keys}:
        asked = json.dumps([number for _, one, number in keys if one == kind])
        found = rows(conn, f"{DESCRIBED[kind]} WHERE v.id IN (SELECT value FROM json_each(?))", asked)
        told |= {(kind, one["id"]): one for one in found}
    for at, kind, number in keys:
        if (kind, number) in told:
            yield {"at": at, "kind": kind, **told[kind, number]}


def count_days(conn: sqlite3.Connection, wanted: Wanted, days: Sequence[str]) -> dict[str, Counter[str]]:
    """How many events of each kind fell on some days, for each that has any; more than MOST_A_DAY means “more”."""
    counted: dict[str, Counter[str]] = {}
    listed, named = json.dumps(days), json.dumps(sites(conn, wanted))
    for kind in wanted.kinds():
        for day, count in conn.execute(count_sql(LEGS[kind], by_site=wanted.of_sites), (listed, named)):
            if count:
                counted.setdefault(day, Counter())[kind] += count
    return counted


def count_sql(leg: Leg, *, by_site: bool) -> str:
    """Days and sites with the number of events on each."""
    on = ("site = s.value" if by_site else "", f"{leg.at} >= d.value", f"{leg.at} < date(d.value, '+1 day')")
    some = f"SELECT 1 FROM {leg.table} WHERE {leg.where(*on)} LIMIT {MOST_A_DAY + 1}"
    return f"SELECT d.value, (SELECT count(*) FROM ({some})) FROM json_each(?) d, json_each(?) s"


def extent(conn: sqlite3.Connection, wanted: Wanted) -> tuple[str, str]:
    """The days of the first and the last of the wanted kinds and sites, whenever they were; ("", "") for none."""
    ends: list[str] = []
    for kind in wanted.kinds():
        leg = LEGS[kind]
        for site in sites(conn, wanted):
            where = leg.where("site = ?" if site is not None else "", f"{leg.at} > ''")
            for way in ("ASC", "DESC"):
                sql = f"SELECT {leg.at} FROM {leg.table} WHERE {where} ORDER BY {leg.at} {way} LIMIT 1"
                ends += [at[:10] for (at,) in conn.execute(sql, (site,) if site is not None else ())]
    return (min(ends), max(ends)) if ends else ("", "")


def day_from(day: str, away: int) -> str:
    """The day so many days from an ISO day; LATER where the calendar ends."""
    try:
        return (date.fromisoformat(day) + timedelta(days=away)).isoformat()
    except OverflowError:
        return LATER
