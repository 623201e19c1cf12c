"""Duplicates: precision and recall by kind over labelled printings, and the cost of one in archives of growing size.

`python -m tests.benchmarks.duplicates [SIZE …]`: sizes of the archives, 10,000 and 100,000 unless told.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

from archive.store.archive import Archive
from archive.store.printings import place_of
from archive.store.rejudging import judging_all, write
from archive.store.stories import Changes
from archive.urls import url_key
from tests.benchmarks.duplicate_load import cost
from tests.benchmarks.duplicate_pairs import Labelled, as_article, labelled

SEEDS = (7, 11)
SIZES = (10_000, 100_000)


def main() -> None:
    sizes = tuple(map(int, sys.argv[1:])) if sys.argv[0].endswith("duplicates.py") and sys.argv[1:] else SIZES
    for seed in SEEDS:
        judgement(labelled(seed), shuffled=False)
    judgement(labelled(SEEDS[0]), shuffled=True)
    cost(sizes)


def judgement(test: Labelled, *, shuffled: bool) -> None:
    """What filing one after another finds, in the order of print or in none, then what judging again finds."""
    order = list(range(len(test.printings)))
    if shuffled:
        random.Random(1).shuffle(order)
    print(f"{len(order):,} printings, {len(test.pairs):,} labelled pairs, {'in no order' if shuffled else 'in order'}")
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder)) as archive:
        began = time.process_time()
        for place in order:
            archive.add(as_article(test.printings[place], place), [])
        archive.commit()
        score("filed", test, stories(archive, test))
        filed = time.process_time()
        with judging_all(archive.conn, archive.data_dir) as clusters:
            judged = sum(1 for _ in clusters.judge())
            moved = sum(1 for _ in write(archive.conn, Changes(clusters), archive.begin, archive.commit))
        again = time.process_time()
        score("judged again", test, stories(archive, test))
        print(
            f"  filed {len(order) / (filed - began):,.0f} printings a CPU second, then judged"
            f" {judged / (again - filed):,.0f}, {moved:,} filed elsewhere"
        )


def stories(archive: Archive, test: Labelled) -> list[int]:
    """The story each printing is filed under."""
    keys = (url_key(as_article(one, number).url) for number, one in enumerate(test.printings))
    return [place.article_id if place else 0 for place in (place_of(archive.conn, key) for key in keys)]


def score(name: str, test: Labelled, found: list[int]) -> None:
    """Precision and recall over the labelled pairs, by kind, and precision over every pair of every story."""
    right, asked = Counter[str](), Counter[str]()
    for pair in test.pairs:
        asked[pair.kind] += 1
        right[pair.kind] += (found[pair.one] == found[pair.other]) == pair.same
    same = {pair.kind for pair in test.pairs if pair.same}
    joined, wrong = sum(right[kind] for kind in same), sum(asked[kind] - right[kind] for kind in asked.keys() - same)
    precision, recall = joined / (joined + wrong), joined / sum(asked[kind] for kind in same)
    print(f"  {name}: precision {precision:.4f}  recall {recall:.4f}  wrongly joined {wrong}; {strays(test, found)}")
    for kind in sorted(asked, key=lambda kind: (kind not in same, kind)):
        side = "recall" if kind in same else "kept apart"
        print(f"    {kind:15} {side:10} {right[kind] / asked[kind]:.4f}  ({right[kind]} of {asked[kind]})")


def strays(test: Labelled, found: list[int]) -> str:
    """How many of all pairs filed under one story are of two."""
    members: dict[int, list[int]] = defaultdict(list)
    for place, story in enumerate(found):
        members[story].append(test.printings[place].story)
    pairs = [one == other for group in members.values() for one, other in combinations(group, 2)]
    return f"of all {len(pairs):,} pairs joined {pairs.count(False)} are of two stories"


if __name__ == "__main__":
    main()
