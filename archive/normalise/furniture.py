"""How furniture is recognised: which rules a line can meet at all, and which of them knows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from archive.normalise.furniture_rule import FurnitureRule
from archive.normalise.furniture_rules import RULES

LONGEST_LINE = 400


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
