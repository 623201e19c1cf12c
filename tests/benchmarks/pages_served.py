"""The pages of the reading room over HTTP on loopback: p50 and p95, beside Datasette's own smallest page.

`python -m tests.benchmarks.pages_served --data DIR` measures an archive there is; `--articles N` makes one.
Unless told `--quiet`, another process files articles meanwhile. With `--soak SECONDS` the server's memory is watched.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import Event, Process
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import psutil

from archive.store.archive import Archive
from crawler.cli.serve import datasette_command, free_port
from tests.benchmarks.bulk import build
from tests.benchmarks.pages import invented_articles

ARTICLES, ROUNDS, STRETCHES = 20_000, 30, 100
WORDS = (
    "公安", "警", "诈骗", "公安机关", "电信网络诈骗", "反诈中心 走失", "公安 OR 警察", "公安 -诈骗", "title:公安",
    "source:日报", "平安中国", "公安机关 派出所 诈骗",
)  # fmt: skip
BASELINE = "/-/versions.json"
LOCAL = "127.0.0.1"


def main(data: Path | None = None, articles: int = ARTICLES, writing: bool = True, soaking: int = 0) -> None:
    if data is not None:
        soak(data, soaking) if soaking else measure(data, writing)
        return
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), articles)
        measure(Path(folder), writing)


def measure(data: Path, writing: bool) -> None:
    """Every page, in turn, `ROUNDS` times, after one that warms it, while another process files articles."""
    asked, random_words = pages(data), stretches(data)
    with (
        written(data, writing),
        served(data) as (address, server),
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        smallest = statistics.median([timed(client, BASELINE) for _ in range(ROUNDS)])
        began, first = memory(server.pid), {path: timed(client, path) for path in asked.values()}
        for name, path in asked.items():
            times, cpu = rounds(client, server.pid, [path] * ROUNDS)
            print(
                f"{name:34} {told(times)}   first {first[path]:7.1f} ms   CPU {cpu:6.1f} ms"
                f"   {statistics.median(times) / smallest:6.1f} × Datasette's smallest page",
                flush=True,
            )
        for name, by in (("newest first", {}), ("by relevance", {"by": "relevance"})):
            paths = [f"/-/search?{urlencode({'q': word} | by)}" for word in random_words]
            for turn in ("first", "again"):
                times, cpu = rounds(client, server.pid, paths)
                slowest = random_words[times.index(max(times))]
                print(
                    f"random stretches, {name + ', ' + turn:22} {told(times)}   CPU {cpu:6.1f} ms   slowest {slowest}"
                )
        print(f"memory of the server: {began:.0f} MB at first, {memory(server.pid):.0f} MB at the end")


def rounds(client: httpx.Client, pid: int, paths: list[str]) -> tuple[list[float], float]:
    """Milliseconds for each page, and the mean CPU time the server took for one: that does not depend on the others."""
    server = psutil.Process(pid)
    before = server.cpu_times()
    times = [timed(client, path) for path in paths]
    after = server.cpu_times()
    return times, 1000 * (after.user + after.system - before.user - before.system) / len(paths)


def told(times: list[float]) -> str:
    p95 = statistics.quantiles(times, n=20)[-1]
    return f"p50 {statistics.median(times):7.1f} ms   p95 {p95:7.1f} ms   longest {max(times):7.1f} ms"


def pages(data: Path) -> dict[str, str]:
    """What is asked for; the article, the site and the capture are of the archive itself."""
    with sqlite3.connect(f"file:{data / 'jingwen.db'}?mode=ro", uri=True) as conn:
        (count,) = conn.execute("SELECT count(*) FROM articles").fetchone()
        newest, site = conn.execute("SELECT id, site FROM articles ORDER BY id DESC LIMIT 1").fetchone()
        copied = conn.execute("SELECT article_id FROM copies ORDER BY id DESC LIMIT 1").fetchone()
    print(f"{count:,} articles")
    searches = {
        f"search {word}{', by relevance' if by else ''}": f"/-/search?{urlencode({'q': word} | by)}"
        for word in WORDS
        for by in ({}, {"by": "relevance"})
    }
    return {
        "home": "/", "table, 公安 in its search box": "/jingwen/articles?_search=公安",
        "table, nothing asked": "/jingwen/articles",
        "JSON of the table": "/jingwen/articles.json?_search=诈骗&_shape=array",
        "search, nothing asked": "/-/search", **searches, "article": f"/jingwen/articles/{newest}",
        "sites": "/-/sites", "one site": f"/-/site/{site}", "trends, two words": "/-/trends?q=诈骗，派出所",
        "trends, four characters": "/-/trends?q=电动自行", "trends, by region": "/-/trends?q=诈骗&by=region",
        "feed": "/-/feed.atom?q=诈骗", "dictionary": "/-/codebook", "not found": "/nowhere",
    } | ({"article with reprints": f"/jingwen/articles/{copied[0]}"} if copied else {})  # fmt: skip


def soak(data: Path, seconds: int) -> None:
    """Pages of all kinds for so long, each search another; the server's memory at ten moments."""
    pick, words, asked = random.Random(3), stretches(data), list(pages(data).values())
    with served(data) as (address, server), httpx.Client(base_url=address, timeout=30) as client:
        began, count = time.monotonic(), 0
        for moment in range(1, 11):
            while time.monotonic() - began < seconds * moment / 10:
                word = pick.choice(words)[: pick.randint(1, 8)] + pick.choice(("", " 警", " 公安", " OR 民警"))
                by = pick.choice(({}, {"by": "relevance"}))
                timed(client, pick.choice((*asked, *[f"/-/search?{urlencode({'q': word} | by)}"] * 20)))
                count += 1
            print(f"{count:7,} requests: the server has {memory(server.pid):.0f} MB", flush=True)


