"""Crash safety, shown: crawls killed at random moments and harmed in between, while Datasette reads.

    python -m tests.benchmarks.crash [--kills 200] [--seed 1]

Each archive is crawled by a process that is killed eight times; between two kills its WARC may lose its tail or gain
torn bytes, a second writer may try, or the clock may go back three days. Then it is crawled to its end and compared
with the truth of the sample web: articles lost, articles doubled, rows without bytes. Datasette reads it all the while.
Ends with 1 where anything was lost, doubled, unreadable or locked.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import httpx

from archive.store.readonly import connect
from archive.store.verify import verify
from archive.urls import url_key
from crawler.sample_web.process import SampleWebHandle, serve_in_process
from crawler.sample_web.world import World

DAY = "2025-12-10"
SITES = ("yunling_police", "chenghu", "xiyuan_zfw", "haiwan_police")
WORDS = ("--since", "2025-09-01", "--until", DAY)
KILLS = 8  # of one archive
# A clock three days back, for every moment the crawl writes down.
BACK = """
import datetime, sys, archive.store.clock, archive.capture.writer, crawler.middlewares.capture
class Back(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) - datetime.timedelta(days=3)
for module in (archive.store.clock, archive.capture.writer, crawler.middlewares.capture):
    module.datetime = Back
from crawler.cli.main import main
main()
"""


def crawl_words(data: Path, web: SampleWebHandle) -> list[str]:
    return ["--data", str(data), "crawl", "--json", "--sample-web", web.address, *SITES, *WORDS]


def started(data: Path, web: SampleWebHandle, *, back: bool = False) -> subprocess.Popen[bytes]:
    program = ["-c", BACK] if back else ["-m", "crawler.cli.main"]
    return subprocess.Popen(
        [sys.executable, *program, *crawl_words(data, web)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def newest_warc(data: Path) -> Path | None:
    return max((data / "warc").glob("*.warc.gz"), default=None)


def cut_tail(data: Path, chance: random.Random) -> None:
    """As when the machine went down before the disk had the last bytes."""
    if (path := newest_warc(data)) is not None:
        size = path.stat().st_size
        os.truncate(path, max(size - chance.randint(1, 20_000), size // 2))


def tear_tail(data: Path, chance: random.Random) -> None:
    if (path := newest_warc(data)) is not None:
        with path.open("ab") as stream:
            stream.write(b"\x1f\x8b\x08\x00" + chance.randbytes(chance.randint(0, 5_000)))


def nothing(_data: Path, _chance: random.Random) -> None:
    pass


HARMS: tuple[Callable[[Path, random.Random], None], ...] = (nothing, nothing, cut_tail, tear_tail)


class Reader:
    """Datasette over one archive, asked again and again; `answers` counts statuses, `locked` the locks it met."""

    def __init__(self, data: Path, port: int) -> None:
        self.answers: Counter[str] = Counter()
        self.locked = 0
        words = ["--data", str(data), "serve", "--port", str(port)]
        self._server = subprocess.Popen(
            [sys.executable, "-m", "crawler.cli.main", *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._base, self._ending = f"http://127.0.0.1:{port}", False
        self._thread = threading.Thread(target=self._ask)
        self._thread.start()

    def _ask(self) -> None:
        with httpx.Client(base_url=self._base, timeout=30) as client:
            while not self._ending:
                for path in ("/", "/-/search?q=警", "/jingwen/articles.json?_search=公安&_shape=array"):
                    try:
                        answer = client.get(path)
                    except httpx.ConnectError:
                        time.sleep(0.2)
                        continue
                    self.answers[str(answer.status_code)] += 1
                    self.locked += "database is locked" in answer.text
                time.sleep(0.1)

    def end(self) -> None:
        self._ending = True
        self._thread.join()
        self._server.terminate()
        self._server.wait()


def one_archive(data: Path, web: SampleWebHandle, chance: random.Random, port: int, totals: Counter[str]) -> None:
    """Kill, harm, and at last crawl to the end; what was found wrong is counted."""
    reader = None
    for _ in range(KILLS):
        child = started(data, web, back=chance.random() < 0.15)
        time.sleep(chance.uniform(0.5, 3.5))
        if chance.random() < 0.2:
            second = subprocess.run(
                [sys.executable, "-m", "crawler.cli.main", *crawl_words(data, web)], capture_output=True, check=False
            )
            totals[f"second writer ended with {second.returncode}"] += 1
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        totals["kills"] += 1
        if reader is None and (data / "jingwen.db").exists():
            reader = Reader(data, port)
        chance.choice(HARMS)(data, chance)
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "crawler.cli.main", *crawl_words(data, web)], capture_output=True, check=False
    )
    totals["milliseconds of last runs"] += round(1000 * (time.monotonic() - began))
    totals["archives"] += 1
    totals["last runs that failed"] += done.returncode != 0
    if reader is not None:
        reader.end()
        totals.update({f"Datasette answered {status}": number for status, number in reader.answers.items()})
        totals["readers locked out"] += reader.locked
    judge(data, totals)


def judge(data: Path, totals: Counter[str]) -> None:
    """Compare the archive with the truth, and its rows with its bytes."""
    world = World()
    wanted = {url_key(one.url) for one in world.articles(DAY) if one.publication in SITES}
    with closing(connect(data)) as conn:
        rows = conn.execute("SELECT url FROM articles UNION ALL SELECT url FROM copies").fetchall()
        found = [url_key(url) for (url,) in rows]
        totals["articles lost"] += len(wanted - set(found))
        totals["articles doubled"] += len(found) - len(set(found))
        totals["articles"] += len(wanted)
        totals["archives unreadable"] += conn.execute("PRAGMA integrity_check").fetchone()[0] != "ok"
        lost = {row[0] for row in conn.execute("SELECT id FROM captures WHERE state = 'lost'")}
        wrong = [one for one in verify(conn, data / "warc").problems if one.capture_id not in lost]
        totals["rows without their bytes"] += len(wrong)
        totals["captures cut off and known to be lost"] += len(lost)
        totals["articles without evidence"] += conn.execute(
            "SELECT count(*) FROM articles a JOIN captures c ON c.id = a.capture_id WHERE c.state = 'lost'"
        ).fetchone()[0]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    chance, totals = random.Random(options.seed), Counter[str]()
    with serve_in_process(day=DAY) as web, tempfile.TemporaryDirectory() as folder:
        while totals["kills"] < options.kills:
            data = Path(folder) / f"archive{totals['archives']}"
            one_archive(data, web, chance, 8400 + totals["archives"] % 100, totals)
            print(f"{totals['kills']} kills, {totals['articles lost']} articles lost", flush=True)
            shutil.rmtree(data)
    for name, number in sorted(totals.items()):
        print(f"{number:>10,}  {name}")
    bad = ("articles lost", "articles doubled", "archives unreadable", "rows without their bytes", "readers locked out",
           "last runs that failed", "articles without evidence")  # fmt: skip
    return 1 if any(totals[name] for name in bad) else 0


if __name__ == "__main__":
    with suppress(sqlite3.ProgrammingError):
        sys.exit(main(sys.argv[1:]))
