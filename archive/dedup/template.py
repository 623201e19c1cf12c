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
_CREDIT = re.compile(r"讯|电|来源|记者|通讯员|编辑|责编|作者")
_PLACE = re.compile(r"^.{1,8}[省市县区镇乡村路街巷道段局]|小区|派出所|花园|大道")


def one_template(replacements: Sequence[Replacement], length: int) -> bool:
    """Whether texts that differ so (the longer has `length` characters) are two notices, not one printed twice."""
    facts = [kind for one in replacements if (kind := fact(one))]
    if not facts or len(facts) < _FACT_SHARE * sum(not one.at_end for one in replacements):
        return False
    return len(set(facts)) >= 2 or len(facts) >= 3 or length <= _SHORT_NOTICE


def fact(one: Replacement) -> str:
    """What kind of fact is another one: "date", "number", "name", "place"; "" for words, or where none contradicts."""
    kinds = {_kind(one, words) for words in (one.ours, one.theirs)}
    if len(kinds) > 1:
        return ""
    kind = kinds.pop()
    if kind in ("date", "number"):
        ours, theirs = _figures(one.ours), _figures(one.theirs)
        # Something put in beside a figure, or a number cut off, says nothing else.
        return "" if ours <= theirs or theirs <= ours or one.ours.startswith(one.theirs) else kind
    return kind


def _kind(one: Replacement, words: str) -> str:
    if one.at_end and _CREDIT.search(words):
        return ""
    if len(words) > _LONGEST_FACT and not one.at_end:
        return ""
    if _DATE.search(words):
        return "date"
    if _NUMBER.search(words):
        return "number"
    if one.at_end:
        return ""
    if len(words) <= 6 and (words[0] in SURNAMES or "某" in words):
        return "name"
    return "place" if len(words) <= 12 and _PLACE.search(words) else ""


def _figures(words: str) -> Counter[str]:
    return Counter(re.findall(r"\d+|[一二三四五六七八九十百千万亿两]+", words))
