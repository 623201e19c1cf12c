"""One spelling for every character: simplified, half-width, lower case, a character for a character."""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

from archive.normalise.script import to_simplified

Codes = npt.NDArray[np.uint32]

FOLD_VERSION = 1
# What the dictionaries keep apart by context and a searcher does not.
OVERRIDES = dict(
    zip("瞭鍾逕迳伕著乾麽藉徵餘衹祇於砲佈週錶慾昇閒籤鬆", "了钟径径夫着干么借征余只只于炮布周表欲升闲签松", strict=True)
)
PLANES = (
    (0x80, 0x3400),
    (0x4DC0, 0x4E00),
    (0xA000, 0xAC00),
    (0xF900, 0x10000),
    (0x10400, 0x10600),
    (0x1D400, 0x1FC00),
    (0x2F800, 0x2FA20),
)
HAN = ((0x2E80, 0x2FE0), (0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x323B0))


def codes(text: str) -> Codes:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def text_of(points: Codes) -> str:
    """The text of code points."""
    return points.tobytes().decode("utf-32-le", "surrogatepass")


def fold_codes(text: str) -> Codes:
    """The code points of `fold(text)`."""
    return table()[codes(text)]


def fold(text: str) -> str:
    """The text with every character in its folded form; the length is kept, so offsets hold for both."""
    return text_of(fold_codes(text))


@cache
def table() -> Codes:
    """Code point → folded code point, for all of Unicode; built once a process."""
    folded = np.arange(0x110000, dtype=np.uint32)
    for letter in range(0x41, 0x5B):
        folded[letter] = letter + 32
    for first, last in PLANES:
        for point in range(first, last):
            folded[point] = ord(narrow(chr(point)))
    simplify(folded)
    return folded


def narrow(character: str) -> str:
    """NFKC and lower case, where one character stays one character."""
    for step in (str.lower, compatible, str.lower):
        changed = step(character)
        if len(changed) == 1:
            character = changed
    return character


def compatible(character: str) -> str:
    return unicodedata.normalize("NFKC", character)


def simplify(folded: Codes) -> None:
    """Fold every Han character to its simplified form, in place, the compatibility forms through their NFKC."""
    letters = [chr(point) for first, last in HAN for point in range(first, last)]
    simple = to_simplified("\n".join(letters)).split("\n")  # a line each: no phrase of the dictionaries can apply
    for traditional, letter in zip(letters, simple, strict=True):
        if len(letter) == 1 and letter != traditional:
            folded[ord(traditional)] = ord(letter)
    for traditional, letter in OVERRIDES.items():
        folded[ord(traditional)] = ord(letter)
    folded[:] = folded[folded]
