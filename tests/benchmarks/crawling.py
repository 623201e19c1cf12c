"""Crawls in processes of their own, measured: seconds, CPU and memory of the crawl itself and of its readers."""

from __future__ import annotations

import json
import multiprocessing
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

import crawler.session
from archive.errors import EmptyBody
from archive.records import Article, ArticleLink, ArticleRules, CapturePlace, Window
from crawler.readers import Readers
from crawler.run import CrawlOptions, crawl
from crawler.sample_web.clock import FIRST_DAY, LAST_DAY
from crawler.sample_web.process import SampleWebHandle
from crawler.settings import ASYNCIO_EVENT_LOOP, TWISTED_REACTOR

ROOT = Path(__file__).parents[2]
SITES, PER_SITE = 12, 8  # what the sample web's twelve sites may ask for at once, eight each


@dataclass(frozen=True, slots=True)
class Spent:
    """What one crawl cost; `cpu` and `peak_mb` are of its main process, `wall` and `cpu` without its start-up."""

    wall: float
    cpu: float
    readers_cpu: float
    peak_mb: float
    counts: dict[str, int]
    peak_mb_with_readers: float


def crawl_sample_web(web: SampleWebHandle, data: Path, *, reading: bool = True) -> Spent:
    """Crawl all of the sample web; without `reading`, what is fetched is kept, entered, and set aside unread."""
    return measured("crawl" if reading else "crawl_unread", web.address, str(data))


def fetch_bare(web: SampleWebHandle, addresses: Path) -> Spent:
    """Fetch the addresses in a file, a line each, by Scrapy as it comes, and do nothing with them."""
    return measured("bare", web.address, str(addresses))


def measured(*words: str) -> Spent:
    """Run this module in a new process and watch it; its readers are its children, gone when it is."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.crawling", *words], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    peak = Peak(child.pid)
    told, _ = child.communicate()
    peak.stop()
    if child.returncode:
        raise RuntimeError(f"the crawl ended with {child.returncode}")
    return Spent(**json.loads(told), peak_mb_with_readers=peak.megabytes)


class Peak(threading.Thread):
    """The most memory a process and its children held together, looked at ten times a second."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.megabytes = 0.0
        self._over = threading.Event()
        self.start()

    def run(self) -> None:
        while not self._over.wait(0.1):
            family = [self.pid, *children(self.pid)]
            self.megabytes = max(self.megabytes, sum(status_mb(pid, "VmRSS") for pid in family))

    def stop(self) -> None:
        self._over.set()
        self.join()


def children(pid: int) -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def status_mb(pid: int | str, name: str) -> float:
    """One line of /proc/PID/status, in MB; a process that is gone holds nothing."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:")), 0.0)


# in the child


class Unread(Readers):
    """Readers that read nothing: every page is settled as one that could not be read."""

    async def read(self, place: CapturePlace, rules: ArticleRules, link: ArticleLink | None) -> Article:
        raise EmptyBody("not asked to read")


class Bare(scrapy.Spider):
    """Asks for every address at once and drops the answers."""

    name = "bare"

    def __init__(self, proxy: str, addresses: Sequence[str]) -> None:
        super().__init__()
        self.proxy, self.addresses = proxy, addresses

    async def start(self) -> Any:
        for url in self.addresses:
            yield scrapy.Request(url, meta={"proxy": self.proxy, "handle_httpstatus_all": True}, dont_filter=True)

    def parse(self, response: Response) -> None:
        pass


def run_bare(web: str, addresses: str) -> dict[str, int]:
    """Scrapy's defaults but for the reactor, the log and as many requests at once as ours has."""
    settings = {
        "TWISTED_REACTOR": TWISTED_REACTOR,
        "ASYNCIO_EVENT_LOOP": ASYNCIO_EVENT_LOOP,
        "CONCURRENT_REQUESTS": SITES * PER_SITE,
        "CONCURRENT_REQUESTS_PER_DOMAIN": PER_SITE,
        "DOWNLOAD_DELAY": 0,
        "ROBOTSTXT_OBEY": False,
        "METAREFRESH_ENABLED": False,  # it would fetch pages that ours leaves to their family
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "ERROR",
    }
    process = AsyncCrawlerProcess(settings)
    bare = process.create_crawler(Bare)
    process.crawl(bare, proxy=f"http://{web}", addresses=Path(addresses).read_text().split())
    process.start()
    assert bare.stats is not None
    return {"requests": bare.stats.get_value("response_received_count")}


def run_ours(web: str, data: str) -> dict[str, int]:
    summary = crawl(CrawlOptions(Path(data), window=Window(FIRST_DAY, LAST_DAY), sample_web=web))
    names = ("requests", "lists", "not_modified", "articles_new", "articles_copy", "skipped", "failed")
    return {name: summary.total(name) for name in names}


def main(how: str, web: str, what: str) -> None:
    if how == "crawl_unread":
        crawler.session.Readers = Unread  # type: ignore[attr-defined]
    run = run_bare if how == "bare" else run_ours
    began, began_cpu = time.monotonic(), time.process_time()
    counts = run(web, what)
    wall, cpu = time.monotonic() - began, time.process_time() - began_cpu
    for reader in multiprocessing.active_children():
        reader.join()  # its CPU is counted when it has ended
    of_readers = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = {
        "wall": wall,
        "cpu": cpu,
        "readers_cpu": of_readers.ru_utime + of_readers.ru_stime,
        "peak_mb": status_mb("self", "VmHWM"),
        "counts": counts,
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:])
