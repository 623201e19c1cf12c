"""A crawl: the sites asked for, in one process, with one archive and one pool of readers between them."""

from __future__ import annotations

import difflib
import gc
import logging
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from scrapy.crawler import AsyncCrawlerProcess

from archive.errors import NoPermission, UsageError
from archive.records import Issue, Window
from archive.store.recovery import Recovery
from crawler.browser import MISSING, can_browse, switch_on
from crawler.catalogue import list_gaps, settings_for, site_classes
from crawler.session import Counts, Progress, Session


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """What to crawl and how far; `sites` empty is every site, `sample_web` is host:port of the sample web.

    `most_looks`: known articles a site that are looked at again; `today` is the day it is there, "" the real one;
    `pictures`: those of articles are kept, too.
    """

    data: Path
    sites: tuple[str, ...] = ()
    window: Window = field(default_factory=Window)
    max_pages: int = 0
    max_minutes: float = 0
    most_looks: int = 300
    sample_web: str = ""
    log_level: str = "WARNING"
    today: str = ""
    pictures: bool = False


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """How one site's visit went."""

    site: str
    outcome: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class CrawlSummary:
    """How a crawl went; `seconds` is wall time, `recovery` what a crash before it had left to put right.

    `issues` are the first that went wrong; the archive has them all.
    """

    sites: tuple[SiteSummary, ...]
    issues: tuple[Issue, ...]
    seconds: float
    recovery: Recovery

    @property
    def failed(self) -> bool:
        return any(one.outcome == "failed" for one in self.sites)

    def total(self, name: str) -> int:
        """The sum of one count over all sites."""
        return sum(int(getattr(one.counts, name)) for one in self.sites)


def chosen(names: Sequence[str], known: Sequence[str]) -> list[str]:
    """The sites asked for, all of them where none is named. Raises UsageError for a name nobody has."""
    gaps = {gap.name: gap.reason for gap in list_gaps()}
    for name in names:
        if name in gaps:
            raise UsageError(f"there is no file for {name} yet: {gaps[name]}")
        if name not in known:
            nearest = difflib.get_close_matches(name, known, n=1)
            meant = f"; did you mean {nearest[0]!r}?" if nearest else ""
            raise UsageError(f"there is no site {name!r}{meant} (jingwen sites lists them)")
    return list(dict.fromkeys(names)) or list(known)


def checked(window: Window) -> Window:
    """The window, or a UsageError naming the day that is none."""
    for word in (window.since, window.until):
        if word:
            try:
                date.fromisoformat(word)
            except ValueError as error:
                raise UsageError(f"{word!r} is no day; write it as 2024-03-01") from error
    if window.since and window.until and window.since > window.until:
        raise UsageError(f"--since {window.since} is after --until {window.until}")
    return window


def log_file(data: Path) -> Path:
    """Where Scrapy's own words go, a file a month: the terminal is for the summary."""
    return data / "logs" / f"crawl-{datetime.now(UTC):%Y-%m}.log"


def make_room_for(log: Path) -> None:
    """The folder of a log. Raises NoPermission; a line that cannot be logged later is no reason to stop."""
    try:
        log.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise NoPermission(f"cannot make {log.parent} ({error.strerror}): check who owns the folder") from error
    logging.raiseExceptions = False


def settle_in(level: str) -> None:
    """What a long run needs: no records of what nobody will read, no garbage hunts through what stays for ever."""
    for name in ("scrapy", "twisted", "protego", "filelock"):
        logging.getLogger(name).setLevel(level)
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


def crawl(options: CrawlOptions, progress: Progress | None = None) -> CrawlSummary:
    """Visit the sites and file what is new. Once a process: it runs Twisted's reactor.

    Raises UsageError (a wrong name or day), LockHeld, NoRoom, NoPermission, ArchiveDamaged; what was fetched by then
    is kept.
    """
    began = time.monotonic()
    sample = bool(options.sample_web)
    known = site_classes(sample=sample)
    names = chosen(options.sites, list(known))
    window = checked(options.window)
    settings = settings_for(sample)
    shells = [name for name in names if known[name].browser]
    unseen = [] if can_browse() else shells
    if shells and not unseen:
        switch_on(settings)
    for name, value in (
        ("JINGWEN_DATA", str(options.data)),
        ("SAMPLE_WEB", options.sample_web),
        ("MAX_PAGES", options.max_pages),
        ("MOST_LOOKS", options.most_looks),
        ("TODAY", options.today),
        ("PICTURES", options.pictures),
        ("SINCE", window.since),
        ("UNTIL", window.until),
        ("CLOSESPIDER_TIMEOUT", int(options.max_minutes * 60)),
        ("LOG_LEVEL", options.log_level),
        ("LOG_FILE", str(log_file(options.data))),
    ):
        settings.set(name, value, priority="cmdline")
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    session = Session.open(settings, progress)
    try:
        make_room_for(log_file(options.data))
        for name in unseen:
            session.report(Issue(name, known[name].home, "javascript_shell", f"not visited: {MISSING}"))
        process = AsyncCrawlerProcess(settings)
        for name in (name for name in names if name not in unseen):
            process.crawl(name)
        settle_in(options.log_level)
        process.start()
    finally:
        session.close()
    if session.fatal is not None:
        raise session.fatal
    summaries = [SiteSummary(name, session.outcomes.get(name, "failed"), session.counts_of(name)) for name in names]
    return CrawlSummary(tuple(summaries), tuple(session.issues), time.monotonic() - began, session.recovery)
