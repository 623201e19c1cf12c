"""Of more answers than can be read, those that can be the best, wherever in the archive they are.

They are taken tier after tier: first those with the words in their title, and in each first those that are most about
them (`impact`). The newest of a tier stand for it where it is larger than what can be read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from archive.search.candidates import HIGHEST, Question, candidate_ids
from archive.search.impact import STEPS
from archive.search.lexer import Literal
from archive.search.query import Group, Node, matching
from archive.search.verify import wanted

POOL = 200  # articles read
TITLED = 120  # of these at most, with all words in the title; half as many again with one of them
SIDES = 4  # so many words of which any will do have tiers of their own
PAIR = 2  # of two words, one may be what a text is about; of more, the index takes too long to say which
_HIGH, _TOP = (mark for mark, _ in STEPS[-2:])


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
