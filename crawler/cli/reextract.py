"""`jingwen reextract`: read stored pages again with today's rules, without fetching anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from archive.errors import ReadError
from archive.records import ArticleRules
from archive.store.archive import Archive
from archive.store.readonly import connect
from archive.store.rereading import Reread, read_first_page, reread, set_aside_pages, stored_readings
from crawler.catalogue import rules_of, wants
from crawler.cli.screen import screen, words

EXAMPLES = 5
COMMIT_EVERY = 200


@click.command("reextract")
@click.option("--site", default="", help="Only this site's articles.")
@click.option("--write", is_flag=True, help="File what changed; without it nothing is written.")
@click.pass_obj
def command(data: Path, site: str, write: bool) -> int:
    """Show what today's rules would change in stored articles; with --write, change it. No page is fetched.

    Pages that a crawl set aside as off topic are judged again, too; the next crawl files those that no longer are.

    \b
    Example:  jingwen reextract --site gansu_zhengfa --write
    """
    console = screen()
    connect(data).close()  # an archive that is not there is not made
    with Archive.open(data, write=write) as archive:
        total = int(archive.conn.execute("SELECT count(*) FROM articles WHERE ? IN ('', site)", (site,)).fetchone()[0])
        again = reread(stored_readings(archive.conn, site), archive.warc_folder, learned_rules(archive))
        shown = track(
            again, "reading", total, console=screen(stderr=True), disable=not console.is_terminal, transient=True
        )
        fields, examples, problems = Counter[str](), list[tuple[str, str, str]](), list[str]()
        changed = count = 0
        for one in shown:
            count += 1
            changed += bool(one.changes)
            fields.update(name for name, _, _ in one.changes)
            examples += one.changes[: max(0, EXAMPLES - len(examples))]
            problems += [f"{one.stored.article_id}: {one.problem}"] if one.problem else []
            if write and one.changes:
                file(archive, one, last=changed % COMMIT_EVERY == 0)
        aside, wanted = judge_again(archive, site, write=write)
    report(console, fields, examples)
    for problem in problems:
        console.print(words(problem, style="yellow"))
    verb = "changed" if write else "would change (run with --write to do it)"
    console.print(f"{count:,} articles read again, {changed:,} {verb}, {len(problems):,} could not be read")
    if aside:
        then = "the next crawl files them, without fetching" if write else "run with --write to have them filed"
        console.print(f"{aside:,} pages were off topic; {wanted:,} of them no longer are ({then})")
    return 1 if problems else 0


def learned_rules(archive: Archive) -> Callable[[str], ArticleRules]:
    """How a site's pages are read, with what its pages have taught by now."""

    @cache
    def rules(site: str) -> ArticleRules:
        own = rules_of(site)
        return replace(own, learned=(*own.learned, *archive.learned_lines(site)))

    return rules


def judge_again(archive: Archive, site: str, *, write: bool) -> tuple[int, int]:
    """How many pages were set aside as off topic, and how many of them today's lexicon wants."""
    pages, wanted, rules = set_aside_pages(archive.conn, site), 0, learned_rules(archive)
    for page in pages:
        try:
            article = read_first_page(page, archive.warc_folder, rules(page.site))
        except ReadError:
            continue  # it stays where it is: nothing of it is in the archive that could be lost
        if not wants(page.site, article):
            continue
        wanted += 1
        if write:  # as a crawl leaves a page it had no time to read
            archive.mark_read(page.capture.id, "unread")
            archive.reopen(page.site, page.link.url)
    return len(pages), wanted


def file(archive: Archive, one: Reread, *, last: bool) -> None:
    assert one.article is not None
    archive.add(one.article, one.captures)
    if last:
        archive.commit()


def report(console: Console, fields: Counter[str], examples: list[tuple[str, str, str]]) -> None:
    """How often each field changes, and a few examples."""
    if not fields:
        return
    counts = Table("field", "articles", box=None)
    for name, number in fields.most_common():
        counts.add_row(name, f"{number:,}")
    console.print(counts, soft_wrap=False)
    shown = Table("field", "before", "after", title="Examples", title_justify="left")
    for name, before, after in examples:
        shown.add_row(name, *(words(shortened(text, other)) for text, other in ((before, after), (after, before))))
    console.print(shown, soft_wrap=False)


def shortened(text: str, other: str, width: int = 60) -> str:
    """The part of a long text where it begins to differ from the other."""
    start = next(differing(text, other), 0)
    begin = max(0, start - 10)
    return ("…" if begin else "") + text[begin : begin + width].replace("\n", "¶")


def differing(text: str, other: str) -> Iterator[int]:
    return (place for place, pair in enumerate(zip(text, other, strict=False)) if pair[0] != pair[1])
