"""The judgement holds on labelled printings: reprints of every kind are found, lookalikes stay apart."""

from __future__ import annotations

from collections import Counter
from functools import cache

from archive.dedup.judge import Prepared, prepare, same_story
from tests.benchmarks.duplicate_pairs import REPRINTS, Pair, as_article, labelled


def test_precision_and_recall() -> None:
    test = labelled(seed=3, stories=60)

    @cache
    def text(place: int) -> Prepared:
        return prepare(as_article(test.printings[place], place).text_hans)

    def right(pair: Pair) -> bool:
        return (same_story(text(pair.one), text(pair.other)) is not None) == pair.same

    wrong = Counter(pair.same for pair in test.pairs if not right(pair))
    asked = Counter(pair.same for pair in test.pairs)
    found = asked[True] - wrong[True]
    assert found / asked[True] >= 0.98
    assert found / (found + wrong[False]) >= 0.995


def test_the_pairs_are_of_every_kind_and_the_same_for_a_seed() -> None:
    test = labelled(seed=3, stories=60)
    assert {pair.kind for pair in test.pairs if pair.same} == {*REPRINTS, "combined"}
    assert {pair.kind for pair in test.pairs if not pair.same} >= {
        "notice",
        "bulletin",
        "obituary",
        "list",
        "one event",
    }
    assert test == labelled(seed=3, stories=60)
    stories = [one.story for one in test.printings]
    assert all((stories[pair.one] == stories[pair.other]) == pair.same for pair in test.pairs)
