"""Stored texts read again in reader processes, on as many cores as there are, and given back in the order asked."""

from __future__ import annotations

import os
from asyncio import AbstractEventLoop, Runner, Task
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TypeVar

from archive.errors import ArchiveDamaged, ReadError
from archive.extractor import extractor_version
from archive.records import ArticleRules
from archive.store.archive import Archive
from archive.store.rereading import Reread, StoredReading, read_again
from crawler.catalogue import rules_of
from crawler.readers import Readers, time_limit

SECONDS = 60  # for one text
NAMED = "what it had to read"  # whoever asked names it
AT_ONCE = 8  # texts handed over together: their rules travel once
AHEAD = 3  # what a reader process has before it: enough that none waits for the writer
Asked = TypeVar("Asked")
Given = TypeVar("Given")


def cores() -> int:
    return os.cpu_count() or 1


def learned_rules(archive: Archive) -> Callable[[str], ArticleRules]:
    """How a site's pages are read, with what its pages have taught by now."""

    @cache
    def rules(site: str) -> ArticleRules:
        own = rules_of(site)
        return replace(own, learned=(*own.learned, *archive.learned_lines(site)))

    return rules


def reread_all(
    readings: Iterable[StoredReading], warc_folder: Path, rules: Callable[[str], ArticleRules], *, jobs: int
) -> Iterator[tuple[StoredReading, Reread]]:
    """Read texts again, each with the rules of its site; a page that cannot be read is a problem, never an error."""
    rest = iter(readings)
    batches = iter(lambda: [(one, rules(one.site)) for one in islice(rest, AT_ONCE)], [])
    asked = ((batch, (batch, warc_folder, SECONDS)) for batch in batches)
    for batch, given in in_order(asked, read_some, jobs=jobs):
        if not isinstance(given, ReadError):
            yield from zip((one for one, _ in batch), given, strict=True)
            continue
        alone = (([one], ([one], warc_folder, SECONDS)) for one in batch)  # one of them ended its reader: which?
        for ((stored, its_rules),), found in in_order(alone, read_some, jobs=1):
            if isinstance(found, ReadError):
                yield stored, Reread(None, (), (), extractor_version(its_rules), str(found))
            else:
                yield stored, found[0]


def read_some(batch: Sequence[tuple[StoredReading, ArticleRules]], warc_folder: Path, seconds: float) -> list[Reread]:
    """In a reader process: some texts read again; an article travels back only where something changed."""
    return [read_one(stored, warc_folder, rules, seconds) for stored, rules in batch]


def read_one(stored: StoredReading, warc_folder: Path, rules: ArticleRules, seconds: float) -> Reread:
    """One text read again, within its time."""
    extractor = extractor_version(rules)
    try:
        with time_limit(seconds, f"{stored.kind} {stored.id}"):
            again = read_again(stored, warc_folder, rules)
    except ArchiveDamaged as error:
        return Reread(None, (), (), extractor, str(error), damaged=True)
    except ReadError as error:
        return Reread(None, (), (), extractor, f"{error.failure}: {error}")
    return again if again.changes else replace(again, article=None)


def in_order(
    asked: Iterable[tuple[Asked, tuple[object, ...]]], function: Callable[..., Given], *, jobs: int
) -> Iterator[tuple[Asked, Given | ReadError]]:
    """Call a function in `jobs` reader processes for every (what, words); (what, given) pairs in the order asked.

    What kills its reader process, or hangs in it, gives a ReadError; any other error is raised.
    """
    waiting: deque[tuple[Asked, Task[Given]]] = deque()
    with Runner() as runner, closing(Readers(Path(), seconds=SECONDS, processes=jobs)) as readers:
        loop = runner.get_loop()
        for what, words in asked:
            waiting.append((what, loop.create_task(readers.call(NAMED, function, *words))))
            if len(waiting) >= AHEAD * jobs:
                yield answered(loop, *waiting.popleft())
        while waiting:
            yield answered(loop, *waiting.popleft())


def answered(loop: AbstractEventLoop, what: Asked, task: Task[Given]) -> tuple[Asked, Given | ReadError]:
    try:
        return what, loop.run_until_complete(task)
    except ReadError as error:
        return what, error
