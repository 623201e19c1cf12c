"""`jingwen extract`: read one page or many and print what is in them; nothing is stored."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from archive.errors import ArchiveError, ReadError, UsageError
from archive.read import read_article, read_text
from archive.records import Article, ArticleRules
from crawler.cli.record import as_record, print_article, print_explanation
from crawler.cli.screen import screen
from crawler.fetch import fetch_page, is_address, saved_page


@click.command("extract")
@click.argument("page", required=False)
@click.option("--url", default="", help="The address a saved page came from; links and dates are read against it.")
@click.option(
    "--text", "plain", type=click.Path(path_type=Path), help="A plain text crawled elsewhere, instead of a page."
)
@click.option("--batch", is_flag=True, help='JSON lines {"id","file","url"} on standard input, records out, in order.')
@click.option("--explain", is_flag=True, help="Also show which reader gave each field and what furniture was removed.")
@click.option("--json", "as_json", is_flag=True, help="Print the record as JSON.")
def command(page: str | None, url: str, plain: Path | None, batch: bool, explain: bool, as_json: bool) -> None:
    """Read PAGE (a file or an address) and print its record.

    \b
    Example:  jingwen extract page.html --url http://gaj.example.gov.cn/Show/17 --explain
    """
    if batch:
        for line in answers(sys.stdin.buffer):
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
            sys.stdout.flush()
        return
    article = read_plain(plain, url) if plain else read_page(page, url)
    if as_json:
        click.echo(json.dumps(as_record(article), ensure_ascii=False, indent=2))
        return
    console = screen()
    print_article(console, article)
    if explain:
        print_explanation(console, article)


def read_page(page: str | None, url: str) -> Article:
    if not page:
        raise UsageError("which page? Give a file or an address, or --batch; `jingwen extract --help` has an example")
    capture = fetch_page(page) if is_address(page) else saved_page(Path(page), url)
    try:
        return read_article(capture, ArticleRules())
    except ReadError as error:
        raise type(error)(f"{page}: {error}") from error


def read_plain(path: Path, url: str) -> Article:
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text; convert it first, or pass it as a page") from error
    return read_text(text, url=url)


def answers(lines: Iterator[bytes]) -> Iterator[dict[str, Any]]:
    """One record for each request line, in order; a page that cannot be read answers {"id", "error", "failure"}."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            name, path = asked["id"], Path(asked["file"])
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f'line {number} is not {{"id","file","url"}}: {error!r}') from error
        try:
            article = read_article(saved_page(path, asked.get("url") or ""), ArticleRules())
        except ArchiveError as error:
            yield {"id": name, "error": str(error), "failure": getattr(error, "failure", "usage")}
        else:
            yield {"id": name, **as_record(article)}
