"""Labelled pairs of texts for measuring the judgement of duplicates: same story or not, with hard negatives."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from crawler.sample_web.truth import SampleArticle
from crawler.sample_web.world import World

PairKind = Literal["reprint", "mirror", "edited", "template", "same_kind", "random"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two bodies, a paragraph a line, simplified; `same` says whether they are one story.

    Same: "reprint", "mirror" (repaired), "edited" (before and after). Different: "template" (notices of one template),
    "same_kind" (stories of one kind, perhaps sharing sentence patterns), "random".
    """

    one: str
    other: str
    same: bool
    kind: PairKind


def labelled_pairs(world: World, *, negatives: int = 400) -> list[Pair]:
    """Every true pair of the world, all pairs of its template notices (capped), and `negatives` of each other kind."""
    rng = random.Random(f"{world.seed}:pairs")
    own = [article for article in world.articles() if article.origin == "own"]
    return [*_true_pairs(world), *_templates(own, rng, negatives), *_others(own, rng, negatives)]


def _true_pairs(world: World) -> Iterator[Pair]:
    for placement in world.placements:
        article = world.article(placement.number)
        if placement.copy_of is not None:
            first = world.article(placement.copy_of, placement.day)
            yield Pair(first.text, article.text, True, "mirror" if placement.origin == "mirror" else "reprint")
        elif placement.edited_on:
            yield Pair(world.article(placement.number, placement.day).text, article.text, True, "edited")


def _templates(own: list[SampleArticle], rng: random.Random, most: int) -> Iterator[Pair]:
    notices = [article for article in own if article.size == "notice"]
    pairs = [(one, other) for at, one in enumerate(notices) for other in notices[at + 1 :]]
    for one, other in rng.sample(pairs, min(most, len(pairs))):
        yield Pair(one.text, other.text, False, "template")


def _others(own: list[SampleArticle], rng: random.Random, count: int) -> Iterator[Pair]:
    by_kind: dict[str, list[SampleArticle]] = defaultdict(list)
    for article in own:
        if article.size != "notice":
            by_kind[article.kind].append(article)
    groups = [group for group in by_kind.values() if len(group) > 1]
    for _ in range(count):
        one, other = rng.sample(rng.choice(groups), 2)
        yield Pair(one.text, other.text, False, "same_kind")
        first, second = rng.sample(own, 2)
        yield Pair(first.text, second.text, False, "random")
