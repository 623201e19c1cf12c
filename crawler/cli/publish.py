"""`jingwen publish`: an immutable copy for readers, with all that serves it, swapped in without a gap."""

from __future__ import annotations

from pathlib import Path

import click

from archive.store.readonly import DATABASE
from crawler.cli.published import CURRENT, publish
from crawler.cli.screen import screen, words


@click.command("publish")
@click.option("--to", "folder", type=click.Path(path_type=Path), required=True, metavar="DIR", help="Where to.")
@click.option("--keep", type=click.IntRange(2, 1000), default=3, show_default=True, help="How many stay, this one too.")
@click.pass_obj
def command(data: Path, folder: Path, keep: int) -> None:
    """Write a snapshot of the archive to DIR, for readers: an immutable database and all that serves it.

    DIR/current is the newest; it is swapped in one step, and `jingwen serve --published DIR` goes over to it without
    failing a reader. In each snapshot README.md has the `datasette` command, Containerfile the container. A crawl may
    write meanwhile.

    \b
    Example:  jingwen publish --to /srv/published
    """
    console = screen(stderr=True)
    made = publish(data, folder, keep, lambda step: console.print(words(f"{step} …", style="dim")))
    size = (made / DATABASE).stat().st_size
    screen().print(
        words(f"{made} is current ({size / 1e6:,.1f} MB); {folder / CURRENT}/README.md says how to serve it.")
    )
