"""Days as lists and addresses write them."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

DATE = re.compile(r"(?<!\d)((?:19|20)?\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d{2})(?!\d)")  # 28/11/2025 in Hong Kong
URL_DATE = re.compile(r"(?<!\d)(20\d{2})[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)")
URL_FOLDERS = re.compile(r"/(20\d{2})[-/](\d{1,2})[-/](\d{1,2})/")
STAMP = re.compile(r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{2,9}(?!\d)")  # P2019123100123
_CLOCK = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
_DAY = (
    r"(?:(?:\d{4}|\d{2})\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|"
    r"\d{1,2}月\d{1,2}日?|[01]\d[-/.][0-3]\d)"  # 11-05, but not 3-1
)
MOMENT = re.compile(rf"[\s\[【(（]*(?:{_DAY}(?:\s*T?\s*{_CLOCK})?|{_CLOCK})[\s\]】)）]*")


def as_date(match: re.Match[str] | None) -> str:
    """An ISO date of year, month and day groups; "" where there is none or it is no day."""
    if match is None:
        return ""
    year, month, day = (int(part) for part in match.groups())
    year += 2000 if year < 100 else 0
    if not 1990 <= year <= 2100:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""  # 31 February


def day_in(text: str) -> str:
    """The first day written in a text; "" where there is none, or 5/11/2025, which may be May or November."""
    found = next(filter(None, map(as_date, DATE.finditer(text))), "")
    if found:
        return found
    match = DAY_FIRST.search(text)
    return f"{match[4]}-{match[3]:0>2}-{match[1]:0>2}" if match and 12 < int(match[1]) <= 31 else ""


@lru_cache(maxsize=2**14)  # asked of each link of a page, and of each candidate
def day_of(url: str) -> str:
    """The day an address says: 20251105, 2025-11/05, 2025/11/5; "" where it says none."""
    path = urlsplit(url).path
    return as_date(URL_DATE.search(path) or URL_FOLDERS.search(path) or STAMP.search(path))


def is_moment(text: str) -> bool:
    """Whether a text is a day or a time and nothing else: [11-05], 2025年11月5日, 09:30."""
    return MOMENT.fullmatch(text) is not None
