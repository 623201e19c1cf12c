"""Search over 5,000 articles beside `LIKE '%…%'` on the same database: words of 1, 2, 4, 8 characters, two words."""

from __future__ import annotations

import random
import re
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from archive.records import Article
from archive.search.candidates import Narrowing, question, verified_ids
from archive.search.find import search
from archive.store.readonly import connect
from tests.benchmarks.pages import file_all, invented_articles

ARTICLES, QUERIES, ROUNDS = 5_000, 20, 3
HAN = re.compile(r"[\u4e00-\u9fff]+")
_T = TypeVar("_T")


def main() -> None:
    articles = invented_articles(ARTICLES)
    pick = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        file_all(Path(folder), articles)
        with closing(connect(Path(folder))) as conn:
            print(f"{conn.execute('SELECT count(*) FROM articles').fetchone()[0]:,} stories in the index")
            for length in (1, 2, 4, 8):
                compare(conn, f"{length} characters", [(word,) for word in words(articles, length, pick)])
            pairs = list(zip(words(articles, 2, pick), words(articles, 2, pick), strict=True))
            compare(conn, "2 AND 2", pairs)


def words(articles: Sequence[Article], length: int, pick: random.Random) -> list[str]:
    """Stretches of the texts themselves, taken at random: common ones come often, as in what people ask."""
    found: list[str] = []
    while len(found) < QUERIES:
        run = pick.choice(HAN.findall(pick.choice(articles).text))
        if len(run) >= length:
            start = pick.randint(0, len(run) - length)
            found.append(run[start : start + length])
    return found


def compare(conn: sqlite3.Connection, name: str, queries: Sequence[tuple[str, ...]]) -> None:
    """Every query by both, in turn; times of the first page with its count, hits of the whole answer."""
    ours, theirs, ratios = [], [], []
    counted, liked = 0, 0
    for query in queries:
        for _ in range(ROUNDS):
            _, by_index = timed(lambda: search(conn, " ".join(query)))  # noqa: B023 - called at once
            found, by_like = timed(lambda: like(conn, query))  # noqa: B023
            ours.append(by_index)
            theirs.append(by_like)
            ratios.append(by_like / by_index)
        counted += sum(1 for _ in verified_ids(conn, question(" ".join(query), Narrowing())))
        liked += len(found)
    print(
        f"{name:12} search {spread(ours)}   LIKE {spread(theirs)}   LIKE / search {statistics.median(ratios):5.1f}"
        f"   hits {counted:,} and {liked:,}"
    )


def like(conn: sqlite3.Connection, query: Sequence[str]) -> list[int]:
    """The ids of the articles that hold all words in text or title, newest first."""
    holds = "(t.text LIKE ? OR a.headline LIKE ? OR a.kicker LIKE ? OR a.subheadline LIKE ?)"
    rows = conn.execute(
        f"SELECT a.id FROM articles a JOIN article_text t ON t.id = a.id WHERE {' AND '.join([holds] * len(query))}"
        " ORDER BY a.id DESC",
        [f"%{word}%" for word in query for _ in range(4)],
    )
    return [row[0] for row in rows]


def timed(run: Callable[[], _T]) -> tuple[_T, float]:
    """What a call gives, and how many milliseconds it took."""
    began = time.perf_counter()
    given = run()
    return given, (time.perf_counter() - began) * 1000


def spread(values: list[float]) -> str:
    return f"{statistics.median(values):6.2f} ms, p95 {statistics.quantiles(values, n=20)[-1]:6.2f}"


if __name__ == "__main__":
    main()
