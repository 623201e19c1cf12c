"""How a visit is judged: nothing new is well, a site that yields nothing it should is not."""

from __future__ import annotations

from typing import Any

import pytest

from archive.records import Expectation
from crawler.families.trs import TrsSpider
from crawler.reports import outcome_of, unmet
from crawler.session import Counts


@pytest.mark.parametrize(
    ("counts", "reason", "outcome"),
    [
        (Counts(lists=2, articles_new=3), "finished", "ok"),
        (Counts(lists=2, articles_copy=1), "finished", "ok"),
        (Counts(lists=2, not_modified=2), "finished", "nothing_new"),
        (Counts(lists=2, articles_new=3), "closespider_timeout", "ok"),
        (Counts(lists=2, articles_new=3, degraded=1), "finished", "degraded"),
        (Counts(lists=2, articles_new=3, failed=3), "finished", "degraded"),
        (Counts(lists=2, articles_new=30, failed=3), "finished", "ok"),
        (Counts(), "finished", "failed"),
        (Counts(lists=1, failed=1), "finished", "failed"),
        (Counts(lists=2, articles_new=3), "shutdown", "interrupted"),
        (Counts(lists=2, articles_new=3), "fatal", "interrupted"),
    ],
)
def test_the_outcome_of_a_run(counts: Counts, reason: str, outcome: str) -> None:
    assert outcome_of(counts, reason) == outcome


def spider(**expected: int) -> TrsSpider:
    attributes: dict[str, Any] = {
        "name": "yunling_gat",
        "title": "云岭省公安厅",
        "region": "990100",
        "level": "province",
        "kind": "police",
        "home": "http://gat.yunling.test/",
        "columns": {"警务动态": "http://gat.yunling.test/jwdt/"},
        "article_example": "http://gat.yunling.test/jwdt/202511/t20251105_1.html",
        "expects": Expectation(**expected),
    }
    made: TrsSpider = type("YunlingSpider", (TrsSpider,), attributes)()
    return made


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (Counts(lists=1, listed=20), ""),
        (Counts(lists=1, listed=3), "at least 10 expected"),
        (Counts(lists=1, not_modified=1), ""),  # an unchanged list falls short of nothing
        (Counts(lists=1, listed=20, articles_new=6, shortest=12), "12 characters"),
        (Counts(lists=1, listed=20, articles_new=2, shortest=12), ""),  # two notices prove nothing
    ],
)
def test_what_a_run_fell_short_of(counts: Counts, said: str) -> None:
    words = unmet(spider(articles=10, characters=200), counts)
    assert (said in words[0]) if said else words == []
