"""The best answers first: BM25 over the words of a query, a word in the title worth more than many in the text.

The index holds no positions or frequencies, so texts are read: every answer where there are few; of many, the newest
whose title holds what was asked and the newest of all.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.search.candidates import HIGHEST, Question, candidate_ids
from archive.search.lexer import Literal
from archive.search.query import Group, Node, matching
from archive.search.texts import APART, Record, record_columns, record_of
from archive.search.verify import folded, occurrences, verifies, wanted

POOL = 200  # articles read from either side
SATURATION, LENGTH_SHARE = 1.2, 0.75  # the usual k1 and b of BM25
TITLE_WEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """One answer: how often its title and its text hold each word of the query, and how long its text is."""

    id: int
    in_title: tuple[int, ...]
    in_text: tuple[int, ...]
    length: int


def ranked_ids(conn: sqlite3.Connection, asked: Question) -> list[int]:
    """The best answers, best first, at most 2 × POOL of them; newest first where the query holds no word."""
    newest = candidate_ids(conn, asked, HIGHEST, POOL)
    words = tuple(dict.fromkeys(wanted(asked.query.root)))
    if not words or asked.query.root is None:
        return newest
    titled = candidate_ids(conn, of_titles(asked, asked.query.root), HIGHEST, POOL) if len(newest) == POOL else []
    return in_order(weighed(conn, asked, words, list(dict.fromkeys([*titled, *newest]))))


def of_titles(asked: Question, root: Node) -> Question:
    """The same question asked of titles alone."""
    match, _ = matching(in_title(root))
    return replace(asked, match=f"{match} AND {asked.filters}" if asked.filters else match)


def in_title(node: Node) -> Node:
    """The same query asked of titles alone; what is excluded or asked of a field stays as it is."""
    if isinstance(node, Group):
        return replace(node, parts=tuple(in_title(part) for part in node.parts))
    return replace(node, where="title") if isinstance(node, Literal) and not node.where else node


def weighed(conn: sqlite3.Connection, asked: Question, words: Sequence[Literal], ids: list[int]) -> list[Weighed]:
    """The true answers among some articles, each with what it holds."""
    sql = f"SELECT a.id, {record_columns('a')} FROM articles a WHERE a.id IN (SELECT value FROM json_each(?))"  # noqa: S608
    found = ((row[0], folded(record_of(row[1:]))) for row in conn.execute(sql, (json.dumps(ids),)))
    return [weigh(article, record, words) for article, record in found if verifies(asked.query, record)]


def weigh(article: int, record: Record, words: Sequence[Literal]) -> Weighed:
    title = record.title.partition(APART)[0]  # a reader sees this one, not those of versions and reprints
    in_title = tuple(occurrences(word, title) if word.where != "body" else 0 for word in words)
    in_text = tuple(occurrences(word, record.body) if word.where != "title" else 0 for word in words)
    return Weighed(article, in_title, in_text, len(record.body))


def in_order(answers: Sequence[Weighed]) -> list[int]:
    """Ids by score, the newer first where scores are equal."""
    if not answers:
        return []
    usual = sum(one.length for one in answers) / len(answers) or 1.0
    rarity = [idf(answers, place) for place in range(len(answers[0].in_text))]
    return [one.id for one in sorted(answers, key=lambda one: (-score(one, rarity, usual), -one.id))]


def idf(answers: Sequence[Weighed], place: int) -> float:
    """How rare a word is among the answers read: it matters where a query says OR."""
    holding = sum(1 for one in answers if one.in_text[place] or one.in_title[place])
    return math.log(1 + (len(answers) - holding + 0.5) / (holding + 0.5))


def score(one: Weighed, rarity: Sequence[float], usual: float) -> float:
    """BM25 of the text, and more where the title holds the word at all."""
    damping = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * one.length / usual)
    return sum(
        weight * (TITLE_WEIGHT * bool(titles) + texts * (SATURATION + 1) / (texts + damping))
        for weight, titles, texts in zip(rarity, one.in_title, one.in_text, strict=True)
    )
