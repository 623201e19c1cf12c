"""What lists say in other forms than links: objects of JSON, moments of every kind, texts with markup in them."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from html import unescape
from typing import Any

from w3lib.html import remove_tags

from crawler.links import as_date

LONGEST = 5_000_000  # characters
MOST_OBJECTS = 50_000
DEEPEST = 40
PRINTED = re.compile(r"((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
BEIJING = timezone(timedelta(hours=8))


def parsed(text: str) -> Any:
    """The value of a JSON text; None for what is none, is nested too deep to be read, or is too long."""
    if len(text) > LONGEST:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every object in a JSON value, outer before inner, in their order, down to DEEPEST and up to MOST_OBJECTS."""
    waiting = deque([(value, 0)])
    seen = 0
    while waiting and seen < MOST_OBJECTS:
        found, depth = waiting.popleft()
        seen += 1
        if isinstance(found, dict):
            yield found
        if depth < DEEPEST and isinstance(found, dict | list):
            inner = found.values() if isinstance(found, dict) else found
            waiting.extend((one, depth + 1) for one in inner if isinstance(one, dict | list))


def first_text(record: Mapping[str, Any], names: tuple[str, ...]) -> str:
    """The first of these members that is a text or a number, as text; "" where none is."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return " ".join(str(value).split())
    return ""


def day_of(value: str) -> str:
    """The day in Beijing of a printed date, an ISO moment or a count of (milli)seconds since 1970; "" of all else."""
    try:
        if value.isascii() and value.isdigit() and len(value) in (10, 13):
            return beijing_day(datetime.fromtimestamp(int(value[:10]), BEIJING))
        return beijing_day(datetime.fromisoformat(value))
    except ValueError:
        return as_date(PRINTED.search(value))


def beijing_day(moment: datetime) -> str:
    """The day of a moment in Beijing, of one without an offset its own; "" of a year no page is of."""
    if not 1990 <= moment.year <= 2100:
        return ""
    return (moment.astimezone(BEIJING) if moment.tzinfo else moment).date().isoformat()


def plain(text: str) -> str:
    """A text without the tags and references that were written into it."""
    return " ".join(unescape(remove_tags(text)).split())
