"""Reader processes: a page is read away from the reactor, from its place in a WARC, within a time limit."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TypeVar

from archive.capture.reader import read_capture
from archive.dedup.fingerprint import fingerprint
from archive.errors import ReadError, ReadTimeout
from archive.extractor import extractor_version
from archive.read import read_article
from archive.records import Article, ArticleLink, ArticleRules, CapturePlace

Given = TypeVar("Given")
GRACE = 15  # seconds a reader has beyond its limit before its process is given up


class ReaderDied(ReadError):
    """The reader process ended, or hung beyond its limit, on this page twice."""

    failure = "reader_died"


class Readers:
    """A pool of reader processes; a dead or hanging one is replaced, and what it had in hand is tried once more."""

    def __init__(self, warc_folder: Path, *, seconds: float = 20, processes: int = 0) -> None:
        self.warc_folder = warc_folder
        self.seconds = seconds
        self.processes = processes or max(1, (os.cpu_count() or 2) - 1)
        self._pool: ProcessPoolExecutor | None = None
        # So few are handed over at once that a page waits for one other at most, and its time is its own.
        self._turns = asyncio.Semaphore(2 * self.processes)

    async def read(self, place: CapturePlace, rules: ArticleRules, link: ArticleLink | None) -> Article:
        """The article at a place, its fingerprint taken. Raises ReadError; ArchiveDamaged if the bytes are gone."""
        what = f"{place.file} at {place.offset}"
        return await self.call(what, read_place, self.warc_folder, place, rules, link, self.seconds)

    async def call(self, what: str, function: Callable[..., Given], *words: object) -> Given:
        """What a function gives when a reader process calls it; raises what it raises, or ReaderDied, naming `what`."""
        async with self._turns:
            pool = self._opened()
            try:
                return await self._answer(pool, function, words)
            except (BrokenProcessPool, TimeoutError):
                self._replace(pool)
            alone = opened(1)  # what ended the pool may have been a neighbour in it
            try:
                return await self._answer(alone, function, words)
            except (BrokenProcessPool, TimeoutError) as error:
                raise ReaderDied(f"the reader process ended twice on {what}; the bytes are kept") from error
            finally:
                end(alone)

    async def _answer(
        self, pool: ProcessPoolExecutor, function: Callable[..., Given], words: tuple[object, ...]
    ) -> Given:
        asked = asyncio.wrap_future(pool.submit(function, *words))
        return await asyncio.wait_for(asked, 2 * self.seconds + GRACE)

    def close(self) -> None:
        """End the processes; pages not yet read stay unread in the ledger and are read by the next run."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _opened(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = opened(self.processes)
        return self._pool

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        if self._pool is not broken:
            return  # another page found it broken first
        self._pool = None
        end(broken)


def opened(processes: int) -> ProcessPoolExecutor:
    """A pool of so many processes; spawned, as a fork would inherit the reactor's sockets and the archive's lock."""
    return ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), initializer=prepare)


def end(pool: ProcessPoolExecutor) -> None:
    """Kill a pool's processes: one of them may never come back by itself."""
    for child in list((getattr(pool, "_processes", None) or {}).values()):
        child.kill()
    pool.shutdown(wait=False, cancel_futures=True)


def prepare() -> None:
    """In a new reader process: Ctrl-C is the crawl's to handle, and being last in line is polite to the reactor."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(5)


def read_place(
    folder: Path, place: CapturePlace, rules: ArticleRules, link: ArticleLink | None, seconds: float
) -> Article:
    """In a reader process: the article of one capture, with its fingerprint and what read it, or a ReadError."""
    with time_limit(seconds, f"{place.file} at {place.offset}"):
        article = read_article(read_capture(folder, place, link=link), rules)
        return replace(article, fingerprint=fingerprint(article.text_hans), extractor=extractor_version(rules))


@contextmanager
def time_limit(seconds: float, what: str) -> Iterator[None]:
    """Raises ReadTimeout, naming what was read, once the time is up."""

    def too_long(_signal: int, _frame: FrameType | None) -> None:
        raise ReadTimeout(f"{what} took longer than {seconds:g} s to read; the bytes are kept")

    signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
