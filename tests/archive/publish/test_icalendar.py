"""Calendars that an independent reader takes whole, whatever a page said."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar as Reader

from archive.publish.icalendar import Calendar, Event, folded, icalendar, plain, stamp

HERE = "http://here.test/-/changes.ics"
NASTY = (
    "结尾\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:forged",
    '分号;逗号,反斜杠\\换行\n冒号:"引号"',
    "<script>alert(1)</script>&amp;{{7*7}}",
    "\x00\x07\x1b\x7f\x85\u2028\ufeff\uffff\ud800",
    "公安" * 200,
    "",
)


def read(*events: Event) -> Any:
    raw = icalendar(Calendar("警闻", HERE, events))
    return Reader.from_ical(raw)


def event(said: str, number: int = 1) -> Event:
    return Event(f"{said}#{number}", said, "2025-12-20T01:00:00Z", f"http://here.test/{number}", said, said)


@pytest.mark.parametrize("said", NASTY)
def test_whatever_a_page_said_it_stays_within_its_field(said: str) -> None:
    calendar = read(event(said), event(said, 2))
    one, other = calendar.walk("VEVENT")
    assert str(one["SUMMARY"]) == (plain(said) or "—")
    assert one["UID"] != other["UID"]
    assert calendar.walk()[0].errors == one.errors == []
    assert set(one) <= {
        "UID", "DTSTAMP", "DTSTART", "SUMMARY", "URL", "TRANSP", "DESCRIPTION", "CATEGORIES",
    }  # fmt: skip


@given(st.text(max_size=200), st.text(max_size=200))
def test_every_line_is_short_and_every_event_is_read_back(title: str, told: str) -> None:
    raw = icalendar(Calendar(title, HERE, [Event(title, title, title, title, told, title)], told))
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"") and raw.endswith(b"END:VCALENDAR\r\n")
    (one,) = Reader.from_ical(raw).walk("VEVENT")
    assert str(one["SUMMARY"]) == (plain(title) or "—")
    lines = [plain(line) for line in told.split("\n")]
    assert str(one.get("DESCRIPTION", "")) == "\n".join(line for line in lines if line)


def test_an_event_is_at_its_moment_and_named_the_same_for_ever() -> None:
    one, again = (read(event("通报")).walk("VEVENT")[0] for _ in range(2))
    assert one["DTSTART"].dt == one["DTSTAMP"].dt == datetime(2025, 12, 20, 1, tzinfo=UTC)
    assert (one["UID"], one["URL"]) == (again["UID"], "http://here.test/1")
    assert one["UID"] != read(event("通报", 2)).walk("VEVENT")[0]["UID"]


def test_a_calendar_without_events_still_has_the_component_it_must_have() -> None:
    calendar = read()
    assert [one.name for one in calendar.subcomponents] == ["VTIMEZONE"]
    assert (str(calendar["VERSION"]), str(calendar["X-WR-CALNAME"])) == ("2.0", "警闻")


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("a" * 75, 1),
        ("a" * 76, 2),
        ("警" * 25, 1),
        ("警" * 26, 2),
        ("𠀀" * 40, 3),
    ],
)
def test_lines_are_folded_between_characters(line: str, pieces: int) -> None:
    raw = folded(line)
    parts = raw.removesuffix(b"\r\n").split(b"\r\n ")
    assert (len(parts), "".join(part.decode() for part in parts)) == (pieces, line)
    assert all(len(part) <= 74 for part in parts[1:])


@pytest.mark.parametrize(
    ("at", "stamped"),
    [
        ("2025-12-20T09:00:00+08:00", "20251220T010000Z"),
        ("2025-12-20", "20251220T000000Z"),
        ("0001-01-01T00:00:00+14:00", "19700101T000000Z"),
        ("2025-99-01T00:00:00Z", "19700101T000000Z"),
        ("", "19700101T000000Z"),
    ],
)
def test_a_moment_is_one_whatever_was_stored(at: str, stamped: str) -> None:
    assert stamp(at) == stamped
