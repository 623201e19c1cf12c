"""Every form in which Chinese pages print a date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.normalise.dates import find_dates, parse_published

CAPTURED = "2024-03-06T01:00:00Z"

FORMS = [
    ("2024年3月5日 09:30", "2024-03-05T09:30", "minute"),
    ("2024年3月5日 09:30:15", "2024-03-05T09:30:15", "second"),
    ("2024年03月05日09时30分", "2024-03-05T09:30", "minute"),
    ("2024年3月5日下午3时20分", "2024-03-05T15:20", "minute"),
    ("2024年3月5日凌晨12:10", "2024-03-05T00:10", "minute"),
    ("2024年3月5日上午9时", "2024-03-05", "day"),
    ("2024-3-5", "2024-03-05", "day"),
    ("2024/03/05/ 08:33", "2024-03-05T08:33", "minute"),
    ("2024.03.05", "2024-03-05", "day"),
    ("20240305", "2024-03-05", "day"),
    ("20240305093015", "2024-03-05T09:30:15", "second"),
    ("05.03.2024  12:53", "2024-03-05T12:53", "minute"),
    ("二〇二四年三月五日", "2024-03-05", "day"),
    ("二○二三年十二月二十一日", "2023-12-21", "day"),
    ("民國113年3月5日", "2024-03-05", "day"),
    ("2024-03-05 星期二 10:20", "2024-03-05T10:20", "minute"),
    ("2024年3月5日　星期二", "2024-03-05", "day"),
    ("2024-03-05 10∶08", "2024-03-05T10:08", "minute"),
    ("2024-03-05 10：08", "2024-03-05T10:08", "minute"),
    ("２０２４年３月５日　０９：３０", "2024-03-05T09:30", "minute"),
    ("2024-03-05T09:30:15+08:00", "2024-03-05T09:30:15", "second"),
    ("2024-03-05T23:30:15Z", "2024-03-06T07:30:15", "second"),
    ("2024-03-05T23:30:15.120+0000", "2024-03-06T07:30:15", "second"),
    ("2024-03-05 00:00", "2024-03-05T00:00", "minute"),
    ("2024-03-05 09:30-11:00", "2024-03-05T09:30", "minute"),
    ("发布时间：2024-03-05 09:30 来源：本站", "2024-03-05T09:30", "minute"),
    ("( 2024-03-05 )", "2024-03-05", "day"),
    ("[24-03-05 09:06:17]", "2024-03-05T09:06:17", "second"),
    ("2024年3月", "2024-03", "month"),
    ("3月5日", "2024-03-05", "day"),
    ("12月30日", "2023-12-30", "day"),
    ("03-05 10:11", "2024-03-05T10:11", "minute"),
    ("今天 08:00", "2024-03-06T08:00", "minute"),
    ("昨天", "2024-03-05", "day"),
    ("前天 10:20", "2024-03-04T10:20", "minute"),
    ("15分钟前", "2024-03-06T08:45", "minute"),
    ("2小时前", "2024-03-06", "day"),
    ("10小时前", "2024-03-05", "day"),
    ("3天前", "2024-03-03", "day"),
    ("刚刚", "2024-03-06", "day"),
    ("2024-03-05 25:70", "2024-03-05", "day"),
]


@pytest.mark.parametrize(("text", "value", "precision"), FORMS)
def test_forms(text: str, value: str, precision: str) -> None:
    published = parse_published(text, captured_at=CAPTURED)
    assert published is not None
    assert (published.value, published.precision) == (value, precision)


@pytest.mark.parametrize(
    "text", ["", "无", "2024-02-30", "2024-13-01", "2026-02-00018", "电话0999-1234567", "昨天", "3月5日", "9:30"]
)
def test_no_date(text: str) -> None:
    assert parse_published(text) is None


def test_year_hint_wins_over_the_capture() -> None:
    published = parse_published("3月5日", captured_at=CAPTURED, year="2019")
    assert published is not None and published.value == "2019-03-05"


def test_find_dates_keeps_the_order_of_the_page() -> None:
    assert [p.value for p in find_dates("2024年3月5日至2024年3月8日，另见2023-01-02")] == [
        "2024-03-05",
        "2024-03-08",
        "2023-01-02",
    ]


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2069, 12, 31)))
def test_every_day_in_every_order(day: date) -> None:
    for form in ("%Y年%m月%d日", "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y"):
        published = parse_published(day.strftime(form))
        assert published is not None and published.value == str(day)


@given(st.text(max_size=40))
def test_any_text_is_read_without_error(text: str) -> None:
    parse_published(text, captured_at=CAPTURED)
