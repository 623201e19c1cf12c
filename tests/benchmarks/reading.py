"""Reading alone: `read_article` whole (bytes to record) beside trafilatura with metadata, same pages, one core."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import trafilatura

from archive.capture.digest import payload_digest
from archive.errors import ReadError
from archive.read import read_article
from archive.records import ArticleRules, Capture
from tests.benchmarks.pages import sample_pages

RECORDED = Path(__file__).parents[3] / "shared" / "gold" / "pages"
ROUNDS = 3


def main() -> None:
    compare("sample web", sample_pages(150))
    if RECORDED.is_dir():
        compare("recorded pages", [recorded(path) for path in sorted(RECORDED.glob("*.html"))])
    else:
        print("recorded pages: not here, not measured")


def recorded(path: Path) -> Capture:
    payload = path.read_bytes()
    return Capture("", f"http://{path.stem}.test/", "2026-01-01T00:00:00Z", 200, (), payload, payload_digest(payload))


def compare(name: str, pages: Sequence[Capture]) -> None:
    readers: dict[str, Callable[[Capture], object]] = {"read_article": ours, "trafilatura": theirs}
    for page in pages[:3]:  # dictionaries and locales are loaded once a process, not once a page
        for read in readers.values():
            read(page)
    spent: dict[str, list[float]] = {reader: [] for reader in readers}
    slowest = 0.0
    for _ in range(ROUNDS):
        for reader, read in readers.items():
            began = time.process_time()
            for page in pages:
                page_began = time.process_time()
                read(page)
                if reader == "read_article":
                    slowest = max(slowest, time.process_time() - page_began)
            spent[reader].append(time.process_time() - began)
    ratios = [theirs_ / ours_ for theirs_, ours_ in zip(spent["trafilatura"], spent["read_article"], strict=True)]
    for reader, seconds in spent.items():
        print(f"{name:14} {reader:13} {len(pages) / statistics.median(seconds):7.1f} pages a CPU second")
    print(
        f"{name:14} ratio         {statistics.median(ratios):7.2f} × trafilatura, slowest page {slowest * 1e3:.0f} ms"
    )


def ours(page: Capture) -> object:
    try:
        return read_article(page, ArticleRules())
    except ReadError as error:
        return error


def theirs(page: Capture) -> object:
    return trafilatura.bare_extraction(page.payload, url=page.url, include_comments=False, with_metadata=True)


if __name__ == "__main__":
    main()
