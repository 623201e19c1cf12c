"""`jingwen search`: what the reading room's search finds, in the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from archive.search.find import Hit, search
from archive.store.readonly import connect
from crawler.cli.screen import screen, words

HIT, END = "\x02", "\x03"


@click.command("search")
@click.argument("query")
@click.option("--site", default="", help="Only this site.")
@click.option("--region", default="", help="Only this region, such as 甘肃.")
@click.option("--since", default="", metavar="DATE", help="Published on or after this day, such as 2024-03-01.")
@click.option("--until", default="", metavar="DATE", help="Published on or before this day.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(data: Path, query: str, site: str, region: str, since: str, until: str, limit: int, as_json: bool) -> None:
    """Find articles holding QUERY: any words, in either script; "phrases", AND OR NOT, title:word.

    \b
    Example:  jingwen search '電信詐騙 NOT 演练' --since 2024-01-01
    """
    conn = connect(data)
    try:
        page = search(conn, query, site=site, region=region, since=since, until=until, limit=limit)
    finally:
        conn.close()
    if as_json:
        hits = [as_hit(hit) for hit in page.hits]
        click.echo(
            json.dumps({"count": page.count, "exact": page.count_is_exact, "hits": hits}, ensure_ascii=False, indent=2)
        )
        return
    console = screen()
    console.print(words(f"{'' if page.count_is_exact else 'about '}{page.count:,} articles", style="bold"))
    for hit in page.hits:
        console.print()
        console.print(
            words(f"{hit.published[:10]}  ", style="cyan"), words(hit.headline, style="bold"), words(f"  {hit.site}")
        )
        console.print(marked(hit.snippet))
        console.print(words(hit.url, style="dim"))


def as_hit(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "headline": hit.headline,
        "site": hit.site,
        "source": hit.source,
        "published": hit.published,
        "url": hit.url,
        "snippet": hit.snippet.replace(HIT, "").replace(END, ""),
    }


def marked(snippet: str) -> Text:
    """The snippet with its hits in colour."""
    text = Text()
    for piece in snippet.split(HIT):
        hit, mark, rest = piece.partition(END)
        text.append(words(hit, "bold yellow" if mark else ""))
        text.append(words(rest))
    return text
