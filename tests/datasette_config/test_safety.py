"""The room stands up to strangers: read-only, bounded in time and rows, nothing of the machine shown, never a 500."""

import time
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

BOMB = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
PATHS = (
    "/", "/-/search", "/-/trends", "/-/sites", "/-/site/yunling_gat", "/-/codebook", "/-/capture/1",
    "/-/versions/81862656", "/jingwen/articles", "/jingwen/articles.json", "/jingwen/articles/81862657",
    "/jingwen/sites.json", "/jingwen.json", "/-/extract.csv", "/robots.txt", "/-/changes", "/-/changes.atom",
    "/-/changes.ics", "/-/extract.wacz",
)  # fmt: skip
NAMES = (
    "q", "site", "region", "year", "since", "until", "before", "by", "unit", "as", "state", "from", "to", "lang",
    "_search", "_where", "_next", "_size", "_sort", "_facet", "_col", "_shape", "id__gt", "sql", "_json", "_trace",
    "raw", "kind",
)  # fmt: skip
NASTY = (
    "诈骗", "'", '"', "\x00", "%", "9" * 40, "-1", "1e309", "2024-13-99", "0000-00-00", "' OR 1=1 --", "zh", "region",
    "../../etc/passwd", "(" * 200, "NOT NOT", "title:", "since:99999", "\ud7ff\uffff", "share", "day", "select 1",
    "year", "edited", "9999-12-31", "0001", "2025-01-01T00:00:00Z|edited|1",
    "公 OR " * 40, "*" * 50, "\x02\x03", "𠀀", "A" * 5000,
)  # fmt: skip
VALUES = st.one_of(st.text(max_size=40), st.sampled_from(NASTY))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(PATHS), asked=st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=4))
def test_no_question_breaks_a_page(address: str, path: str, asked: list[tuple[str, str]]) -> None:
    answer = httpx.get(address + path, params=[(name, value) for name, value in asked], timeout=30)
    assert answer.status_code in (200, 302, 400, 403, 404, 503), answer.text[:2000]
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("path", ["/jingwen.json", "/jingwen/articles.json"])
def test_a_bomb_in_sql_ends_in_time(address: str, path: str) -> None:
    began = time.monotonic()
    where = {"_where": f"id IN ({BOMB})"}
    answer = httpx.get(address + path, params={"sql": BOMB} if path == "/jingwen.json" else where, timeout=30)
    assert answer.status_code in (400, 500, 503)
    assert answer.json()["ok"] is False
    assert time.monotonic() - began < 15


@pytest.mark.parametrize(
    "query",
    ["OR ".join(["公 "] * 60), "(" * 290, " ".join(["警察"] * 90), "-".join("公安派出所" * 50), "“" * 299, "的*" * 100],
)
@pytest.mark.parametrize("path", ["/-/search", "/-/trends"])
def test_a_bomb_in_a_query_ends_in_time(address: str, path: str, query: str) -> None:
    began = time.monotonic()
    answer = httpx.get(address + path, params={"q": query}, timeout=30)
    assert answer.status_code in (200, 400, 503)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("sql", ["DELETE FROM articles", "ATTACH '/tmp/x.db' AS x", "PRAGMA writable_schema = 1"])
def test_nothing_can_be_written(address: str, sql: str) -> None:
    answer = httpx.get(f"{address}/jingwen.json", params={"sql": sql})
    assert answer.status_code == 400
    assert httpx.post(f"{address}/jingwen/articles", data={"a": "b"}).status_code == 405


def test_nothing_of_the_machine_is_shown(address: str, reading_room: Any) -> None:
    for path in ("/-/databases", "/-/databases.json", "/-/threads", "/-/threads.json"):
        assert httpx.get(address + path).status_code == 404
    for path in ("/", "/-/metadata.json", "/-/settings.json", "/-/plugins.json", "/jingwen.json", "/-/versions.json"):
        assert str(reading_room.folder) not in httpx.get(address + path).text


async def test_robots_keep_articles_but_no_searches(datasette: Any) -> None:
    rules = (await datasette.client.get("/robots.txt")).text.splitlines()
    assert rules[0] == "User-agent: *"
    assert "Disallow: /-/search" in rules
    assert "Disallow: /" not in rules
    assert "x-robots-tag" not in (await datasette.client.get("/")).headers


async def test_an_archive_may_be_kept_out_of_search_engines(
    reading_room: Any, serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JINGWEN_NOINDEX", "1")
    room = serve(reading_room.database)
    assert "Disallow: /\n" in (await room.client.get("/robots.txt")).text
    for path in ("/", "/jingwen/articles.json", "/static/jingwen.css", "/nowhere"):
        assert (await room.client.get(path)).headers["x-robots-tag"] == "noindex, nofollow"
