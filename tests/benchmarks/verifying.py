"""Verifying and re-extracting on one core and on two, beside gunzip alone; and what an article takes on disk."""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from archive.capture.cdxj import index_files
from archive.capture.members import members
from archive.store.archive import Archive
from archive.store.readonly import DATABASE
from archive.store.rereading import KINDS, StoredReading, stored_readings
from archive.store.verify import capture_rows, check_rows, judge_text
from crawler.ingest import ingest
from crawler.rereading import in_order, learned_rules, reread_all
from crawler.sample_web.world import World
from crawler.sources import Brought
from tests.benchmarks.pages import WITHDRAWN, sample_pages

PAGES, ROUNDS = 3_000, 3
KB = 1000
# The tables of an article; what is left of the database are captures, links and counts.
PARTS = {
    "rows of articles": ("articles", "article_text", "people", "copies", "versions", "readings", "extractors"),
    "rows of captures and links": ("captures", "links", "issues", "runs", "sites"),
    "search index": ("article_search_data", "article_search_idx", "article_search_config", "article_search_docsize"),
    "duplicates": ("grams", "site_lines"),
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        with Archive.open(data) as archive:
            for _ in ingest(archive, brought(), {}):
                pass
        with Archive.open(data, write=False) as archive:
            speeds(archive)
        sizes(data)


def brought() -> Iterator[Brought]:
    yield from sample_pages(PAGES, World(1, int(PAGES / WITHDRAWN) + 20))


def speeds(archive: Archive) -> None:
    """Pages a second by the clock, from the first answer on, when the processes have started; medians."""
    texts = [one for kind in KINDS for one in stored_readings(archive.conn, kind=kind)]
    print(f"gunzip alone          {rate(lambda: gunzip(archive)):8.0f} records a second")
    works: dict[str, Callable[[int], Iterable[int]]] = {
        "records checked": lambda jobs: check_all(archive, jobs),
        "texts verified": lambda jobs: judge_all(archive, texts, jobs),
        "texts re-extracted": lambda jobs: read_all(archive, texts, jobs),
    }
    for name, work in works.items():
        one, two = rate(partial(work, 1)), rate(partial(work, 2))
        print(f"{name:21} {one:8.0f} a second on one core, {two:6.0f} on two: {two / one:.2f} ×")


def rate(work: Callable[[], Iterable[int]]) -> float:
    """What is done a second; `work` yields how many were done each time."""
    rates = []
    for _ in range(ROUNDS):
        each = iter(work())
        next(each)
        began = time.perf_counter()
        rates.append(sum(each) / (time.perf_counter() - began))
    return statistics.median(rates)


def gunzip(archive: Archive) -> Iterator[int]:
    for path in archive.warc_folder.iterdir():
        for _ in members(path):
            yield 1


def check_all(archive: Archive, jobs: int) -> Iterator[int]:
    asked = ((rows, (archive.warc_folder, rows)) for rows in capture_rows(archive.conn))
    for _, found in in_order(asked, check_rows, jobs=jobs):
        assert isinstance(found, list) and not any(one.problem for one in found)
        yield len(found)


def read_all(archive: Archive, texts: list[StoredReading], jobs: int) -> Iterator[int]:
    for _, again in reread_all(texts, archive.warc_folder, learned_rules(archive), jobs=jobs):
        assert not again.problem
        yield 1


def judge_all(archive: Archive, texts: list[StoredReading], jobs: int) -> Iterator[int]:
    for stored, one in reread_all(texts, archive.warc_folder, learned_rules(archive), jobs=jobs):
        assert judge_text(stored, one).judgement in ("equal", "drift")
        yield 1


def sizes(data: Path) -> None:
    """Bytes on disk by part, for each article."""
    assert all(one.unread == 0 for one in index_files(data / "warc", data / "cdxj"))
    with closing(sqlite3.connect(data / DATABASE)) as conn:
        conn.execute("VACUUM")
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        articles = int(conn.execute("SELECT count(*) FROM articles").fetchone()[0])
        payload = int(conn.execute("SELECT sum(size) FROM captures").fetchone()[0])
        owner = dict(conn.execute("SELECT name, tbl_name FROM sqlite_master"))
        pages = conn.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall()
    by_table: dict[str, int] = {}
    for name, size in pages:
        table = owner.get(name, name)
        by_table[table] = by_table.get(table, 0) + size
    parts = {part: sum(by_table.get(table, 0) for table in tables) for part, tables in PARTS.items()}
    parts["WARC"] = sum(path.stat().st_size for path in (data / "warc").iterdir())
    parts["CDXJ"] = sum(path.stat().st_size for path in (data / "cdxj").glob("*.cdxj"))
    print(f"{articles:,} articles, payload {payload / articles / KB:.1f} KB each; on disk, KB an article:")
    for part, size in parts.items():
        print(f"  {part:27} {size / articles / KB:6.2f}")
    print(f"  {'all':27} {sum(parts.values()) / articles / KB:6.2f}")


if __name__ == "__main__":
    main()
