"""Dates and messages as the reader's language has them."""

import pytest

from archive.search.query import NO_WORD, ONLY_NEGATIVE, TOO_LONG
from datasette_config.marks import day_and_year, told, weekday


@pytest.mark.parametrize(
    ("published", "zh", "en"),
    [
        ("2024-03-05", ("3月5日", "2024年"), ("5 March", "2024")),
        ("2024-03-05T09:30", ("3月5日", "2024年"), ("5 March", "2024")),
        ("2024-03", ("3月", "2024年"), ("March", "2024")),
        ("2024", ("2024年", ""), ("2024", "")),
        ("", ("日期不详", ""), ("undated", "")),
        (None, ("日期不详", ""), ("undated", "")),
    ],
)
def test_a_day_stands_apart_from_its_year(published: str | None, zh: tuple[str, str], en: tuple[str, str]) -> None:
    assert (day_and_year(published), day_and_year(published, "en")) == (zh, en)


def test_a_day_of_the_week_is_said_only_of_a_day() -> None:
    assert (weekday("2024-03-05"), weekday("2024-03-05T23:59", "en")) == ("星期二", "Tuesday")
    assert [weekday(published) for published in ("2024-03", "2024-13-45", "", None)] == ["", "", "", ""]


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (ONLY_NEGATIVE, "只有排除词：请再写一个要找的词", "only excluded words: add one to look for"),
        (
            "“昨天”不是日期，请写成 2024 (not a date; write 2024)",
            "“昨天”不是日期，请写成 2024",
            "not a date; write 2024",
        ),
        ("no such column: a(b)", "no such column: a(b)", "no such column: a(b)"),
        ("第一版（试行）", "第一版（试行）", "第一版（试行）"),
        ("", "", ""),
    ],
)
def test_a_message_is_said_in_one_language(words: str, zh: str, en: str) -> None:
    assert (told(words), told(words, "en")) == (zh, en)


def test_every_message_of_the_search_has_both_halves() -> None:
    for words in (ONLY_NEGATIVE, TOO_LONG, NO_WORD):
        assert told(words) != told(words, "en")
