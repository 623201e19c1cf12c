"""The terminal: how wide it is where there is none, and archived text made safe for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

WIDE = 160  # columns of a table in a pipe or a file, where nothing needs to be cut short
# C0 and C1 controls but for the line feed: an archived headline must not move the cursor or rename the window.
_CONTROLS = {code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if code != 0x0A}


class Screen(Console):
    """A console whose reader may go away (`| head`): the command's front door hears of it."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def screen(*, stderr: bool = False) -> Console:
    """The console every command prints to. Lines are never broken; print a table with `soft_wrap=False`."""
    console = Screen(stderr=stderr, highlight=False, soft_wrap=True)
    if console.is_terminal or "COLUMNS" in os.environ:
        return console
    return Screen(stderr=stderr, highlight=False, soft_wrap=True, width=WIDE)


def words(text: str, style: str = "") -> Text:
    """Text of a page or an address, never read as markup, without anything a terminal obeys."""
    return Text(text.translate(_CONTROLS), style=style)


@contextmanager
def byte_bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal for work measured in bytes; gives what is to be told (done, all)."""
    console = screen(stderr=True)
    columns = (TextColumn(what), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda done, every: progress.update(task, completed=done, total=every)
