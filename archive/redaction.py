"""Taking things back: a reviewed list of what is masked in an article, or of articles that are not published at all.

The list is a CSV file beside the database, `redactions.csv`, one row a decision. The archive follows it: what it says
is masked in every printing, version and former reading of an article, now and whenever it is read again. Captures,
digests and dates stay, and so do the bytes; whoever takes a row out has the text read from them anew.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from io import StringIO
from typing import Literal

from archive.errors import UsageError
from archive.normalise.script import to_simplified
from archive.records import Article
from archive.urls import url_key

LIST = "redactions.csv"
COLUMNS = ("article", "action", "term", "replacement", "reason", "reviewed_by")
ACTIONS = ("mask", "suppress")
WITHHELD = "（本文不予公开）"
MASK = "某某"
_SHORTEST = 2  # characters of a term: one alone would blot out half a text

Action = Literal["mask", "suppress"]


@dataclass(frozen=True, slots=True)
class Redaction:
    """One row: `article` is a url_key. `term` is simplified; the replacement stands in its place, in either script."""

    article: str
    action: Action
    term: str
    replacement: str
    reason: str
    reviewed_by: str


class Redactions:
    """The rows that stand, by article."""

    def __init__(self, rows: Iterable[Redaction] = ()) -> None:
        self.by_article: dict[str, tuple[Redaction, ...]] = {}
        for row in rows:
            self.by_article[row.article] = (*self.by_article.get(row.article, ()), row)

    def of(self, url: str) -> tuple[Redaction, ...]:
        """What holds for the article of an address, in any spelling."""
        return self.by_article.get(url_key(url), ()) if self.by_article else ()


def read_list(text: str) -> list[Redaction]:
    """The rows of a list, its articles named by address. Raises UsageError, naming the line and what is wrong."""
    reader = csv.DictReader(StringIO(text.removeprefix("\ufeff")))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise UsageError(f"{LIST} lacks the column {missing[0]}; its first line is {','.join(COLUMNS)}")
    return [_row(reader.line_num, {name: (row[name] or "").strip() for name in COLUMNS}) for row in reader]


def _row(line: int, row: dict[str, str]) -> Redaction:
    wrong = next(
        (
            words
            for words, holds in (
                ("article should be the address of an article", "//" in row["article"]),
                (f"action should be {' or '.join(ACTIONS)}", row["action"] in ACTIONS),
                ("term should have two characters or more", row["action"] != "mask" or len(row["term"]) >= _SHORTEST),
                ("reviewed_by is empty: who has reviewed it?", bool(row["reviewed_by"])),
                ("reason is empty", bool(row["reason"])),
            )
            if not holds
        ),
        "",
    )
    if wrong:
        raise UsageError(f"{LIST}, line {line}: {wrong}")
    return Redaction(
        url_key(row["article"]),
        "mask" if row["action"] == "mask" else "suppress",
        to_simplified(row["term"]),
        row["replacement"] or MASK,
        row["reason"],
        row["reviewed_by"],
    )


def redacted(text: str, rules: Iterable[Redaction]) -> str:
    """A text with what the rules name masked; nothing of it where the article is suppressed."""
    for rule in rules:
        if rule.action == "suppress":
            return ""
        text = masked(text, rule.term, rule.replacement)
    return text


def masked(text: str, term: str, replacement: str) -> str:
    """A text with every occurrence of a simplified term replaced, in whichever script and with blanks inside it.

    >>> masked("犯罪嫌疑人張 某民到案，张某民供述", "张某民", "张某某")
    '犯罪嫌疑人张某某到案，张某某供述'
    """
    folded = "".join(_one(character) for character in text)
    pattern = r"[\s\u3000]*".join(map(re.escape, term))
    pieces, end = [], 0
    for found in re.finditer(pattern, folded):
        pieces += [text[end : found.start()], replacement]
        end = found.end()
    return "".join([*pieces, text[end:]])


def _one(character: str) -> str:
    """A character in simplified form, one for one, so that places hold for both."""
    if character < "\u3400":
        return character
    simple = to_simplified(character)
    return simple if len(simple) == 1 else character


def redacted_article(article: Article, rules: tuple[Redaction, ...]) -> Article:
    """An article as it may be filed; its fingerprint is taken before."""
    if not rules:
        return article

    def of(text: str) -> str:
        return redacted(text, rules)

    suppressed = any(rule.action == "suppress" for rule in rules)
    hans = article.paragraphs_hans
    return replace(
        article,
        headline=WITHHELD if suppressed else of(article.headline),
        headline_hans=None if article.headline_hans is None or suppressed else of(article.headline_hans),
        kicker=of(article.kicker),
        subheadline=of(article.subheadline),
        byline=of(article.byline),
        dateline=of(article.dateline),
        people=() if suppressed else tuple(replace(one, name=of(one.name)) for one in article.people),
        paragraphs=() if suppressed else tuple(map(of, article.paragraphs)),
        paragraphs_hans=None if hans is None or suppressed else tuple(map(of, hans)),
        captions=() if suppressed else tuple(map(of, article.captions)),
        images=() if suppressed else tuple(replace(one, caption=of(one.caption)) for one in article.images),
        attachments=() if suppressed else tuple(replace(one, name=of(one.name)) for one in article.attachments),
    )
