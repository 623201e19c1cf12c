"""`jingwen backup`: a whole copy of an archive, while a crawl runs."""

from __future__ import annotations

from pathlib import Path

import click

from archive.store.backup import back_up
from crawler.cli.screen import byte_bar, screen, words


@click.command("backup")
@click.argument("target", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER")
@click.pass_obj
def command(data: Path, target: Path) -> None:
    """Copy the archive into FOLDER, whole as of one moment; of a backup that is there only what is new is copied.

    \b
    Example:  jingwen backup /mnt/backup/jingwen
    """
    with byte_bar("copying") as told:
        made = back_up(data, target, told)
    screen().print(
        words(
            f"{made.articles:,} articles and {made.files:,} WARC files, {made.bytes / 1e6:,.1f} MB, are in {target} "
            f"({made.copied / 1e6:,.1f} MB of WARC copied now). `jingwen restore {target}` puts them back."
        )
    )
