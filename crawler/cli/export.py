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
from archive.publish.package import write_package
from archive.publish.parquet import write_parquet
from archive.publish.rows import Row, select_rows
from archive.publish.wacz import Extract, Packed, write_wacz
from archive.publish.xlsx import write_xlsx
from archive.store.readonly import WARC_FOLDER, connect
from crawler.cli.narrowing import narrowing_of, narrowing_options
from crawler.cli.screen import screen, words

FORMATS = ("csv", "xlsx", "jsonl", "parquet", "wacz")
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
    help="A file, or - for standard output.",
)
@click.option(
    "--package", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="All, as a data package."
)
@click.option("--month", default="", metavar="YYYY-MM", help="With --package: what was first seen in a month, frozen.")
@click.pass_obj
def command(
    data: Path,
    /,
    kind: str,
    raw: bool,
    output: Path | None,
    package: Path | None,
    month: str,
    query: str,
    **narrowed: str | None,
) -> int:
    """Write an extract: one row an article, newest first, with its full text and the place of its bytes.

    As WACZ: the pages themselves, with every version and copy, for ReplayWeb.page, pywb and the like. As a data
    package (Frictionless): the whole archive in tables, with sums; a month once written is frozen, and writing it
    again checks it.

    \b
    Example:  jingwen export --format csv --query 反诈 --since 2024-01-01 -o fanzha.csv
              jingwen export --format wacz --query 反诈 -o fanzha.wacz
              jingwen export --package /srv/package --month 2025-11
    """
    if package is not None:
        if query or any(narrowed.values()) or output:
            raise click.UsageError("--package is of the whole archive or of a --month: leave out -o and any narrowing")
        return packaged(data, package, month)
    if month or output is None:
        raise click.UsageError("say where to with -o FILE (- for standard output); --month goes with --package")
    with closing(connect(data)) as conn, written(output) as stream:
        narrowing = narrowing_of(narrowed)
        found = select_rows(conn, query, narrowing, encoded=kind == "csv")
        rows = shown(found, quiet=str(output) == "-")
        if kind == "wacz":
            packed = write_wacz(conn, data / WARC_FOLDER, rows, stream, Extract.of(query, narrowing))
        else:
            packed = Packed(articles=write(kind, rows, stream, raw=raw))
    records = f" with {packed.records:,} captures" if kind == "wacz" else ""
    click.echo(f"{packed.articles:,} articles{records} written to {output}", err=True)
    for one in packed.missing[:SHOWN]:
        click.echo(words(f"not in it: {one}").plain, err=True)
    if len(packed.missing) > SHOWN:
        click.echo(f"… and {len(packed.missing) - SHOWN:,} more are not in it", err=True)
    return 1 if packed.missing else 0


def packaged(data: Path, folder: Path, month: str) -> int:
    """Write or check a data package and say what is in it."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    console = screen(stderr=True)
    with (
        closing(connect(data)) as conn,
        Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress,
    ):
        task = progress.add_task("", total=None)
        made = write_package(
            conn, folder, month, lambda name, rows: progress.update(task, description=name, completed=rows)
        )
    held = ", ".join(f"{rows:,} {name}" for name, rows in made.rows.items())
    done = "was frozen before and is as it was" if made.frozen else "is written"
    click.echo(f"{made.folder} {done}: {held}", err=True)
    return 0


def write(kind: str, rows: Iterable[Row], stream: BinaryIO, *, raw: bool) -> int:
    """Write rows in one of FORMATS; the number of rows."""
    if kind == "csv":
        return write_csv(rows, stream, raw=raw)
    return {"xlsx": write_xlsx, "jsonl": write_jsonl, "parquet": write_parquet}[kind](rows, stream)


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
