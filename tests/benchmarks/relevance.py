"""The order by relevance beside BM25 over every answer of the archive, and beside reading the newest alone.

Figures: of the score that the true best twenty have together, the share that the twenty shown have, and how many of
the twenty are the same. `python -m tests.benchmarks.relevance [--data DIR | --articles N]`.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from archive.search.candidates import EVERYWHERE, HIGHEST, Question, candidate_ids, question
from archive.search.counting import batches
from archive.search.relevance import Weighed, in_order, rarities, score, weighed
from archive.search.tiers import POOL, promising_ids
from archive.search.verify import wanted
from archive.store.readonly import connect
from tests.benchmarks.bulk import build
from tests.benchmarks.pages_served import WORDS as SERVED

ARTICLES, SHOWN = 20_000, 20
WORDS = (*SERVED, "警察 诈骗", "民警 走失", "诈骗 OR 走失", "title:公安 诈骗", "反诈中心 派出所 -走失")
Pool = Callable[[sqlite3.Connection, Question], list[int]]


def main(data: Path | None = None, articles: int = ARTICLES) -> None:
    if data is not None:
        measure(data)
        return
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), articles)
        measure(Path(folder))


def measure(data: Path) -> None:
    """Each query with words to weigh, by both pools, against every answer."""
    pools: dict[str, Pool] = {"tiers": by_tiers, "newest": by_newest}
    totals: dict[str, list[tuple[float, float]]] = {name: [] for name in pools}
    with closing(connect(data)) as conn:
        for word in WORDS:
            asked = question(word, EVERYWHERE)
            if any(wanted(asked.query.root)):
                for name, figures in compare(conn, word, asked, pools).items():
                    totals[name].append(figures)
    for name, all_figures in totals.items():
        shares, same = zip(*all_figures, strict=True)
        print(
            f"{name:8} mean share of the best score {statistics.mean(shares):.3f}, least {min(shares):.3f};"
            f" mean of the best {SHOWN} shown {statistics.mean(same):.2f}"
        )


def compare(
    conn: sqlite3.Connection, word: str, asked: Question, pools: dict[str, Pool]
) -> dict[str, tuple[float, float]]:
    words = tuple(dict.fromkeys(wanted(asked.query.root)))
    rare = rarities(conn, words) if len(words) > 1 else [1.0]
    every: list[Weighed] = []
    for batch in batches(candidate_ids(conn, asked, HIGHEST, 2**40)):
        every += weighed(conn, asked, words, list(batch))
    scores = {one.id: score(one, rare) for one in every}
    best = in_order(every, rare)[:SHOWN]
    line, found = f"{word:16} {len(every):9,} answers", {}
    for name, pool in pools.items():
        began = time.perf_counter()
        shown = in_order(weighed(conn, asked, words, pool(conn, asked)), rare)[:SHOWN]
        took = (time.perf_counter() - began) * 1000
        share = sum(scores[one] for one in shown) / sum(scores[one] for one in best)
        same = len(set(shown) & set(best)) / len(best)
        found[name] = (share, same)
        line += f"   {name} {share:.3f} of the score, {same:4.0%} the same, {took:5.1f} ms"
    print(line, flush=True)
    return found


def by_tiers(conn: sqlite3.Connection, asked: Question) -> list[int]:
    assert asked.query.root is not None
    return promising_ids(conn, asked, asked.query.root)


def by_newest(conn: sqlite3.Connection, asked: Question) -> list[int]:
    return candidate_ids(conn, asked, HIGHEST, POOL)


if __name__ == "__main__":
    asked_for = argparse.ArgumentParser(description=__doc__)
    asked_for.add_argument("--data", type=Path)
    asked_for.add_argument("--articles", type=int, default=ARTICLES)
    words = asked_for.parse_args()
    main(words.data, words.articles)
