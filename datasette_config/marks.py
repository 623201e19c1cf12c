"""Archived text as HTML: everything escaped, hits in <mark>, only web addresses as links."""

from __future__ import annotations

from urllib.parse import urlsplit

from markupsafe import Markup, escape

OPEN, CLOSE = "\x02", "\x03"
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


def beijing(published: str | None, precision: str | None) -> str:
    """A publication date as people write it, no finer than it is known: 2024年3月5日 09:30."""
    if not published:
        return "日期不详"
    day, _, clock = published.partition("T")
    year, month, date = [*day.split("-"), "", ""][:3]
    words = f"{year}年" + (f"{int(month)}月" if month.isdecimal() else "")
    if date.isdecimal() and precision != "month":
        words += f"{int(date)}日"
    return words + (f" {clock[:8]}" if clock and precision in ("minute", "second", None) else "")


def minute(moment: str | None) -> str:
    """A stored moment to the minute, without its zone: 2024-03-05 09:30."""
    return (moment or "")[:16].replace("T", " ")


def second(moment: str | None) -> str:
    """A stored moment to the second, without its zone: 2024-03-05 09:30:00."""
    return (moment or "")[:19].replace("T", " ")
