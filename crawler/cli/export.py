"""`jingwen export`: an extract, the same rows the pages give."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

import click
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from archive.errors import NoPermission, NoRoom, UsageError
from archive.publish.csv import write_csv
from archive.publish.jsonl import write_jsonl
from archive.publish.rows import Row, select_rows
from archive.publish.wacz import Extract, Packed, write_wacz
from archive.publish.xlsx import write_xlsx
from archive.store.readonly import WARC_FOLDER, connect
from crawler.cli.narrowing import narrowing_of, narrowing_options
from crawler.cli.screen import screen, words

FORMATS = ("csv", "xlsx", "jsonl", "wacz")
SHOWN = 20  # captures that are not in a package


@click.command("export")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="csv", show_default=True)
@click.option("--query", default="", help="Only articles this search finds.")
@narrowing_options
@click.option("--raw", is_flag=True, help="CSV without byte order mark and without the guard against formula cells.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="A file, or - for standard output.",
)
@click.pass_obj
def command(data: Path, /, kind: str, raw: bool, output: Path, query: str, **narrowed: str | None) -> int:
    """Write an extract: one row an article, newest first, with its full text and the place of its bytes.

    As WACZ: the pages themselves, with every version and copy, for ReplayWeb.page, pywb and the like.

    \b
    Example:  jingwen export --format csv --query 反诈 --since 2024-01-01 -o fanzha.csv
              jingwen export --format wacz --query 反诈 -o fanzha.wacz
    """
    with closing(connect(data)) as conn, written(output) as stream:
        rows = shown(select_rows(conn, query, narrowing_of(narrowed)), quiet=str(output) == "-")
        if kind == "wacz":
            packed = write_wacz(conn, data / WARC_FOLDER, rows, stream, extract_of({"query": query, **narrowed}))
        else:
            packed = Packed(articles=write(kind, rows, stream, raw=raw))
    records = f" with {packed.records:,} captures" if kind == "wacz" else ""
    click.echo(f"{packed.articles:,} articles{records} written to {output}", err=True)
    for one in packed.missing[:SHOWN]:
        click.echo(words(f"not in it: {one}").plain, err=True)
    if len(packed.missing) > SHOWN:
        click.echo(f"… and {len(packed.missing) - SHOWN:,} more are not in it", err=True)
    return 1 if packed.missing else 0


def extract_of(narrowed: dict[str, str | None]) -> Extract:
    """What a package is called: what was asked for."""
    asked = "; ".join(f"{name} {value}" for name, value in narrowed.items() if value)
    return Extract(f"警闻 jingwen: {asked or 'everything'}", "Pages of public-security news, as they were received.")


def write(kind: str, rows: Iterable[Row], stream: BinaryIO, *, raw: bool) -> int:
    """Write rows in one of FORMATS; the number of rows."""
    if kind == "csv":
        return write_csv(rows, stream, raw=raw)
    return write_xlsx(rows, stream) if kind == "xlsx" else write_jsonl(rows, stream)


@contextmanager
def written(output: Path) -> Iterator[BinaryIO]:
    """A stream that becomes the file only when all of it was written; what stood there before survives a failure."""
    if str(output) == "-":
        yield sys.stdout.buffer
        return
    regular = output.is_file() or not output.exists()
    target = output.with_name(f"{output.name}.part") if regular else output
    try:
        with target.open("wb") as stream:
            yield stream
        if regular:
            target.replace(output)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NoRoom(f"no room left to write {output}; free some space, or choose another disk with -o") from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise NoPermission(
                f"{output} may not be written ({error.strerror}); choose another place with -o"
            ) from error
        raise UsageError(f"{output} cannot be written ({error.strerror}); choose another place with -o") from error
    finally:
        if regular:
            target.unlink(missing_ok=True)


def shown(rows: Iterable[Row], *, quiet: bool) -> Iterator[Row]:
    """The rows, counted on a terminal as they pass."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    console = screen(stderr=True)
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal, transient=True) as progress:
        task = progress.add_task("articles", total=None)
        for row in rows:
            progress.advance(task)
            yield row
