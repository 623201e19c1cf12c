"""What duplicates are looked up by: a digest of the normalised text, and the lowest 8-gram hash of every window of it.

The lowest hash of a window is also the lowest of each smaller window it stands in: a short text, sampled more densely,
holds what a long text keeps of the same words, and two texts that share a window's length of words share a hash.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

import numpy as np
from numpy.typing import NDArray

from archive.normalise.script import to_simplified
from archive.records import Fingerprint

GRAM = 8
VERSION = 2  # of the choice of hashes: those of an archive filled by another are chosen anew
WINDOW = 72
_WINDOWS_A_TEXT = 8  # at least, so that a short text keeps more than one hash
_HASH = np.uint64(0x7FFFFFFF)  # four bytes in SQLite
_NOT_WORD = re.compile(r"[\W_]+")
_BASE = np.uint64(1_000_003)


def normalised(text: str) -> str:
    """Text as duplicates see it: simplified, NFKC, letters and digits only, lower case."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", to_simplified(text))).lower()


def gram_hashes(plain: str) -> NDArray[np.uint64]:
    """A 64-bit hash of every 8-gram of a normalised text, in order; of the whole text where it is shorter."""
    codes = np.frombuffer(plain.encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    if not codes.size:
        return codes
    width = min(GRAM, codes.size)
    count = codes.size - width + 1
    hashes = np.zeros(count, dtype=np.uint64)
    for offset in range(width):
        hashes *= _BASE
        hashes += codes[offset : offset + count]
    # A polynomial alone leaves the low bits to the last characters; mixing makes "one in 32" a fair sample.
    hashes ^= hashes >> np.uint64(33)
    hashes *= np.uint64(0xFF51AFD7ED558CCD)
    hashes ^= hashes >> np.uint64(33)
    hashes *= np.uint64(0xC4CEB9FE1A85EC53)
    hashes ^= hashes >> np.uint64(33)
    return hashes


def fingerprint(text_hans: str) -> Fingerprint:
    """The fingerprint of a text: about two hashes in each window of 72 grams, fifteen in a shorter text."""
    plain = normalised(text_hans)
    digest = hashlib.sha256(plain.encode()).hexdigest()
    return Fingerprint(f"sha256:{digest}", tuple(_lowest(gram_hashes(plain)).tolist()), len(plain))


def window(length: int) -> int:
    """Of how many grams of a text of so many characters the lowest hash is kept."""
    return max(1, min(WINDOW, length // _WINDOWS_A_TEXT))


def expected(length: int, other: int) -> float:
    """About how many hashes a text keeps of one that stands in it whole, their lengths in either order."""
    return 2 * max(1, min(length, other) - GRAM + 1) / (window(max(length, other)) + 1)


def _lowest(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The lowest hash of every window, distinct and sorted."""
    if not hashes.size:
        return hashes
    kept = hashes & _HASH
    wide = min(window(hashes.size + GRAM - 1), kept.size)
    reach = 1
    while reach < wide:  # the lowest of 1, 2, 4 … grams from each place on, until a window is covered
        step = min(reach, wide - reach)
        kept = np.minimum(kept[: kept.size - step], kept[step:])
        reach += step
    return np.unique(kept)
