"""Archived text as HTML: everything escaped, hits in <mark>, only web addresses as links."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from markupsafe import Markup, escape

OPEN, CLOSE = "\x02", "\x03"
HALVES = re.compile(r"(.*[\u3000-\uffef].*?)\s*\(([\x20-\x7e“”‘’…–—]*[a-z][\x20-\x7e“”‘’…–—]*)\)", re.DOTALL)
SCHEMES = ("http", "https", "urn")


def marked_html(text: str) -> Markup:
    """Text with \\x02…\\x03 round its hits as safe HTML."""
    parts = []
    for place, piece in enumerate(text.split(OPEN)):
        hit, _, rest = piece.partition(CLOSE) if place else ("", "", piece)
        parts.append((Markup("<mark>{}</mark>").format(hit) if hit else Markup("")) + escape(rest))
    return Markup("").join(parts)


def safe_link(address: str | None) -> str:
    """The address, or "" unless it is one a page may link to."""
    try:
        return address if address and urlsplit(address.strip()).scheme.lower() in SCHEMES else ""
    except ValueError:
        return ""


MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip


def beijing(published: str | None, precision: str | None, language: str = "zh") -> str:
    """A publication date as people write it, no finer than it is known: 2024年3月5日 09:30, 5 March 2024, 09:30."""
    if not published:
        return "undated" if language == "en" else "日期不详"
    day, _, clock = published.partition("T")
    year, month, date = [*day.split("-"), "", ""][:3]
    date = date if precision != "month" else ""
    clock = clock[:8] if precision in ("minute", "second", None) else ""
    return english(year, month, date, clock) if language == "en" else chinese(year, month, date, clock)


def chinese(year: str, month: str, date: str, clock: str) -> str:
    words = f"{year}年" + (f"{int(month)}月" if month.isdecimal() else "")
    return words + (f"{int(date)}日" if date.isdecimal() else "") + (f" {clock}" if clock else "")


def english(year: str, month: str, date: str, clock: str) -> str:
    name = MONTHS[int(month) - 1] if month.isdecimal() and 0 < int(month) <= len(MONTHS) else month
    parts = [str(int(date)) if date.isdecimal() else "", name, year]
    return " ".join(part for part in parts if part) + (f", {clock}" if clock else "")


WEEKDAYS = (
    ("星期一", "Monday"), ("星期二", "Tuesday"), ("星期三", "Wednesday"), ("星期四", "Thursday"), ("星期五", "Friday"),
    ("星期六", "Saturday"), ("星期日", "Sunday"),
)  # fmt: skip


def weekday(published: str | None, language: str = "zh") -> str:
    """The day of the week of a publication date; "" where it is not known to the day."""
    try:
        place = date.fromisoformat((published or "")[:10]).weekday()
    except ValueError:
        return ""
    return WEEKDAYS[place][language == "en"]


def day_and_year(published: str | None, language: str = "zh") -> tuple[str, str]:
    """A publication day apart from its year, to stand above articles: 12月16日 and 2025年, 16 December and 2025."""
    words = beijing(published, "day", language)
    day, _, year = words.rpartition(" ") if language == "en" else words.partition("年")[::-1]
    return (day, f"{year}年" if language == "zh" else year) if day and year else (words, "")


def told(words: str, language: str = "zh") -> str:
    """The half of a message “中文 (English)” that is in the language; one that has no halves as it is."""
    halves = HALVES.fullmatch(words.strip())
    return halves[2 if language == "en" else 1] if halves else words


def minute(moment: str | None) -> str:
    """A stored moment to the minute, without its zone: 2024-03-05 09:30."""
    return (moment or "")[:16].replace("T", " ")


def second(moment: str | None) -> str:
    """A stored moment to the second, without its zone: 2024-03-05 09:30:00."""
    return (moment or "")[:19].replace("T", " ")
