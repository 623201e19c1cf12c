"""From the words of a query to what the index is asked: the tree, and the MATCH expression."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from archive.search.lexer import Lexer, Literal, QueryError
from archive.search.tokens import CJK, FILTER, SOURCE, TITLE, WORD_CHARACTER, filter_token

LONGEST_QUERY = 300
NOTHING, EVERYTHING = f'"{FILTER}none"', f'"{FILTER}l"*'  # each article has one token of its script
ONLY_NEGATIVE = "只有排除词：请再写一个要找的词 (only excluded words: add one to look for)"
TOO_LONG = f"检索式太长，最多 {LONGEST_QUERY} 字 (the query is longer than {LONGEST_QUERY} characters)"
NO_WORD = "检索式里没有文字 (the query holds no letter or digit)"

RUNS = re.compile(rf"([{CJK}]+)|({WORD_CHARACTER}+)")


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that all (`every`) or of which one must hold."""

    every: bool
    parts: tuple[Node, ...]


Node = Literal | Not | Group


@dataclass(frozen=True, slots=True)
class Query:
    """A query understood. `match` asks the index ("" for the whole archive); `exact`: the index alone is right."""

    root: Node | None
    match: str
    exact: bool
    since: str = ""
    until: str = ""


@dataclass(slots=True)
class Parser:
    """Words to a tree; whatever is unbalanced is closed, whatever dangles is dropped."""

    words: list[tuple[str, Literal | str]]
    place: int = 0

    def peek(self) -> tuple[str, Literal | str]:
        return self.words[self.place] if self.place < len(self.words) else ("end", "")

    def either(self) -> Node | None:
        parts = [self.both()]
        while self.peek() == ("op", "OR"):
            self.place += 1
            parts.append(self.both())
        return grouped(False, [part for part in parts if part is not None])

    def both(self) -> Node | None:
        parts: list[Node] = []
        while self.peek()[0] not in (")", "end") and self.peek() != ("op", "OR"):
            part = self.one()
            if part is not None:
                parts.append(part)
        return grouped(True, parts)

    def one(self) -> Node | None:
        kind, word = self.peek()
        self.place += 1
        if kind == "not":
            following = self.peek()[0]
            part = self.one() if following in ("not", "(", "word") else None
            return None if part is None else part.part if isinstance(part, Not) else Not(part)
        if kind == "(":
            inside = self.either()
            if self.peek()[0] == ")":
                self.place += 1
            return inside
        return word if isinstance(word, Literal) and (word.whole or RUNS.search(word.text)) else None


def grouped(every: bool, parts: list[Node]) -> Node | None:
    """The parts as one node, each once, groups of the same kind opened into it."""
    flat: dict[Node, None] = {}
    for part in parts:
        flat |= dict.fromkeys(part.parts if isinstance(part, Group) and part.every is every else (part,))
    if len(flat) < 2:
        return next(iter(flat), None)
    return Group(every, tuple(flat))


@lru_cache(maxsize=512)
def compile_query(text: str) -> Query:
    """Understand a query. An empty one finds everything; raises QueryError where no answer is possible."""
    text = text.strip()
    if len(text) > LONGEST_QUERY:
        raise QueryError(TOO_LONG)
    lexer = Lexer(text)
    lexer.run()
    parser = Parser(lexer.words)
    parts = []
    while parser.peek()[0] != "end":
        part = parser.either()
        if part is not None:
            parts.append(part)
        parser.place += 1  # a bracket that closes nothing
    root = grouped(True, parts)
    if root is None:
        if text and not (lexer.since or lexer.until):
            raise QueryError(NO_WORD)
        return Query(None, "", True, lexer.since, lexer.until)
    if not bounded(root):
        raise QueryError(ONLY_NEGATIVE)
    match, exact = matching(root)
    return Query(root, match, exact, lexer.since, lexer.until)


def match_expression(text: str) -> str:
    """What `escape_fts` makes of a search box: always valid for MATCH, whatever was typed."""
    try:
        query = compile_query(text)
    except QueryError:
        return NOTHING
    return query.match or EVERYTHING


def bounded(node: Node) -> bool:
    """Whether something must be present, so that the answer is not "nearly the whole archive"."""
    if isinstance(node, Group):
        return (any if node.every else all)(bounded(part) for part in node.parts)
    return isinstance(node, Literal)


def matching(node: Node, mark: str = "") -> tuple[str, bool]:
    """The MATCH expression whose answer holds every article of the node, and whether it holds no other.

    `mark`: of a step of `impact`, for those articles alone that are about the words of the node.
    """
    if isinstance(node, Literal):
        return literal_match(node, mark)
    if isinstance(node, Not):
        return "", False
    if not node.every:
        answers = [matching(part, mark) for part in node.parts]
        if not all(match for match, _ in answers):
            return "", False
        return f"({' OR '.join(match for match, _ in answers)})", all(exact for _, exact in answers)
    return all_match(node, mark)


def all_match(node: Group, mark: str) -> tuple[str, bool]:
    """AND of what must hold; what must not hold is taken away only where the index knows it exactly."""
    positive = [matching(part, mark) for part in node.parts if not isinstance(part, Not)]
    asked = [match for match, _ in positive if match]
    exact = all(whole for _, whole in positive)
    negative = [matching(part.part) for part in node.parts if isinstance(part, Not)]
    removed = [match for match, whole in negative if whole and match]
    exact = exact and len(removed) == len(negative)
    if not asked:
        return "", False
    expression = asked[0] if len(asked) == 1 else f"({' AND '.join(asked)})"
    if removed:
        expression = f"({expression} NOT ({' OR '.join(removed)}))"
    return expression, exact


def literal_match(literal: Literal, mark: str = "") -> tuple[str, bool]:
    """The tokens every article with this literal has, AND-ed; exact where one token is the literal itself."""
    if literal.whole:
        return f'"{filter_token(literal.where, literal.text)}"', True
    words = literal_tokens(literal.text)
    mark = {"title": TITLE, "source": SOURCE}.get(literal.where, mark)
    quoted = [f'"{mark}{word}"' for word in dict.fromkeys(words)]
    if literal.prefix:
        quoted[-1] += "*"
    exact = len(words) == 1 and literal.where != "body" and not literal.prefix
    return (quoted[0] if len(quoted) == 1 else f"({' AND '.join(quoted)})"), exact


def literal_tokens(text: str) -> list[str]:
    """Characters, bigrams, words and boundary tokens of a folded literal: 2024年9月 → 2024年 年9 9月."""
    runs = list(RUNS.finditer(text))
    found: list[str] = []
    for place, run in enumerate(runs):
        letters = run[0]
        before = place > 0 and runs[place - 1].end() == run.start()
        after = place + 1 < len(runs) and runs[place + 1].start() == run.end()
        if run[1] and len(letters) > 1:
            found.extend(first + second for first, second in pairwise(letters))
        elif not before and not after:
            found.append(letters)
        if after:
            found.append(letters[-1] + runs[place + 1][0] if run[1] else letters + runs[place + 1][0][0])
    return found
