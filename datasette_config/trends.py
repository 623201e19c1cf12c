"""Words over time: which lines an address asks for, counted span by span and drawn."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from archive.search.candidates import Narrowing
from archive.search.lexer import QueryError, first_day, last_day
from archive.search.spread import LONGEST, UNITS, Span, extent, over_time, spans

MOST_LINES = 6
DAYS_IN = {"day": 1, "week": 7, "month": 30, "year": 365}
SEPARATORS = re.compile(r"[,，、;；\n]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a trends page is asked: words, a region (or every region in turn), days, unit, and counts or shares."""

    words: tuple[str, ...]
    region: str
    by_region: bool
    since: str
    until: str
    unit: str
    share: bool

    @classmethod
    def of(cls, args: Any) -> Asked:
        words = [word.strip() for value in args.getlist("q") for word in SEPARATORS.split(value)]
        unit = args.get("unit") or ""
        return cls(
            tuple(dict.fromkeys(word for word in words if word))[:MOST_LINES], args.get("region") or "",
            args.get("by") == "region", args.get("since") or "", args.get("until") or "",
            unit if unit in UNITS else "", args.get("as") == "share",
        )  # fmt: skip

    def link(self, **changes: str) -> str:
        """The query string of this page with some parts changed."""
        parts = {
            "q": "，".join(self.words), "region": self.region, "by": "region" if self.by_region else "",
            "since": self.since, "until": self.until, "unit": self.unit, "as": "share" if self.share else "",
        } | changes  # fmt: skip
        return urlencode({name: value for name, value in parts.items() if value})


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name, the query and region it stands for, its numbers, and whether they are exact."""

    name: str
    query: str
    region: str
    numbers: tuple[int, ...]
    exact: bool

    @property
    def total(self) -> int:
        return sum(self.numbers)


@dataclass(frozen=True, slots=True)
class Trend:
    """The spans, the lines over them, and how many articles each span holds in all."""

    unit: str
    parts: tuple[Span, ...]
    lines: tuple[Line, ...]
    whole: tuple[int, ...]
    whole_exact: bool

    def values(self, share: bool) -> list[list[float]]:
        """What is drawn: the numbers, or articles in a thousand of the span's."""
        if not share:
            return [list(map(float, line.numbers)) for line in self.lines]
        return [
            [
                round(1000 * number / whole, 2) if whole else 0.0
                for number, whole in zip(line.numbers, self.whole, strict=True)
            ]
            for line in self.lines
        ]

    def partial(self, part: int) -> bool:
        """Whether a span is cut short by the days asked for or by what the archive holds."""
        return self.parts[part].days < {"day": 1, "week": 7, "month": 28, "year": 365}[self.unit]

    def label(self, part: int) -> str:
        """A span as the axis names it."""
        return self.parts[part].first[: {"day": 10, "week": 10, "month": 7, "year": 4}[self.unit]]


def trend(conn: sqlite3.Connection, asked: Asked, regions: list[str]) -> Trend | None:
    """Count what is asked; None where the archive holds nothing dated. Raises QueryError."""
    ends = extent(conn)
    if ends is None:
        return None
    since = first_day(asked.since) if asked.since else ""
    until = last_day(asked.until) if asked.until else ""
    until = min(until or ends[1], ends[1])
    since = max(since or ends[0], ends[0])
    if since > until:
        raise QueryError("这段时间里没有文章 (the archive holds nothing between these days)")
    unit = asked.unit or fitting(since, until)
    parts = spans(since, until, unit)
    whole = over_time(conn, "", Narrowing(region=asked.region), parts)
    wanted = [(word, asked.region) for word in asked.words]
    if asked.by_region and asked.words:
        wanted = [(asked.words[0], region) for region in regions]
    lines = []
    for word, region in wanted:
        counted = over_time(conn, word, Narrowing(region=region), parts)
        lines.append(Line(region if asked.by_region else word, word, region, counted.numbers, counted.exact))
    if asked.by_region:
        lines = sorted(lines, key=lambda line: -line.total)[:MOST_LINES]
    return Trend(unit, tuple(parts), tuple(lines), whole.numbers, whole.exact)


def fitting(since: str, until: str) -> str:
    """The unit that fits a stretch of time."""
    days = Span(since, until).days
    return next((unit for unit in UNITS if days <= LONGEST[unit] * DAYS_IN[unit]), UNITS[-1])
