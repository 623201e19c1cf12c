"""How a visit went: the run's row, what was expected of it, and its outcome."""

from __future__ import annotations

from dataclasses import replace

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from archive.errors import ArchiveError
from crawler.redesign import redesigns
from crawler.session import Counts, Session
from crawler.site import SiteSpider
from crawler.visit import Visit

GOOD = ("ok", "nothing_new")


class RunReport:
    """Opens the run of a site and closes it; under plain `scrapy crawl` it opens and closes the session, too."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.own_session: Session | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RunReport:
        report = cls(crawler)
        crawler.signals.connect(report.opened, signals.spider_opened)
        crawler.signals.connect(report.closed, signals.spider_closed)
        return report

    def opened(self, spider: Spider) -> None:
        if not isinstance(spider, SiteSpider):
            return  # `scrapy shell` and `scrapy fetch` keep nothing
        if Session.current is None:
            self.own_session = Session.open(self.crawler.settings)
        session = Session.current
        assert session is not None
        session.crawlers.append(self.crawler)
        spider.begin = Visit.of(spider).begin
        try:
            session.archive.record_site(spider.as_site())
            session.runs[spider.name] = session.archive.start_run(spider.name)
            session.archive.commit()
        except ArchiveError as error:
            session.end_all(error)

    def closed(self, spider: Spider, reason: str) -> None:
        session = Session.current
        if session is None or not isinstance(spider, SiteSpider):
            return
        counts = session.counts_of(spider.name)
        try:
            if session.fatal is None:
                finish(session, spider, reason)
        except ArchiveError as error:
            session.end_all(error)
        finally:
            session.progress.ended(spider.name, session.outcomes.get(spider.name, "failed"), replace(counts))
            if self.own_session is not None:
                self.own_session.close()


def finish(session: Session, spider: SiteSpider, reason: str) -> None:
    """Judge a run that is over and write its row."""
    counts = session.counts_of(spider.name)
    visit = Visit.of(spider)
    for words in unmet(spider, counts) if reason == "finished" else ():
        visit.report("expectation", spider.home, words)
        counts.degraded += 1
    for redesign in redesigns(session.archive.known_layouts(spider.name), visit.layouts):
        visit.report("layout_changed", redesign.url, str(redesign))
        counts.degraded += 1
    for kind, pages in visit.layouts.seen.items():
        session.archive.note_layouts(spider.name, kind, pages)
    visit.looking.finish()
    outcome = outcome_of(counts, reason)
    session.outcomes[spider.name] = outcome
    session.archive.end_run(session.runs[spider.name], outcome, counts.of_run())
    session.archive.commit()


def unmet(spider: SiteSpider, counts: Counts) -> list[str]:
    """What a run fell short of, in words; "nothing new today" falls short of nothing."""
    short = []
    # of lists that are as they were nothing is counted: some of them say nothing of all
    if counts.lists and not counts.not_modified and counts.listed < spider.expects.articles:
        short.append(f"{counts.listed} articles listed, at least {spider.expects.articles} expected")
    if counts.shortest and counts.articles_new >= 5 and counts.shortest < spider.expects.characters // 4:
        short.append(f"an article of {counts.shortest} characters; {spider.expects.characters} are expected")
    return short


def outcome_of(counts: Counts, reason: str) -> str:
    """ok, nothing_new, degraded (the generic reader or an expectation), failed (no list was read), interrupted."""
    if reason not in ("finished", "closespider_timeout"):
        return "interrupted"
    found = counts.articles_new + counts.articles_copy + counts.articles_version
    if counts.lists == 0 or (counts.failed and not found and counts.failed >= counts.lists):
        return "failed"
    if counts.degraded or counts.failed > max(2, found // 4):
        return "degraded"
    return "ok" if found else "nothing_new"
