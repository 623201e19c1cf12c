"""How furniture is recognised: what a rule is, which rules a line can meet at all, and where page ends begin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Action = Literal["drop_line", "drop_span", "cut_after", "cut_after_if_tail", "extract", "keep_as_meta", "join"]


LONGEST_LINE = 400


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


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The rules with their regexes, and which rules each cue calls for."""

    rules: tuple[tuple[FurnitureRule, re.Pattern[str]], ...]
    by_cue: dict[str, tuple[int, ...]]
    always: tuple[int, ...]


def compile_rules(rules: tuple[FurnitureRule, ...]) -> _Compiled:
    """Rules made ready for matching."""
    by_cue: dict[str, list[int]] = {}
    always = []
    for number, rule in enumerate(rules):
        for cue in rule.cues:
            by_cue.setdefault(cue, []).append(number)
        if not rule.cues:
            always.append(number)
    return _Compiled(
        rules=tuple((rule, re.compile(rule.pattern, re.IGNORECASE)) for rule in rules),
        by_cue={cue: tuple(numbers) for cue, numbers in by_cue.items()},
        always=tuple(always),
    )


@lru_cache(maxsize=1)
def house_rules() -> _Compiled:
    """The rules of every site, compiled once."""
    from archive.normalise.furniture_rules import RULES

    return compile_rules(RULES)


@lru_cache(maxsize=4096)  # pages of one site repeat the same lines
def match_furniture(line: str) -> tuple[FurnitureRule, re.Match[str]] | None:
    """The first rule that knows a line (already repaired, simplified, stripped), with its match; None for body text."""
    compiled = house_rules()
    length = len(line)
    if length > LONGEST_LINE:
        return None
    lowered = line.lower()
    numbers = set(compiled.always)
    numbers.update(*(wanted for cue, wanted in compiled.by_cue.items() if cue in lowered))
    for number in sorted(numbers):
        rule, pattern = compiled.rules[number]
        if length <= rule.longest and (match := pattern.search(line)):
            return rule, match
    return None


@lru_cache(maxsize=512)
def site_patterns(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """The furniture expressions of one site, compiled once per process."""
    return tuple(re.compile(pattern) for pattern in patterns)
