"""`jingwen sites`: the site table, for people, programs and the README."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import click
from rich.table import Table

from archive.errors import UsageError
from archive.records import Site
from archive.regions import region_name
from crawler.catalogue import Gap, list_gaps, list_sites
from crawler.cli.screen import screen
from crawler.cli.site_add import command as add
from crawler.cli.site_check import command as check
from crawler.cli.site_names import unknown_site

SHOWN = ("name", "title", "region", "kind", "family", "provenance", "confidence")


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
command.add_command(check)


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_command(as_json: bool = False) -> None:
    """All sites and gaps, a row each.

    A gap is a site there ought to be of which too little is known; `show` and `--json` give the reason.
    """
    rows = known()
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    table = Table(*SHOWN, box=None)
    for row in rows:
        shown = row | {"region": region_name(row["region"])}
        table.add_row(*(shown[name] for name in SHOWN))
    screen().print(table, soft_wrap=False)


@command.command("show")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show_command(name: str, as_json: bool) -> None:
    """One site or gap, field by field."""
    rows = known()
    fields = next((row for row in rows if row["name"] == name), None)
    if fields is None:
        raise UsageError(unknown_site(name, [row["name"] for row in rows]))
    if as_json:
        click.echo(json.dumps(fields, ensure_ascii=False, indent=2))
        return
    for key, value in fields.items():
        if value:
            click.echo(f"{key:12} {value}")


def known() -> list[dict[str, Any]]:
    """The sites and the gaps as rows of one table, by name; `reason` is a gap's."""
    sites = [dataclasses.asdict(site) | {"reason": ""} for site in list_sites()]
    gaps = [gap_row(gap) for gap in list_gaps()]
    return sorted((*sites, *gaps), key=lambda row: str(row["name"]))


def gap_row(gap: Gap) -> dict[str, Any]:
    """A gap with the fields of a site it has nothing to say of."""
    said = dataclasses.asdict(gap)
    reason = said.pop("reason")
    unsaid = {"publisher": gap.title, "family": "", "confidence": "", "cadence": "", "expects": None}
    return said | unsaid | {"provenance": "gap", "reason": reason}


HEADINGS = {
    "police": "Police departments 公安机关",
    "zhengfa": "Political and legal affairs 政法",
    "epaper": "E-papers 数字报",
    "media": "Newsrooms 媒体",
    "portal": "Portals 门户",
}


def markdown_table() -> str:
    """The sites as the documents print them: a table a kind, the nation first, then by region; last the gaps."""
    parts = []
    for kind, heading in HEADINGS.items():
        sites = sorted((one for one in list_sites() if one.kind == kind), key=lambda one: (one.region, one.name))
        parts.append(f"### {heading}: {len(sites)}")
        parts.append(
            markdown(
                ("name", "site", "region", "family", "provenance", "confidence"),
                ((f"`{one.name}`", link(one), place(one), one.family, one.provenance, one.confidence) for one in sites),
            )
        )
    gaps = sorted(list_gaps(), key=lambda one: (one.region, one.name))
    parts.append(f"### Gaps: {len(gaps)}")
    parts.append(
        markdown(
            ("name", "site", "region", "why there is no file"),
            ((f"`{one.name}`", link(one), place(one), one.reason) for one in gaps),
        )
    )
    return "\n\n".join(parts)


def markdown_counts() -> str:
    """How many sites there are by kind, level, provenance, confidence and family, and how many gaps."""
    rows = []
    for by in ("kind", "level", "provenance", "confidence", "family"):
        counted = Counter(str(getattr(site, by)) for site in list_sites())
        rows.append((by, ", ".join(f"{word} {number}" for word, number in counted.most_common())))
    return markdown(("by", f"{len(list_sites())} sites, {len(list_gaps())} gaps"), rows)


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table."""
    ruled = f"|{'---|' * len(head)}"
    lines = [f"| {' | '.join(line)} |" for line in (head, *rows)]
    return "\n".join((lines[0], ruled, *lines[1:]))


def link(one: Site | Gap) -> str:
    return f"[{one.title}]({one.home})"


def place(one: Site | Gap) -> str:
    return region_name(one.region)
