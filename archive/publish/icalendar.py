"""iCalendar (RFC 5545): events at moments of UTC, to subscribe to; valid whatever a page said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

CONTENT_TYPE = "text/calendar; charset=utf-8"
LONGEST = 75  # octets of a line
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile(r"([\\;,])")
# RFC 5545 wants a component in every calendar: that of one without events says in which time it tells nothing.
_NOTHING = (
    "BEGIN:VTIMEZONE", "TZID:Etc/UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `identity` names it for ever; `at` is RFC 3339; `address` is its page here.

    `description` may have several lines.
    """

    identity: str
    summary: str
    at: str
    address: str
    description: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar: its name, its own address, and what it says of itself."""

    name: str
    address: str
    events: Sequence[Event]
    description: str = ""


def icalendar(calendar: Calendar) -> bytes:
    """The calendar as a document."""
    return b"".join(folded(line) for line in _lines(calendar))


def folded(line: str) -> bytes:
    """A line with its end, broken where it is longer than LONGEST octets, never within a character."""
    raw, pieces = line.encode("utf-8"), []
    room = LONGEST
    while len(raw) > room:
        cut = room
        while raw[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(raw[:cut])
        raw, room = raw[cut:], LONGEST - 1  # the blank that begins a continued line counts
    return b"\r\n ".join([*pieces, raw]) + b"\r\n"


def text(value: str) -> str:
    r"""A value of the type TEXT: its lines kept, without what iCalendar cannot hold.

    >>> text("甲，乙; 丙, 丁\\\n戊")
    '甲，乙\\; 丙\\, 丁\\\\\\n戊'
    """
    lines = (plain(line) for line in value.split("\n"))
    return "\\n".join(_SPECIAL.sub(r"\\\1", line) for line in lines if line)


def plain(value: str) -> str:
    """Text on one line without control characters."""
    return " ".join(_FORBIDDEN.sub(" ", value).split())


def stamp(at: str) -> str:
    """A moment in UTC; that of the epoch where it is none.

    >>> stamp("2025-12-20T01:00:00Z"), stamp("2025-12-20T09:00:00.5+08:00"), stamp("x")
    ('20251220T010000Z', '20251220T010000Z', '19700101T000000Z')
    """
    try:
        moment = datetime.fromisoformat(at)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        moment = EPOCH
    return f"{moment.year:04}{moment:%m%dT%H%M%SZ}"


def _lines(calendar: Calendar) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//jingwen//jingwen//ZH", "CALSCALE:GREGORIAN")
    yield from (f"NAME:{text(plain(calendar.name))}", f"X-WR-CALNAME:{text(plain(calendar.name))}")
    if calendar.description:
        yield from (f"DESCRIPTION:{text(calendar.description)}", f"X-WR-CALDESC:{text(calendar.description)}")
    yield from (f"SOURCE;VALUE=URI:{_address(calendar.address)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H")
    yield "X-PUBLISHED-TTL:PT1H"
    for event in calendar.events:
        yield from _event(event)
    if not calendar.events:
        yield from _NOTHING
    yield "END:VCALENDAR"


def _event(event: Event) -> Iterator[str]:
    at = stamp(event.at)
    yield from ("BEGIN:VEVENT", f"UID:{uuid5(NAMESPACE_URL, plain(event.identity))}", f"DTSTAMP:{at}", f"DTSTART:{at}")
    yield from (f"SUMMARY:{text(plain(event.summary)) or '—'}", f"URL:{_address(event.address)}", "TRANSP:TRANSPARENT")
    if event.description:
        yield f"DESCRIPTION:{text(event.description)}"
    if event.category:
        yield f"CATEGORIES:{text(plain(event.category))}"
    yield "END:VEVENT"


def _address(address: str) -> str:
    """An address on one line, without blanks: a URI is not escaped."""
    return "".join(plain(address).split())