def stretches(data: Path) -> list[str]:
    """Stretches of the texts themselves, of 1 to 8 characters in turn, from all over the archive."""
    pick, found = random.Random(11), []
    with sqlite3.connect(f"file:{data / 'jingwen.db'}?mode=ro", uri=True) as conn:
        low, high = conn.execute("SELECT min(id), max(id) FROM articles").fetchone()
        while len(found) < STRETCHES:
            sql = "SELECT text FROM article_text WHERE id >= ? ORDER BY id LIMIT 1"
            (text,) = conn.execute(sql, (pick.randint(low, high),)).fetchone()
            length = 1 + len(found) % 8
            start = pick.randrange(max(1, len(text) - length))
            if re.fullmatch(r"[\u4e00-\u9fff]+", text[start : start + length]):
                found.append(text[start : start + length])
    return found


@contextmanager
def written(data: Path, writing: bool) -> Iterator[None]:
    """Another process files articles meanwhile, as a crawl does; says how many and how long it waited for the index."""
    if not writing:
        yield
        return
    enough = Event()
    writer = Process(target=write, args=(data, enough))
    writer.start()
    try:
        yield
    finally:
        enough.set()
        writer.join()


def write(data: Path, enough: Any) -> None:
    """File articles, ten a second and a commit each second, until it is enough."""
    adding, committing = [], []
    with Archive.open(data) as archive:
        for number, article in enumerate(invented_articles(3_000, seed=int(time.time()))):
            adding.append(clocked(lambda: archive.add(article, [])))  # noqa: B023 - called at once
            if number % 10 == 9:
                committing.append(clocked(archive.commit))
            if enough.wait(0.1):
                break
    print(
        f"filed meanwhile: {len(adding):,} articles; filing p50 {statistics.median(adding):.1f} ms, longest"
        f" {max(adding):.1f} ms; commit p50 {statistics.median(committing or [0]):.1f} ms, longest"
        f" {max(committing, default=0):.1f} ms"
    )


def clocked(run: Callable[[], object]) -> float:
    """How many milliseconds a call takes."""
    began = time.perf_counter()
    run()
    return (time.perf_counter() - began) * 1000


def memory(pid: int) -> float:
    """The resident memory of a process and its own, in MB; 0 where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else 0.0


def timed(client: httpx.Client, path: str) -> float:
    """Milliseconds from asking to the last byte; the answer must be the page."""
    began = time.perf_counter()
    answer = client.get(path)
    took = (time.perf_counter() - began) * 1000
    if answer.status_code not in (200, 404):
        sys.exit(f"{path} answered {answer.status_code}")
    return took


@contextmanager
def served(data: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The reading room in a process of its own, and its address."""
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
            yield address, server
        finally:
            server.terminate()


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path)
    asked.add_argument("--articles", type=int, default=ARTICLES)
    asked.add_argument("--quiet", action="store_true")
    asked.add_argument("--soak", type=int, default=0, metavar="SECONDS")
    words = asked.parse_args()
    main(words.data, words.articles, not words.quiet, words.soak)
