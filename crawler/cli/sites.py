"""`jingwen sites`: the site table, for people, programs and the README."""

from __future__ import annotations

import dataclasses
import difflib
import json
from collections.abc import Sequence

import click
from rich.table import Table

from archive.errors import UsageError
from archive.regions import region_name
from crawler.catalogue import list_sites
from crawler.cli.screen import screen
from crawler.cli.site_add import command as add


@click.group("sites", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """The sites jingwen knows: who they are, how they are read, and how far their files were tried.

    \b
    Example:  jingwen sites show gansu_zhengfa
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_command, as_json=as_json)


command.add_command(add)


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_command(as_json: bool = False) -> None:
    """All sites, a row each."""
    sites = list_sites()
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(site) for site in sites], ensure_ascii=False, indent=2))
        return
    table = Table("name", "title", "region", "kind", "family", "provenance", "confidence", box=None)
    for site in sites:
        table.add_row(
            site.name, site.title, region_name(site.region), site.kind, site.family, site.provenance, site.confidence
        )
    screen().print(table, soft_wrap=False)


@command.command("show")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show_command(name: str, as_json: bool) -> None:
    """One site, field by field."""
    sites = list_sites()
    site = next((site for site in sites if site.name == name), None)
    if site is None:
        raise UsageError(unknown_site(name, [site.name for site in sites]))
    fields = dataclasses.asdict(site)
    if as_json:
        click.echo(json.dumps(fields, ensure_ascii=False, indent=2))
        return
    for key, value in fields.items():
        click.echo(f"{key:12} {value}")


def unknown_site(name: str, names: Sequence[str]) -> str:
    """The error for a site name nobody has, with the nearest one that exists."""
    nearest = difflib.get_close_matches(name, names, n=1)
    return (
        f"there is no site {name!r}" + (f"; did you mean {nearest[0]!r}?" if nearest else "") + " (see: jingwen sites)"
    )


def markdown_table() -> str:
    """The README's table of sites."""
    rows = ["| name | site | region | kind | family | provenance |", "|---|---|---|---|---|---|"]
    for site in list_sites():
        linked = f"[{site.title}]({site.home})"
        cells = (f"`{site.name}`", linked, region_name(site.region), site.kind, site.family, site.provenance)
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)
