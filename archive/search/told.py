"""Hits and counts as plain data: what the command prints and the reading room's API answers."""

from __future__ import annotations

from dataclasses import asdict
from typing import Literal

from archive.search.find import Hit
from archive.search.verify import CLOSE, OPEN

Sureness = Literal["exact", "about", "at least"]
SURENESS: tuple[Sureness, ...] = ("exact", "about", "at least")


def how_sure(exact: bool, floor: bool) -> Sureness:
    """How a count is to be understood."""
    return "exact" if exact else "at least" if floor else "about"


def hit_record(hit: Hit) -> dict[str, object]:
    """Every field of a hit, its snippet plain, and `marks`: [start, end) of each hit in it, in code points."""
    snippet, marks = unmarked(hit.snippet)
    return {**asdict(hit), "snippet": snippet, "marks": marks}


def unmarked(text: str) -> tuple[str, list[list[int]]]:
    """A text without its marks, and where they stood: "a\\x02bc\\x03" → ("abc", [[1, 3]])."""
    plain, marks = "", []
    for place, piece in enumerate(text.split(OPEN)):
        found, _, rest = piece.partition(CLOSE) if place else ("", "", piece)
        if found:
            marks.append([len(plain), len(plain) + len(found)])
        plain += found + rest
    return plain, marks
