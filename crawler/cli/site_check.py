"""`jingwen sites check`: does every site answer as its file says? The live canary."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.progress import track
from rich.table import Table

from archive.errors import ArchiveError, NoPermission, UsageError
from crawler.catalogue import site_classes
from crawler.cli.screen import screen, words
from crawler.cli.site_add import FIXTURES, SPIDERS
from crawler.cli.site_fixture import SavedPage, fixture_files, saved, telling_list
from crawler.cli.site_names import unknown_site
from crawler.examine import Examined, examine
from crawler.polite import Polite
from crawler.site import SiteSpider
from crawler.site_file import as_recorded
from crawler.survey.look import Look

AT_ONCE = 8  # sites; each waits between its own requests
SHOWN_FIELDS = ("headline", "published", "source", "people", "view_count")


@dataclass(frozen=True, slots=True)
class Places:
    """Where the site files and the fixtures lie."""

    spiders: Path
    fixtures: Path


@click.command("check")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--record", is_flag=True, help="Keep trimmed pages of those that are well as fixtures, and say so.")
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="Where the site files are.")
@click.option("--seconds", default=90, show_default=True, type=click.IntRange(5, 3600), help="At most, for one site.")
@click.option("--sample-web", default="", metavar="HOST:PORT", help="Check the sites of a running sample web.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def command(
    names: tuple[str, ...], record: bool, folder: Path | None, seconds: int, sample_web: str, as_json: bool
) -> None:
    """Fetch the lists and three articles of sites, and see whether they are read as a crawl would read them.

    Without a NAME all sites are checked, several at once, each politely. Nothing is filed. Ends with 1 where a site is
    not well. --record turns `synthetic` into `recorded`: a list and an article are kept as a fixture, trimmed so
    that no article is republished.

    \b
    Example:  jingwen sites check gansu_zhengfa --record
    """
    sites = chosen(names, sample=bool(sample_web))
    if record and sample_web and folder is None:
        raise UsageError("say --to DIR: what the sample web shows is not recorded among the real sites")
    console = screen(stderr=as_json)
    progress = screen(stderr=True)
    found = sorted(
        track(
            examined(sites, sample_web, seconds), "checking", len(sites), console=progress,
            disable=not progress.is_terminal, transient=True,
        ),
        key=lambda one: one.site.name,
    )  # fmt: skip
    places = Places(folder, folder / "fixtures") if folder else Places(SPIDERS, FIXTURES)
    recorded = [one.site.name for one in found if record and one.well and keep(one, places)]
    if as_json:
        click.echo(json.dumps([as_plain(one, recorded) for one in found], ensure_ascii=False, indent=2))
    else:
        show(console.print, found)
        if recorded:
            console.print(words(f"recorded: {', '.join(recorded)} (run: make docs)"))
    if any(not one.well for one in found):
        raise SystemExit(1)


def chosen(names: Iterable[str], *, sample: bool) -> list[type[SiteSpider]]:
    """The sites that are meant. Raises UsageError for a name nobody has."""
    sites = site_classes(sample=sample)
    for name in names:
        if name not in sites:
            raise UsageError(unknown_site(name, list(sites)))
    return [sites[name] for name in dict.fromkeys(names)] or list(sites.values())


def examined(sites: list[type[SiteSpider]], sample_web: str, seconds: int) -> Iterator[Examined]:
    """The sites as they answer, in the order they are done."""

    def look_at(site: type[SiteSpider]) -> Examined:
        with Polite(sample_web, seconds=seconds) as polite:
            return examine(site, Look(polite.page))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done in as_completed([pool.submit(look_at, site) for site in sites]):
            yield done.result()


def keep(one: Examined, places: Places) -> bool:
    """Write a site's fixture and say in its file that it is recorded. Raises NoPermission, ArchiveError."""
    name, page = one.site.name, next((each for each in one.samples if each.article), None)
    path, fixture = places.spiders / f"{name}.py", places.fixtures / name
    today = datetime.now(UTC).date().isoformat()
    article: SavedPage | None = saved(page.page.url, page.page.text) if page else None
    files = fixture_files(one.site, telling_list(one.site, one.lists), article, today, "recorded")
    try:
        text = as_recorded(path.read_text("utf-8"))
        fixture.mkdir(parents=True, exist_ok=True)
        for file, content in files.items():
            (fixture / file).write_text(content, "utf-8", errors="replace")
        path.write_text(text, "utf-8")
    except OSError as error:
        raise NoPermission(f"{error.filename} cannot be written: {error.strerror}; say --to DIR") from error
    except ArchiveError as error:
        raise ArchiveError(f"{path}: {error}") from error
    return True


def show(tell: Callable[..., None], found: list[Examined]) -> None:
    """A row a site, then a line for everything that is wrong."""
    table = Table("site", "lists", "links", "articles", "seconds", "", box=None)
    for one in found:
        verdict = words("well", "green") if one.well else words(one.troubles[0].failure, "red")
        counts = (len(one.lists), len(one.links), len(one.read), one.seconds)
        table.add_row(one.site.name, *map(str, counts), verdict)
    tell(table, soft_wrap=False)
    for one in found:
        for trouble in one.troubles:
            tell(words(f"{one.site.name}: {trouble.failure} {trouble.url}: {trouble.detail}", "yellow"))
    well = sum(one.well for one in found)
    tell(f"{well} of {len(found)} sites are well")


def as_plain(one: Examined, recorded: list[str]) -> dict[str, Any]:
    """A site as JSON has it."""
    return {
        "site": one.site.name,
        "well": one.well,
        "lists": [page.url for page in one.lists],
        "links": len(one.links),
        "articles": [
            {"url": article.url, "characters": len(article.text)}
            | {name: bool(getattr(article, name)) for name in SHOWN_FIELDS}
            for article in one.read
        ],
        "troubles": [
            {"failure": trouble.failure, "url": trouble.url, "detail": trouble.detail} for trouble in one.troubles
        ],
        "recorded": one.site.name in recorded,
        "seconds": one.seconds,
    }
