"""The best answers first: BM25 over the words of a query, a word in the title worth more than any number in the text.

Every answer is read where there are few. Of many, the index names those that can be best, wherever in the archive
they are: tier after tier, first those with the words in their title, and in each first those that are most about
them (`impact`). The newest of a tier stand for it where it is larger than what can be read.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from archive.search.candidates import HIGHEST, Question, candidate_ids, sample_count
from archive.search.impact import STEPS, share
from archive.search.lexer import Literal
from archive.search.query import EVERYTHING, Group, Node, literal_match, matching
from archive.search.texts import Record, record_columns, record_of
from archive.search.tokens import APART
from archive.search.verify import folded, occurrences, verifies, wanted

POOL = 200  # articles read
TITLED = 120  # of these at most, with all words in the title; half as many again with one of them
SIDES = 4  # so many words of which any will do have tiers of their own
TITLE_WEIGHT = 3.0
PAIR = 2  # of two words, one may be what a text is about; of more, the index takes too long to say which
_HIGH, _TOP = (mark for mark, _ in STEPS[-2:])


@dataclass(frozen=True, slots=True)
class Weighed:
    """One answer: how often its title and its text hold each word of the query, and how long its text is."""

    id: int
    in_title: tuple[int, ...]
    in_text: tuple[int, ...]
    length: int


def ranked_ids(conn: sqlite3.Connection, asked: Question) -> list[int]:
    """The best answers, best first, at most POOL of them; newest first where the query holds no word."""
    newest = candidate_ids(conn, asked, HIGHEST, POOL)
    words = tuple(dict.fromkeys(wanted(asked.query.root)))
    if not words or asked.query.root is None:
        return newest
    if len(newest) < POOL:
        answers = weighed(conn, asked, words, newest)
        return in_order(answers, [rarity(answers, place) for place in range(len(words))])
    promising = promising_ids(conn, asked, asked.query.root)
    rare = rarities(conn, words) if len(words) > 1 else [1.0]
    return in_order(weighed(conn, asked, words, promising), rare)


def promising_ids(conn: sqlite3.Connection, asked: Question, root: Node) -> list[int]:
    """POOL of many candidates, those that can be best.

    Where any of some words will do, those with all of them come first, then those of each word, in turn.
    """
    pool = Pool(conn, asked)
    sides = [root]
    if isinstance(root, Group) and not root.every and len(root.parts) <= SIDES:
        sides = [Group(True, root.parts), *root.parts]
    for place, side in enumerate(sides):
        for tier in tiers(side):
            gather(pool, replace(tier, enough=(POOL * place + tier.enough) // len(sides)))
    return pool.found


@dataclass(frozen=True, slots=True)
class Tier:
    """Candidates that are better than those of the next tier, whatever they say: until how many are found."""

    root: Node
    words: tuple[Literal, ...]
    title: str
    enough: int
    named: bool = False  # its title holds one of several words
    whole: bool = False  # its title answers the query, so that nothing more need be asked

    def match(self, mark: str = "", beyond: str = "") -> str:
        """Those whose texts all reach a step of `impact`, and of which one word goes `beyond` it."""
        about = matching(self.root, mark)[0] if mark or not self.whole else ""
        some = any_of(self.words, beyond) if beyond else ""
        return " AND ".join(dict.fromkeys(part for part in (self.title, some, about) if part))


def tiers(root: Node) -> Iterator[Tier]:
    """First all words in the title, then one of them, then none."""
    words = tuple(dict.fromkeys(wanted(root)))
    titled = matching(in_title(root))[0]
    if titled:
        yield Tier(root, words, titled, TITLED, whole=True)
    if len(words) > 1:
        yield Tier(root, words, any_of([in_title(word) for word in words]), TITLED * 3 // 2, named=True)
    yield Tier(root, words, "", POOL)


@dataclass(slots=True)
class Pool:
    """The candidates found so far, and where they are found."""

    conn: sqlite3.Connection
    asked: Question
    found: list[int] = field(default_factory=list)

    def ids(self, match: str, enough: int) -> list[int]:
        filters = self.asked.filters
        narrowed = replace(self.asked, match=f"{match} AND {filters}" if filters else match)
        return candidate_ids(self.conn, narrowed, HIGHEST, enough)

    def take(self, ids: Sequence[int], enough: int) -> None:
        known = set(self.found)
        self.found += [article for article in ids if article not in known][: enough - len(self.found)]


def gather(pool: Pool, tier: Tier) -> None:
    """Take a tier whole where it has no more than is wanted; else those most about the words, then the newest.

    The index stops early where many answer and goes through whole lists where few do. So the loosest step is asked
    first, and none that is tighter than one that can be taken whole.
    """
    enough, looser = tier.enough, ""
    if len(pool.found) >= enough:
        return
    tight = pool.ids(tier.match(), enough)
    if len(tight) == enough and not (tier.named and len(tier.words) > PAIR):
        for mark, _ in STEPS:
            ids = pool.ids(tier.match(mark), enough)
            if len(ids) < enough:
                pool.take(ids, enough)
                break
            looser, tight = mark, ids
        for beyond in (_TOP, _HIGH) if len(tier.words) == PAIR and looser not in (_TOP, _HIGH) else ():
            pool.take(pool.ids(tier.match(looser, beyond), enough), enough)
    pool.take(tight, enough)


def any_of(words: Sequence[Node], mark: str = "") -> str:
    return f"({' OR '.join(matching(word, mark)[0] for word in words)})"


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
