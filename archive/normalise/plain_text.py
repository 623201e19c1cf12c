"""Plain text somebody crawled elsewhere: where its headline, kicker, section and captions stand among the lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.extract.characters import without_controls
from archive.normalise.byline import read_byline
from archive.normalise.furniture import match_furniture
from archive.normalise.labels import is_labelled_line
from archive.normalise.mirror import repair
from archive.normalise.script import fold_script
from archive.records import Block, Reading

_BAR = re.compile(r"^[|｜]$")
_SENTENCE_END = re.compile(r"[。！？!?；;][”’」』）)]?$")
_COMMA = re.compile(r"[，,].{8,}")
# A site of several agencies prints the one that sent the text before the headline, which names it again.
_SUBMITTED = re.compile(r"^(?P<unit>[\u4e00-\u9fff]{1,6}[局委办厅院所队])\s*[:：]\s*(?P<headline>\S.+)$")
_LONGEST_HEADLINE = 80
_SHORT = 20


@dataclass(frozen=True, slots=True)
class PlainText:
    """The lines of a text as blocks, and what their place says: headline kicker subheadline section source."""

    blocks: tuple[Block, ...]
    readings: tuple[tuple[str, Reading], ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """A line as it stands, repaired, and repaired and simplified."""

    text: str
    whole: str
    plain: str

    @property
    def is_bar(self) -> bool:
        return bool(_BAR.match(self.plain))

    @property
    def is_furniture(self) -> bool:
        return match_furniture(self.plain) is not None or is_labelled_line(self.plain)

    @property
    def is_prose(self) -> bool:
        text = self.plain
        return len(text) >= 30 and bool(
            _SENTENCE_END.search(text) or (len(text) > _LONGEST_HEADLINE and _COMMA.search(text))
        )


def read_lines(text: str) -> PlainText:
    """The lines of a plain text as blocks without its headline lines, and readings (reader "plain_text").

    Furniture and the second printing of a body are still in the blocks: `cleaning.clean(blocks, columns=True)` is next.
    """
    rows = _rows(without_controls(text))
    body = next((place for place, row in enumerate(rows) if row.is_prose), len(rows))
    taken: dict[int, str] = _between_bars(rows, body)
    if "headline" not in taken.values():
        taken |= _leading_lines(rows, body)
    readings = [(name, Reading(rows[place].whole, "plain_text", "medium")) for place, name in sorted(taken.items())]
    captions = _captions(rows, body)
    blocks = tuple(
        Block(row.text, "caption" if place in captions else "paragraph")
        for place, row in enumerate(rows)
        if place not in taken
    )
    return PlainText(blocks, tuple(_with_unit(readings)))


def _rows(text: str) -> list[_Row]:
    """The lines that hold something, with their repaired and simplified copies."""
    lines = [re.sub(r"[\s\u3000\xa0]+", " ", line).strip(" \ufeff\u200b") for line in text.splitlines()]
    lines = [line for line in lines if line]
    if not lines:
        return []
    whole = repair("\n".join(lines)).text
    plain = fold_script(whole)
    return [_Row(*row) for row in zip(lines, whole.split("\n"), plain.split("\n"), strict=True)]


def _between_bars(rows: list[_Row], body: int) -> dict[int, str]:
    """Lines alone between the bars of a table layout: a section before the body, kicker and headline after it."""
    alone = [
        place
        for place in range(1, len(rows) - 1)
        if rows[place - 1].is_bar and rows[place + 1].is_bar and not rows[place].is_bar
        and len(rows[place].plain) <= _LONGEST_HEADLINE and not rows[place].is_furniture and not rows[place].is_prose
    ]  # fmt: skip
    before = [place for place in alone if place < body]
    after = [place for place in alone if place > body]
    taken: dict[int, str] = {}
    if len(before) == 1 and len(rows[before[0]].plain) <= 6:
        taken[before[0]] = "section"
    elif not after:
        after, before = before, []
    names = {1: ("headline",), 2: ("kicker", "headline"), 3: ("kicker", "headline", "subheadline")}.get(len(after), ())
    return taken | dict(zip(after, names, strict=False))


def _leading_lines(rows: list[_Row], body: int) -> dict[int, str]:
    """The first line before the text that is neither furniture nor a credit, and a ——subheadline under it."""
    for place, row in enumerate(rows[:body]):
        if row.is_furniture or read_byline(row.whole).whole_line:
            continue
        if len(row.plain) > _LONGEST_HEADLINE or row.plain.endswith(("。", "；", "，", ",", ";")):
            return {}
        taken = {place: "headline"}
        if place + 1 < body and re.match(r"^(?:——|--|－－|—)\s*\S", rows[place + 1].plain):
            taken[place + 1] = "subheadline"
        return taken
    return {}


def _captions(rows: list[_Row], body: int) -> frozenset[int]:
    """The short lines before one credit for all pictures are captions, and so are their copies further up."""
    credit = next((place for place, row in enumerate(rows) if _credits_pictures(row)), -1)
    if credit < 0:
        return frozenset()
    tail = set()
    for place in range(credit - 1, body, -1):
        if rows[place].is_prose or len(rows[place].plain) > _SHORT + 10:
            break
        tail.add(place)
    texts = {rows[place].plain for place in tail}
    copies = {place for place, row in enumerate(rows) if row.plain in texts}
    opening = {
        place for place in range(1, body) if len(rows[place].plain) <= _SHORT and rows[place].plain.endswith("。")
    }
    return frozenset(tail | copies | opening)


def _credits_pictures(row: _Row) -> bool:
    known = match_furniture(row.plain)
    return known is not None and known[0].field == "photo_credit"


def _with_unit(readings: list[tuple[str, Reading]]) -> list[tuple[str, Reading]]:
    """A headline without the unit that sent it (公安局:某市公安局…), which becomes a weak reading of the source."""
    result = []
    for name, reading in readings:
        match = _SUBMITTED.match(reading.value) if name == "headline" else None
        if match is None or match.group("unit") not in match.group("headline"):
            result.append((name, reading))
            continue
        result.append((name, Reading(match.group("headline"), "plain_text", "medium")))
        result.append(("source", Reading(match.group("unit"), "plain_text", "low")))
    return result
