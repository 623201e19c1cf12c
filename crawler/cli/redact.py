"""`jingwen redact`: names masked and articles suppressed, by a reviewed list that the archive follows."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import click
from rich.table import Table

from archive.errors import ReadError
from archive.redaction import COLUMNS, LIST
from archive.store.archive import Archive
from archive.store.readonly import WARC_FOLDER, connect
from archive.store.rereading import Reread, StoredReading, read_again, readings_of
from archive.store.withholding import Due, due, load_list
from crawler.catalogue import rules_of
from crawler.cli.screen import screen, words

BEGUN = f"{','.join(COLUMNS)}\n"


@click.command("redact")
@click.option("--yes", is_flag=True, help="Write it; without it, only show what would change.")
@click.option("--begin", is_flag=True, help=f"Write an empty {LIST} into the data directory, to be filled in.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(data: Path, yes: bool, begin: bool, as_json: bool) -> None:
    """Make the archive follow redactions.csv in the data directory: mask terms, suppress articles, give back.

    One row a decision: the article's address, `mask` or `suppress`, the term, what stands in its place (某某 if
    empty), the reason, and who has reviewed it. It holds for the article's text, headline, earlier versions, former
    readings and reprints, for the search, and for what is captured later; the pages as received are no longer shown.
    Bytes, digests and dates stay. A row taken out of the list is given back: the text is read from its bytes again.

    \b
    Example:  jingwen redact --begin
              jingwen redact
              jingwen redact --yes
    """
    if begin:
        write_list(data)
        return
    with closing(connect(data)) as conn:
        changes = list(due(conn, load_list(data)))
    if yes and changes:
        with Archive.open(data) as archive:
            for one in changes:
                if one.rules:
                    archive.withhold(one)
                else:
                    archive.give_back(one, read_all_again(archive, one.article_id))
    report(changes, as_json=as_json, written=yes)


def write_list(data: Path) -> None:
    """An empty list; one that is there stays."""
    connect(data).close()
    path = data / LIST
    if not path.exists():
        path.write_text(BEGUN, "utf-8")
    screen().print(words(f"{path}: one row a decision, then `jingwen redact`"))


def read_all_again(archive: Archive, article_id: int) -> list[tuple[StoredReading, Reread]]:
    """Every text of an article as its bytes give it; one whose bytes are gone stays as it is."""
    found = []
    for stored in readings_of(archive.conn, article_id):
        try:
            found.append((stored, read_again(stored, archive.data_dir / WARC_FOLDER, rules_of(stored.site))))
        except ReadError:
            continue
    return found


def report(changes: list[Due], *, as_json: bool, written: bool) -> None:
    """What changes, without what is masked."""
    rows = [
        {
            "article": one.article_id,
            "url": one.url,
            "action": "given back" if not one.rules else "/".join(dict.fromkeys(rule.action for rule in one.rules)),
            "terms": sum(rule.action == "mask" for rule in one.rules),
            "reasons": "；".join(dict.fromkeys(rule.reason for rule in one.rules)),
        }
        for one in changes
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    console = screen()
    if rows:
        table = Table("article", "action", "terms", "reason", "address", box=None)
        for row in rows:
            table.add_row(*(words(str(row[name])) for name in ("article", "action", "terms", "reasons", "url")))
        console.print(table, soft_wrap=False)
    verb = "now follow" if written else "do not yet follow (run with --yes)"
    console.print(f"{len(rows)} articles {verb} {LIST}" if rows else f"Every article follows {LIST}")
