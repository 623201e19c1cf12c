"""`jingwen dedup`: which printings are one story; judged again, split and joined by hand, taken back."""

from __future__ import annotations

import getpass
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import click
from rich.progress import track
from rich.table import Table

from archive.store import decisions, rejudging
from archive.store.ancestry import Printed, printed
from archive.store.archive import Archive
from archive.store.printings import pages_of
from archive.store.readonly import connect
from archive.store.rejudging import Proposal
from archive.store.stories import Changes, Story, make
from crawler.cli.screen import screen, words

SHOWN = 20  # stories
Decide = Callable[[sqlite3.Connection], None]


@click.group("dedup")
def command() -> None:
    """Which printings are one story: look, judge again, decide by hand, take back.

    A printing is named by `article:ID`, `copy:ID`, a bare id that only one of them has, or its address. Without
    --yes, what would change is shown and nothing is written.

    \b
    Example:  jingwen dedup show 83731456
    """


def _write_options(function: Callable[..., Any]) -> Callable[..., Any]:
    function = click.option("--yes", is_flag=True, help="Write it; without it, only show what would change.")(function)
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(function)


def _reason_options(function: Callable[..., Any]) -> Callable[..., Any]:
    function = click.option("--why", default="", help="The reason, kept with the decision.")(function)
    return click.option("--by", default=None, help="Who decides. Default: you, as logged in.")(function)


@command.command("show")
@click.argument("printing")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def show(data: Path, printing: str, as_json: bool) -> None:
    """Every printing of a story, first to last: who took it from whom, how long after, and what was decided.

    \b
    Example:  jingwen dedup show copy:12
    """
    with closing(connect(data)) as conn:
        place = rejudging.find(conn, printing)[1]
        pages = printed(conn, pages_of(conn, place.article_id))
        keys = {one.key for one in pages}
        decided = [one for one in decisions.every(conn) if not one.undone_at and keys & set(one.pages)]
    if as_json:
        _print_json({"printings": _as_json(pages), "decisions": [_decision_json(one) for one in decided]})
        return
    table = Table("printing", "published", "site", "source", "taken from", "after", "headline", box=None)
    labels = {one.key: one.label for one in pages}
    for one in pages:
        taken = labels.get(one.descent.taken_from, "")
        told = (one.label, one.published, one.site, one.source, taken, after(one), one.headline)
        table.add_row(*(words(cell) for cell in told))
    screen().print(table, soft_wrap=False)
    for decision in decided:
        screen().print(words(_sentence(decision)))


@command.command("rejudge")
@_write_options
@click.pass_obj
def rejudge(data: Path, as_json: bool, yes: bool) -> None:
    """Judge every printing of the archive again, whatever order they came in; decisions by hand stand.

    Stopped half-way it leaves a whole archive; run again, it does the rest.

    \b
    Example:  jingwen dedup rejudge --yes
    """
    connect(data).close()  # an archive that is not there is not made
    console = screen(stderr=True)
    shown = partial(track, console=console, disable=not console.is_terminal, transient=True)
    with Archive.open(data, write=yes) as archive, rejudging.judging_all(archive.conn, data) as clusters:
        for _ in shown(clusters.judge(), "judging", clusters.count):
            pass
        changes = Changes(clusters)
        report = _Report(archive.conn, changes, as_json)
        if yes:
            moved = rejudging.write(archive.conn, changes, archive.begin, archive.commit)
            for _ in shown(moved, "filing", report.counts.total()):
                pass
    report.show(written=yes, pages=clusters.count)


@command.command("split")
@click.argument("printing")
@_reason_options
@_write_options
@click.pass_obj
def split(data: Path, printing: str, by: str | None, why: str, as_json: bool, yes: bool) -> None:
    """Say that a printing is no printing of the story it is filed under; it is never filed there again.

    \b
    Example:  jingwen dedup split copy:12 --why "another year's notice" --yes
    """
    _decide(data, lambda conn: rejudging.split_off(conn, printing), by, why, as_json=as_json, yes=yes)


@command.command("join")
@click.argument("one")
@click.argument("other")
@_reason_options
@_write_options
@click.pass_obj
def join(data: Path, one: str, other: str, by: str | None, why: str, as_json: bool, yes: bool) -> None:
    """Say that the stories of two printings are one.

    \b
    Example:  jingwen dedup join 83731456 83735552 --yes
    """
    _decide(data, lambda conn: rejudging.join_together(conn, one, other), by, why, as_json=as_json, yes=yes)


@command.command("undo")
@click.argument("decision", type=int, required=False)
@_write_options
@click.pass_obj
def undo(data: Path, decision: int | None, as_json: bool, yes: bool) -> None:
    """Take back a decision, the last one if none is named, and judge its printings as if it had not been made.

    \b
    Example:  jingwen dedup undo --yes
    """
    connect(data).close()
    with Archive.open(data, write=yes) as archive:
        conn = archive.conn
        taken = decisions.to_undo(conn, decision)
        decided = decisions.standing(conn, without=taken.id)
        _apply(
            archive, decisions.stories(conn, taken.pages), decided,
            lambda conn: decisions.undo(conn, taken.id), as_json=as_json, yes=yes,
        )  # fmt: skip


