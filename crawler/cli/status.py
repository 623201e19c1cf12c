"""`jingwen status`: what the archive holds and how its sites fare."""

from __future__ import annotations

import dataclasses
import json
from contextlib import closing
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from archive.store.readonly import connect
from archive.store.status import ArchiveStatus, status
from crawler.cli.screen import screen, words

COLOURS = {"ok": "green", "nothing_new": "green", "degraded": "yellow", "failed": "red", "interrupted": "yellow"}


@click.command("status")
@click.option("--issues", type=click.IntRange(0, 1000), default=10, show_default=True, help="How many issues to show.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(data: Path, issues: int, as_json: bool) -> int:
    """Show counts, each site's last run and the newest issues; ends with 1 when a site's last run failed.

    \b
    Example:  jingwen status --json
    """
    with closing(connect(data)) as conn:
        found = status(conn, issues=issues)
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=2))
    else:
        show(screen(), found)
    return 1 if any(site.outcome == "failed" for site in found.sites) else 0


def show(console: Console, found: ArchiveStatus) -> None:
    """The figures, the sites and the issues as tables."""
    console.print(
        f"[bold]{found.articles:,}[/] articles, {found.copies:,} copies, {found.versions:,} earlier versions, "
        f"{found.withdrawn:,} pages withdrawn\n"
        f"{found.captures:,} captures, {found.bytes / 1e6:,.1f} MB received; "
        f"{found.unread:,} not yet read, {found.pending:,} links not yet fetched"
    )
    sites = Table("site", "title", "articles", "last run (UTC)", "outcome", "new", "failed", box=None)
    for site in found.sites:
        outcome = words(site.outcome or "never run", style=COLOURS.get(site.outcome, "dim"))
        new, failed = str(site.articles_new), str(site.failed)
        sites.add_row(site.name, site.title, f"{site.articles:,}", site.last_run, outcome, new, failed)
    console.print(sites, soft_wrap=False)
    for issue in found.issues:
        console.print(words(f"{issue.at}  {issue.site}  {issue.failure}  {issue.url}  {issue.detail}", style="yellow"))
