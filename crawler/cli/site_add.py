"""`jingwen sites add`: look around a publication, show what would be archived, and write its site file."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import click
from rich.console import Console

from archive.errors import NoPermission, UsageError
from archive.records import Capture
from archive.regions import region_name
from crawler.catalogue import list_sites
from crawler.cli.screen import screen, words
from crawler.cli.site_draft import Drawn, as_plain, draw, show
from crawler.detect.owner import name_of
from crawler.fetch import NoMore, host_of, is_address, saved_page
from crawler.polite import Polite
from crawler.site import KINDS
from crawler.survey.look import Look
from crawler.survey.whole import Survey, Wishes, checked_name, survey

CHECKOUT = Path(__file__).parents[2]
SPIDERS = CHECKOUT / "spiders"
FIXTURES = CHECKOUT / "tests" / "spiders" / "fixtures"


@click.command("add")
@click.argument("page", metavar="URL|FILE")
@click.option("--url", default="", help="The address a saved page came from.")
@click.option("--name", default="", help="The site's name; by default it is made from the host.")
@click.option("--title", default="", help="Its title, where the pages say it badly.")
@click.option("--region", default="", metavar="CODE", help="Six digits of GB/T 2260, such as 620000.")
@click.option("--kind", default="", type=click.Choice(["", *KINDS]), metavar="KIND", help=f"{', '.join(KINDS)}.")
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="Where the file goes.")
@click.option("--dry-run", is_flag=True, help="Print the file, write nothing.")
@click.option("--force", is_flag=True, help="Write over a file of that name.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option(
    "--sample-web", default="", metavar="HOST:PORT", help="Look at a running sample web instead of the real one."
)
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def command(
    page: str, url: str, folder: Path | None, dry_run: bool, force: bool, yes: bool, sample_web: str, as_json: bool,
    **wished: str,
) -> None:  # fmt: skip
    """Add a site from any of its pages: its front page, a list, an article, a feed, or a page saved to disk.

    Fetches some twenty pages, a second apart, as robots.txt permits; finds the family, the lists, their paging and
    the articles' addresses; shows five articles as they would be archived; writes the site file and a first fixture.

    \b
    Example:  jingwen sites add https://gat.example.gov.cn/
    """
    began = time.monotonic()
    wishes = checked(Wishes(**wished))
    if sample_web and folder is None and not dry_run:
        raise UsageError("say --to DIR: a site of the sample web is not kept among the real ones (or --dry-run)")
    refuse_known(url or page, wishes, folder or SPIDERS, force or dry_run)
    console = screen(stderr=as_json)
    found = looked_at(page, url, wishes, sample_web, progress_of(screen(stderr=True)))
    name = found.draft.name
    places = (
        (folder / f"{name}.py", folder / "fixtures" / name) if folder else (SPIDERS / f"{name}.py", FIXTURES / name)
    )
    drawn = draw(found, places, round(time.monotonic() - began, 1))
    if not as_json:
        show(console, drawn)
    refuse_existing(drawn.path, force or dry_run)
    asked = not (yes or as_json) and sys.stdin.isatty() and console.is_terminal
    write = not dry_run and (not asked or click.confirm(f"Write {drawn.path}?", default=True))
    if write:
        write_all(drawn)
    if as_json:
        click.echo(json.dumps(as_plain(drawn, written=write), ensure_ascii=False, indent=2))
    elif write:
        console.print(words(f"\nWritten: {drawn.path} and {drawn.fixture}/"))
        console.print(f"Try it:  jingwen crawl {name} --max-pages 5")


def checked(wishes: Wishes) -> Wishes:
    """Wishes that can be fulfilled. Raises UsageError for a name or region that is none."""
    if wishes.name:
        checked_name(wishes.name)
    if wishes.region and not region_name(wishes.region):
        raise UsageError(f"{wishes.region!r} is no region: six digits of GB/T 2260, such as 620000 for 甘肃")
    return wishes


def refuse_known(url: str, wishes: Wishes, folder: Path, permitted: bool) -> None:
    """Raise UsageError before anything is fetched for a site there is already, unless that is permitted."""
    if permitted or not is_address(url):
        return
    host = host_of(url)
    same = next((site.name for site in list_sites() if urlsplit(site.home).hostname == host), "")
    if same and not wishes.name:
        raise UsageError(f"{same} is the site of {host} (see: jingwen sites show {same}); say --name for another of it")
    refuse_existing(folder / f"{wishes.name or checked_name(name_of(url))}.py", permitted)


def refuse_existing(path: Path, permitted: bool) -> None:
    """Raise UsageError for a file that is there."""
    if path.exists() and not permitted:
        raise UsageError(f"{path} is there already; say --name for another name, or --force to write over it")


def looked_at(page: str, url: str, wishes: Wishes, sample_web: str, told: Callable[[str], None]) -> Survey:
    """What looking around brings: from the web, or from one saved page."""
    if is_address(page):
        with Polite(sample_web) as polite:
            return survey(Look(polite.page, told), page, wishes, live=not sample_web)
    if not url and not Path(page).exists():
        raise UsageError(f"{page!r} is neither an address (http://… or https://…) nor a saved page")
    if not url:
        raise UsageError(f"where does {page} come from? Say its address: --url https://…")
    capture = saved_page(Path(page), url)

    def ask(asked: str) -> Capture:
        if asked != capture.url:
            raise NoMore("only one saved page was looked at: nothing was fetched, no other address was tried")
        return capture

    return survey(Look(ask, told), capture.url, wishes, live=False)


def progress_of(console: Console) -> Callable[[str], None]:
    """Tells a terminal which page is asked for; nobody elsewhere."""
    if not console.is_terminal:
        return lambda _: None
    number = 0

    def told(url: str) -> None:
        nonlocal number
        number += 1
        console.print(words(f"{number:3}  {url}", style="dim"))

    return told


def write_all(drawn: Drawn) -> None:
    """The site file and its fixture. Raises NoPermission where they cannot be written."""
    try:
        drawn.path.parent.mkdir(parents=True, exist_ok=True)
        drawn.path.write_text(drawn.text, "utf-8")
        drawn.fixture.mkdir(parents=True, exist_ok=True)
        for name, text in drawn.fixture_files.items():
            (drawn.fixture / name).write_text(text, "utf-8", errors="replace")
    except OSError as error:
        raise NoPermission(f"{error.filename} cannot be written: {error.strerror}; say --to DIR") from error
