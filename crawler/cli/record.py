"""An article as the command prints it: a JSON record for programs, a page of text for people."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table

from archive.normalise.furniture_rules import RULES
from archive.records import Article
from archive.topic import topic_of
from crawler.cli.screen import words

OTHER_REASONS = {
    "learned": "ends or begins most pages of this site",
    "site": "only this site prints it",
    "byline": "credits people; it went to fields",
    "head_line": "stands above the text and went to fields",
    "printed_twice": "the text is printed more than once",
}
ROLE_NAMES = {
    "reporter": "记者",
    "correspondent": "通讯员",
    "author": "作者",
    "editor": "责任编辑",
    "photographer": "摄影",
}


def as_record(article: Article) -> dict[str, Any]:
    """The record of `extract --json`: every field, text as published, null where the page has none."""
    return {
        "url": article.url,
        "site": article.site or None,
        "title": article.headline or None,
        "kicker": article.kicker or None,
        "subtitle": article.subheadline or None,
        "published": article.published or None,
        "precision": article.precision,
        "source": article.source or None,
        "authors": list(article.named("reporter", "author")),
        "correspondents": list(article.named("correspondent")),
        "editor": "、".join(article.named("editor")) or None,
        "photographers": list(article.named("photographer")),
        "dateline": article.dateline or None,
        "section": article.section or None,
        "page": article.page or None,
        "view_count": article.view_count,
        "paragraphs": list(article.paragraphs),
        "paragraphs_hans": None if article.paragraphs_hans is None else list(article.paragraphs_hans),
        "captions": list(article.captions),
        "images": [image.url for image in article.images],
        "attachments": [{"url": file.url, "name": file.name} for file in article.attachments],
        "script": article.script,
        "charset": article.charset or None,
        "flags": list(article.flags),
        "read_by": dict(article.read_by),
    }


def print_article(console: Console, article: Article) -> None:
    """The record as a person likes to read it: headline, who and when, then the paragraphs."""
    for line, style in ((article.kicker, "dim"), (article.headline, "bold"), (article.subheadline, "dim")):
        if line:
            console.print(words(line, style=style))
    people = [f"{ROLE_NAMES[person.role]} {person.name}" for person in article.people]
    about = [article.published.replace("T", " "), article.source, article.section, *people]
    if article.view_count is not None:
        about.append(f"阅读 {article.view_count}")
    console.print(words(" · ".join(filter(None, about)), style="cyan"))
    console.print(words(article.url, style="dim"))
    for paragraph in article.paragraphs:
        console.print()
        console.print(words(paragraph))
    for caption in article.captions:
        console.print(words(f"▣ {caption}", style="dim"))
    for file in article.attachments:
        console.print(words(f"附件 {file.name} {file.url}", style="dim"))
    if article.flags:
        console.print(words("flags: " + ", ".join(article.flags), style="yellow"))


def print_explanation(console: Console, article: Article) -> None:
    """Which reader gave each field what, which words made the topic, and what furniture went by which rule, and why."""
    console.print("\nWho read what")
    fields = Table("field", "read by", "value", box=None)
    for name, reader in article.read_by:
        fields.add_row(name, reader, words(value_of(article, name)))
    for person in article.people:
        fields.add_row(person.role, "byline or label", words(person.name))
    console.print(fields, soft_wrap=False)
    topic = topic_of(article)
    console.print(words(f"\ntopic {topic.score:.2f}: {' '.join(topic.words) or 'no word of it'}"))
    console.print(f"\nFurniture removed: {len(article.removed)}")
    if article.removed:
        removed = Table("rule", "why", "line", box=None)
        for rule, line in article.removed:
            removed.add_row(rule, reason_of(rule), words(line[:80]))
        console.print(removed, soft_wrap=False)


def value_of(article: Article, field: str) -> str:
    """What a field holds, as one line."""
    if field == "body":
        return f"{len(article.paragraphs)} paragraphs, {sum(map(len, article.paragraphs)):,} characters"
    return str(getattr(article, field, ""))


def reason_of(rule: str) -> str:
    """Why lines of a rule are no part of an article."""
    return OTHER_REASONS.get(rule) or next((known.why for known in RULES if known.id == rule), "")
