"""`jingwen restore`: a backup put back."""

from __future__ import annotations

from pathlib import Path

import click

from archive.store.archive import Archive
from archive.store.backup import restore
from crawler.cli.screen import byte_bar, screen, words


@click.command("restore")
@click.argument("backup", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="FOLDER")
@click.pass_obj
def command(data: Path, backup: Path) -> None:
    """Put the backup in FOLDER into the data directory, which must hold no archive; every file is checked.

    \b
    Example:  jingwen --data /srv/jingwen restore /mnt/backup/jingwen
    """
    with byte_bar("copying") as told:
        made = restore(backup, data, told)
    with Archive.open(data) as archive:
        archive.recover()
    put = f"{made.articles:,} articles of {made.made_at} are in {data}; `jingwen doctor` looks at them."
    screen().print(words(put))
