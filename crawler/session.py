"""What all sites of one run share: the open archive, the WARC file, the reader processes, and how the run fares."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import ClassVar, Protocol

from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

from archive.capture.writer import WarcWriter
from archive.errors import ArchiveError
from archive.records import Issue, Window
from archive.store.archive import Archive
from archive.store.recovery import Recovery
from archive.store.runs import RunCounts
from crawler.readers import Readers

MOST_TOLD = 200  # issues; a broken site has one for every page, and the ledger has them all


@dataclass(slots=True)
class Counts:
    """What one site has done so far in this run; grows while it is visited."""

    requests: int = 0
    not_modified: int = 0
    lists: int = 0
    articles_new: int = 0
    articles_copy: int = 0
    articles_version: int = 0
    articles_same: int = 0
    skipped: int = 0
    failed: int = 0
    bytes: int = 0
    off_topic: int = 0
    looked: int = 0
    withdrawn: int = 0
    returned: int = 0
    listed: int = 0
    waiting: int = 0
    degraded: int = 0
    pictures: int = 0
    shortest: int = 0

    def of_run(self) -> RunCounts:
        """The part of it that the `runs` table keeps."""
        return RunCounts(**{name: getattr(self, name) for name in RunCounts.__dataclass_fields__})


class Progress(Protocol):
    """Who is told how a run goes; every call must return at once."""

    def changed(self, site: str, counts: Counts) -> None: ...
    def ended(self, site: str, outcome: str, counts: Counts) -> None: ...


class Silent:
    """Nobody is told."""

    def changed(self, site: str, counts: Counts) -> None:
        pass

    def ended(self, site: str, outcome: str, counts: Counts) -> None:
        pass


@dataclass(slots=True)
class Session:
    """One run's shared things. `fatal` is the error that must end it: a full disk, a damaged archive."""

    archive: Archive
    writer: WarcWriter
    readers: Readers
    window: Window = field(default_factory=Window)
    max_pages: int = 0
    most_looks: int = 0
    pictures: bool = False
    today: str = ""
    progress: Progress = field(default_factory=Silent)
    recovery: Recovery = field(default_factory=Recovery)
    counts: dict[str, Counts] = field(default_factory=dict)
    runs: dict[str, int] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    crawlers: list[Crawler] = field(default_factory=list)
    fatal: ArchiveError | None = None

    current: ClassVar[Session | None] = None

    @classmethod
    def open(cls, settings: BaseSettings, progress: Progress | None = None) -> Session:
        """Open the archive the settings name, bring it in order after a crash, and start sharing it."""
        data = Path(settings.get("JINGWEN_DATA") or os.environ.get("JINGWEN_DATA") or "data")
        archive = Archive.open(data)
        try:
            recovery = archive.recover()
        except ArchiveError:
            archive.close()
            raise
        cls.current = cls(
            archive,
            WarcWriter(archive.warc_folder),
            Readers(archive.warc_folder, seconds=settings.getfloat("READER_SECONDS")),
            Window(settings.get("SINCE", ""), settings.get("UNTIL", "")),
            settings.getint("MAX_PAGES"),
            settings.getint("MOST_LOOKS"),
            settings.getbool("PICTURES"),
            settings.get("TODAY") or date.today().isoformat(),
            progress or Silent(),
            recovery,
        )
        return cls.current

    def close(self) -> None:
        """Commit, end the readers, close the WARC file and free the lock."""
        Session.current = None
        self.readers.close()
        try:
            self.writer.sync()
            self.writer.close()
            if self.fatal is None:
                self.archive.commit()
        finally:
            self.archive.close()

    def counts_of(self, site: str) -> Counts:
        return self.counts.setdefault(site, Counts())

    def report(self, issue: Issue) -> None:
        """Enter what went wrong in the ledger; the first of it is told at the end of the run."""
        self.archive.report(self.runs.get(issue.site), issue)
        if len(self.issues) < MOST_TOLD:
            self.issues.append(issue)

    def end_all(self, error: ArchiveError) -> None:
        """Stop every site: what cannot be written must not be fetched."""
        if self.fatal is not None:
            return
        self.fatal = error
        for crawler in self.crawlers:
            if crawler.engine is not None and crawler.spider is not None:
                from scrapy.utils.defer import deferred_from_coro

                deferred_from_coro(crawler.engine.close_spider_async(reason="fatal"))
