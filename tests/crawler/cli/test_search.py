"""`jingwen search`: what the reading room's search finds, narrowed and counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.conftest import Jingwen, one_line


def found(told: Jingwen, data: Path, *words: str) -> dict[str, Any]:
    done = told("search", *words, "--json", data=data)
    assert (done.code, done.err) == (0, "")
    answer: dict[str, Any] = json.loads(done.out)
    return answer


def test_a_search_in_either_script(told: Jingwen, crawled: Path) -> None:
    simple, traditional = (found(told, crawled, word, "--limit", "1000") for word in ("时", "時"))
    assert simple["exact"] and simple["count"] > 3
    assert simple == traditional


def test_a_hit_says_what_a_program_needs(told: Jingwen, crawled: Path) -> None:
    hit = found(told, crawled, "警", "--limit", "1")["hits"][0]
    assert set(hit) == {"id", "headline", "site", "source", "published", "url", "snippet"}
    assert "警" in hit["snippet"] or "警" in hit["headline"]
    assert not any(ord(sign) < 32 for sign in hit["snippet"])


def test_a_search_is_narrowed(told: Jingwen, crawled: Path) -> None:
    whole = found(told, crawled, "警", "--limit", "1000")
    sites = {site: found(told, crawled, "警", "--site", site)["count"] for site in ("yunling_police", "chenghu_mirror")}
    assert sum(sites.values()) == whole["count"] == len(whole["hits"])
    november = found(told, crawled, "警", "--since", "2025-11-01", "--until", "2025-11-30", "--limit", "1000")["hits"]
    assert [hit["id"] for hit in november] == [
        hit["id"] for hit in whole["hits"] if hit["published"].startswith("2025-11")
    ]
    region = found(told, crawled, "警", "--region", "云岭省")
    assert 0 < region["count"] <= whole["count"]
    assert found(told, crawled, "警", "--site", "nobody")["count"] == 0


def test_newest_come_first_and_no_more_than_asked(told: Jingwen, crawled: Path) -> None:
    hits = found(told, crawled, "警", "--limit", "7")["hits"]
    days = [hit["published"][:10] for hit in hits]
    assert len(hits) == 7 and days == sorted(days, reverse=True)


def test_a_search_for_a_person(told: Jingwen, crawled: Path) -> None:
    shown = told("search", "警", "--limit", "2", "--site", "yunling_police", data=crawled).out
    assert shown.count("http://news.yunling-police.test/") == 2
    assert "\x02" not in shown
    assert told("search", "绝无此词绝无此词", data=crawled).out.strip() == "0 articles"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("（",), "检索式"),
        (("警", "--since", "昨天"), "昨天"),
        (("警", "--until", "2025-02-30"), "2025-02-30"),
    ],
)
def test_a_search_that_is_none(words: tuple[str, ...], said: str, told: Jingwen, crawled: Path) -> None:
    one_line(told("search", *words, data=crawled), 2, said)
