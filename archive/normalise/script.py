"""Traditional and simplified script: detection, and OpenCC's t2s dictionaries compiled to a regex and a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from archive.normalise.trie import trie_pattern
from archive.records import Script

# The library cuts text here before it looks anything up, so no phrase can span one of these.
_SEPARATORS = re.compile(
    r"[\s,.?!*，。、；：？！…“”‘’『』「」﹁﹂—－（）《》〈〉～．／＼︒︑︔︓︿﹀︹︺︙︐［﹇］﹈︕︖︰︳︴︽︾︵︶｛︷｝︸﹃﹄【︻】︼-]"
)
_TOO_FEW = 3
# Traditional forms that simplified text also uses, in names above all.
_SHARED = frozenset("乾藉瞭夥塚榘於鍾徵剋")


@dataclass(frozen=True, slots=True)
class _Dictionary:
    """t2s as data: `phrases` matched by `pattern`, `risky` those that another phrase may overlap, `characters`."""

    phrases: dict[str, str]
    pattern: re.Pattern[str]
    risky: frozenset[str]
    longest: int
    characters: dict[int, str]


def _read_table(name: str) -> dict[str, str]:
    """One dictionary of the installed package, the first value of each entry."""
    text = resources.files("opencc").joinpath("dictionary", name).read_text(encoding="utf-8")
    pairs = (line.strip().split("\t") for line in text.splitlines() if "\t" in line)
    return {key: value.split(" ")[0] for key, value in pairs}


def _overlaps(phrase: str, starts: dict[str, list[str]]) -> bool:
    """Whether some phrase can begin inside this one."""
    for place in range(1, len(phrase)):
        rest = phrase[place:]
        for other in starts.get(rest[0], ()):
            if other.startswith(rest) or rest.startswith(other):
                return True
    return False


@lru_cache(maxsize=1)
def _dictionary() -> _Dictionary:
    """The compiled dictionaries, read once."""
    phrases = {key: value for key, value in _read_table("TSPhrases.txt").items() if not _SEPARATORS.search(key)}
    characters = {ord(key): value for key, value in _read_table("TSCharacters.txt").items() if len(key) == 1}
    starts: dict[str, list[str]] = {}
    for key in phrases:
        starts.setdefault(key[0], []).append(key)
    return _Dictionary(
        phrases=phrases,
        pattern=re.compile(trie_pattern(phrases)),
        risky=frozenset(key for key in phrases if _overlaps(key, starts)),
        longest=max(map(len, phrases)),
        characters=characters,
    )


def _longest_first(text: str, tables: _Dictionary) -> str:
    """A stretch of overlapping phrases as the library takes it: the longest anywhere, then left and right of it."""
    for length in range(min(tables.longest, len(text)), 0, -1):
        for place in range(len(text) - length + 1):
            value = tables.phrases.get(text[place : place + length])
            if value is not None:
                left, right = text[:place], text[place + length :]
                return _longest_first(left, tables) + value + _longest_first(right, tables)
    return text.translate(tables.characters)


def to_simplified(text: str) -> str:
    """Text in simplified characters, exactly as OpenCC("t2s").convert gives it."""
    tables = _dictionary()
    search = tables.pattern.search
    match = search(text)
    if match is None:
        return text.translate(tables.characters)
    parts: list[str] = []
    done = 0
    while match is not None:
        start, end = match.span()
        parts.append(text[done:start].translate(tables.characters))
        if match.group() in tables.risky:
            end = _stretch_end(text, start, end, tables)
            parts.append(_longest_first(text[start:end], tables))
        else:
            parts.append(tables.phrases[match.group()])
        done = end
        match = search(text, end)
    parts.append(text[done:].translate(tables.characters))
    return "".join(parts)


def _stretch_end(text: str, start: int, end: int, tables: _Dictionary) -> int:
    """Where the run of phrases that overlap one another, begun at `start`, ends."""
    place = start + 1
    while place < end:
        match = tables.pattern.search(text, place)
        if match is None or match.start() >= end:
            break
        end = max(end, match.end())
        place = match.start() + 1
    return end


@lru_cache(maxsize=1)
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    """The characters only traditional text has, and those only simplified text has."""
    to_hans = _read_table("TSCharacters.txt")
    to_hant = resources.files("opencc").joinpath("dictionary", "STCharacters.txt").read_text(encoding="utf-8")
    pairs = [line.strip().split("\t") for line in to_hant.splitlines() if "\t" in line]
    hant = frozenset(key for key, value in to_hans.items() if key != value)
    hans = frozenset(key for key, values in pairs if key not in values.split(" ") and " " not in values)
    return hant - hans - _SHARED, hans - hant


def detect(text: str) -> Script:
    """The script of a text by its distinct telling characters: "unknown" below three of them."""
    hant, hans = _telling()
    distinct = set(text)
    traditional, simplified = len(distinct & hant), len(distinct & hans)
    total = traditional + simplified
    if total < _TOO_FEW:
        return "unknown"
    share = traditional / total
    if share > 0.9:
        return "hant"
    return "hans" if share < 0.1 else "mixed"


def fold_script(text: str) -> str:
    """Text in simplified characters where it is traditional or mixed; otherwise as it is (names keep 乾)."""
    return to_simplified(text) if detect(text) in ("hant", "mixed") else text


def holds_traditional(text: str) -> bool:
    """Whether a text has any character that is written only in traditional script."""
    return not _telling()[0].isdisjoint(text)


def traditional_only(character: str) -> bool:
    """Whether a character is written only in traditional script."""
    return character in _telling()[0]
