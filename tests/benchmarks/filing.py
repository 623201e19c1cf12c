"""`Archive.add` with judging, hashes and search index, beside plain `executemany` of the same rows without an index."""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path

from archive.records import Article
from archive.store.readonly import DATABASE
from tests.benchmarks.pages import file_all, invented_articles

ARTICLES, ROUNDS = 1_500, 3
TABLES = ("articles", "article_text", "people", "copies", "links", "grams")


def main() -> None:
    articles = invented_articles(ARTICLES)
    rounds = [one_round(articles) for _ in range(ROUNDS)]
    ours, plain = (statistics.median(side) for side in zip(*(seconds for seconds, _ in rounds), strict=True))
    ratio = statistics.median([plain / ours for (ours, plain), _ in rounds])
    ours_kb, plain_kb = rounds[0][1]
    print(f"Archive.add          {ARTICLES / ours:8.0f} articles a CPU second, {ours_kb:5.1f} KB on disk an article")
    print(f"sqlite3 executemany  {ARTICLES / plain:8.0f} articles a CPU second, {plain_kb:5.1f} KB on disk an article")
    print(f"ratio {ratio:.3f} of the plain rate, {ours_kb / plain_kb:.2f} × its size")


def one_round(articles: list[Article]) -> tuple[tuple[float, float], tuple[float, float]]:
    """CPU seconds and KB an article of both sides."""
    with tempfile.TemporaryDirectory() as folder:
        data, plain = Path(folder) / "data", Path(folder) / "plain.db"
        seconds = file_all(data, articles), copy_rows(data / DATABASE, plain)
        sizes = (data / DATABASE).stat().st_size, plain.stat().st_size
    return seconds, (sizes[0] / len(articles) / 1000, sizes[1] / len(articles) / 1000)


def copy_rows(source: Path, target: Path) -> float:
    """Write the rows that filing wrote into tables without keys and indexes; returns the CPU seconds it took."""
    with closing(sqlite3.connect(source)) as conn:
        rows = {table: conn.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
    with closing(sqlite3.connect(target)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
        began = time.process_time()
        for table, found in rows.items():
            if found:
                conn.execute(f"CREATE TABLE {table}({', '.join(f'c{number}' for number in range(len(found[0])))})")
                conn.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(found[0]))})", found)
        conn.commit()
        return time.process_time() - began


if __name__ == "__main__":
    main()
