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


def containment(a: str, b: str) -> float:
    """The share of the shorter text's distinct 8-grams that the longer one holds, 0 to 1; both are normalised here."""
    return _overlap(gram_hashes(normalised(a)), gram_hashes(normalised(b)))[0]


def _overlap(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> tuple[float, float]:
    """Containment and Jaccard index of two runs of hashes."""
    a, b = np.unique(a), np.unique(b)
    if not a.size or not b.size:
        return 0.0, 0.0
    shared = np.intersect1d(a, b, assume_unique=True).size
    return shared / min(a.size, b.size), shared / (a.size + b.size - shared)


def same_story(a: str, b: str) -> Likeness | None:
    """The likeness of two texts (simplified) that are one story; None when they are two."""
    plain_a, plain_b = normalised(a), normalised(b)
    hashes_a, hashes_b = gram_hashes(plain_a), gram_hashes(plain_b)
    share, jaccard = _overlap(hashes_a, hashes_b)
    if share < SAME:
        return None
    if share < 1.0 and _one_template(plain_a, plain_b, hashes_a, hashes_b):
        return None
    return Likeness(share, jaccard, "reprint" if jaccard >= REPRINT_JACCARD else "excerpt")


def _one_template(a: str, b: str, hashes_a: NDArray[np.uint64], hashes_b: NDArray[np.uint64]) -> bool:
    """Whether the texts are as long as each other and differ in their facts: two notices, not one printed twice."""
    if min(len(a), len(b)) < _LENGTHS_AGREE * max(len(a), len(b)):
        return False
    ours, theirs = _unmatched(a, hashes_a, hashes_b), _unmatched(b, hashes_b, hashes_a)
    if not ours or not theirs:
        return False
    facts = [[kind for run in runs if (kind := _fact(run))] for runs in (ours, theirs)]
    if any(len(kinds) < _FACT_SHARE * len(runs) for kinds, runs in zip(facts, (ours, theirs), strict=True)):
        return False
    kinds = set(facts[0]) & set(facts[1])
    if len(kinds) >= 2 or min(map(len, facts)) >= 3:
        return True
    return bool(kinds) and max(len(a), len(b)) <= _SHORT_NOTICE


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
