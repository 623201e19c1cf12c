"""What a furniture rule is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Action = Literal["drop_line", "drop_span", "cut_after", "cut_after_if_tail", "extract", "keep_as_meta", "join"]


@dataclass(frozen=True, slots=True)
class FurnitureRule:
    """One kind of line that is on the page and not of the article.

    `pattern` is searched in one line, repaired and simplified; anchor it where it means the whole line. `cues`: the
    line is only looked at when it holds one of them (empty: always). Actions: `drop_line`; `drop_span` (the match
    only); `cut_after` (the line and all that follows, if no prose follows); `cut_after_if_tail` (the same, and only
    in the last third); `extract` (values go to fields); `keep_as_meta` (the line goes to captions or to the field
    `field`); `join` (the line goes, its neighbours belong together). `examples` must match, `spares` must not: both
    are tests. `longest`: longer lines are never touched; `tail_only`: only after the last prose.
    """

    id: str
    pattern: str
    action: Action
    why: str
    examples: tuple[str, ...]
    spares: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    field: str = ""
    longest: int = 90
    tail_only: bool = False
