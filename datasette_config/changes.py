"""The page of edits and withdrawals: what its address asks for, its events by day, and the calendar beside them."""

from __future__ import annotations

import calendar
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from archive.search.lexer import QueryError, first_day, last_day
from datasette_config.article import most_were_missing
from datasette_config.events import LEGS, MOST_A_DAY, Event, Page, Place, Wanted, count_days, day_from, extent, page
from datasette_config.marks import MONTHS
from datasette_config.words import GONE, Pair, named

PAGE = 30
WEEKDAYS: tuple[Pair, ...] = (
    ("一", "Monday"), ("二", "Tuesday"), ("三", "Wednesday"), ("四", "Thursday"), ("五", "Friday"), ("六", "Saturday"),
    ("日", "Sunday"),
)  # fmt: skip
"""From Monday on."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which events an address asks for, and before which place."""

    wanted: Wanted = field(default_factory=Wanted)
    before: Place | None = None

    @classmethod
    def of(cls, args: Any) -> Asked:
        """What the arguments kind, site, region, since, until and before say. Raises QueryError."""
        said = {name: (args.get(name) or "").strip() for name in ("kind", "site", "region", "since", "until")}
        if said["kind"] and said["kind"] not in LEGS:
            raise QueryError(f"kind 应是 {'、'.join(LEGS)} 之一 (kind is one of {', '.join(LEGS)})")
        said["since"] = first_day(said["since"]) if said["since"] else ""
        said["until"] = last_day(said["until"]) if said["until"] else ""
        return cls(Wanted(**said), Place.of(args.get("before") or ""))

    def link(self, **changes: str) -> str:
        """The query string of this page with some parts changed; paging starts anew."""
        parts = asdict(self.wanted) | changes
        return urlencode({name: value for name, value in parts.items() if value})


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar: how many events of each kind fell on it, and the query string of its page."""

    day: str
    counts: Counter[str]
    link: str
    chosen: bool

    @property
    def number(self) -> int:
        return int(self.day[8:])

    def count(self, kind: str) -> str:
        """A count as it is shown: never more exact than it is known."""
        return f"{MOST_A_DAY}+" if self.counts[kind] > MOST_A_DAY else str(self.counts[kind])


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks from Monday on (None: a day of another month), and the query strings of those beside it."""

    name: Pair
    weeks: list[list[Day | None]]
    link: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the page shows: events of the page, the calendar, and the sites one can choose."""

    page: Page = field(default_factory=Page)
    month: Month | None = None
    sites: tuple[tuple[str, str, str], ...] = ()


def found(conn: sqlite3.Connection, asked: Asked) -> Found:
    """The events of a page and all that stands beside them."""
    shown = page(conn, asked.wanted, asked.before, PAGE)
    for one in shown.events:
        dress(one)
    sites = conn.execute("SELECT name, coalesce(title, name), coalesce(region_name, '') FROM sites ORDER BY 3, 2")
    return Found(shown, month(conn, asked, shown.events), tuple(sites.fetchall()))


def dress(event: Event) -> None:
    """Add to an event its words: how it went missing, how long what ended had been, and what puts it in doubt."""
    event["took"] = between(event["since"], event["at"])
    event["renamed"] = event["kind"] == "edited" and event["headline_before"] not in (None, "", event["headline"])
    if event["kind"] == "withdrawn":
        event["words"] = named(GONE, event["how"])
        event["moved"] = most_were_missing(event)


def by_day(events: Sequence[Event]) -> list[tuple[str, Pair, list[Event]]]:
    """Events as (day, its weekday, those of the day), in their order."""
    days = groupby(events, key=lambda event: str(event["at"])[:10])
    return [(day, weekday(day), list(those)) for day, those in days]


def weekday(day: str) -> Pair:
    """The weekday of an ISO day; ("", "") for what is none."""
    try:
        zh, en = WEEKDAYS[date.fromisoformat(day).weekday()]
    except ValueError:
        return "", ""
    return f"星期{zh}", en


def between(first: str | None, last: str) -> Pair:
    """The time between two moments, in the unit that fits; ("", "") where it cannot be said.

    >>> between("2025-12-20T01:00:00Z", "2025-12-23T02:00:00Z"), between("2025-12-20T01:00:00Z", "2025-12-20T02:30:00Z")
    (('3 天', '3 days'), ('1 小时', '1 hour'))
    """
    try:
        took = datetime.fromisoformat(last) - datetime.fromisoformat(first or "")
    except (ValueError, TypeError):
        return "", ""
    seconds = int(took.total_seconds())
    for size, zh, en in ((86_400, "天", "day"), (3_600, "小时", "hour"), (60, "分钟", "minute")):
        if seconds >= size:
            number = seconds // size
            return f"{number} {zh}", f"{number} {en}{'' if number == 1 else 's'}"
    return ("不到一分钟", "less than a minute") if seconds >= 0 else ("", "")


def month(conn: sqlite3.Connection, asked: Asked, events: Sequence[Event]) -> Month:
    """The month of the days asked for, else of the latest event shown, else the last that has any, else this one."""
    first, last = extent(conn, asked.wanted)
    year, number = year_and_month(asked.wanted.until or asked.wanted.since or (events[0]["at"] if events else last))
    days = [f"{year:04}-{number:02}-{day:02}" for day in range(1, calendar.monthrange(year, number)[1] + 1)]
    counted = count_days(conn, asked.wanted, days)

    def cell(day: str) -> Day:
        chosen = asked.wanted.since == asked.wanted.until == day
        return Day(day, counted.get(day, Counter()), asked.link(since=day, until=day), chosen)

    return Month(
        (f"{year}年{number}月", f"{MONTHS[number - 1]} {year}"),
        [[cell(days[day - 1]) if day else None for day in week] for week in calendar.monthcalendar(year, number)],
        month_link(asked, days[0]),
        month_link(asked, day_from(days[0], -1)) if first and first < days[0] else "",
        month_link(asked, day_from(days[-1], 1)) if last > days[-1] else "",
    )


def year_and_month(moment: str) -> tuple[int, int]:
    """The year and month of a moment; today's for what is none."""
    try:
        day = date.fromisoformat(moment[:10])
    except ValueError:
        day = datetime.now(UTC).date()
    return day.year, day.month


def month_link(asked: Asked, day: str) -> str:
    """The query string of the page of a day's month."""
    return asked.link(since=first_day(day[:7]), until=last_day(day[:7]))


def chips(asked: Asked, titles: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The narrowing in force as (what it says, the query string that lifts it); days as one."""
    wanted = asked.wanted
    if wanted.site:
        yield titles.get(wanted.site, wanted.site), asked.link(site="")
    if wanted.region:
        yield wanted.region, asked.link(region="")
    if wanted.since or wanted.until:
        yield span(wanted.since, wanted.until), asked.link(since="", until="")


def span(since: str, until: str) -> str:
    """Days as short as they can be said.

    >>> span("2025-12-20", "2025-12-20"), span("2025-12-01", "2025-12-31"), span("2025-12-01", "")
    ('2025-12-20', '2025-12', '2025-12-01 –')
    """
    if since == until:
        return since
    if since[:7] == until[:7] and since[8:] == "01" and until == last_day(until[:7]):
        return since[:7]
    return f"{since} – {until}".strip()
