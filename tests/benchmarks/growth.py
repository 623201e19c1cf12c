"""The cost of an article in an archive of 300 and of 3,000: of filing it, of meeting it again, of crawling it."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from archive.records import Article
from crawler.sample_web.process import serve_in_process
from tests.benchmarks.crawling import crawl_sample_web
from tests.benchmarks.pages import file_all, invented_articles

SIZES = (300, 3_000)
BATCH, ROUNDS, CRAWLS = 200, 5, 3


def main() -> None:
    stock, fresh = invented_articles(max(SIZES), seed=1), invented_articles(BATCH, seed=2)
    with tempfile.TemporaryDirectory() as folder, serve_in_process() as web:
        archives = {size: Path(folder) / str(size) for size in SIZES}
        for size, archive in archives.items():
            file_all(archive, stock[:size])
        compare("new articles", lambda data: cpu_ms(data, fresh), archives, ROUNDS)
        compare("known articles", lambda data: cpu_ms(data, stock[:BATCH]), archives, ROUNDS)

        def crawled(data: Path) -> float:
            spent = crawl_sample_web(web, data)
            return spent.cpu / spent.counts["requests"] * 1000

        compare("crawled pages", crawled, archives, CRAWLS)


def cpu_ms(data: Path, articles: list[Article]) -> float:
    return file_all(data, articles) / len(articles) * 1000


def compare(name: str, cost: Callable[[Path], float], archives: dict[int, Path], rounds: int) -> None:
    """The cost in CPU ms in each archive, always begun from an untouched copy, and their ratio."""
    costs: dict[int, list[float]] = {size: [] for size in archives}
    for _ in range(rounds):
        for size, archive in archives.items():
            with tempfile.TemporaryDirectory() as folder:
                costs[size].append(cost(Path(shutil.copytree(archive, Path(folder) / "data"))))
    small, large = costs.values()
    ratio = statistics.median([after / before for before, after in zip(small, large, strict=True)])
    words = ", ".join(f"{statistics.median(values):.2f} CPU ms in {size:,}" for size, values in costs.items())
    print(f"{name:15} {words}: ratio {ratio:.2f}  (aim: 1.2 or less)")


if __name__ == "__main__":
    main()
