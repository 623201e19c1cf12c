"""What duplicates are looked up by: a digest of the normalised text and a sample of the hashes of its 8-grams."""

from __future__ import annotations

import hashlib
import re
import unicodedata

import numpy as np
from numpy.typing import NDArray

from archive.normalise.script import to_simplified
from archive.records import Fingerprint

GRAM = 8
KEEP_ONE_IN = 32
KEEP_AT_LEAST = 8
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
    """The fingerprint of a text: about one gram in 32, never fewer than the 8 lowest where there are as many."""
    plain = normalised(text_hans)
    grams = np.unique((gram_hashes(plain) & np.uint64(0xFFFFFFFF)).astype(np.uint32))
    kept = grams[grams % KEEP_ONE_IN == 0]
    if kept.size < KEEP_AT_LEAST:
        kept = np.union1d(kept, grams[:KEEP_AT_LEAST])
    digest = hashlib.sha256(plain.encode()).hexdigest()
    return Fingerprint(f"sha256:{digest}", tuple(kept.tolist()), len(plain))
