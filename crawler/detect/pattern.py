"""The shape of a site's article addresses, as a regular expression: derived, then checked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import urlsplit

COVERED = 0.9  # of the articles, at least
MOST_SHAPES = 3
# What varies between the articles of a site, what says most first.
_VARYING = re.compile(
    r"""(?P<month_dashed>(?<!\d)20\d{2}-\d{2}(?=/\d{2}/))
    |(?P<day_dashed>(?<!\d)20\d{2}[-_]\d{2}[-_]\d{2}(?!\d))
    |(?P<day>(?<!\d)20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))
    |(?P<month>(?<!\d)20\d{2}(?:0[1-9]|1[0-2])(?=/))
    |(?P<year>(?<!\d)20[0-3]\d(?=/))
    |(?P<uuid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})
    |(?P<hex>(?<![0-9a-zA-Z])(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{12,}(?![0-9a-zA-Z]))
    |(?P<mixed>(?<![0-9a-zA-Z])(?=[a-zA-Z]*\d+[a-zA-Z])[0-9a-zA-Z]{10,}(?![0-9a-zA-Z]))
    |(?P<number>\d+)""",
    re.VERBOSE,
)
_SHAPES = {
    "month_dashed": r"20\d{2}-\d{2}",
    "day_dashed": r"20\d{2}[-_]\d{2}[-_]\d{2}",
    "day": r"20\d{6}",
    "month": r"20\d{4}",
    "year": r"20\d{2}",
    "mixed": r"[0-9A-Za-z]+",
    "uuid": r"[0-9a-f-]{36}",
    "number": r"\d+",
}
_ANY_NUMBER = re.compile(r"20\\d\{\d\}(?:-\\d\{2\}|(?:\[-_\]\\d\{2\}){2})?|\\d\+")
_ANY_HEX = re.compile(r"\[0-9a-f\]\{\d+\}")


def pattern_of(articles: Sequence[str], others: Sequence[str]) -> str:
    """An expression that fits article addresses and none of the others; "" where no few shapes do.

    `/news/20\\d{4}/t20\\d{6}_\\d+\\.html$`: the folders all articles share stay words, those that vary do not.
    """
    groups: dict[tuple[int, str], list[list[str]]] = defaultdict(list)
    for url in dict.fromkeys(articles):
        segments = shape(url)
        groups[len(segments), _loosely(segments[-1])].append(segments)
    largest = sorted(groups.values(), key=len, reverse=True)[:MOST_SHAPES]
    shapes = ["/" + "/".join(_common(values) for values in zip(*group, strict=True)) for group in largest]
    shapes = list(dict.fromkeys(shapes))
    for kept in range(1, len(shapes) + 1):
        pattern = f"{shapes[0]}$" if kept == 1 else f"(?:{'|'.join(shapes[:kept])})$"
        if fits(pattern, articles, others):
            return pattern
    return ""


def fits(pattern: str, articles: Sequence[str], others: Sequence[str]) -> bool:
    """Whether an expression matches nearly all articles, and no list."""
    wanted = re.compile(pattern)
    matched = sum(bool(wanted.search(url)) for url in articles)
    return matched >= COVERED * len(articles) > 0 and not any(wanted.search(url) for url in others)


def shape(url: str) -> list[str]:
    """The segments of an address after its host, each as an expression: dates, hashes and numbers made alike."""
    parts = urlsplit(url)
    path = parts.path.lstrip("/") + (f"?{parts.query}" if parts.query else "")
    pieces: list[str] = []
    end = 0
    for found in _VARYING.finditer(path):
        pieces += [_literal(path[end : found.start()]), _shape_of(found)]
        end = found.end()
    pieces.append(_literal(path[end:]))
    return "".join(pieces).split("/")


def _literal(text: str) -> str:
    """Text as an expression, with no more backslashes than it needs."""
    return re.sub(r"([.^$*+?{}\[\]|()\\])", r"\\\1", text)


def _shape_of(found: re.Match[str]) -> str:
    name = found.lastgroup or "number"
    return _SHAPES.get(name) or f"[0-9a-f]{{{len(found[0])}}}"


def _loosely(segment: str) -> str:
    """A segment's expression with all numbers alike, and all hashes."""
    return _ANY_HEX.sub("[0-9a-f]+", _ANY_NUMBER.sub(lambda _: r"\d+", segment))


def _common(values: tuple[str, ...]) -> str:
    """One expression for the same segment of several addresses."""
    if len(set(values)) == 1:
        return values[0]
    loose = {_loosely(value) for value in values}
    return loose.pop() if len(loose) == 1 else "[^/]+"
