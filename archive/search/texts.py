"""Every text of a story, as one record: the current one, its older versions, and what its copies say beyond it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.search.fold import fold
from archive.search.tokens import APART, title_text
from archive.topic import band_of

OWN = ("kicker", "headline", "subheadline", "source", "site", "region", "section", "topic")
TOPIC = OWN.index("topic")
WIDTH = len(OWN) + 6  # of `record_columns`


@dataclass(frozen=True, slots=True)
class Record:
    """What a query is held against: all titles, all texts and all sources of a story, and what it is filtered by.

    `own_source` is the story's own, as are site, region, section and topic ("sure", "likely", "doubtful").
    """

    title: str
    body: str
    source: str = ""
    site: str = ""
    region: str = ""
    own_source: str = ""
    section: str = ""
    topic: str = ""


def record_columns(articles: str, *, with_text: bool = True) -> str:
    """SQL: the columns `record_of` takes, of a row of `articles`; "" for the texts where they need not be read."""
    own = [f"{articles}.{name}" for name in OWN]
    body = f"(SELECT coalesce(text_hans, text) FROM article_text WHERE article_text.id = {articles}.id)"  # noqa: S608 - ours
    older, copied = ("versions", "versions > 1"), ("copies", "copies > 0")
    titles = [_beside("headline", *older, articles), _beside("headline", *copied, articles)]
    bodies = [body, _beside("text", *older, articles), _beside("own_text", *copied, articles)]
    sources = [_beside("source", *copied, articles)]
    return ", ".join([*own, *titles, *sources, *(bodies if with_text else ["''"] * len(bodies))])


def _beside(column: str, table: str, some: str, articles: str) -> str:
    """SQL: a column of the versions or copies of a row of `articles`, put together; null where there are none."""
    rows = f"SELECT group_concat({column}, char(10,10,10,10)) FROM {table} WHERE article_id = {articles}.id"  # noqa: S608 - ours
    return f"CASE WHEN {articles}.{some} THEN ({rows}) END"


def record_of(columns: Sequence[str | float | None]) -> Record:
    """The record of the columns named by `record_columns`."""
    topic = columns[TOPIC]
    told = [str(part or "") for part in columns]
    kicker, headline, subheadline, source, site, region, section, _, old, copied, sources, *bodies = told
    title = _joined(title_text(kicker, headline, subheadline), old, copied)
    band = band_of(None if topic is None else float(topic))
    return Record(title, _joined(*bodies), _joined(source, sources), site, region, source, section, band)


def _joined(*texts: str) -> str:
    return APART.join(text for text in texts if text)


def own_lines(text: str, story: str) -> str:
    """The lines of a copy's text that its story does not have, punctuation and script aside."""
    known = _letters(story)
    return "\n".join(line for line in text.split("\n") if _letters(line) not in known)


def _letters(text: str) -> str:
    return "".join(sign for sign in fold(text) if sign.isalnum())
