"""Where two texts agree, by their 8-grams, and what stands in the one where the other has something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.dedup.fingerprint import GRAM

LONGEST = 80  # characters: a longer stretch is other words, not another figure in the same ones
_WIDENED = 6
_FIGURE = "0123456789年月日时分点元万亿岁名人起件第号"
_AFTER = _FIGURE + "省市县区镇乡村路街巷道段局某"


@dataclass(frozen=True, slots=True)
class Places:
    """The 8-grams of a text that another holds: where each begins in the one and (first) in the other, in order."""

    ours: NDArray[np.intp]
    theirs: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Replacement:
    """What one text has where the other has something else, widened to whole figures; `at_end`: nothing beyond it."""

    ours: str
    theirs: str
    at_end: bool = False


def matched(ours: NDArray[np.uint64], distinct: NDArray[np.uint64], first: NDArray[np.intp]) -> Places:
    """Where the grams of one text stand in another, of which the sorted grams and their first places are given."""
    at = np.minimum(np.searchsorted(distinct, ours), distinct.size - 1)
    found = np.flatnonzero(distinct[at] == ours)
    return Places(found, first[at[found]])


def covered(places: Places, size: int) -> tuple[int, int]:
    """How many characters the matched grams cover, and how many lie between the first and the last of them."""
    if not places.ours.size:
        return 0, 0
    steps = np.minimum(np.diff(places.ours), GRAM)
    last = min(GRAM, size - int(places.ours[-1]))
    return int(steps.sum()) + last, int(places.ours[-1] - places.ours[0]) + last


def replaced(ours: str, theirs: str, places: Places) -> list[Replacement]:
    """The stretches, in order, where both texts have something and not the same."""
    return [one for one in _stretches(ours, theirs, places) if one.ours and one.theirs and one.ours != one.theirs]


def _stretches(ours: str, theirs: str, places: Places) -> Iterator[Replacement]:
    if not places.ours.size:
        return
    here, there = places.ours, places.theirs
    if max(here[0], there[0]) <= LONGEST:
        yield Replacement(ours[: here[0]], theirs[: there[0]], at_end=True)
    for place in np.flatnonzero((np.diff(here) > 1) | (np.diff(there) != 1)).tolist():
        left = int(here[place]) + GRAM, int(there[place]) + GRAM
        right = int(here[place + 1]), int(there[place + 1])
        # Where a figure repeats its neighbour's digit ("11" for "1"), the grams around it overlap.
        back = max(0, left[0] - right[0], left[1] - right[1])
        starts = left[0] - back, left[1] - back
        sizes = right[0] - starts[0], right[1] - starts[1]
        if back < GRAM and min(sizes) >= 0 and max(sizes) <= LONGEST:
            yield _widened(ours, theirs, starts, right)
    ends = int(here[-1]) + GRAM, int(there[-1]) + GRAM
    if max(len(ours) - ends[0], len(theirs) - ends[1]) <= LONGEST:
        yield Replacement(ours[ends[0] :], theirs[ends[1] :], at_end=True)


def _widened(ours: str, theirs: str, starts: tuple[int, int], ends: tuple[int, int]) -> Replacement:
    """The stretch with the parts of a figure that both texts have beside it."""
    left = right = 0
    while left < _WIDENED and left < min(starts) and ours[starts[0] - left - 1] in _FIGURE:
        left += 1
    while right < _WIDENED and ends[0] + right < len(ours) and ours[ends[0] + right] in _AFTER:
        right += 1
    return Replacement(ours[starts[0] - left : ends[0] + right], theirs[starts[1] - left : ends[1] + right])
