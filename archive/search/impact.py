"""How much a text is about a word: the share BM25 gives it, and in steps that the index can hold.

The index knows neither how often a text holds a word nor how long it is. So each word that weighs much in its text
stands there once more behind a mark for each step it reaches: the articles that are most about a word are then found
anywhere in the archive, without reading it (tiered indexes: Manning, Raghavan, Schütze 2008, 7.1.4).
"""

from __future__ import annotations

import math

SATURATION, LENGTH_SHARE = 1.2, 0.75  # the usual k1 and b of BM25
USUAL_LENGTH = 1_000  # characters of a text; fixed, so that what the index holds stays true while the archive grows
STEPS = (("↑", 1.6), ("⇑", 1.8), ("⤊", 1.95), ("⟰", 2.05))  # a mark no text can hold, and the share it stands for
LEAST_TIMES = 2  # a word said once is not what a text is about, however short it is


def share(times: int, length: int) -> float:
    """What a word said so often gives a text of so many characters: 0 to 2.2."""
    return times * (SATURATION + 1) / (times + damping(length)) if times else 0.0


def damping(length: int) -> float:
    return SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / USUAL_LENGTH)


def times_needed(least: float, length: int) -> int:
    """How often a text of so many characters must hold a word for this share.

    >>> [times_needed(1.6, length) for length in (100, 1_000, 5_000)]
    [2, 4, 13]
    """
    return max(LEAST_TIMES, math.ceil(least * damping(length) / (SATURATION + 1 - least)))
