"""A crawl: the sites asked for, in one process, with one archive and one pool of readers between them."""

from __future__ import annotations

import difflib
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader

from archive.errors import UsageError
from archive.records import ArticleRules, Site, Window
from archive.store.recovery import Recovery
from crawler.session import Counts, Progress, Session
from crawler.site import SiteSpider

SAMPLE_SITES = "crawler.sample_web.sites"


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """What to crawl and how far; `sites` empty is every site, `sample_web` is host:port of the sample web."""

    data: Path
    sites: tuple[str, ...] = ()
    window: Window = field(default_factory=Window)
    max_pages: int = 0
    max_minutes: float = 0
    sample_web: str = ""
    log_level: str = "WARNING"


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """How one site's visit went."""

    site: str
    outcome: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class CrawlSummary:
    """How a crawl went; `seconds` is wall time, `recovery` what a crash before it had left to put right."""

    sites: tuple[SiteSummary, ...]
    seconds: float
    recovery: Recovery

    @property
    def failed(self) -> bool:
        return any(one.outcome == "failed" for one in self.sites)

    def total(self, name: str) -> int:
        """The sum of one count over all sites."""
        return sum(int(getattr(one.counts, name)) for one in self.sites)


def settings_for(sample: bool) -> Settings:
    """The project's settings; with `sample`, those of the invented web: its own sites, and no waiting."""
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    if sample:
        settings.set("SPIDER_MODULES", [SAMPLE_SITES], priority="cmdline")
        for name, value in (("DOWNLOAD_DELAY", 0), ("AUTOTHROTTLE_ENABLED", False)):
            settings.set(name, value, priority="cmdline")
        settings.set("CONCURRENT_REQUESTS_PER_DOMAIN", 8, priority="cmdline")
    return settings


def site_classes(*, sample: bool = False) -> dict[str, type[SiteSpider]]:
    """Every site's class by its name."""
    loader = get_spider_loader(settings_for(sample))
    classes = {name: loader.load(name) for name in sorted(loader.list())}
    return {name: found for name, found in classes.items() if issubclass(found, SiteSpider)}


def list_sites(*, sample: bool = False) -> list[Site]:
    """Every site, by name."""
    return [found.as_site() for found in site_classes(sample=sample).values()]


def rules_of(site: str) -> ArticleRules:
    """How the pages of a site are read; the house's own rules for a site nobody has a file for."""
    found = site_classes().get(site) or site_classes(sample=True).get(site)
    return found.article_rules() if found else ArticleRules(site=site)


def chosen(names: Sequence[str], known: Sequence[str]) -> list[str]:
    """The sites asked for, all of them where none is named. Raises UsageError for a name nobody has."""
    for name in names:
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


def crawl(options: CrawlOptions, progress: Progress | None = None) -> CrawlSummary:
    """Visit the sites and file what is new. Once a process: it runs Twisted's reactor.

    Raises UsageError (a wrong name or day), LockHeld, NoRoom, NoPermission, ArchiveDamaged; what was fetched by then
    is kept.
    """
    began = time.monotonic()
    sample = bool(options.sample_web)
    names = chosen(options.sites, list(site_classes(sample=sample)))
    window = checked(options.window)
    settings = settings_for(sample)
    for name, value in (
        ("JINGWEN_DATA", str(options.data)),
        ("SAMPLE_WEB", options.sample_web),
        ("MAX_PAGES", options.max_pages),
        ("SINCE", window.since),
        ("UNTIL", window.until),
        ("CLOSESPIDER_TIMEOUT", int(options.max_minutes * 60)),
        ("LOG_LEVEL", options.log_level),
    ):
        settings.set(name, value, priority="cmdline")
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    session = Session.open(settings, progress)
    try:
        process = AsyncCrawlerProcess(settings)
        for name in names:
            process.crawl(name)
        process.start()
    finally:
        session.close()
    if session.fatal is not None:
        raise session.fatal
    summaries = [
        SiteSummary(name, session.outcomes.get(name, "failed"), session.counts_of(name)) for name in names
    ]
    return CrawlSummary(tuple(summaries), time.monotonic() - began, session.recovery)
