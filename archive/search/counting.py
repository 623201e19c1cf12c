"""How many answers there are and how they spread: counted where they are few, estimated from a sample where many.

One article in 32, taken at random, has an index of its own. Of many answers those in this sample are looked at, and
what is found among them is scaled: a count is then within some per cent of the truth, and a value that few answers
have may be missing.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.search.candidates import (
    BATCH,
    HIGHEST,
    Narrowing,
    Question,
    candidate_ids,
    damaged,
    only_true,
    question,
    sample_ids,
)
from archive.search.tokens import SAMPLED
from archive.topic import band_of

COUNT_CAP = 10_000  # so many candidates are counted one by one
VERIFY_CAP = 1_000  # candidates read to make a count or a spread exact
SAMPLE = 200  # candidates read to estimate a count
POOL_CAP = 50_000  # candidates in the sample; beyond it a count says "more than"
LOOKED_AT = 1_000  # of the sample, as many articles as make a spread good
FACETS = ("year", "region", "site", "source", "section", "topic")
Spread = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answers there are: exactly, about, or (`floor`) at least; `ids` are all of them or a random sample."""

    ids: tuple[int, ...]
    count: int
    exact: bool
    floor: bool = False


@dataclass(frozen=True, slots=True)
class Facets:
    """How the answers spread: facet → (value, count) pairs, most first, years newest first; estimates if not exact."""

    spreads: dict[str, Spread]
    answers: Tally


def tally(conn: sqlite3.Connection, asked: Question) -> Tally:
    """Count the answers; what it costs is bounded, however many there are."""
    pool, weight = candidate_ids(conn, asked, HIGHEST, COUNT_CAP + 1), 1
    if len(pool) > COUNT_CAP:
        pool, weight = sample_ids(conn, asked, POOL_CAP), SAMPLED
    floor = weight > 1 and len(pool) == POOL_CAP
    if asked.query.exact:
        return Tally(tuple(pool), weight * len(pool), weight == 1, floor)
    looked = pool if len(pool) <= VERIFY_CAP else some(pool, SAMPLE)
    true = tuple(article for batch in batches(looked) for article in only_true(conn, asked.query, batch))
    if weight == 1 and len(looked) == len(pool):
        return Tally(true, len(true), True)
    return Tally(true, round(weight * len(pool) * len(true) / max(1, len(looked))), False, floor)


def facets(conn: sqlite3.Connection, q: str, narrowing: Narrowing) -> Facets:
    """How the answers spread over years, regions, sites, sources, sections and topic bands. Raises QueryError."""
    try:
        answers = tally(conn, question(q, narrowing))
        return Facets(spreads(conn, answers), answers)
    except sqlite3.OperationalError as error:
        raise damaged(error) from error


def spreads(conn: sqlite3.Connection, answers: Tally) -> dict[str, Spread]:
    """What the articles of a tally hold, scaled to the number of all answers."""
    looked = answers.ids if answers.exact else some(answers.ids, LOOKED_AT)
    scale = 1.0 if answers.exact else answers.count / max(1, len(looked))
    counters: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    columns = ", ".join(FACETS)
    sql = f"SELECT {columns} FROM articles WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - our own names
    for *values, topic in conn.execute(sql, (json.dumps(looked),)):
        for name, value in zip(FACETS, [*values, band_of(topic)], strict=True):
            if value:
                counters[name][str(value)] += 1
    found = {name: scaled(counter, scale) for name, counter in counters.items()}
    return found | {"year": tuple(sorted(found["year"], reverse=True))}


def scaled(counter: Counter[str], scale: float) -> Spread:
    """Most first, those of one number by their value, so that a page drawn twice is the same."""
    ordered = sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple((value, round(number * scale)) for value, number in ordered)


def some(ids: Sequence[int], wanted: int) -> Sequence[int]:
    """`wanted` of the ids, spread evenly over them."""
    if len(ids) <= wanted:
        return ids
    return [ids[place * len(ids) // wanted] for place in range(wanted)]


def batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """The ids in the portions that texts are read in."""
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
