"""How a crawl shows itself: a live table on a terminal, one line a site elsewhere, one summary at the end."""

from __future__ import annotations

import time
from dataclasses import asdict

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from crawler.cli.screen import words
from crawler.run import CrawlSummary
from crawler.session import Counts

COLOURS = {"ok": "green", "nothing_new": "green", "degraded": "yellow", "failed": "red", "interrupted": "yellow"}
SHOWN = 10  # issues
EVERY = 0.2  # seconds between two paintings


class Watching:
    """Paints the sites at work; use as a context manager around a crawl."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.sites: dict[str, tuple[str, Counts]] = {}
        self._live = Live(console=console, auto_refresh=False, transient=True) if console.is_terminal else None
        self._painted = 0.0

    def __enter__(self) -> Watching:
        if self._live:
            self._live.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        if self._live:
            self._live.__exit__(None, None, None)

    def changed(self, site: str, counts: Counts) -> None:
        self.sites[site] = ("", counts)
        self._paint()

    def ended(self, site: str, outcome: str, counts: Counts) -> None:
        self.sites[site] = (outcome, counts)
        if self._live is None:
            new, failed = counts.articles_new, counts.failed
            self.console.print(Text(f"{site}: {outcome}, {new} new, {counts.articles_copy} copies, {failed} failed"))
        self._paint()

    def _paint(self) -> None:
        now = time.monotonic()
        if self._live and now - self._painted > EVERY:
            self._painted = now
            self._live.update(table_of(self.sites), refresh=True)


def table_of(sites: dict[str, tuple[str, Counts]]) -> Table:
    """One row a site: what was listed, what is waiting to be read, what was filed."""
    table = Table("site", "lists", "listed", "waiting", "new", "copies", "versions", "failed", "", box=None)
    for site, (outcome, counts) in sites.items():
        numbers = (counts.lists, counts.listed, counts.waiting, counts.articles_new, counts.articles_copy)
        shown = [f"{number:,}" for number in (*numbers, counts.articles_version, counts.failed)]
        table.add_row(site, *shown, Text(outcome or "…", style=COLOURS.get(outcome, "dim")))
    return table


def print_summary(console: Console, summary: CrawlSummary) -> None:
    """The end of a crawl: the table, the totals, and what a crash before it had left."""
    console.print(table_of({one.site: (one.outcome, one.counts) for one in summary.sites}), soft_wrap=False)
    off_topic = summary.total("off_topic")
    aside = f", {off_topic:,} off topic" if off_topic else ""
    new, copies, versions = (summary.total(f"articles_{kind}") for kind in ("new", "copy", "version"))
    requests, unchanged = summary.total("requests"), summary.total("not_modified")
    console.print(
        f"[bold]{new:,}[/] new articles, {copies:,} copies, {versions:,} new versions{aside} "
        f"in {summary.seconds:.1f} s; "
        f"{requests:,} pages fetched ({unchanged:,} not modified), {summary.total('bytes') / 1e6:,.1f} MB"
    )
    if looked := summary.total("looked"):
        withdrawn, returned = summary.total("withdrawn"), summary.total("returned")
        console.print(f"{looked:,} known articles looked at again: {withdrawn:,} withdrawn, {returned:,} back")
    if pictures := summary.total("pictures"):
        console.print(f"{pictures:,} pictures kept")
    for issue in summary.issues[:SHOWN]:
        console.print(words(f"{issue.site}: {issue.failure} {issue.url} {issue.detail}", style="yellow"))
    if len(summary.issues) > SHOWN:
        console.print("[yellow]… and more; `jingwen status` shows the last, the table `issues` has them all[/]")
    recovery = summary.recovery
    if recovery.found or recovery.repaired or recovery.interrupted:
        console.print(
            f"[yellow]After an interrupted run: {recovery.interrupted} runs closed, {len(recovery.repaired)} torn "
            f"files repaired, {recovery.found} pages found again and read.[/]"
        )


def as_json(summary: CrawlSummary) -> dict[str, object]:
    """The summary for a program."""
    return {
        "seconds": round(summary.seconds, 3),
        "sites": [{"site": one.site, "outcome": one.outcome, **asdict(one.counts)} for one in summary.sites],
        "issues": [asdict(issue) for issue in summary.issues],
        "recovered": {
            "pages": summary.recovery.found,
            "torn_files": len(summary.recovery.repaired),
            "runs": summary.recovery.interrupted,
        },
    }
