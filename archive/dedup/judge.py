"""Whether two texts are one story: exact 8-gram containment, and a veto for notices made from one template."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from archive.dedup.fingerprint import GRAM, gram_hashes, normalised
from archive.normalise.surnames import SURNAMES

SAME = 0.85
REPRINT_JACCARD = 0.7
_LENGTHS_AGREE = 0.8
_SHORT_NOTICE = 400
_FACT_SHARE = 0.5
_DATE = re.compile(r"\d+(?:年|月|日|时|点|分)|\d{1,2}月\d{1,2}")
_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千万亿两]{1,6}(?:名|人|元|起|件|部|辆|岁|公里|克|次)")
_FACT_CHARACTERS = "0123456789年月日时分点元万亿岁名人起件"

Kind = Literal["reprint", "excerpt"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two texts agree: the share of the shorter one's 8-grams in the longer, their Jaccard index, what it is."""

    containment: float
    jaccard: float
    kind: Kind


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text ready to be compared: normalised, the hashes of its 8-grams in order, and these distinct and sorted."""

    plain: str
    hashes: NDArray[np.uint64]
    distinct: NDArray[np.uint64]


def prepare(text_hans: str) -> Prepared:
    """A simplified text made ready once, however many others it is then compared with."""
    plain = normalised(text_hans)
    hashes = gram_hashes(plain)
    return Prepared(plain, hashes, np.unique(hashes))


def containment(a: Prepared, b: Prepared) -> float:
    """The share of the shorter text's distinct 8-grams that the longer one holds, 0 to 1."""
    return _overlap(a, b)[0]


def _overlap(a: Prepared, b: Prepared) -> tuple[float, float]:
    """Containment and Jaccard index of two texts."""
    sizes = a.distinct.size, b.distinct.size
    if not min(sizes):
        return 0.0, 0.0
    shared = int(np.isin(a.distinct, b.distinct, assume_unique=True).sum())
    return shared / min(sizes), shared / (sum(sizes) - shared)


def same_story(a: Prepared, b: Prepared) -> Likeness | None:
    """The likeness of two texts that are one story; None when they are two."""
    share, jaccard = _overlap(a, b)
    if share < SAME or (share < 1.0 and _one_template(a, b)):
        return None
    return Likeness(share, jaccard, "reprint" if jaccard >= REPRINT_JACCARD else "excerpt")


def _one_template(a: Prepared, b: Prepared) -> bool:
    """Whether the texts are as long as each other and differ in their facts: two notices, not one printed twice."""
    lengths = len(a.plain), len(b.plain)
    if min(lengths) < _LENGTHS_AGREE * max(lengths):
        return False
    ours, theirs = _unmatched(a.plain, a.hashes, b.hashes), _unmatched(b.plain, b.hashes, a.hashes)
    if not ours or not theirs:
        return False
    facts = [[kind for run in runs if (kind := _fact(run))] for runs in (ours, theirs)]
    if any(len(kinds) < _FACT_SHARE * len(runs) for kinds, runs in zip(facts, (ours, theirs), strict=True)):
        return False
    kinds = set(facts[0]) & set(facts[1])
    if len(kinds) >= 2 or min(map(len, facts)) >= 3:
        return True
    return bool(kinds) and max(lengths) <= _SHORT_NOTICE


def _unmatched(text: str, own: NDArray[np.uint64], other: NDArray[np.uint64]) -> list[str]:
    """The stretches of a text that no 8-gram of the other covers, widened to the whole figure they belong to."""
    covered = np.zeros(len(text), dtype=bool)
    for place in np.flatnonzero(np.isin(own, other)).tolist():
        covered[place : place + GRAM] = True
    runs = []
    at = 0
    while at < len(text):
        if covered[at]:
            at += 1
            continue
        start = at
        while at < len(text) and not covered[at]:
            at += 1
        left, right = start, at
        while left > 0 and start - left < 6 and text[left - 1] in _FACT_CHARACTERS:
            left -= 1
        while right < len(text) and right - at < 6 and text[right] in _FACT_CHARACTERS:
            right += 1
        runs.append(text[left:right])
    return runs


def _fact(run: str) -> str:
    """What kind of fact a stretch states: a date, an amount, a name; "" for words."""
    if len(run) <= 24 and _DATE.search(run):
        return "date"
    if len(run) <= 24 and _NUMBER.search(run):
        return "number"
    if len(run) <= 6 and (run[0] in SURNAMES or "某" in run):
        return "name"
    return ""
