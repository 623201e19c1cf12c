"""What judging one article costs in archives of growing size: time, memory, bytes of the table of hashes."""

from __future__ import annotations

import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from archive.dedup.fingerprint import fingerprint
from archive.records import Article
from archive.store import neighbours
from archive.store.archive import CACHE_KIB
from archive.store.schema import migrate

FRESH = 2_000  # articles measured in each archive, one in three a reprint of a stored one
VOCABULARY = 60_000
LENGTH = 420  # words of about two characters and a half
ROUNDS = 3
COMMIT_EVERY = 1_000


def cost(sizes: tuple[int, ...]) -> None:
    """File invented articles by the judgement alone, without search index and links; print the cost at each size."""
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "load.db")) as conn:
        conn.isolation_level = None
        migrate(conn, Path(folder) / "load.db")
        conn.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        written = invented(seed=1)
        count, costs = 0, []
        for size in sorted(sizes):
            began, start = time.perf_counter(), count
            count = fill(conn, written, count, size)
            spent = time.perf_counter() - began
            costs.append(per_article(conn, count))
            table = conn.execute("SELECT sum(pgsize) FROM dbstat WHERE name = 'grams'").fetchone()[0]
            rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{size:>9,} articles: {(count - start) / spent:6,.0f} a second while filling, then"
                f" {1 / costs[-1]:6,.0f} a CPU second ({1000 * costs[-1]:.2f} ms);"
                f" {table / count:.0f} bytes of hashes an article, at most {rss:.0f} MB of memory",
                flush=True,
            )
        ratios = ", ".join(f"{after / before:.2f}" for before, after in pairwise(costs))
        print(f"cost of an article, from each size to the next: {ratios} (aim: 1.5 or less in all)")


def fill(conn: sqlite3.Connection, written: Iterator[Article], count: int, size: int) -> int:
    """File articles until there are so many; returns how many there are."""
    conn.execute("BEGIN")
    for article in written:
        judge(conn, count, article)
        count += 1
        if count % COMMIT_EVERY == 0:
            conn.execute("COMMIT")
            conn.execute("BEGIN")
        if count >= size:
            break
    conn.execute("COMMIT")
    return count


def per_article(conn: sqlite3.Connection, count: int) -> float:
    """CPU seconds of judging and entering one more article; the archive stays as it was."""
    fresh = list(zip(range(FRESH), invented(seed=count), strict=False))
    articles = [again(conn, number, article, count) if number % 3 == 0 else article for number, article in fresh]
    rounds = []
    for _ in range(ROUNDS):
        conn.execute("BEGIN")
        began = time.process_time()
        for number, article in enumerate(articles):
            judge(conn, count + number, article)
        rounds.append((time.process_time() - began) / FRESH)
        conn.execute("ROLLBACK")
    return statistics.median(rounds)


def again(conn: sqlite3.Connection, number: int, article: Article, count: int) -> Article:
    """A reprint, with a line before it and its tail cut, of an article stored anywhere."""
    place = number * 7919 % count
    text = conn.execute("SELECT text FROM article_text WHERE id = ?", (place,)).fetchone()[0]
    return replace(article, paragraphs=("云岭日报讯", text[: len(text) * 4 // 5]))


def judge(conn: sqlite3.Connection, article_id: int, article: Article) -> bool:
    """Fingerprint, look up, judge and, where it is new, enter: what filing does for duplicates. Whether it was new."""
    print_ = fingerprint(article.text_hans)
    around = neighbours.company(conn, print_)
    if neighbours.nearest(conn, article, print_, around) is not None:
        return False
    conn.execute(
        "INSERT INTO articles(id, url, site, headline, published, word_count, first_seen, last_seen, text_digest,"
        " kicker, subheadline, script, region) VALUES (?, ?, '', ?, ?, ?, '', '', ?, '', '', '', '')",
        (article_id, article.url, article.headline, article.published, print_.length, print_.text_digest),
    )
    conn.execute("INSERT INTO article_text(id, text) VALUES (?, ?)", (article_id, article.text))
    neighbours.remember(conn, article_id, print_, around.crowded)
    return True


def invented(seed: int) -> Iterator[Article]:
    """Articles without end, of words drawn as unevenly as in prose; no two share more than a few."""
    rng = np.random.default_rng(seed)
    characters = np.array([chr(code) for code in range(0x4E00, 0x4E00 + 3_000)])
    words = ["".join(rng.choice(characters, size)) for size in rng.choice((2, 2, 3, 4), VOCABULARY)]
    weights = 1 / np.arange(10, VOCABULARY + 10)
    edges = np.cumsum(weights / weights.sum())
    number = 0
    while True:
        drawn = np.searchsorted(edges, rng.random((200, LENGTH)))
        for row in np.minimum(drawn, VOCABULARY - 1).tolist():
            text = "".join(map(words.__getitem__, row))
            number += 1
            yield Article(
                url=f"http://press{seed}.test/{number}.html", site="", headline="", published="2025-03-01",
                paragraphs=(text,),
            )  # fmt: skip


if __name__ == "__main__":
    cost(tuple(map(int, sys.argv[1:])) or (10_000, 100_000))
