"""Undoing what mirror sites did to text: pinyin after characters, and the byte shifts that replacing them left."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from archive.normalise.script import traditional_only

_LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿê"
_ANNOTATION = re.compile(rf"([\u3400-\u9fff])\(([{_LETTERS}]{{1,6}})\)")
# The character before may be annotated itself: 寧(níng)?bāng)… where 幫 was found across two characters.
_SHIFT = re.compile(rf"([\u3400-\u9fff])(?:\([{_LETTERS}]{{1,6}}\))?[?\ufffd]\(?([{_LETTERS}]{{1,6}})\)")
# The page's own labels: no author explains how they are read, so one of them is proof enough.
_LABEL = re.compile(
    rf"(?:發\([{_LETTERS}]+\)布|(?:來|閱|時|責|編|瀏|點|訪)\([{_LETTERS}]+\)(?:源|讀|間|任|輯|覽|擊|問))"
)
_TONED = re.compile(r"[^a-z]")
_LEAST_CHARACTERS = 3
_LEAST_SHARE = 0.9
_LONGEST_RUN = 120
# A page damaged in more places than this is not worth reading byte by byte.
_MOST_SHIFTS = 400


@dataclass(frozen=True, slots=True)
class MirrorRepair:
    """Repaired text; how many annotations were removed and shifts undone; what is damaged but stays as it is."""

    text: str
    annotations: int = 0
    shifts: int = 0
    suspects: tuple[str, ...] = ()

    @property
    def touched(self) -> bool:
        """Whether the text differs from what was given."""
        return self.annotations > 0 or self.shifts > 0


@lru_cache(maxsize=1)
def _readings() -> dict[int, str]:
    """Code point → its pinyin, comma-separated; loaded on the first damaged page only."""
    from pypinyin.pinyin_dict import pinyin_dict  # slow to import, and clean pages never need it

    return dict(pinyin_dict)


@lru_cache(maxsize=4096)
def _spoken(character: str) -> frozenset[str]:
    """Every reading of a character, with and without its tone."""
    toned = _readings().get(ord(character), "").split(",")
    return frozenset(toned) | frozenset(_without_tone(reading) for reading in toned)


_PLAIN = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿê", "aaaaeeeeiiiioooouuuuvvvvvnnnme")


def _without_tone(reading: str) -> str:
    return reading.translate(_PLAIN)


@lru_cache(maxsize=1)
def _by_lead_byte() -> dict[int, tuple[str, ...]]:
    """GBK lead byte → the characters it begins, those with a reading only."""
    found: dict[int, list[str]] = {}
    for code in _readings():
        if 0x3400 <= code <= 0x9FFF:
            pair = chr(code).encode("gbk", "ignore")
            if len(pair) == 2:
                found.setdefault(pair[0], []).append(chr(code))
    return {lead: tuple(characters) for lead, characters in found.items()}


def repair(text: str, *, beside: str = "") -> MirrorRepair:
    """Remove pinyin annotations and undo byte shifts where that is certain; clean text comes back as it is.

    Annotations go when at least three different characters carry their own reading in (nearly) every place they stand
    and are traditional (or all readings lack tones, the second kind of mirror): no glossary in a real article does so.
    One character is enough where the page's own labels are annotated, 發(fā)布時間. `beside` is more text of the same
    page: it is evidence, and comes back in nothing.
    """
    annotated: frozenset[str] = frozenset()
    if _ANNOTATION.search(text):
        page = f"{text}\n{beside}"
        least = 1 if _LABEL.search(page) else _LEAST_CHARACTERS
        annotated = _annotated(text, least) or _annotated(page, least)
    shifts = 0
    suspects: list[str] = []
    if _SHIFT.search(text):
        text, shifts, suspects = _realign(text, annotated)
    if not annotated:
        return MirrorRepair(text, 0, shifts, tuple(suspects))
    removed = 0

    def keep_character(match: re.Match[str]) -> str:
        nonlocal removed
        if match.group(1) in annotated and match.group(2) in _spoken(match.group(1)):
            removed += 1
            return match.group(1)
        return match.group()

    return MirrorRepair(_ANNOTATION.sub(keep_character, text), removed, shifts, tuple(suspects))


def _annotated(text: str, least: int) -> frozenset[str]:
    """The characters a mirror annotated in this text; empty where the parentheses are the author's."""
    pairs = Counter(_ANNOTATION.findall(text))
    if len({character for character, _ in pairs}) < least:
        return frozenset()
    times: Counter[str] = Counter()
    toned = False
    for (character, reading), count in pairs.items():
        if reading in _spoken(character):
            times[character] += count
            toned = toned or bool(_TONED.search(reading))
    steady = frozenset(c for c, count in times.items() if count >= _LEAST_SHARE * text.count(c))
    if len(steady) < least or len(steady) < _LEAST_SHARE * len(times):
        return frozenset()
    traditional = sum(map(traditional_only, steady))
    if toned and traditional < _LEAST_SHARE * len(steady):
        return frozenset()
    return steady


def _realign(text: str, annotated: frozenset[str]) -> tuple[str, int, list[str]]:
    """Undo every shift whose lost byte is certain; the others are named by the text around them."""
    parts: list[str] = []
    suspects: list[str] = []
    done = shifts = 0
    for match in _SHIFT.finditer(text):
        if match.start() < done:
            continue
        if shifts + len(suspects) >= _MOST_SHIFTS:
            break
        found = _undo_shift(text, match, annotated)
        if found is None:
            if _plausible_shift(match):
                suspects.append(text[max(0, match.start() - 8) : match.end() + 12])
            continue
        run, end = found
        parts += [text[done : match.end(1)], run]
        done = end
        shifts += 1
    return "".join(parts) + text[done:], shifts, suspects


def _hidden(match: re.Match[str]) -> list[str]:
    """The characters whose first byte is the second byte of the one before the "?" and that are read as written."""
    pair = match.group(1).encode("gbk", "ignore")
    if len(pair) != 2:
        return []
    # Only a lead byte shifts what follows, so the lost one cannot be below 0x81.
    return [c for c in _by_lead_byte().get(pair[1], ()) if match.group(2) in _spoken(c) and c.encode("gbk")[1] > 0x80]


def _plausible_shift(match: re.Match[str]) -> bool:
    """Whether the sign is a mirror's at all, not a question mark before a Latin word in parentheses."""
    return bool(_hidden(match))


def _undo_shift(text: str, match: re.Match[str], annotated: frozenset[str]) -> tuple[str, int] | None:
    """The true text of one shifted run and the place where it ends; None unless exactly one reading is possible."""
    candidates = _hidden(match)
    narrowed = [c for c in candidates if c in annotated] or [c for c in candidates if traditional_only(c)]
    runs = {run for c in narrowed or candidates if (run := _shifted_run(text, match.end(), c)) is not None}
    return runs.pop() if len(runs) == 1 else None


def _shifted_run(text: str, start: int, hidden: str) -> tuple[str, int] | None:
    """Read GBK bytes again from the lost one on, until characters end where the damaged text's do."""
    stretch = text[start : start + _LONGEST_RUN]
    stream = bytearray(hidden.encode("gbk")[1:])
    ends: dict[int, int] = {}
    for place, character in enumerate(stretch, start + 1):
        pair = character.encode("gbk", "ignore")
        if not pair:
            break
        stream += pair
        ends[len(stream)] = place
    at = 0
    while at < len(stream):
        at += 2 if stream[at] > 0x80 else 1
        if at in ends:
            try:
                return bytes(stream[:at]).decode("gbk"), ends[at]
            except UnicodeDecodeError:
                return None
    return None
