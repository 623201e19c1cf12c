"""What looking around a publication has brought, as files and as a person and a program read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from archive.errors import ReadError
from archive.regions import region_name
from crawler.cli.screen import words
from crawler.cli.site_fixture import fixture_files, saved, telling_list
from crawler.site_file import rendered
from crawler.survey.whole import Sample, Survey

# What the first word of a doubt means in a site file's docstring.
TOPICS = {
    "title": "title", "region": "region", "level": "level", "kind": "kind", "family": "article_pattern",
    "columns": "columns", "entrance": "entrance", "issue_url": "earlier issues", "no further": "paging",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """A survey as it would be written: the site file, and the fixture's files by their names in its folder."""

    survey: Survey
    path: Path
    text: str
    fixture: Path
    fixture_files: dict[str, str]
    seconds: float


def draw(found: Survey, places: tuple[Path, Path], seconds: float) -> Drawn:
    """A survey as files; `places` are the site file's path and the fixture's folder."""
    today = datetime.now(UTC).date().isoformat()
    files, doubts = fixture_of(found, today)
    draft = replace(found.draft, doubts=(*found.draft.doubts, *doubts))
    text = rendered(draft, seen_words(found, today), assumed_words(draft.doubts))
    return Drawn(replace(found, draft=draft), places[0], text, places[1], files, seconds)


def fixture_of(found: Survey, today: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The fixture's files, and what is doubtful about them: a trimmed article may read other than the whole one."""
    page = telling_list(found.site, [page for page in found.lists if page.url != found.draft.article_example])
    sample = next((one for one in found.samples if one.article), None)
    article = saved(sample.page.url, sample.page.text) if sample else None
    try:
        return fixture_files(found.site, page, article, today), ()
    except ReadError as error:
        doubt = f"fixture: once it is trimmed the article cannot be read ({error}); it was left out"
        return fixture_files(found.site, page, None, today), (doubt,)


def seen_words(found: Survey, today: str) -> str:
    """What was seen of a site, and by whom: `2 lists and 5 articles, by jingwen sites add on 2026-01-31`."""
    read = sum(one.article is not None for one in found.samples)
    pages = counted(len(found.lists), "page of an issue" if found.draft.entrance else "list")
    return f"{pages} and {counted(read, 'article')}, by `jingwen sites add` on {today}"


def counted(number: int, thing: str) -> str:
    """`1 list`, `3 lists`, `2 pages of an issue`."""
    word, _, rest = thing.partition(" ")
    return f"{number} {word}{'' if number == 1 else 's'} {rest}".rstrip()


def assumed_words(doubts: Sequence[str]) -> str:
    """What was guessed, in a few words; `nothing` where all was seen."""
    topics = [topic for word, topic in TOPICS.items() if any(doubt.startswith(word) for doubt in doubts)]
    return ", ".join(topics) or "nothing"


def show(console: Console, drawn: Drawn) -> None:
    """The file, five articles as they would be archived, and what is unsure."""
    draft, samples = drawn.survey.draft, drawn.survey.samples
    console.print(
        words(f"{draft.owner.title} · {region_name(draft.owner.region)} · {draft.family.family}", style="bold")
    )
    console.print(f"{drawn.survey.fetched} pages were looked at in {drawn.seconds:.1f} s.\n")
    if samples:
        console.print(article_table(samples), soft_wrap=False)
        console.print()
    console.print(words(drawn.text))
    if draft.doubts:
        console.print("[yellow]Unsure of:[/]")
        for doubt in draft.doubts:
            console.print(words(f"  - {doubt}", style="yellow"))


def article_table(samples: Sequence[Sample]) -> Table:
    """One row an article."""
    table = Table("headline", "date", "source", "begins", "length", "read by", box=None)
    for one in samples:
        article = one.article
        if article is None:
            table.add_row(words(one.link.headline[:30]), one.link.published, "", words(one.trouble), "", "")
            continue
        readers = dict(article.read_by)
        table.add_row(
            words(article.headline[:30]),
            article.published.replace("T", " "),
            words(article.source),
            words(article.text[:24]),
            f"{len(article.text):,}",
            words(f"{readers.get('body', '')} {readers.get('published', '')}"),
        )
    return table


def as_plain(drawn: Drawn, *, written: bool) -> dict[str, Any]:
    """What was found, for a program."""
    draft = drawn.survey.draft
    owner = draft.owner
    return {
        "name": draft.name,
        "title": owner.title,
        "region": owner.region,
        "level": owner.level,
        "kind": owner.kind,
        "family": draft.family.family,
        "home": draft.home,
        "columns": dict(draft.columns),
        "entrance": draft.entrance or None,
        "issue_url": draft.issue_url or None,
        "article_pattern": draft.article_pattern or draft.family.article_pattern,
        "article_example": draft.article_example,
        "provenance": draft.provenance,
        "confidence": draft.confidence,
        "doubts": list(draft.doubts),
        "articles": [as_row(one) for one in drawn.survey.samples],
        "file": str(drawn.path),
        "text": drawn.text,
        "fixture": str(drawn.fixture),
        "written": written,
        "pages": drawn.survey.fetched,
        "seconds": drawn.seconds,
    }


def as_row(one: Sample) -> dict[str, Any]:
    """One article of the preview, for a program."""
    article = one.article
    if article is None:
        return {"url": one.link.url, "title": one.link.headline or None, "error": one.trouble}
    return {
        "url": article.url,
        "title": article.headline or None,
        "published": article.published or None,
        "source": article.source or None,
        "begins": article.text[:40],
        "length": len(article.text),
        "read_by": dict(article.read_by),
    }
