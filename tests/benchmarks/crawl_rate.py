"""The crawl's rate beside bare Scrapy's on the same server: fetch, WARC and ledger alone, then with readers and filing.

Bare Scrapy is given the addresses; "kept" finds them on the list pages, writes WARC and ledger, and sets every article
aside as unreadable (see `crawling.Unread`); "whole" reads and files them, too. A page is any answer.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from archive.store.readonly import connect
from crawler.sample_web.process import serve_in_process
from tests.benchmarks.crawling import Spent, crawl_sample_web, fetch_bare

ARTICLES, ROUNDS = 700, 3
MEMORY_LIMIT = 400
AIM = 0.6


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, serve_in_process(articles=ARTICLES) as web:
        data = (Path(folder) / f"data{number}" for number in range(2 * ROUNDS + 1))
        addresses = Path(folder) / "addresses"
        first = next(data)
        crawl_sample_web(web, first, reading=False)  # renders the sample web's pages, and says which they are
        addresses.write_text("\n".join(kept_addresses(first)))
        sides: dict[str, Callable[[], Spent]] = {
            "bare": lambda: fetch_bare(web, addresses),
            "kept": lambda: crawl_sample_web(web, next(data), reading=False),
            "whole": lambda: crawl_sample_web(web, next(data)),
        }
        spent: dict[str, list[Spent]] = {side: [] for side in sides}
        for _ in range(ROUNDS):
            for side, run in sides.items():
                spent[side].append(run())
        print_rates(spent)
        print_whole(spent["whole"])
        print(f"WARC: {warc_bytes(first) / len(kept_addresses(first)):,.0f} bytes a page, requests and headers with it")


def kept_addresses(data: Path) -> list[str]:
    with closing(connect(data)) as conn:
        return [row[0] for row in conn.execute("SELECT url FROM captures ORDER BY id")]


def warc_bytes(data: Path) -> int:
    return sum(path.stat().st_size for path in (data / "warc").iterdir())


def pages(one: Spent) -> int:
    return one.counts["requests"]


def median(values: list[float]) -> float:
    return statistics.median(values)


def print_rates(spent: dict[str, list[Spent]]) -> None:
    """Pages a second of every side, and the medians of the ratios within each round."""
    rates = {
        side: ([pages(one) / one.wall for one in runs], [pages(one) / one.cpu for one in runs])
        for side, runs in spent.items()
    }
    for side, (by_wall, by_cpu) in rates.items():
        of_bare = [
            median([ours / bare for ours, bare in zip(mine, theirs, strict=True)])
            for mine, theirs in zip((by_wall, by_cpu), rates["bare"], strict=True)
        ]
        aim = f"  (aim: {AIM} or more)" if side == "kept" else ""
        print(
            f"{side:6} {pages(spent[side][0]):5} pages  {median(by_wall):6.1f} a second, {of_bare[0]:.2f} of bare;"
            f"  {median(by_cpu):6.1f} a CPU second of the main process, {of_bare[1]:.2f} of bare{aim}"
        )


def print_whole(runs: list[Spent]) -> None:
    articles = runs[0].counts["articles_new"] + runs[0].counts["articles_copy"]
    main_ms = median([one.cpu / pages(one) * 1000 for one in runs])
    readers_ms = median([one.readers_cpu / articles * 1000 for one in runs])
    print(f"whole: {main_ms:.1f} CPU ms a page in the main process, {readers_ms:.1f} an article in the readers")
    peak, together = max(one.peak_mb for one in runs), max(one.peak_mb_with_readers for one in runs)
    print(f"whole: peak memory {peak:.0f} MB, with its readers {together:.0f} MB (limit {MEMORY_LIMIT} MB)")


if __name__ == "__main__":
    main()
