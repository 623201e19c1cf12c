"""`jingwen verify`: every row against its bytes, and every text against what they give."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from archive.errors import ReadError
from archive.extractor import code_version
from archive.store.archive import Archive
from archive.store.rereading import KINDS, StoredReading, count_readings, drawn_readings, stored_readings
from archive.store.verify import Checked, TextChecked, capture_rows, check_rows, judge_text
from crawler.cli.screen import screen, words
from crawler.rereading import cores, in_order, learned_rules, reread_all

SHOWN = 50  # problems


@dataclass(slots=True)
class Checks:
    """What was found: captures and their problems; texts and theirs; by extractor how many texts and which drift."""

    captures: int = 0
    problems: list[Checked] = field(default_factory=list)
    texts: int = 0
    wrong: list[TextChecked] = field(default_factory=list)
    read_by: Counter[str] = field(default_factory=Counter)
    drifted: Counter[str] = field(default_factory=Counter)
    fields: dict[str, Counter[str]] = field(default_factory=dict)

    def take(self, one: TextChecked) -> None:
        self.texts += 1
        by = one.stored.extractor.partition("/")[0]
        self.read_by[by] += 1
        if one.judgement == "drift":
            self.drifted[by] += 1
            self.fields.setdefault(by, Counter()).update(one.fields)
        elif one.problem:
            self.wrong.append(one)


@click.command("verify")
@click.option("--sample", type=click.IntRange(1), help="Check only so many captures and texts, drawn at random.")
@click.option("--bytes-only", is_flag=True, help="Check the captures, and read no text again.")
@click.option("--jobs", type=click.IntRange(1, 256), help="Reader processes; as many as there are cores if not given.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(data: Path, sample: int | None, bytes_only: bool, jobs: int | None, as_json: bool) -> int:
    """Check that every record is where its row says, as its row says, and gives the text that is stored.

    Ends with 1 if one is not. That an earlier extractor read a text otherwise is drift: it is told, and no fault.

    \b
    Example:  jingwen verify --sample 1000
    """
    checks, console = Checks(), screen(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with (
        Archive.open(data, write=False) as archive,
        Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress,
    ):
        rows = int(archive.conn.execute("SELECT count(*) FROM captures").fetchone()[0])
        shown = progress.add_task("records", total=min(rows, sample or rows))
        for found in check_captures(archive, sample, jobs or cores()):
            checks.captures += len(found)
            checks.problems += [one for one in found if one.problem]
            progress.advance(shown, len(found))
        texts = 0 if bytes_only else sum(count_readings(archive.conn).values())
        shown = progress.add_task("texts", total=min(texts, sample or texts))
        for one in check_texts(archive, sample, jobs or cores()) if texts else ():
            checks.take(one)
            progress.advance(shown)
    if as_json:
        click.echo(json.dumps(as_json_of(checks), ensure_ascii=False, indent=2))
    else:
        report(screen(), checks)
    return 1 if checks.problems or checks.wrong else 0


def check_captures(archive: Archive, sample: int | None, jobs: int) -> Iterator[list[Checked]]:
    """Captures checked in reader processes, some at once."""
    asked = ((rows, (archive.warc_folder, rows)) for rows in capture_rows(archive.conn, sample=sample))
    for rows, found in in_order(asked, check_rows, jobs=jobs):
        if isinstance(found, ReadError):  # one of them ended its reader: which, only reading them alone could tell
            yield [Checked(row.id, row.url, row.place, str(found)) for row in rows]
        else:
            yield found


def check_texts(archive: Archive, sample: int | None, jobs: int) -> Iterator[TextChecked]:
    """Texts read again in reader processes, each judged."""
    readings = drawn_readings(archive.conn, sample) if sample else every(archive)
    for stored, again in reread_all(readings, archive.warc_folder, learned_rules(archive), jobs=jobs):
        yield judge_text(stored, again)


def every(archive: Archive) -> Iterator[StoredReading]:
    for kind in KINDS:
        yield from stored_readings(archive.conn, kind=kind)


def report(console: Console, checks: Checks) -> None:
    """The problems, one by one; then drift by extractor; then the count."""
    for one in checks.problems[:SHOWN]:
        console.print(words(f"capture {one.capture_id}  {one.url}\n    {one.problem}"))
    for text in checks.wrong[:SHOWN]:
        console.print(words(f"{text.stored.kind} {text.stored.id}  {text.judgement}\n    {text.problem}"))
    hidden = max(0, len(checks.problems) - SHOWN) + max(0, len(checks.wrong) - SHOWN)
    if hidden:
        console.print(f"… and {hidden:,} more; --json has them all")
    if checks.drifted:
        table = Table("read by", "texts", "drifted", "in", box=None)
        for by, number in checks.read_by.most_common():
            fields = ", ".join(f"{name} {count:,}" for name, count in checks.fields.get(by, Counter()).most_common(6))
            table.add_row(named(by), f"{number:,}", f"{checks.drifted[by]:,}", words(fields))
        console.print(table, soft_wrap=False)
        console.print("Drift is no fault: `jingwen reextract` shows what today's rules would change.")
    console.print(f"{checks.captures:,} captures checked, {len(checks.problems):,} with a problem")
    if checks.texts:
        drifted, wrong = checks.drifted.total(), len(checks.wrong)
        equal = checks.texts - drifted - wrong
        console.print(
            f"{checks.texts:,} texts read again: {equal:,} equal, {drifted:,} drifted, {wrong:,} with a problem"
        )


def named(by: str) -> str:
    """An extractor as a person reads it."""
    if by == code_version():
        return f"{by} (today's, other rules)"
    return by or "an extractor nobody noted"


def as_json_of(checks: Checks) -> dict[str, object]:
    """What was found, for a program."""
    problems = [{"capture_id": one.capture_id, "url": one.url, "problem": one.problem} for one in checks.problems]
    wrong = [
        {"kind": one.stored.kind, "id": one.stored.id, "judgement": one.judgement, "problem": one.problem}
        for one in checks.wrong
    ]
    drift = [
        {"extractor": by, "texts": number, "drifted": checks.drifted[by], "fields": dict(checks.fields.get(by, {}))}
        for by, number in checks.read_by.items()
    ]
    return {
        "checked": checks.captures, "problems": problems, "texts": checks.texts, "wrong": wrong, "drift": drift,
    }  # fmt: skip
