"""`jingwen capture`: what was received, as it was received; and the index other tools find it by."""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import click

from archive.capture.cdxj import index_files
from archive.capture.reader import read_capture
from archive.errors import UsageError
from archive.extract.charset import charset_of, decode
from archive.read import read_article
from archive.records import Capture
from archive.store.captures import KeptCapture, find, of_address, of_article
from archive.store.readonly import WARC_FOLDER, connect
from crawler.catalogue import rules_of
from crawler.cli.screen import screen, words

INDEX_FOLDER = "cdxj"
SNIFFED = 512  # bytes: a picture has a zero among its first
LARGEST_ID = 2**63 - 1


@click.group("capture")
def command() -> None:
    """What was received, as it was received: show one capture, list those of a page, index them for other tools.

    \b
    Example:  jingwen capture list http://gat.example.gov.cn/1.html
              jingwen capture show 4711
              jingwen capture show 4711 --raw > page.html
    """


@command.command("show")
@click.argument("number", type=click.IntRange(1, LARGEST_ID), metavar="ID")
@click.option("--raw", is_flag=True, help="Write the bytes received, and nothing else, to standard output.")
@click.option("--text", is_flag=True, help="Print the article as today's rules read it.")
@click.option("--headers", "only_headers", is_flag=True, help="Without the page itself.")
@click.option("--json", "as_json", is_flag=True, help="Print the row and the headers as JSON.")
@click.pass_obj
def show(data: Path, number: int, raw: bool, text: bool, only_headers: bool, as_json: bool) -> None:
    """Show one capture: its row, the headers and the page received, made safe for a terminal.

    \b
    Example:  jingwen capture show 4711 --text
    """
    if raw + text + only_headers + as_json > 1:
        raise UsageError("give one of --raw, --text, --headers and --json")
    if raw and sys.stdout.isatty():
        raise UsageError("--raw writes bytes a terminal may obey: send them to a file, as in `--raw > page.html`")
    with closing(connect(data)) as conn:
        row = found(conn, number)
    capture = read_capture(data / WARC_FOLDER, row.place)
    if raw:
        sys.stdout.buffer.write(capture.payload)
    elif as_json:
        click.echo(json.dumps({**asdict(row), "headers": capture.headers}, ensure_ascii=False, indent=2))
    elif text:
        print_article(capture)
    else:
        print_capture(row, capture, with_page=not only_headers)


@command.command("list")
@click.argument("what", metavar="ADDRESS|ARTICLE")
@click.pass_obj
def list_(data: Path, what: str) -> None:
    """List the captures of an address, or of an article by its number, oldest first.

    \b
    Example:  jingwen capture list http://gat.example.gov.cn/1.html
    """
    with closing(connect(data)) as conn:
        number = int(what) if what.isascii() and what.isdecimal() else 0
        rows = of_article(conn, number) if 0 < number <= LARGEST_ID else of_address(conn, what)
    if not rows:
        raise UsageError(f"nothing was captured of {what[:200]!r}; `jingwen search` finds what was")
    for row in rows:
        again = f"  as {row.refers_to}" if row.refers_to else ""
        line = f"{row.id:>8}  {row.captured_at}  {row.status}  {row.kind:7}  {row.size:>9,} bytes  {row.url}{again}"
        click.echo(words(line).plain)


@command.command("index")
@click.pass_obj
def index(data: Path) -> int:
    """Write the CDXJ index of the WARC files, one file each, sorted; what is indexed already is not read again.

    \b
    Example:  jingwen capture index && LC_ALL=C sort -m data/cdxj/*.cdxj > all.cdxj
    """
    connect(data).close()  # an archive that is not there is not made
    lines = torn = 0
    for one in index_files(data / WARC_FOLDER, data / INDEX_FOLDER):
        lines += one.new
        torn += bool(one.unread)
        if one.unread:
            click.echo(f"{one.path}: its last {one.unread:,} bytes are no whole record; run `jingwen verify`", err=True)
    click.echo(f"{lines:,} new records indexed in {data / INDEX_FOLDER}")
    return 1 if torn else 0


def found(conn: sqlite3.Connection, number: int) -> KeptCapture:
    """The row of a capture. Raises UsageError where there is none."""
    row = find(conn, number)
    if row is None:
        last = conn.execute("SELECT max(id) FROM captures").fetchone()[0]
        raise UsageError(f"there is no capture {number}; the last is {last or 'yet to come'}")
    return row


def print_article(capture: Capture) -> None:
    """The headline and text, as today's rules read the page."""
    article = read_article(capture, rules_of(capture.site))
    facts = " · ".join(filter(None, (article.published, article.source, article.byline)))
    for line in (article.headline, facts, "", *article.paragraphs):
        click.echo(words(line).plain)


def print_capture(row: KeptCapture, capture: Capture, *, with_page: bool) -> None:
    """The row, the headers, and the page or, where it is none of text, how large it is."""
    console = screen()
    facts = {
        "capture": str(row.id),
        "address": row.url,
        "captured": f"{row.captured_at} by {row.site}, {row.kind} {row.part}, {row.state}",
        "article": str(row.article_id or "none"),
        "bytes": f"{len(capture.payload):,}, {capture.digest}",
        "place": f"{row.place.file} at {row.place.offset}, {row.place.length:,} bytes",
        "again": f"the payload of capture {row.refers_to}" if row.refers_to else "",
    }
    for name, value in facts.items():
        if value:
            console.print(words(f"{name:9} {value}", style="dim"))
    console.print(words(f"\nHTTP {capture.status}", style="bold"))
    for name, value in capture.headers:
        console.print(words(f"{name}: {value}"))
    if not with_page:
        return
    console.print()
    if b"\0" in capture.payload[:SNIFFED]:
        console.print(f"{len(capture.payload):,} bytes that are no text; --raw writes them")
        return
    page = decode(capture.payload, declared=charset_of(capture.header("Content-Type"))).text
    for line in page.splitlines():
        click.echo(words(line.replace("\t", "    ")).plain)
