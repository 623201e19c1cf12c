"""`jingwen links`: the article links of a list page, found without selectors."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from archive.errors import ArchiveError, UsageError
from archive.extract.charset import charset_of, decode
from archive.records import ArticleLink, Capture
from crawler.cli.screen import screen, words
from crawler.fetch import fetch_page, is_address, saved_page
from crawler.links import find_links


@click.command("links")
@click.argument("page", required=False)
@click.option("--url", default="", help="The address a saved page came from.")
@click.option("--batch", is_flag=True, help='JSON lines {"id","file","url"} on standard input, links out, in order.')
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(page: str | None, url: str, batch: bool, as_json: bool) -> None:
    """List the article links of PAGE (a file or an address).

    \b
    Example:  jingwen links list.html --url http://gaj.example.gov.cn/list/2.html
    """
    if batch:
        for line in filter(bytes.strip, sys.stdin.buffer):
            click.echo(json.dumps(answer(line), ensure_ascii=False))
        return
    if not page:
        raise UsageError("which page? Give a file or an address, or --batch; `jingwen links --help` has an example")
    links = links_of(fetch_page(page) if is_address(page) else saved_page(Path(page), url))
    if as_json:
        click.echo(json.dumps([as_link(link) for link in links], ensure_ascii=False, indent=2))
        return
    table = Table("date", "headline", "address", box=None)
    for link in links:
        table.add_row(link.published, words(link.headline), words(link.url))
    screen().print(table, soft_wrap=False)


def answer(line: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(line)
        name, path = asked["id"], Path(asked["file"])
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f'not a line of {{"id","file","url"}}: {error!r}') from error
    try:
        return {"id": name, "links": [as_link(link) for link in links_of(saved_page(path, asked.get("url") or ""))]}
    except ArchiveError as error:
        return {"id": name, "error": str(error)}


def links_of(capture: Capture) -> list[ArticleLink]:
    page = decode(capture.payload, declared=charset_of(capture.header("Content-Type")))
    return list(find_links(page.text, capture.url))


def as_link(link: ArticleLink) -> dict[str, str | None]:
    return {"url": link.url, "title": link.headline, "date": link.published or None}
