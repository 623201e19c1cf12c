"""When a known address is looked at again, and what an answer does to its days."""

from __future__ import annotations

import pytest

from archive.store.archive import Archive
from archive.store.looks import MOST_TRIES, next_look
from tests.archive.store.conftest import MakeArticle

DAYS = (1, 3, 7, 30, 180)


@pytest.mark.parametrize(
    ("since", "step", "today", "wanted"),
    [
        ("2025-01-01", 0, "2025-01-01", (0, "2025-01-02")),
        ("2025-01-01", 1, "2025-01-02", (1, "2025-01-04")),
        ("2025-01-01", 1, "2025-01-20", (3, "2025-01-31")),  # days that passed while the machine was off are left out
        ("2025-01-01", 0, "2025-07-30", None),
        ("2025-01-01", 5, "2025-01-02", None),
    ],
)
def test_the_next_look(since: str, step: int, today: str, wanted: tuple[int, str] | None) -> None:
    assert next_look(since, step, today, DAYS) == wanted


def due(archive: Archive) -> list[tuple[str, str, int]]:
    return archive.conn.execute("SELECT due, since, step FROM looks ORDER BY link_id").fetchall()


@pytest.mark.parametrize(
    ("published", "wanted"),
    [
        ("2025-01-10T08:00", ("2025-01-11", "2025-01-10", 0)),
        ("2025-01-05", ("2025-01-12", "2025-01-05", 2)),
        ("2019-05-05", ("2025-07-09", "2019-05-05", 5)),  # back-filled: once more in half a year
        ("2025-01", ("2025-01-11", "2025-01-10", 0)),
        ("2031-01-01", ("2025-01-11", "2025-01-10", 0)),  # the future is a mistake of the page
    ],
)
def test_days_count_from_publication(
    archive: Archive, make_article: MakeArticle, published: str, wanted: tuple[str, str, int]
) -> None:
    article = make_article(1)
    archive.add(article, [])
    archive.looks.plan(article.url, published, "2025-01-10", DAYS)
    assert due(archive) == [wanted]
    archive.looks.plan(article.url, "2025-01-10", "2025-01-10", DAYS)
    assert due(archive) == [wanted]  # planned once


def test_a_site_may_want_no_looks(archive: Archive, make_article: MakeArticle) -> None:
    archive.add(make_article(1), [])
    archive.looks.plan(make_article(1).url, "2025-01-10", "2025-01-10", ())
    assert due(archive) == []


def test_an_unchanged_page_is_looked_at_less_and_less_and_a_changed_one_anew(
    archive: Archive, make_article: MakeArticle
) -> None:
    article = make_article(1)
    archive.add(article, [])
    archive.looks.plan(article.url, "2025-01-10", "2025-01-10", DAYS)
    days = []
    for changed in (False, False, True, False, False, False, False, False):
        (day, *_), *_ = due(archive)
        days.append(day)
        (look,) = archive.looks.due(article.site, day, 10)
        assert not archive.looks.seen(look, None, day, DAYS, changed=changed)
    assert days == [
        "2025-01-11", "2025-01-13", "2025-01-17",  # changed on that day
        "2025-01-18", "2025-01-20", "2025-01-24", "2025-02-16", "2025-07-16",
    ]  # fmt: skip
    assert due(archive) == []


def test_nothing_is_due_before_its_day_or_at_another_site(archive: Archive, make_article: MakeArticle) -> None:
    for number in range(5):
        archive.add(make_article(number), [])
        archive.looks.plan(make_article(number).url, "2025-01-10", "2025-01-10", DAYS)
    site = make_article(0).site
    assert archive.looks.due(site, "2025-01-10", 10) == archive.looks.due("elsewhere", "2025-02-01", 10) == []
    assert len(archive.looks.due(site, "2025-01-11", 3)) == 3


def test_what_cannot_be_asked_is_asked_on_the_next_days_and_then_left_out(
    archive: Archive, make_article: MakeArticle
) -> None:
    article = make_article(1)
    archive.add(article, [])
    archive.looks.plan(article.url, "2025-01-10", "2025-01-10", DAYS)
    asked = []
    for _ in range(MOST_TRIES):
        (day, *_), *_ = due(archive)
        asked.append(day)
        (look,) = archive.looks.due(article.site, day, 10)
        archive.looks.unanswered(look, day, DAYS)
    assert asked == [f"2025-01-{day}" for day in range(11, 11 + MOST_TRIES)]
    assert due(archive) == [("2025-01-17", "2025-01-10", 2)]
    assert archive.conn.execute("SELECT count(*) FROM withdrawals").fetchone() == (0,)


def test_a_withdrawal_is_one_row_however_often_it_is_confirmed_and_a_second_one_another(
    archive: Archive, make_article: MakeArticle
) -> None:
    article = make_article(1)
    archive.add(article, [])
    archive.looks.plan(article.url, "2025-01-10", "2025-01-10", DAYS)

    def look_on(day: str) -> object:
        (look,) = archive.looks.due(article.site, day, 10)
        return look

    told = [
        archive.looks.missing(look_on("2025-01-11"), "http_404", None, 1, "2025-01-11", DAYS),  # type: ignore[arg-type]
        archive.looks.missing(look_on("2025-01-12"), "http_404", None, 1, "2025-01-12", DAYS),  # type: ignore[arg-type]
        archive.looks.seen(look_on("2025-01-14"), None, "2025-01-14", DAYS, changed=False),  # type: ignore[arg-type]
        archive.looks.missing(look_on("2025-01-15"), "emptied", None, 2, "2025-01-15", DAYS),  # type: ignore[arg-type]
    ]
    assert told == [True, False, True, True]
    rows = archive.conn.execute("SELECT how, times, returned_at IS NULL FROM withdrawals ORDER BY id").fetchall()
    assert rows == [("http_404", 2, 0), ("emptied", 1, 1)]
    archive.looks.weigh(2, 40)
    weighed = archive.conn.execute("SELECT run_looked, run_missing FROM withdrawals ORDER BY id").fetchall()
    assert weighed == [(None, None), (40, 1)]