@command.command("decisions")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def listed(data: Path, as_json: bool) -> None:
    """Every decision made by hand, those taken back included."""
    with closing(connect(data)) as conn:
        made = decisions.every(conn)
    if as_json:
        _print_json([_decision_json(one) for one in made])
        return
    for one in made:
        screen().print(words(_sentence(one)))
    if not made:
        screen().print("Nothing was decided by hand.")


def _decide(
    data: Path, propose: Callable[[sqlite3.Connection], Proposal], by: str | None, why: str, *, as_json: bool, yes: bool
) -> None:
    connect(data).close()
    with Archive.open(data, write=yes) as archive:
        proposal = propose(archive.conn)
        decided = decisions.standing(archive.conn, more=(proposal.verdict, proposal.pairs))
        who = by or getpass.getuser()

        def enter(conn: sqlite3.Connection) -> None:
            decisions.decide(conn, proposal.verdict, proposal.pairs, by=who, why=why)

        _apply(archive, proposal.stories, decided, enter, as_json=as_json, yes=yes)


def _apply(
    archive: Archive, stories: Iterable[int], decided: decisions.Decided, enter: Decide, *, as_json: bool, yes: bool
) -> None:
    """Show what a decision changes and, with `yes`, enter it and change it in one transaction."""
    with rejudging.judged(archive.conn, stories, decided) as changes:
        report = _Report(archive.conn, changes, as_json)
        if yes:
            archive.begin()
            enter(archive.conn)
            for _ in make(archive.conn, changes):
                pass
            archive.commit()
    report.show(written=yes)


class _Report:
    """What changes, as it was before: the first stories whole, the rest counted."""

    def __init__(self, conn: sqlite3.Connection, changes: Changes, as_json: bool) -> None:
        self.conn, self.as_json = conn, as_json
        self.stories = len(changes)
        self.counts = Counter[str]()
        for story in changes:
            self.counts.update(becomes for _, becomes in self._told(story))
        first = changes if as_json else islice(changes, SHOWN)
        self.shown = [self._told(story) for story in first]

    def _told(self, story: Story) -> list[tuple[Printed, str]]:
        """The printings of a story and what becomes of each: an article, a copy, another's copy; "" what it is."""
        pages = printed(self.conn, story.pages)
        stories = {one.place.article_id for one in pages if one.place.copy_id is None}
        return [(one, _becomes(one, story, stories)) for one in pages]

    def show(self, *, written: bool, pages: int | None = None) -> None:
        if self.as_json:
            stories = [
                [
                    {**said, "becomes": then}
                    for said, (_, then) in zip(_as_json(one for one, _ in told), told, strict=True)
                ]
                for told in self.shown
            ]
            _print_json({"written": written, "judged": pages, "stories": stories})
            return
        console = screen()
        table = Table("printing", "becomes", "published", "site", "headline", "address", box=None)
        for told in self.shown:
            for one, then in told:
                cells = (one.label, then, one.published, one.site, one.headline, one.url)
                table.add_row(*(words(cell) for cell in cells))
            table.add_section()
        if self.shown:
            console.print(table, soft_wrap=False)
        if self.stories > len(self.shown):
            console.print(f"… and {self.stories - len(self.shown):,} stories more; --json shows all")
        judged = "" if pages is None else f"{pages:,} printings judged; "
        verb = "changed" if written else "would change (run with --yes to do it)" if self.stories else "would change"
        console.print(
            f"{judged}{self.stories:,} stories {verb}; copies that become articles: {self.counts['article']:,}, "
            f"articles that become copies: {self.counts['copy']:,}, copies of another story: {self.counts['moved']:,}"
        )


def _becomes(one: Printed, story: Story, stories: set[int]) -> str:
    if one.key == story.first:
        return "" if one.place.copy_id is None else "article"
    if one.place.copy_id is None:
        return "copy"
    return "" if one.place.article_id in stories else "moved"


def after(one: Printed) -> str:
    """How long after the printing it was taken from, no finer than their dates."""
    lag = one.descent.lag
    if not lag:
        return ""
    days, minutes = divmod(abs(lag), 24 * 60)
    said = f"{days} d" if days else f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
    return said if lag > 0 else f"-{said}"


def _as_json(printings: Iterable[Printed]) -> list[dict[str, object]]:
    pages = list(printings)
    urls = {one.key: one.url for one in pages}
    return [
        {
            "article_id": one.place.article_id, "copy_id": one.place.copy_id, "url": one.url, "site": one.site,
            "headline": one.headline, "source": one.source, "published": one.published,
            "taken_from": urls.get(one.descent.taken_from), "minutes_after": one.descent.lag,
            "to_the_minute": one.descent.exact,
        }
        for one in pages
    ]  # fmt: skip


def _decision_json(one: decisions.Decision) -> dict[str, object]:
    return {
        "id": one.id, "verdict": one.verdict, "by": one.by, "why": one.why, "at": one.at,
        "undone_at": one.undone_at or None, "pages": list(one.pages),
    }  # fmt: skip


def _sentence(one: decisions.Decision) -> str:
    undone = f" (taken back {one.undone_at})" if one.undone_at else ""
    why = f": {one.why}" if one.why else ""
    return f"decision {one.id}, {one.at}, {one.verdict} by {one.by}{why}{undone}"


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
