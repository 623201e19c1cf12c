"""The same crawl again, nothing changed: what is asked for once more, and its cost as a share of the first run's."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from archive.urls import url_key
from crawler.sample_web.process import SampleWebHandle, serve_in_process
from crawler.sample_web.world import World
from tests.benchmarks.crawling import Spent, crawl_sample_web

ROUNDS = 3


def main() -> None:
    articles = {url_key(article.url) for article in World().articles()}
    rounds: list[tuple[Spent, Spent]] = []
    with tempfile.TemporaryDirectory() as folder, serve_in_process() as web:
        for number in range(ROUNDS):
            data = Path(folder) / f"data{number}"
            first = crawl_sample_web(web, data)
            web.forget_requests()
            rounds.append((first, crawl_sample_web(web, data)))
        again = list(asked(web))
    first = rounds[0][0]
    fetched = first.counts["articles_new"] + first.counts["articles_copy"]
    print(
        f"articles: {fetched} fetched by the first run, {sum(key in articles for key, _ in again)} again by the second"
    )
    lists = [status for key, status in again if key not in articles and "robots.txt" not in key]
    by_status = ", ".join(f"{lists.count(status)} answered {status}" for status in sorted(set(lists)))
    print(f"lists: {len(lists)} asked for again: {by_status}")
    for name, shares in (
        ("wall time", [two.wall / one.wall for one, two in rounds]),
        ("CPU time", [(two.cpu + two.readers_cpu) / (one.cpu + one.readers_cpu) for one, two in rounds]),
    ):
        print(f"{name}: {statistics.median(shares):.2f} of the first run's")
    print(f"second run: {statistics.median(two.wall for _, two in rounds):.1f} s")


def asked(web: SampleWebHandle) -> Iterator[tuple[str, int]]:
    """The key and status of every request the sample web has answered since it was told to forget."""
    for (host, path, status), count in web.requests().items():
        yield from [(url_key(f"http://{host}{path}"), status)] * count


if __name__ == "__main__":
    main()
