"""`jingwen ingest`: file pages or WARCs somebody already has."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from archive.errors import UsageError
from archive.store.archive import Archive
from crawler.catalogue import site_classes
from crawler.cli.screen import screen, words
from crawler.ingest import Ingested, ingest
from crawler.sources import captures_of, pages_of

SHOWN = 20


@click.command("ingest")
@click.option("--pages", type=click.Path(path_type=Path), help="JSON lines with `file` (or `slug`), `url`, `site`.")
@click.option("--warc", "warcs", type=click.Path(path_type=Path), multiple=True, help="A file; may be repeated.")
@click.argument("more", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE|FOLDER]...")
@click.option("--site", default="", help="The site all pages belong to, where they do not say it themselves.")
@click.pass_obj
def command(data: Path, pages: Path | None, warcs: tuple[Path, ...], more: tuple[Path, ...], site: str) -> int:
    """File pages somebody already has through the same path as a crawl: kept, read, judged, searchable.

    Takes WARC, ARC and WACZ files, saved pages (.html), and folders of these. What is broken in a file is stepped
    over and named. Articles of several pages are joined. Taken in twice, nothing is kept twice.

    \b
    Example:  jingwen ingest --pages saved/index.jsonl
              jingwen ingest crawl-00000.warc.gz collection.wacz saved/
    """
    files = (*warcs, *more)
    if (pages is None) == (not files):
        raise UsageError("give either --pages INDEX.jsonl or files; `jingwen ingest --help` has an example")
    found = pages_of(pages, site) if pages else captures_of(files, site)
    console = screen()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    result = Ingested()
    rules = {name: found.article_rules() for name, found in site_classes().items()}
    with (
        Archive.open(data) as archive,
        Progress(*columns, console=screen(stderr=True), disable=not console.is_terminal, transient=True) as progress,
    ):
        archive.recover()
        kept = progress.add_task("pages kept", total=None)
        filed = progress.add_task("pages filed", total=None)
        for result in ingest(archive, found, rules):
            progress.update(kept, completed=result.kept)
            progress.update(filed, completed=result.pages)
    report(console, result)
    return 1 if result.problems else 0


def report(console: Console, result: Ingested) -> None:
    """What became of the pages, what was passed over, and what was wrong."""
    for name, problem in result.problems[:SHOWN]:
        console.print(words(f"{name}: {problem}", style="yellow"))
    if len(result.problems) > SHOWN:
        console.print(words(f"… and {len(result.problems) - SHOWN} more", style="yellow"))
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in result.counts.most_common())
    console.print(f"{result.pages:,} pages: {kinds or 'none'}")
    if result.passed:
        passed = ", ".join(f"{number:,} {why}" for why, number in result.passed.most_common())
        console.print(words(f"passed over: {passed}"))
