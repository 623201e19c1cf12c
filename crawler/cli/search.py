"""`jingwen search`: what the reading room's search finds, in the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.text import Text

from archive.search.find import Hit, best, search
from archive.search.told import hit_record
from archive.search.verify import CLOSE, OPEN
from archive.store.readonly import connect
from crawler.cli.narrowing import narrowing_of, narrowing_options
from crawler.cli.screen import screen, words

PRINTED = ("id", "headline", "site", "source", "published", "url", "snippet")


@click.command("search")
@click.argument("query")
@narrowing_options
@click.option("--best", "best_first", is_flag=True, help="The best answers first, not the newest.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(data: Path, /, query: str, best_first: bool, limit: int, as_json: bool, **narrowed: str | None) -> None:
    """Find articles holding QUERY: any words, in either script; "phrases", AND OR NOT, title:word.

    \b
    Example:  jingwen search '電信詐騙 NOT 演练' --since 2024-01-01
    """
    conn = connect(data)
    try:
        page = search(conn, query, narrowing_of(narrowed), limit=limit)
        hits = best(conn, query, narrowing_of(narrowed), limit=limit)[0] if best_first else page.hits
    finally:
        conn.close()
    if as_json:
        told = {"count": page.count, "exact": page.count_is_exact, "hits": [printed(hit) for hit in hits]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    console = screen()
    console.print(words(f"{'' if page.count_is_exact else 'about '}{page.count:,} articles", style="bold"))
    for hit in hits:
        console.print()
        console.print(
            words(f"{hit.published[:10]}  ", style="cyan"), words(hit.headline, style="bold"), words(f"  {hit.site}")
        )
        console.print(marked(hit.snippet))
        console.print(words(hit.url, style="dim"))


def printed(hit: Hit) -> dict[str, object]:
    """What --json says of a hit."""
    known = hit_record(hit)
    return {name: known[name] for name in PRINTED}


def marked(snippet: str) -> Text:
    """The snippet with its hits in colour."""
    text = Text()
    for piece in snippet.split(OPEN):
        hit, mark, rest = piece.partition(CLOSE)
        text.append(words(hit, "bold yellow" if mark else ""))
        text.append(words(rest))
    return text
