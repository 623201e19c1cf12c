"""The options that narrow a search, the same for every command that searches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from archive.search.candidates import Narrowing
from archive.topic import BANDS

Command = TypeVar("Command", bound=Callable[..., Any])
OPTIONS = (
    click.option("--site", default="", help="Only this site."),
    click.option("--region", default="", help="Only this region, such as 甘肃."),
    click.option("--since", default="", metavar="DATE", help="Published on or after this day, such as 2024-03-01."),
    click.option("--until", default="", metavar="DATE", help="Published on or before this day."),
    click.option("--source", default="", help="Only what names exactly this source, such as 新华社."),
    click.option("--section", default="", help="Only this column of a site, such as 警务动态."),
    click.option("--topic", type=click.Choice(BANDS), help="Only what is so surely on the topic."),
)


def narrowing_of(narrowed: dict[str, str | None]) -> Narrowing:
    """What those options say."""
    return Narrowing(**{name: value or "" for name, value in narrowed.items()})


def narrowing_options(command: Command) -> Command:
    """Give a command --site, --region, --since, --until, --source, --section and --topic, the fields of Narrowing."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command
