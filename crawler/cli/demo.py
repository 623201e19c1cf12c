"""`jingwen demo`: the whole path on an invented web, in one command."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click
from rich.console import Console

from archive.records import Window
from archive.search.find import search
from archive.store.readonly import DATABASE, connect
from crawler.cli.progress import Watching, print_summary
from crawler.cli.screen import screen, words
from crawler.cli.serve import serve
from crawler.run import CrawlOptions, crawl
from crawler.sample_web.clock import DEMO_STEP, FIRST_DAY, later, next_day
from crawler.sample_web.process import serve_in_process

DATA = Path("demo-data")
DAYS_BACK = DEMO_STEP + 7  # as an e-paper's week of looking back, in that web's own time
QUERIES = ("诈骗", "電動車", "title:派出所")


@click.command("demo")
@click.option("--no-serve", is_flag=True, help="End after the summary.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="Datasette's port; 0 takes any."
)
@click.option("--to", "data", type=click.Path(file_okay=False, path_type=Path), default=DATA, show_default=True)
def command(no_serve: bool, port: int, data: Path) -> int:
    """Serve the bundled sample web on loopback, crawl it, print what was kept, and open Datasette.

    \b
    Run it again: the sample web has moved on three days, and only what is new is fetched.
    Everything in it is invented.

    \b
    Example:  jingwen demo --no-serve
    """
    console = screen()
    first_run = not (data / DATABASE).exists()
    day = next_day(data)
    window = Window(FIRST_DAY if first_run else later(day, -DAYS_BACK), day)
    console.print(f"The sample web stands on [bold]{day}[/]; its hosts end in .test and are found on loopback.")
    with serve_in_process(day=day) as web, Watching(console) as watching:
        summary = crawl(CrawlOptions(data, window=window, sample_web=web.address, today=day, pictures=True), watching)
    print_summary(console, summary)
    show_searches(console, data)
    console.print(f"\nThe archive is in {data}/: jingwen.db and warc/. Run the demo again and it carries on.")
    if no_serve:
        return 1 if summary.failed else 0
    return serve(data, port)


def show_searches(console: Console, data: Path) -> None:
    """Three searches and their newest hits, to show that what was kept is found."""
    with closing(connect(data)) as conn:
        for query in QUERIES:
            page = search(conn, query, limit=3)
            about = "" if page.count_is_exact else "about "
            console.print(words(f"\n{query}: {about}{page.count:,} articles", style="bold"))
            for hit in page.hits:
                console.print(words(f"  {hit.published[:10]}  {hit.headline}  ({hit.site})"))
