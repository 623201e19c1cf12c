"""Exactness: whether a text really holds what was asked, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from archive.search.fold import fold
from archive.search.lexer import Literal
from archive.search.query import Group, Node, Not, Query
from archive.search.texts import Record
from archive.search.tokens import CJK, WORD_CHARACTER

OWN = {"source": "own_source"}
OPEN, CLOSE = "\x02", "\x03"
PIECES = re.compile(rf"([{CJK}]+)|({WORD_CHARACTER}+)|(\W+|_+)")
CONTROL = str.maketrans({"\x02": " ", "\x03": " "})


def verifies(query: Query, record: Record) -> bool:
    """Whether a folded record answers the query."""
    return query.root is None or holds(query.root, record)


def folded(record: Record) -> Record:
    """The record with its texts folded, each character in its place."""
    return replace(record, title=fold(record.title), body=fold(record.body), source=fold(record.source))


def holds(node: Node, record: Record) -> bool:
    """The truth of one node over a folded record."""
    if isinstance(node, Not):
        return not holds(node.part, record)
    if isinstance(node, Group):
        return (all if node.every else any)(holds(part, record) for part in node.parts)
    if node.whole:
        return node.text.strip() == fold(getattr(record, OWN.get(node.where, node.where))).strip()
    if node.where == "source":
        return found(node, record.source)
    if node.where != "title" and found(node, record.body):
        return True
    return node.where != "body" and found(node, record.title)


def found(literal: Literal, folded: str) -> bool:
    """Whether a folded text holds the literal."""
    return literal_pattern(literal).search(folded) is not None


def occurrences(literal: Literal, folded: str) -> int:
    """How often a folded text holds the literal, without overlap."""
    return sum(1 for _ in literal_pattern(literal).finditer(folded))


def needs_text(node: Node | None) -> bool:
    """Whether the body must be read to know the truth of a node."""
    if isinstance(node, Not):
        return needs_text(node.part)
    if isinstance(node, Group):
        return any(needs_text(part) for part in node.parts)
    return node is not None and node.where in ("", "body")


@lru_cache(maxsize=4096)
def literal_pattern(literal: Literal) -> re.Pattern[str]:
    """The literal as a pattern over folded text: whole words at its Latin edges, any short punctuation inside."""
    pieces = [match for match in PIECES.finditer(literal.text) if match[1] or match[2] or match[3]]
    while pieces and pieces[0][3]:
        pieces.pop(0)
    while pieces and pieces[-1][3]:
        pieces.pop()
    body = "".join(r"[\W_]{1,3}" if piece[3] else re.escape(piece[0]) for piece in pieces)
    if pieces and pieces[0][2]:
        body = rf"(?<!{WORD_CHARACTER})" + body
    if pieces and pieces[-1][2] and not literal.prefix:
        body += rf"(?!{WORD_CHARACTER})"
    return re.compile(body)


def wanted(node: Node | None) -> Iterator[Literal]:
    """The literals a reader looks for in the text: not the excluded ones, not the plain fields."""
    if isinstance(node, Group):
        for part in node.parts:
            yield from wanted(part)
    elif isinstance(node, Literal) and not node.whole and node.where != "source":
        yield node


@lru_cache(maxsize=512)
def highlighter(query: Query) -> re.Pattern[str] | None:
    """One pattern for everything to be marked, longest first; None where there is nothing."""
    patterns = {literal_pattern(literal).pattern for literal in wanted(query.root)}
    return re.compile("|".join(sorted(patterns, key=len, reverse=True))) if patterns else None


def mark(query: Query, text: str) -> str:
    """The whole text with every hit between \\x02 and \\x03."""
    return marked(text, spans(query, text), 0, len(text))


def spans(query: Query, text: str) -> list[tuple[int, int]]:
    """Where the hits of a query lie in a text, in order, without overlap."""
    pattern = highlighter(query)
    return [match.span() for match in pattern.finditer(fold(text))] if pattern else []


def snippet(query: Query, text: str, width: int = 120) -> str:
    """About `width` characters of the text, as published, round its densest hits, marked \\x02…\\x03."""
    hits = spans(query, text)
    start = best_window(hits, width, len(text))
    end = min(len(text), start + width)
    end = next((stop for begin, stop in hits if begin < end < stop), end)  # a hit is never cut in two
    shown = marked(text, hits, start, end)
    return ("…" if start > 0 else "") + shown.strip() + ("…" if end < len(text) else "")


def best_window(hits: list[tuple[int, int]], width: int, length: int) -> int:
    """Where to begin so that the most hits are seen; hits beyond the first 200 are not weighed."""
    if not hits:
        return 0
    best, most = hits[0][0], 0
    for first, (begin, _) in enumerate(hits[:200]):
        seen = sum(1 for _, end in hits[first : first + 40] if end <= begin + width * 3 // 4)
        if seen > most:
            best, most = begin, seen
    return max(0, min(best - width // 5, length - width))


def marked(text: str, hits: list[tuple[int, int]], start: int, end: int) -> str:
    """text[start:end] with its hits marked and its line breaks made spaces."""
    parts, place = [], start
    for begin, stop in hits:
        begin, stop = max(begin, place), min(stop, end)
        if stop <= begin:
            continue
        parts += [plain(text[place:begin]), OPEN, plain(text[begin:stop]), CLOSE]
        place = stop
    return "".join([*parts, plain(text[place:end])])


def plain(text: str) -> str:
    return text.translate(CONTROL).replace("\n", "　")
