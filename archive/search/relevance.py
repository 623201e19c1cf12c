"""The best answers first: BM25 over the words of a query, a word in the title worth more than any number in the text.

Every answer is read where there are few; of many, those that the index says can be best (`tiers`).
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from archive.search import tiers
from archive.search.candidates import HIGHEST, Question, candidate_ids, sample_count
from archive.search.impact import share
from archive.search.lexer import Literal
from archive.search.query import EVERYTHING, literal_match
from archive.search.texts import Record, record_columns, record_of
from archive.search.tokens import APART
from archive.search.verify import folded, occurrences, verifies, wanted

TITLE_WEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """One answer: how often its title and its text hold each word of the query, and how long its text is."""

    id: int
    in_title: tuple[int, ...]
    in_text: tuple[int, ...]
    length: int


def ranked_ids(conn: sqlite3.Connection, asked: Question) -> list[int]:
    """The best answers, best first, at most tiers.POOL of them; newest first where the query holds no word."""
    newest = candidate_ids(conn, asked, HIGHEST, tiers.POOL)
    words = tuple(dict.fromkeys(wanted(asked.query.root)))
    if not words or asked.query.root is None:
        return newest
    if len(newest) < tiers.POOL:
        answers = weighed(conn, asked, words, newest)
        return in_order(answers, [rarity(answers, place) for place in range(len(words))])
    promising = tiers.promising_ids(conn, asked, asked.query.root)
    rare = rarities(conn, words) if len(words) > 1 else [1.0]
    return in_order(weighed(conn, asked, words, promising), rare)


def weighed(conn: sqlite3.Connection, asked: Question, words: Sequence[Literal], ids: list[int]) -> list[Weighed]:
    """The true answers among some articles, each with what it holds."""
    sql = f"SELECT a.id, {record_columns('a')} FROM articles a WHERE a.id IN (SELECT value FROM json_each(?))"  # noqa: S608
    found = ((row[0], folded(record_of(row[1:]))) for row in conn.execute(sql, (json.dumps(ids),)))
    return [weigh(article, record, words) for article, record in found if verifies(asked.query, record)]


def weigh(article: int, record: Record, words: Sequence[Literal]) -> Weighed:
    """A reader sees the article as it stands: what versions and reprints say does not make it better."""
    title, text = record.title.partition(APART)[0], record.body.partition(APART)[0]
    in_title = tuple(occurrences(word, title) if word.where != "body" else 0 for word in words)
    in_text = tuple(occurrences(word, text) if word.where != "title" else 0 for word in words)
    return Weighed(article, in_title, in_text, len(text))


def in_order(answers: Sequence[Weighed], rare: Sequence[float]) -> list[int]:
    """Ids by score, the newer first where scores are equal."""
    return [one.id for one in sorted(answers, key=lambda one: (-score(one, rare), -one.id))]


def rarity(answers: Sequence[Weighed], place: int) -> float:
    """How rare a word is among all answers: it matters where a query says OR."""
    return idf(len(answers), sum(1 for one in answers if one.in_text[place] or one.in_title[place]))


def rarities(conn: sqlite3.Connection, words: Sequence[Literal]) -> list[float]:
    """How rare each word is in the archive, by its sample."""
    articles = sample_count(conn, EVERYTHING)
    return [idf(articles, sample_count(conn, literal_match(word)[0])) for word in words]


def idf(articles: int, holding: int) -> float:
    return math.log(1 + (articles - holding + 0.5) / (holding + 0.5))


def score(one: Weighed, rare: Sequence[float]) -> float:
    """BM25 of the text, and more where the title holds the word at all."""
    return sum(
        weight * (TITLE_WEIGHT * bool(titles) + share(texts, one.length))
        for weight, titles, texts in zip(rare, one.in_title, one.in_text, strict=True)
    )
