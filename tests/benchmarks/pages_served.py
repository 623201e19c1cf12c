"""The pages of the reading room over HTTP on loopback: p50 and p95, beside Datasette's own smallest page.

`python -m tests.benchmarks.pages_served --data DIR` measures an archive there is; `--articles N` makes one.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from crawler.cli.serve import datasette_command, free_port
from tests.benchmarks.pages import file_all, invented_articles

ARTICLES, ROUNDS = 3_000, 30
BASELINE = "/-/versions.json"
LOCAL = "127.0.0.1"


def main(data: Path | None = None, articles: int = ARTICLES) -> None:
    if data is not None:
        measure(data)
        return
    with tempfile.TemporaryDirectory() as folder:
        file_all(Path(folder), invented_articles(articles))
        measure(Path(folder))


def measure(data: Path) -> None:
    """Every page, in turn, `ROUNDS` times, after one that warms it."""
    asked = {"baseline": BASELINE, **pages(data)}
    with served(data) as address, httpx.Client(base_url=address, timeout=30) as client:
        first = {path: timed(client, path) for path in asked.values()}
        for name, path in asked.items():
            times = [timed(client, path) for _ in range(ROUNDS)]
            p95 = statistics.quantiles(times, n=20)[-1]
            print(f"{name:28} p50 {statistics.median(times):7.1f} ms   p95 {p95:7.1f} ms   first {first[path]:7.1f} ms")


def pages(data: Path) -> dict[str, str]:
    """What is asked for; the article, the site and the capture are of the archive itself."""
    with sqlite3.connect(f"file:{data / 'jingwen.db'}?mode=ro", uri=True) as conn:
        (count,) = conn.execute("SELECT count(*) FROM articles").fetchone()
        newest, site = conn.execute("SELECT id, site FROM articles ORDER BY id DESC LIMIT 1").fetchone()
        capture = conn.execute("SELECT max(id) FROM captures").fetchone()[0]
        copied = conn.execute("SELECT article_id FROM copies ORDER BY id DESC LIMIT 1").fetchone()
    print(f"{count:,} articles")
    return {
        "home": "/", "search, common word": "/-/search?q=派出所", "search, one character": "/-/search?q=警",
        "search, every article": "/-/search", "article": f"/jingwen/articles/{newest}",
        "sites": "/-/sites", "trends, two words": "/-/trends?q=诈骗，派出所",
        "trends, four characters": "/-/trends?q=电动自行",
        "trends, by region": "/-/trends?q=诈骗&by=region", "dictionary": "/-/codebook", "not found": "/nowhere",
        "one site": f"/-/site/{site}",
    } | ({"capture": f"/-/capture/{capture}"} if capture else {}) | (
        {"article with reprints": f"/jingwen/articles/{copied[0]}"} if copied else {}
    )  # fmt: skip


def timed(client: httpx.Client, path: str) -> float:
    """Milliseconds from asking to the last byte; the answer must be the page."""
    began = time.perf_counter()
    answer = client.get(path)
    took = (time.perf_counter() - began) * 1000
    if answer.status_code not in (200, 404):
        sys.exit(f"{path} answered {answer.status_code}")
    return took


@contextmanager
def served(data: Path) -> Iterator[str]:
    """The reading room in a process of its own; its address."""
    port = free_port(LOCAL, 0)
    command = datasette_command(data, LOCAL, port)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        address = f"http://{LOCAL}:{port}"
        try:
            for _ in range(200):
                try:
                    httpx.get(address + BASELINE)
                    break
                except httpx.TransportError:
                    time.sleep(0.1)
            yield address
        finally:
            server.terminate()


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path)
    asked.add_argument("--articles", type=int, default=ARTICLES)
    words = asked.parse_args()
    main(words.data, words.articles)
