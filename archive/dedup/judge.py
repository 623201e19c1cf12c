"""Whether two texts are one story: how much of the shorter the longer holds, and a veto for notices of one template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from archive.dedup.alignment import Places, covered, matched, replaced
from archive.dedup.fingerprint import gram_hashes, normalised
from archive.dedup.template import one_template

SAME = 0.85
REPRINT_JACCARD = 0.7
# A word put in the place of another breaks eight grams, a line added at an end as many as it has characters: where
# this share of the grams is left, the characters between the first and the last shared one decide.
_EDITED = 0.5
_EDITED_COVERED = 0.9
_CORE = 0.55

Kind = Literal["reprint", "excerpt"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two texts agree: the share of the shorter one's 8-grams in the longer, their Jaccard index, what it is."""

    containment: float
    jaccard: float
    kind: Kind


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text ready to be compared: normalised, the hashes of its 8-grams in order, these sorted, where each stands."""

    plain: str
    hashes: NDArray[np.uint64]
    distinct: NDArray[np.uint64]
    first: NDArray[np.intp]


def prepare(text_hans: str) -> Prepared:
    """A simplified text made ready once, however many others it is then compared with."""
    plain = normalised(text_hans)
    hashes = gram_hashes(plain)
    distinct, first = np.unique(hashes, return_index=True)
    return Prepared(plain, hashes, distinct, first)


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
    if share < _EDITED:
        return None
    if share < 1.0:
        shorter, longer = sorted((a, b), key=lambda one: (len(one.plain), one.plain))
        places = matched(shorter.hashes, longer.distinct, longer.first)
        if share < SAME and not _edited(shorter, places):
            return None
        if one_template(replaced(shorter.plain, longer.plain, places), len(longer.plain)):
            return None
    return Likeness(share, jaccard, "reprint" if jaccard >= REPRINT_JACCARD else "excerpt")


def _edited(shorter: Prepared, places: Places) -> bool:
    """Whether the shorter text, but for lines added at its ends and words put in, stands in the longer one."""
    size = len(shorter.plain)
    characters, span = covered(places, size)
    return span >= _CORE * size and characters >= _EDITED_COVERED * span
