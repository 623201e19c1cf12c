"""`jingwen doctor`: what is wrong with an archive, and its repair."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from archive.store.archive import Archive
from archive.store.examination import Finding, examine
from crawler.cli.screen import screen, words
from crawler.ingest import Ingested
from crawler.rebuilding import read_kept, set_aside

REBUILT = ("database_damaged", "database_missing")
BEYOND_US = ("missing_warc", "no_archive", "permission", "room", "clock", "writer")


@click.command("doctor")
@click.option("--repair", is_flag=True, help="Put right what can be; nothing is thrown away.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(data: Path, repair: bool, as_json: bool) -> int:
    """Look at the database, the WARC files and what holds them together, and name what is wrong with its repair.

    Ends with 0 when all is well, with 1 when something is not. A database that is damaged or gone is made anew from
    the WARC files; what only it knew (redactions, decisions on duplicates, the dates of withdrawals) comes back from
    a backup alone.

    \b
    Example:  jingwen doctor
              jingwen doctor --repair
    """
    console = screen(stderr=as_json)
    found = list(examine(data))
    if repair and any(one.trouble not in BEYOND_US for one in found):
        put_right(data, found, console)
        found = list(examine(data))
    if as_json:
        findings = [{"trouble": one.trouble, "detail": one.detail, "repair": one.repair} for one in found]
        click.echo(json.dumps(findings, ensure_ascii=False, indent=2))
    else:
        report(console, found)
    return 1 if any(one.is_damage for one in found) else 0


def put_right(data: Path, found: list[Finding], console: Console) -> None:
    """Repair what was found. Raises LockHeld while a crawl writes."""
    rebuilt = any(one.trouble in REBUILT for one in found)
    if rebuilt:
        for path in set_aside(data):
            console.print(words(f"the damaged file is now {path}"))
    with Archive.open(data) as archive:
        recovery = archive.recover(whole=True)
        for one in recovery.repaired:
            console.print(words(f"{one.path}: {one.cut:,} torn bytes cut off and kept as {one.kept_as.name}"))
        if recovery.found or recovery.lost or recovery.interrupted:
            console.print(
                f"{recovery.found:,} answers entered again, {recovery.lost:,} rows without bytes marked lost, "
                f"{recovery.interrupted:,} runs closed"
            )
        if any(one.trouble == "search_index" for one in found):
            console.print(f"{archive.rebuild_search():,} articles indexed again")
        if rebuilt:
            report_rebuilt(console, read_again(archive))


def read_again(archive: Archive) -> Ingested:
    """Read what is kept, with a spinner that counts."""
    result = Ingested()
    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} pages read"), TimeElapsedColumn())
    with Progress(*columns, console=screen(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        for result in read_kept(archive):
            progress.update(task, completed=result.pages)
    return result


def report_rebuilt(console: Console, result: Ingested) -> None:
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in result.counts.most_common())
    console.print(f"{result.pages:,} pages read again: {kinds or 'none'}")


def report(console: Console, found: list[Finding]) -> None:
    """Each finding with its repair; or that all is well."""
    for one in found:
        console.print(words(f"{one.trouble}: {one.detail}", style="red" if one.is_damage else "yellow"))
        console.print(words(f"    {one.repair}"))
    if not any(one.is_damage for one in found):
        console.print("The archive is sound; `jingwen verify` reads every record again.")
