"""The lines of a page on their way to paragraphs: as published, repaired, and repaired and simplified."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.normalise.labels import is_label_alone, join_label_lines
from archive.normalise.mirror import repair
from archive.normalise.script import detect, to_simplified
from archive.records import Block, BlockKind, Script

_PROSE = re.compile(r"[。！？!?；;][”’」』）)]?\s*$|[，,。].{8,}")
_HAN = re.compile(r"[\u3400-\u9fff]")
_WRITTEN = r"[\u3400-\u9fff\w，。、；：？！（）「」《》]"
_SPREAD = re.compile(rf"(?<={_WRITTEN}) (?={_WRITTEN})")
_LEAST_BLANKS = 4
_SPREAD_SHARE = 0.6
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Line:
    """One block on its way: as published, repaired, and repaired and simplified (what rules are matched on)."""

    text: str
    whole: str
    plain: str
    kind: BlockKind = "paragraph"
    glued: bool = False


def prepare(blocks: Sequence[Block | str], beside: str = "") -> tuple[list[Line], Script, int, tuple[str, ...]]:
    """Lines with their repaired and simplified copies; both are judged on the whole page, not on a line.

    `beside` is text of the page that is in no line of these: evidence of what a mirror did to it.
    """
    parts: list[tuple[str, BlockKind]] = []
    for block in blocks:
        text, kind = (block.text, block.kind) if isinstance(block, Block) else (block, "paragraph")
        text = _SPACE.sub(
            " ", text.replace("\u3000", " ").replace("\xa0", " ").replace("\u200b", "").replace("\ufeff", "")
        ).strip()
        if text:
            parts.append((unspread(text), kind))
    published = _glue_labels(parts)
    if not published:
        return [], "unknown", 0, ()
    mended = repair("\n".join(text for text, _ in published), beside=beside)
    script = detect(mended.text)
    whole = mended.text.split("\n")
    plain = to_simplified(mended.text).split("\n") if script in ("hant", "mixed") else whole
    lines = [Line(text, w, p, kind) for (text, kind), w, p in zip(published, whole, plain, strict=True)]
    return lines, script, mended.annotations + mended.shifts, mended.suspects


def unspread(text: str) -> str:
    """A line whose characters stand apart (立 法 会 问 题) without the blanks; every other line as it is."""
    blanks = len(_SPREAD.findall(text))
    if blanks < _LEAST_BLANKS or blanks < _SPREAD_SHARE * len(_HAN.findall(text)):
        return text
    return _SPREAD.sub("", text)


def _glue_labels(parts: list[tuple[str, BlockKind]]) -> list[tuple[str, BlockKind]]:
    """Lone labels joined with the line that holds their value."""
    if not any(len(text) <= 14 and is_label_alone(text) for text, _ in parts):
        return parts
    joined = join_label_lines([text for text, _ in parts])
    kinds = dict(reversed(parts))
    return [(text, kinds.get(text, "paragraph")) for text in joined]


def is_prose(line: Line) -> bool:
    """Whether a line is running text of the article: long, with sentences in it."""
    return line.kind != "caption" and len(line.plain) >= 30 and bool(_PROSE.search(line.plain))
