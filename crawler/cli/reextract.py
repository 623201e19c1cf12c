"""`jingwen reextract`: read stored pages again with today's rules, without fetching anything."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from archive.errors import ArchiveDamaged, ReadError
from archive.store.archive import Archive
from archive.store.readonly import connect
from archive.store.rereading import (
    KINDS,
    Reread,
    StoredReading,
    count_readings,
    read_first_page,
    set_aside_pages,
    stored_readings,
)  # fmt: skip
from crawler.catalogue import wants
from crawler.cli.screen import screen, words
from crawler.reextract import Rewriting
from crawler.rereading import cores, learned_rules, reread_all

EXAMPLES = 3  # of each field
SHOWN = 20  # problems
DIGEST = "text_digest"  # all that is stored of a copy's text


@dataclass(slots=True)
class Found:
    """What reading again found: how many texts, how many changed, and in which fields, with examples."""

    read: int = 0
    changed: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    sites: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[tuple[StoredReading, str, str]]] = field(default_factory=dict)
    problems: list[tuple[StoredReading, Reread]] = field(default_factory=list)

    def add(self, stored: StoredReading, again: Reread) -> None:
        self.read += 1
        if again.problem:
            self.problems.append((stored, again))
        if not again.changes:
            return
        self.changed += 1
        self.sites[stored.site] += 1
        named = {name for name, _, _ in again.changes}
        for name, before, after in again.changes:
            if name == DIGEST and named != {DIGEST}:
                continue  # it changes with the text
            self.fields[name] += 1
            shown = self.examples.setdefault(name, [])
            if len(shown) < EXAMPLES:
                shown.append((stored, before, after))


@click.command("reextract")
@click.option("--site", default="", help="Only this site's articles.")
@click.option("--write", is_flag=True, help="File what changed; without it nothing is written.")
@click.option("--restart", is_flag=True, help="With --write: begin anew, not where a run that was stopped had got to.")
@click.option("--jobs", type=click.IntRange(1, 256), help="Reader processes; as many as there are cores if not given.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(data: Path, site: str, write: bool, restart: bool, jobs: int | None, as_json: bool) -> int:
    """Show what today's rules would change in stored texts; with --write, change it. No page is fetched.

    Articles, their earlier versions and their copies are read again in all cores. What a text said before is kept in
    the table `readings`, with the extractor that read it. A run with --write that was stopped goes on where it was.
    Pages that a crawl set aside as off topic are judged again, too; the next crawl files those that no longer are.

    \b
    Example:  jingwen reextract --site gansu_zhengfa
              jingwen reextract --site gansu_zhengfa --write
    """
    console = screen()
    connect(data).close()  # an archive that is not there is not made
    with Archive.open(data, write=write) as archive:
        rewriting = Rewriting(archive, site, restart=restart) if write else None
        if rewriting is not None and rewriting.resumed and not as_json:
            console.print(f"going on behind {rewriting.resumed}, where a run that was stopped had got to")
        found = read_all(archive, site, jobs or cores(), rewriting)
        aside, wanted = judge_again(archive, site, write=write)
    if as_json:
        click.echo(json.dumps({**as_json_of(found), "off_topic": aside, "no_longer": wanted}, ensure_ascii=False))
    else:
        report(console, found, write=write)
        if aside:
            then = "the next crawl files them, without fetching" if write else "run with --write to have them filed"
            console.print(f"{aside:,} pages were off topic; {wanted:,} of them no longer are ({then})")
    damage = next((again.problem for _, again in found.problems if again.damaged), "")
    if damage:
        raise ArchiveDamaged(damage)
    return 1 if found.problems else 0


def read_all(archive: Archive, site: str, jobs: int, rewriting: Rewriting | None) -> Found:
    """Read every text again, with a progress bar on a terminal, and hand what was read to whoever writes."""
    found, console = Found(), screen(stderr=True)
    readings = rewriting.readings() if rewriting else every(archive, site)
    total = sum(count_readings(archive.conn, site).values())
    again = reread_all(readings, archive.warc_folder, learned_rules(archive), jobs=jobs)
    quiet = not console.is_terminal
    for stored, one in track(again, "reading", total, console=console, disable=quiet, transient=True):
        found.add(stored, one)
        if rewriting is not None:
            rewriting.take(stored, one)
    if rewriting is not None:
        rewriting.finish()
    return found


def every(archive: Archive, site: str) -> Iterator[StoredReading]:
    for kind in KINDS:
        yield from stored_readings(archive.conn, site, kind=kind)


def judge_again(archive: Archive, site: str, *, write: bool) -> tuple[int, int]:
    """How many pages were set aside as off topic, and how many of them today's lexicon wants."""
    pages, wanted, rules = set_aside_pages(archive.conn, site), 0, learned_rules(archive)
    for page in pages:
        try:
            article = read_first_page(page, archive.warc_folder, rules(page.site))
        except ReadError:
            continue  # it stays where it is: nothing of it is in the archive that could be lost
        if not wants(page.site, article):
            continue
        wanted += 1
        if write:  # as a crawl leaves a page it had no time to read
            archive.mark_read(page.capture.id, "unread")
            archive.reopen(page.site, page.link.url)
    return len(pages), wanted


def report(console: Console, found: Found, *, write: bool) -> None:
    """How often each field changes and at which sites, a few examples of each, and what could not be read."""
    if found.fields:
        counts = Table("field", "texts", box=None)
        for name, number in found.fields.most_common():
            counts.add_row(name, f"{number:,}")
        console.print(counts, soft_wrap=False)
        sites = ", ".join(f"{name} {number:,}" for name, number in found.sites.most_common(SHOWN))
        console.print(words(f"at {sites}"))
        shown = Table("field", "text", "before", "after", title="Examples", title_justify="left")
        for name, examples in found.examples.items():
            for stored, *pair in () if name == DIGEST else examples:
                shortest = [words(shortened(text, other)) for text, other in (pair, pair[::-1])]
                shown.add_row(name, f"{stored.kind} {stored.id}", *shortest)
        if shown.row_count:
            console.print(shown, soft_wrap=False)
    for stored, again in found.problems[:SHOWN]:
        console.print(words(f"{stored.kind} {stored.id}: {again.problem}", style="yellow"))
    if len(found.problems) > SHOWN:
        console.print(words(f"… and {len(found.problems) - SHOWN:,} more", style="yellow"))
    verb = "changed" if write else "would change (run with --write to do it)"
    failed = len(found.problems)
    console.print(f"{found.read:,} texts read again, {found.changed:,} {verb}, {failed:,} could not be read")


def as_json_of(found: Found) -> dict[str, object]:
    """What was found, for a program."""
    problems = [{"kind": one.kind, "id": one.id, "problem": again.problem} for one, again in found.problems]
    examples = [
        {"field": name, "kind": stored.kind, "id": stored.id, "before": before, "after": after}
        for name, examples in found.examples.items()
        for stored, before, after in examples
    ]
    counted = {"read": found.read, "changed": found.changed, "fields": dict(found.fields), "sites": dict(found.sites)}
    return {**counted, "examples": examples, "problems": problems}


def shortened(text: str, other: str, width: int = 60) -> str:
    """The part of a long text where it begins to differ from the other."""
    start = next(differing(text, other), min(len(text), len(other)))
    begin = max(0, start - 10)
    return ("…" if begin else "") + text[begin : begin + width].replace("\n", "¶")


def differing(text: str, other: str) -> Iterator[int]:
    return (place for place, pair in enumerate(zip(text, other, strict=False)) if pair[0] != pair[1])
