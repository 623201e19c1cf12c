"""Which printing of a story was first, and who took it from whom: by the dates of the pages and by their 来源."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from archive.dedup.fingerprint import normalised

WHOLE = 0.5  # of the longest text: what holds less is an excerpt, and does not stand for the story
_NO_DATE = "~"  # after every date
_LEAST_NAME = 3


@dataclass(frozen=True, slots=True)
class Printing:
    """One printing: its page's key, who prints there (title, publisher), what it gives as 来源, when, how long."""

    key: str
    names: tuple[str, ...]
    source: str
    published: str
    length: int


@dataclass(frozen=True, slots=True)
class Descent:
    """One printing in its place: the key of the one it was taken from, "" for the first or where it cannot be said.

    `lag`: minutes after that one, None where a date is missing; `exact` where both give a time of day, else it counts
    whole days.
    """

    printing: Printing
    taken_from: str
    lag: int | None
    exact: bool = False


def in_order(printings: Sequence[Printing]) -> list[Printing]:
    """The printings, first to last: by day, then those that name no other as their source, then by time of day."""
    ordered = sorted(printings, key=_moment)
    named = {one.key for one in ordered if _named(one, ordered) is not None}
    return sorted(ordered, key=lambda one: (_day(one), one.key in named, _moment(one)))


def first_printing(printings: Sequence[Printing]) -> Printing:
    """The printing that stands for the story: the first of those that hold it whole. There must be one."""
    longest = max(one.length for one in printings)
    return in_order([one for one in printings if one.length >= WHOLE * longest])[0]


def descents(printings: Sequence[Printing]) -> list[Descent]:
    """The printings in order, each with the one it was taken from: whom its 来源 names, else the first."""
    ordered = in_order(printings)
    return [_descent(one, ordered) for one in ordered]


def _descent(one: Printing, ordered: Sequence[Printing]) -> Descent:
    first = ordered[0]
    if one is first:
        return Descent(one, "", None)
    before = ordered[: ordered.index(one)]
    taken = _named(one, before) or first
    if taken is first and not one.published:
        return Descent(one, first.key, None)
    minutes, exact = _lag(taken.published, one.published)
    return Descent(one, taken.key, minutes, exact)


def _named(one: Printing, others: Sequence[Printing]) -> Printing | None:
    """The earliest other printing by the publisher that a printing gives as its source."""
    source = normalised(one.source)
    if len(source) < _LEAST_NAME or _names(source, one):
        return None
    return next((other for other in others if other.key != one.key and _names(source, other)), None)


def _names(source: str, printing: Printing) -> bool:
    plain = (normalised(name) for name in printing.names)
    return any(len(name) >= _LEAST_NAME and (name in source or source in name) for name in plain)


def _day(one: Printing) -> str:
    """The day of a printing; a month comes after its days."""
    return one.published[:10] if len(one.published) >= 10 else f"{one.published}{_NO_DATE}"


def _moment(one: Printing) -> tuple[str, str, str]:
    return _day(one), one.published, one.key


def _lag(before: str, after: str) -> tuple[int | None, bool]:
    """Minutes from one date to another, and whether both have a time of day."""
    try:
        if "T" in before and "T" in after:
            return round((datetime.fromisoformat(after) - datetime.fromisoformat(before)).total_seconds() / 60), True
        return (date.fromisoformat(after[:10]) - date.fromisoformat(before[:10])).days * 24 * 60, False
    except ValueError:
        return None, False
