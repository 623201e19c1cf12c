"""Duplicates: precision and recall by kind over labelled printings, through candidates in SQLite and judgement."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from archive.store.archive import Archive
from tests.benchmarks.duplicate_pairs import Labelled, as_article, labelled

SEED = 7


def main() -> None:
    from time import perf_counter

    test = labelled(SEED)
    print(f"{len(test.printings):,} printings, {len(test.pairs):,} labelled pairs")
    with tempfile.TemporaryDirectory() as folder:
        began = perf_counter()
        stories = filed(Path(folder), test)
        print(f"filed {len(test.printings) / (perf_counter() - began):.0f}/s")
        report(test, stories)


def filed(data: Path, test: Labelled) -> list[int]:
    """The story each printing was filed under, in the order given."""
    with Archive.open(data) as archive:
        return [archive.add(as_article(one, place), []).article_id for place, one in enumerate(test.printings)]


def report(test: Labelled, stories: list[int]) -> None:
    right, asked = Counter[str](), Counter[str]()
    wrong = 0
    for pair in test.pairs:
        joined = stories[pair.one] == stories[pair.other]
        asked[pair.kind] += 1
        right[pair.kind] += joined == pair.same
        wrong += joined and not pair.same
    same = {pair.kind for pair in test.pairs if pair.same}
    found, all_same = sum(right[k] for k in same), sum(asked[k] for k in same)
    for kind in asked:
        print(f"  {'same' if kind in same else 'other':6}{kind:15}{right[kind]:6} of {asked[kind]:6} right {right[kind]/asked[kind]:.4f}")
    print(f"precision {found / (found + wrong):.4f}  recall {found / all_same:.4f}  ({wrong} wrongly joined)")
    by: dict[int, list[int]] = {}
    for place, story in enumerate(stories):
        by.setdefault(story, []).append(place)
    t = f = 0
    bad = []
    for group in by.values():
        for a, b in combinations(group, 2):
            if test.printings[a].story == test.printings[b].story:
                t += 1
            else:
                f += 1
                bad.append((a, b))
    print(f"over all pairs of all stories: precision {t/(t+f):.4f}, {f} wrong")
    if len(sys.argv) > 1:
        for a, b in bad[:int(sys.argv[1])]:
            print(a, test.printings[a].kind, "".join(test.printings[a].paragraphs)[:200]); print(b, test.printings[b].kind, "".join(test.printings[b].paragraphs)[:200]); print()


if __name__ == "__main__":
    main()
