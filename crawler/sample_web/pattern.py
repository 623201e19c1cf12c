"""The small language the stock of sentences is written in: `[a|b]` picks one, `{slot}` is filled in.

Slots a story fixes (the same name each time) come from its cast, see `writer`. Slots made anew at each use: `{n:3-60}`
a number, `{dec:1-9}` one decimal, `{pct:5-40}` a percentage, `{money}` an amount, `{clock}` a time of day, `{road}`,
`{village}`, `{estate}`, `{town}`, `{who}` (张某), `{name}`, `{age:20-60}`, `{plate}`, `{day}` a few days before.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from crawler.sample_web.places import ESTATES, ROADS, TOWNS, VILLAGES, person, somebody

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{([a-z_0-9]+)(?::(\d+)-(\d+))?\}")


@dataclass(frozen=True, slots=True)
class Stock:
    """The patterns of one kind of story. `cases` hold whole scenes (paragraphs parted by a newline)."""

    kind: str
    section: str
    headlines: tuple[str, ...]
    leads: tuple[str, ...]
    cases: tuple[str, ...]
    measures: tuple[str, ...]
    quotes: tuple[str, ...]
    closings: tuple[str, ...]
    captions: tuple[str, ...]
    kickers: tuple[str, ...] = ()
    subheadlines: tuple[str, ...] = ()
    subheads: tuple[str, ...] = ()


def expand(pattern: str, rng: random.Random, cast: Mapping[str, str], day: date) -> str:
    """The pattern as one text. Raises KeyError for a slot that neither the cast nor this module knows."""
    while True:
        chosen = _CHOICE.sub(lambda match: rng.choice(match.group(1).split("|")), pattern)
        if chosen == pattern:
            break
        pattern = chosen

    def fill(match: re.Match[str]) -> str:
        name, low, high = match.groups()
        if name in cast:
            return cast[name]
        if low is not None:
            return _RANGES[name](rng, int(low), int(high))
        return _FRESH[name](rng, day)

    return _SLOT.sub(fill, pattern)


@lru_cache(maxsize=4096)
def slots(pattern: str) -> frozenset[str]:
    """The names of the slots a pattern uses."""
    return frozenset(match.group(1) for match in _SLOT.finditer(pattern))


def _money(rng: random.Random, _: date) -> str:
    kind = rng.random()
    if kind < 0.35:
        return f"{rng.randint(1, 9)}.{rng.randint(1, 9)}万元"
    if kind < 0.7:
        return f"{rng.randint(11, 480)}万元" if rng.random() < 0.5 else f"{rng.randint(1000, 9999)}元"
    return f"{rng.randint(10, 99)}.{rng.randint(1, 9)}万元"


def _clock(rng: random.Random, _: date) -> str:
    hour, minute = rng.randint(0, 23), rng.randint(0, 59)
    if rng.random() < 0.4:
        return f"{hour}时{minute:02d}分"
    part = "凌晨" if hour < 5 else "清晨" if hour < 8 else "上午" if hour < 12 else "下午" if hour < 18 else "晚上"
    return f"{part}{hour if hour <= 12 else hour - 12}点{rng.choice(('许', '多', '左右', f'{minute}分'))}"


def _recent(rng: random.Random, day: date) -> str:
    then = day - timedelta(days=rng.randint(1, 25))
    return f"{then.month}月{then.day}日"


def _plate(rng: random.Random, _: date) -> str:
    return f"{rng.choice('ABCDEFG')}·{rng.choice('0123456789')}**{rng.choice('0123456789')}{rng.choice('ABCDEFGHJK')}"


_FRESH: Mapping[str, Callable[[random.Random, date], str]] = {
    "money": _money,
    "clock": _clock,
    "day": _recent,
    "plate": _plate,
    "road": lambda rng, _: rng.choice(ROADS),
    "village": lambda rng, _: rng.choice(VILLAGES) + "村",
    "estate": lambda rng, _: rng.choice(ESTATES),
    "town": lambda rng, _: rng.choice(TOWNS) + rng.choice("镇乡"),
    "who": lambda rng, _: somebody(rng),
    "name": lambda rng, _: person(rng),
}
_RANGES: Mapping[str, Callable[[random.Random, int, int], str]] = {
    "n": lambda rng, low, high: str(rng.randint(low, high)),
    "age": lambda rng, low, high: f"{rng.randint(low, high)}岁",
    "dec": lambda rng, low, high: f"{rng.randint(low, high - 1)}.{rng.randint(1, 9)}",
    "pct": lambda rng, low, high: f"{rng.randint(low, high - 1)}.{rng.randint(1, 9)}%",
}
