"""The words of a query: phrases, operators, brackets, fields and dates, in whatever way people type them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date

from archive.errors import UsageError
from archive.search.fold import fold

FIELDS = {
    "title": "title", "标题": "title", "標題": "title", "body": "body", "正文": "body",
    "source": "source", "来源": "source", "來源": "source", "site": "site", "站点": "site", "站點": "site",
    "region": "region", "地区": "region", "地區": "region",
    "section": "section", "栏目": "section", "欄目": "section", "topic": "topic", "主题": "topic", "主題": "topic",
    "since": "since", "自": "since", "until": "until", "至": "until", "date": "date", "日期": "date",
}  # fmt: skip
WHOLE = ("site", "region", "section", "topic")  # compared whole, by one token; a source where "=" is written
QUOTES = {"“": "”", "「": "」", "『": "』", "《": "》", '"': '"', "＂": "＂"}
FIELD = re.compile(rf"({'|'.join(FIELDS)})(?:\s?[:：]|(=))\s*", re.IGNORECASE)
BARE = re.compile(r'[^\s()（）“”「」『』"＂，、；。！？]+')
NEGATION = re.compile(r"[-－−](?=[^\s\-－−])")
OPERATORS = {"AND": "AND", "&&": "AND", "OR": "OR", "||": "OR", "NOT": "NOT"}


class QueryError(UsageError):
    """A query that cannot be answered; the line says why, in Chinese and English."""


@dataclass(frozen=True, slots=True)
class Literal:
    """Characters to be found as they stand. `text` is folded; `where` is "", title, body, source or one of WHOLE.

    `whole`: a source that is this and nothing more.
    """

    text: str
    where: str = ""
    prefix: bool = False
    whole: bool = False


@dataclass(slots=True)
class Lexer:
    """Cuts a query into words: ("word", Literal), ("op", "AND"), ("(", ""), (")", ""), ("not", "")."""

    text: str
    words: list[tuple[str, Literal | str]] = field(default_factory=list)
    since: str = ""
    until: str = ""

    def run(self) -> None:
        place = 0
        while place < len(self.text):
            place = self.step(place)

    def step(self, place: int) -> int:
        sign = self.text[place]
        if sign in "(（":
            self.words.append(("(", ""))
        elif sign in ")）":
            self.words.append((")", ""))
        elif NEGATION.match(self.text, place) and (place == 0 or self.text[place - 1] in " \t\u3000(（\n"):
            self.words.append(("not", ""))
        elif (named := FIELD.match(self.text, place)) and named.end() < len(self.text):
            return self.value(named.end(), FIELDS[named[1].lower()] + (named[2] or ""))
        elif sign in QUOTES or BARE.match(self.text, place):
            return self.value(place, "")
        return place + 1

    def value(self, place: int, where: str) -> int:
        """One quoted or bare value from `place`; the place after it."""
        close = QUOTES.get(self.text[place], "")
        if close:
            end = self.text.find(close, place + 1)
            end = len(self.text) if end < 0 else end
            self.keep(self.text[place + 1 : end], where)
            return end + 1
        bare = BARE.match(self.text, place)
        if bare is None:
            return place
        operator = "" if where else OPERATORS.get(bare[0], "")
        if operator == "NOT":
            self.words.append(("not", ""))
        elif operator:
            self.words.append(("op", operator))
        else:
            self.keep(bare[0], where)
        return bare.end()

    def keep(self, value: str, where: str) -> None:
        where, whole = where.rstrip("="), where in WHOLE or where == "source="
        if where in ("since", "date"):
            self.since = max(self.since, first_day(value))
        if where in ("until", "date"):
            self.until = min(self.until or "9999-12-31", last_day(value))
        if where not in ("since", "until", "date"):
            prefix = bool(re.search(r"[0-9A-Za-z]\*$", value)) and not whole
            self.words.append(("word", Literal(fold(value), where, prefix, whole)))


def first_day(value: str) -> str:
    """The first day a date names: "2024" → "2024-01-01". Raises QueryError."""
    year, month, day = date_parts(value)
    return iso_day(value, year, month or 1, day or 1)


def last_day(value: str) -> str:
    """The last day a date names: "2024-02" → "2024-02-29". Raises QueryError."""
    year, month, day = date_parts(value)
    month = month or 12
    return iso_day(value, year, month, day or (calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 1))


def date_parts(value: str) -> tuple[int, int, int]:
    match = re.fullmatch(r"\s*(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?)?[月日]?\s*", fold(value))
    if match is None or match[1] == "0000":
        raise QueryError(f"“{value}”不是日期，请写成 2024、2024-03 或 2024-03-05 (not a date; write 2024-03-05)")
    return int(match[1]), int(match[2] or 0), int(match[3] or 0)


def iso_day(value: str, year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise QueryError(f"没有“{value}”这一天 (there is no such day)") from None
