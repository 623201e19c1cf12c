"""Dates as Chinese pages print them, to ISO 8601 text in Beijing time that is never finer than the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from archive.records import Precision

BEIJING = timezone(timedelta(hours=8))

_WIDTHS = str.maketrans("０１２３４５６７８９：∶︰﹕ː／－—–．。　\xa0年月日", "0123456789:::::/---..  年月日")
_CLOCK = (
    r"(?P<half>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜间|晚|AM|PM)?\s*"
    r"(?P<hour>\d{1,2})\s*[:时時点點]\s*(?:(?P<minute>\d{1,2})(?:\s*(?:[:分]\s*(?P<second>\d{1,2})(?:\.\d+)?\s*秒?|分))?)?"
    r"\s*(?P<offset>Z|[+-]\d{2}:?\d{2}(?![\d:]))?"
)
_GAP = r"[\sT/|,，()（）\[\]·]{0,6}(?:(?:星期|周|週|礼拜)[一二三四五六日天])?[\sT/|,，()（）\[\]·]{0,6}"
_TIME = rf"(?:{_GAP}{_CLOCK})?"
_YMD = re.compile(
    r"(?<!\d)(?P<roc>民[国國]\s*)?(?P<year>(?:19|20)\d{2}|(?<=国|國)\s*\d{2,3}|(?<=国 |國 )\d{2,3})"
    r"\s*[年\-/.]\s*(?P<month>\d{1,2})\s*[月\-/.]\s*(?P<day>\d{1,2})(?!\d)\s*[日号號]?" + _TIME
)
_SHORT = re.compile(r"(?<![\d.\-/])(?P<year>\d{2})([-/.])(?P<month>\d{2})\2(?P<day>\d{2})(?![\d.\-/])" + _TIME)
_DAY_FIRST = re.compile(r"(?<!\d)(?P<day>\d{2})\.(?P<month>\d{2})\.(?P<year>(?:19|20)\d{2})(?!\d)" + _TIME)
_COMPACT = re.compile(
    r"^(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?:(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?)?$"
)
_MONTH = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?:\s*年\s*(?P<month>\d{1,2})\s*月|[-/](?P<month2>\d{2})$)")
_MONTH_DAY = re.compile(
    r"(?<!\d)(?:(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号號]|(?P<month2>\d{2})[-/](?P<day2>\d{2})(?=\s|$))"
    + _TIME
)
_NAMED_DAY = re.compile(r"(?P<name>今天|今日|昨天|昨日|前天)" + _TIME)
_AGO = re.compile(
    r"(?P<count>\d{1,3}|半|[一二三四五六七八九十]{1,2})\s*(?:个|個)?\s*(?P<unit>分钟|分鐘|小时|小時|天|日|周)\s*(?:之)?前"
)
_JUST_NOW = re.compile(r"^\s*(?:刚刚|剛剛)")
_HAN_DATE = re.compile(
    r"[〇零○Oo一二三四五六七八九]{4}\s*年\s*[一二三四五六七八九十元正]{1,3}\s*月(?:\s*[一二三四五六七八九十廿卅]{1,3}\s*[日号])?"
)
_HAN_DIGITS = {**dict.fromkeys("〇零○Oo", 0), **{c: n for n, c in enumerate("一二三四五六七八九", 1)}}
_BACK = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}
_LATER_HALF = ("下午", "傍晚", "晚上", "夜间", "晚", "PM")


@dataclass(frozen=True, slots=True)
class Published:
    """A day or moment in Beijing time, ISO 8601 without offset, and how fine it is."""

    value: str
    precision: Precision


def parse_published(text: str, *, captured_at: str = "", year: str = "") -> Published | None:
    """The first date in `text`, or None where there is none or it is impossible.

    `captured_at` (UTC, ISO) lets 昨天 and 3小时前 be resolved and gives 3月5日 its year unless `year` does.
    """
    return next(_readings(text, captured_at, year), None)


def find_dates(text: str) -> tuple[Published, ...]:
    """Every full date (with its year) in a text, in the order of the page."""
    plain = _plain(text)
    found = [(m.start(), p) for pattern in (_YMD, _DAY_FIRST) for m in pattern.finditer(plain) if (p := _from(m))]
    return tuple(published for _, published in sorted(found, key=lambda pair: pair[0]))


def _plain(text: str) -> str:
    """Full-width digits and signs narrowed, dates in Chinese numerals written in digits."""
    plain = text.translate(_WIDTHS)
    return _HAN_DATE.sub(_han_date, plain) if "年" in plain else plain


def _readings(text: str, captured_at: str, year: str) -> Iterator[Published]:
    """The possible readings, the most certain form first."""
    plain = _plain(text).strip()
    if not plain:
        return
    for pattern in (_YMD, _DAY_FIRST, _COMPACT):
        for match in pattern.finditer(plain):
            if published := _from(match):
                yield published
    now = _moment(captured_at)
    if now is not None and (published := _relative(plain, now)):
        yield published
    for match in _SHORT.finditer(plain):
        if published := _from(match):
            yield published
    for match in _MONTH_DAY.finditer(plain):
        if published := _yearless(match, now, year):
            yield published
    for match in _MONTH.finditer(plain):
        month = int(match.group("month") or match.group("month2"))
        if 1 <= month <= 12:
            yield Published(f"{match.group('year')}-{month:02}", "month")


def _from(match: re.Match[str], year: int | None = None) -> Published | None:
    """A match with named parts as a date; None when the day does not exist."""
    parts = match.groupdict()
    if year is None:
        year = int(parts["year"])
        if parts.get("roc"):
            year += 1911
        elif year < 100:
            year += 2000 if year < 70 else 1900
    try:
        day = date(year, int(parts.get("month") or parts["month2"]), int(parts.get("day") or parts["day2"]))
    except ValueError:
        return None
    return _with_clock(day, parts)


def _with_clock(day: date, parts: dict[str, str | None]) -> Published:
    """A day with the time that was printed beside it; a time that cannot be is left out."""
    if not parts.get("hour"):
        return Published(day.isoformat(), "day")
    hour, minute = int(parts["hour"] or 0), parts.get("minute")
    half = parts.get("half") or ""
    if (half in _LATER_HALF and hour < 12) or (half == "中午" and hour < 3):
        hour += 12
    elif half in ("凌晨", "AM") and hour == 12:
        hour = 0
    second = parts.get("second")
    try:
        moment = datetime(day.year, day.month, day.day, hour, int(minute or 0), int(second or 0))
    except ValueError:
        return Published(day.isoformat(), "day")
    if (offset := parts.get("offset")) and second:  # 09:30-11:00 is a span of hours, not an offset
        moment = _to_beijing(moment, offset)
    if minute is None:
        return Published(moment.date().isoformat(), "day")
    if second is None:
        return Published(moment.strftime("%Y-%m-%dT%H:%M"), "minute")
    return Published(moment.strftime("%Y-%m-%dT%H:%M:%S"), "second")


def _to_beijing(moment: datetime, offset: str) -> datetime:
    """A local time with its printed offset as Beijing time."""
    digits = offset.replace(":", "")
    minutes = 0 if digits == "Z" else int(digits[1:3]) * 60 + int(digits[3:5])
    ahead = -minutes if digits.startswith("-") else minutes
    return moment + timedelta(minutes=480 - ahead)


def _moment(captured_at: str) -> datetime | None:
    """The moment of capture in Beijing time."""
    if not captured_at:
        return None
    try:
        moment = datetime.fromisoformat(captured_at)
    except ValueError:
        return None
    return moment.astimezone(BEIJING) if moment.tzinfo else moment.replace(tzinfo=BEIJING)


def _relative(plain: str, now: datetime) -> Published | None:
    """昨天 09:30, 3小时前, 刚刚; an hour count is certain of the day only."""
    if match := _NAMED_DAY.search(plain):
        day = now.date() - timedelta(days=_BACK[match.group("name")])
        return _with_clock(day, match.groupdict())
    if match := _AGO.search(plain):
        unit = match.group("unit")
        count = 0.5 if match.group("count") == "半" else _han_number(match.group("count"))
        if unit in ("分钟", "分鐘"):
            return Published((now - timedelta(minutes=count)).strftime("%Y-%m-%dT%H:%M"), "minute")
        ago = {"天": timedelta(days=count), "日": timedelta(days=count), "周": timedelta(weeks=count)}
        return Published((now - ago.get(unit, timedelta(hours=count))).date().isoformat(), "day")
    return Published(now.date().isoformat(), "day") if _JUST_NOW.match(plain) else None


def _yearless(match: re.Match[str], now: datetime | None, year: str) -> Published | None:
    """3月5日 in the year given, else in the last year in which that day was not yet to come."""
    if year.isdigit():
        return _from(match, int(year))
    if now is None:
        return None
    published = _from(match, now.year)
    if published is None or published.value[:10] > (now.date() + timedelta(days=1)).isoformat():
        return _from(match, now.year - 1)
    return published


def _han_number(text: str) -> int:
    """A number up to 99 in digits or Chinese numerals."""
    if text.isdigit():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十").replace("元", "一").replace("正", "一")
    tens, ten, ones = text.rpartition("十")
    return (_HAN_DIGITS.get(tens, 1) * 10 if ten else 0) + _HAN_DIGITS.get(ones, 0)


def _han_date(match: re.Match[str]) -> str:
    """二〇二四年三月五日 → 2024年3月5日."""
    year, rest = match.group().split("年", 1)
    month, _, day = rest.partition("月")
    digits = "".join(str(_HAN_DIGITS[c]) for c in year.strip())
    day = day.strip().rstrip("日号")
    return f"{digits}年{_han_number(month.strip())}月" + (f"{_han_number(day)}日" if day else "")
