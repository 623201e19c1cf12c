"""Broken pages: whatever is wrong with one, reading ends in an article or in a ReadError, and ends soon."""

from __future__ import annotations

import random

import pytest

from tests.benchmarks.fuzz import BAIT, SENTENCE, drill, mutated, outcome_of
from tests.benchmarks.pages import sample_pages


def test_three_hundred_mutated_pages() -> None:
    found = drill(seed=7, runs=300)
    assert sum(found.outcomes.values()) == 300
    assert [name for name in found.outcomes if name.startswith("FAULT")] == []
    assert found.outcomes["read"] > 100  # the mutations leave something to read


@pytest.mark.parametrize("bait", BAIT, ids=[repr(bait[:6]) for bait in BAIT])
def test_what_expressions_stumble_over(bait: bytes) -> None:
    page = f"<h1>柳溪警方走访校园</h1><div id='zoom'><p>{SENTENCE}</p><p>".encode()
    assert not outcome_of(page + bait + b"</p></div>").startswith("FAULT")
    assert not outcome_of(bait + page).startswith("FAULT")


@pytest.mark.parametrize("tag", ["div", "span", "b", "table", "blockquote"])
def test_a_hundred_thousand_elements_deep(tag: str) -> None:
    assert not outcome_of((f"<{tag}>" * 100_000 + f"<p>{SENTENCE}</p>").encode()).startswith("FAULT")


def test_mutations_come_again_with_their_seed() -> None:
    page = sample_pages(1)[0].payload
    assert mutated(page, random.Random(3)) == mutated(page, random.Random(3)) != page
