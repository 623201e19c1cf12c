"""Two versions of a text, paragraph beside paragraph, with the characters that changed between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

LONGEST = 3_000  # characters of a paragraph compared one by one; beyond it the whole paragraph counts as changed
ALIKE = 0.3  # paragraphs less alike than this are another text, not an edit
MOST_PARAGRAPHS = 400
Piece = tuple[str, bool]  # text, and whether it is in this version alone


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph of the older and of the newer version, () where it has none."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return self.before != self.after


def compare(before: Sequence[str], after: Sequence[str]) -> list[Row]:
    """The paragraphs of two versions side by side, in order; none is left out."""
    old, new = list(before), list(after)
    if max(len(old), len(new)) > MOST_PARAGRAPHS:
        return [row for pair in zip_longest(old, new, fillvalue="") for row in replaced([pair[0]], [pair[1]])]
    rows: list[Row] = []
    for kind, start, stop, new_start, new_stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            rows += [Row(((line, False),), ((line, False),)) for line in old[start:stop]]
        else:
            rows += replaced(old[start:stop], new[new_start:new_stop])
    return rows


def replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    """Paragraphs that were changed, in pairs; those too unlike to be an edit stand apart."""
    for before, after in zip_longest(old, new, fillvalue=""):
        if before and after:
            left, right = characters(before, after)
            if left:
                yield Row(left, right)
                continue
        if before:
            yield Row(((before, True),), ())
        if after:
            yield Row((), ((after, True),))


def characters(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The pieces of both paragraphs; both empty where the two are not one paragraph edited."""
    if before == after:
        return ((before, False),), ((after, False),)
    if max(len(before), len(after)) > LONGEST:
        return (), ()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.quick_ratio() < ALIKE or matcher.ratio() < ALIKE:
        return (), ()
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, start, stop, new_start, new_stop in matcher.get_opcodes():
        if stop > start:
            left.append((before[start:stop], kind != "equal"))
        if new_stop > new_start:
            right.append((after[new_start:new_stop], kind != "equal"))
    return tuple(left), tuple(right)


def changes(rows: Sequence[Row]) -> tuple[int, int]:
    """How many characters went and how many came."""
    went = sum(len(text) for row in rows for text, own in row.before if own)
    came = sum(len(text) for row in rows for text, own in row.after if own)
    return went, came
