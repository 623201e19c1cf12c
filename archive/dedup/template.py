"""Notices made from one template: the same words around other dates, amounts, names and places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from archive.dedup.alignment import Replacement
from archive.normalise.surnames import SURNAMES

_SHORT_NOTICE = 600
_FACT_SHARE = 0.5
_LONGEST_FACT = 24
_DATE = re.compile(r"\d+(?:年|月|日|时|点|分)|\d{1,2}月\d{1,2}")
_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千万亿两]{1,6}(?:名|人|元|起|件|部|辆|岁|公里|克|次)")
_DIGITS = re.compile(r"\d+|[一二三四五六七八九十百千万亿两]+")
_CREDIT = re.compile(r"讯|电|来源|记者|通讯员|编辑|责编|作者")
_PLACE = re.compile(r"^.{1,9}[省市县区镇乡村路街巷道段局]|小区|派出所|花园|大道")


def one_template(replacements: Sequence[Replacement], length: int) -> bool:
    """Whether texts that differ so (the longer has `length` characters) are two notices, not one printed twice."""
    facts = [kind for one in replacements if (kind := fact(one))]
    if not facts or len(facts) < _FACT_SHARE * sum(not one.at_end for one in replacements):
        return False
    return len(set(facts)) >= 2 or len(facts) >= 3 or length <= _SHORT_NOTICE


def fact(one: Replacement) -> str:
    """What kind of fact is another one: "date", "number", "name", "place"; "" for words, or where none contradicts."""
    if one.at_end and (_CREDIT.search(one.ours) or _CREDIT.search(one.theirs)):
        return ""
    figures = {_figure(one, words) for words in (one.ours, one.theirs)}
    if len(figures) == 1 and (kind := figures.pop()) and _contradict(one):
        return kind
    return "" if one.at_end else _named(one)


def _figure(one: Replacement, words: str) -> str:
    if len(words) > _LONGEST_FACT and not one.at_end:
        return ""
    return "date" if _DATE.search(words) else "number" if _NUMBER.search(words) else ""


def _contradict(one: Replacement) -> bool:
    """Whether the figures differ; something put in beside a figure, or a number cut off, says nothing else."""
    ours, theirs = (Counter(_DIGITS.findall(words)) for words in (one.ours, one.theirs))
    return not (ours <= theirs or theirs <= ours or one.theirs.startswith(one.ours))


def _named(one: Replacement) -> str:
    """Whether another person or another place is named."""
    start = _alike(one.ours, one.theirs)
    words = one.ours[start:], one.theirs[start:]
    if all(_PLACE.search(each) for each in words):
        return "place"
    end = _alike(words[0][::-1], words[1][::-1])
    names = [each[: len(each) - end] for each in words]
    return "name" if all(0 < len(each) <= 4 and (each[0] in SURNAMES or "某" in each) for each in names) else ""


def _alike(one: str, other: str) -> int:
    """How many characters two words begin with in common."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
