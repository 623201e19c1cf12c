"""Every text of a story, as one record: the current one, its older versions, and what its copies say beyond it."""

from __future__ import annotations

from dataclasses import dataclass

from archive.search.fold import fold
from archive.search.tokens import title_text

APART = "\n" * 4  # wider than the punctuation a phrase may hold, so that no phrase runs from one text into the next


@dataclass(frozen=True, slots=True)
class Record:
    """What a query is held against: all titles, all texts and all sources of a story, its site and its region."""

    title: str
    body: str
    source: str = ""
    site: str = ""
    region: str = ""

    def folded(self) -> Record:
        return Record(fold(self.title), fold(self.body), fold(self.source), fold(self.site), fold(self.region))


def record_columns(articles: str, *, with_text: bool = True) -> str:
    """SQL: the columns `record_of` takes, of a row of `articles`; "" for the texts where they need not be read."""
    own = [f"{articles}.{name}" for name in ("kicker", "headline", "subheadline", "source", "site", "region")]
    body = f"(SELECT coalesce(text_hans, text) FROM article_text WHERE article_text.id = {articles}.id)"
    older, copied = ("versions", "versions > 1"), ("copies", "copies > 0")
    titles = [_beside("headline", *older, articles), _beside("headline", *copied, articles)]
    bodies = [body, _beside("text", *older, articles), _beside("own_text", *copied, articles)]
    sources = [_beside("source", *copied, articles)]
    return ", ".join([*own, *titles, *sources, *(bodies if with_text else ["''"] * len(bodies))])


def _beside(column: str, table: str, some: str, articles: str) -> str:
    """SQL: a column of the versions or copies of a row of `articles`, put together; null where there are none."""
    rows = f"SELECT group_concat({column}, char(10,10,10,10)) FROM {table} WHERE article_id = {articles}.id"
    return f"CASE WHEN {articles}.{some} THEN ({rows}) END"


def record_of(columns: tuple[str | None, ...]) -> Record:
    """The record of the columns named by `record_columns`."""
    kicker, headline, subheadline, source, site, region, old, copied, sources, *bodies = (part or "" for part in columns)
    title = title_text(kicker, headline, subheadline)
    return Record(_joined(title, old, copied), _joined(*bodies), _joined(source, sources), site, region)


def _joined(*texts: str) -> str:
    return APART.join(text for text in texts if text)


def own_lines(text: str, story: str) -> str:
    """The lines of a copy's text that its story does not have, punctuation and script aside."""
    known = _letters(story)
    return "\n".join(line for line in text.split("\n") if _letters(line) not in known)


def _letters(text: str) -> str:
    return "".join(sign for sign in fold(text) if sign.isalnum())
