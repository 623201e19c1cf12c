"""CSV of a whole archive beside `sqlite3 -csv` on the same rows and columns, and beside Datasette's own stream.

`python -m tests.benchmarks.extracts --data DIR` takes an archive there is; `--articles N` makes one.
"""

from __future__ import annotations

import argparse
import csv
import resource
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx

from archive.publish.csv import write_csv
from archive.publish.rows import SELECT, select_rows
from archive.store.readonly import connect
from tests.benchmarks.bulk import build
from tests.benchmarks.pages_served import served

ARTICLES, ROUNDS = 20_000, 3
PROGRAM = "the program" if shutil.which("sqlite3") else "the same by sqlite3 and csv of Python"
PEOPLE = "(SELECT group_concat(name, '; ') FROM people p WHERE p.article_id = a.id AND p.role = '{}')"
SAME = SELECT.replace(
    " FROM articles a",
    ", " + ", ".join(PEOPLE.format(role) for role in ("reporter", "correspondent", "author", "editor", "photographer"))
    + " FROM articles a", 1,
).replace("WHERE a.id IN (SELECT value FROM json_each(?))", "ORDER BY a.id DESC")  # fmt: skip


def main(data: Path | None = None, articles: int = ARTICLES) -> None:
    if data is not None:
        measure(data)
        return
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), articles)
        measure(Path(folder))


def measure(data: Path) -> None:
    """Each way ROUNDS times, in turn; the median of each, and the peak of this process's memory."""
    ways: dict[str, Callable[[Path], None]] = {
        f"sqlite3 -csv ({PROGRAM})": plain(data),
        "jingwen export": lambda target: export(data, target),
    }
    rates: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder, served(data) as (address, _):
        ways["GET /-/extract.csv"] = lambda target: fetch(f"{address}/-/extract.csv", target)
        ways["Datasette's own _stream=1"] = lambda target: fetch(
            f"{address}/jingwen/articles.csv?_stream=on&_size=max", target
        )
        target = Path(folder) / "x.csv"
        for _ in range(ROUNDS):
            for name, way in ways.items():
                began = time.perf_counter()
                way(target)
                rates.setdefault(name, []).append(target.stat().st_size / (time.perf_counter() - began) / 1e6)
        baseline, *_ = (statistics.median(rate) for rate in rates.values())
        for name, rate in rates.items():
            median = statistics.median(rate)
            print(f"{name:50} {median:7.1f} MB/s   {median / baseline:5.2f} × the rate of sqlite3 -csv")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of `jingwen export` and this benchmark: {peak:.0f} MB")


def plain(data: Path) -> Callable[[Path], None]:
    """The rows and columns of an extract as SQLite itself writes them."""
    if PROGRAM == "the program":
        words = ["sqlite3", "-readonly", "-csv", "-header", str(data / "jingwen.db"), SAME]

        def by_program(target: Path) -> None:
            with target.open("wb") as file:
                subprocess.run(words, stdout=file, check=True)

        return by_program

    def by_python(target: Path) -> None:
        address = f"file:{data / 'jingwen.db'}?mode=ro"
        with (
            closing(sqlite3.connect(address, uri=True)) as conn,
            target.open("w", encoding="utf-8", newline="") as file,
        ):
            csv.writer(file).writerows(conn.execute(SAME))

    return by_python


def export(data: Path, target: Path) -> None:
    with closing(connect(data)) as conn, target.open("wb") as file:
        write_csv(select_rows(conn, encoded=True), file)


def fetch(address: str, target: Path) -> None:
    """By a client that costs as little as sqlite3's own writing to a file, where there is one."""
    if shutil.which("curl"):
        subprocess.run(["curl", "--silent", "--fail", "--output", str(target), address], check=True)
        return
    with httpx.stream("GET", address, timeout=600) as answer, target.open("wb") as file:
        for piece in answer.iter_bytes():
            file.write(piece)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path)
    asked.add_argument("--articles", type=int, default=ARTICLES)
    words = asked.parse_args()
    main(words.data, words.articles)
