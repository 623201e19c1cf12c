"""`jingwen crawl`: fetch what is new and file it."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from archive.records import Window
from archive.store.readonly import DATABASE, connect
from crawler.catalogue import list_sites
from crawler.cli.progress import Watching, as_json, print_summary
from crawler.cli.screen import screen
from crawler.run import CrawlOptions, checked, chosen, crawl
from crawler.schedule import due_sites


@click.command("crawl")
@click.argument("sites", nargs=-1, metavar="[SITE]...")
@click.option("--due", is_flag=True, help="Only the sites whose time has come, by their cadence and last good run.")
@click.option("--since", default="", metavar="DATE", help="Fill in the past: published on or after this day.")
@click.option("--until", default="", metavar="DATE", help="Published on or before this day.")
@click.option("--max-pages", type=click.IntRange(0), default=0, help="At most so many articles a site; 0 is no limit.")
@click.option("--max-minutes", type=click.FloatRange(0), default=0, help="End in good order after so long.")
@click.option(
    "--looks", type=click.IntRange(0), default=300, show_default=True,
    help="Known articles a site that are looked at again for changes and withdrawals; 0 is none.",
)  # fmt: skip
@click.option("--pictures", is_flag=True, help="Keep the pictures of articles, too, up to 20 an article and 5 MB each.")
@click.option("--today", default="", hidden=True, help="The day it is in a sample web with a clock of its own.")
@click.option(
    "--sample-web", default="", metavar="HOST:PORT", help="Crawl a running sample web instead of the real one."
)
@click.option("--json", "as_json_", is_flag=True, help="Print the summary as JSON.")
@click.pass_obj
def command(
    data: Path, /, sites: tuple[str, ...], due: bool, since: str, until: str, as_json_: bool, **limits: float | str
) -> int:
    """Visit SITEs (all of them if none is named), fetch what is new and file it; ends with 1 when a site failed.

    \b
    It obeys robots.txt, waits between requests and never fetches an article it knows. Kill it at any moment: the
    next run carries on.

    \b
    Example:  jingwen crawl gansu_zhengfa --since 2024-01-01 --until 2024-03-31
    """
    window = checked(Window(since, until))
    known = list_sites(sample=bool(limits["sample_web"]))
    names = chosen(sites, [site.name for site in known])
    if due:
        asked = set(names)
        names = due_sites([site for site in known if site.name in asked], last_good_runs(data), datetime.now(UTC))
        if not names:
            click.echo("No site is due.", err=as_json_)
            return 0
    options = CrawlOptions(
        data,
        tuple(names),
        window,
        max_pages=int(limits["max_pages"]),
        max_minutes=float(limits["max_minutes"]),
        most_looks=int(limits["looks"]),
        today=str(limits["today"]),
        pictures=bool(limits["pictures"]),
        sample_web=str(limits["sample_web"]),
    )
    console = screen(stderr=as_json_)
    with Watching(console) as watching:
        summary = crawl(options, watching)
    if as_json_:
        click.echo(json.dumps(as_json(summary), ensure_ascii=False, indent=2))
    else:
        print_summary(console, summary)
    return 1 if summary.failed else 0


def last_good_runs(data: Path) -> dict[str, str]:
    """When each site's last good run began; nothing where there is no archive yet."""
    if not (data / DATABASE).exists():
        return {}
    with closing(connect(data)) as conn:
        rows = conn.execute(
            "SELECT site, max(started_at) FROM runs WHERE outcome IN ('ok', 'nothing_new', 'degraded') GROUP BY site"
        )
        return dict(rows.fetchall())
