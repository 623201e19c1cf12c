"""`jingwen verify`: every row against its bytes."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import click
from rich.progress import track

from archive.store.readonly import WARC_FOLDER, connect
from archive.store.verify import Checked, check_captures
from crawler.cli.screen import screen, words


@click.command("verify")
@click.option("--sample", type=click.IntRange(1), help="Check only so many captures, drawn at random.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(data: Path, sample: int | None, as_json: bool) -> int:
    """Check that every capture's record is where its row says, with the digest its row says; ends with 1 if not.

    \b
    Example:  jingwen verify --sample 1000
    """
    with closing(connect(data)) as conn:
        total = int(conn.execute("SELECT count(*) FROM captures").fetchone()[0])
        checked = check_captures(conn, data / WARC_FOLDER, sample=sample)
        console = screen(stderr=True)
        expected, quiet = min(total, sample or total), not console.is_terminal
        shown = track(checked, "checking", expected, console=console, disable=quiet)
        problems: list[Checked] = []
        count = 0
        for one in shown:
            count += 1
            problems += [one] if one.problem else []
    if as_json:
        found = [{"capture_id": one.capture_id, "url": one.url, "problem": one.problem} for one in problems]
        click.echo(json.dumps({"checked": count, "problems": found}, ensure_ascii=False, indent=2))
    else:
        for one in problems:
            click.echo(words(f"capture {one.capture_id}  {one.url}\n    {one.problem}").plain)
        click.echo(f"{count:,} captures checked, {len(problems):,} with a problem")
    return 1 if problems else 0
