"""Datasette's own table page on a large archive: a search reads one page of the index, rows are counted on request."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest

from datasette_config.plugins import table_pages

TABLE = "/jingwen/articles"


async def rows_of(datasette: Any, **args: object) -> dict[str, Any]:
    answer = await datasette.client.get(f"{TABLE}.json?{urlencode({'_shape': 'objects', **args}, True)}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def ids_of(datasette: Any, **args: object) -> list[int]:
    """The ids of all pages, one after another."""
    ids: list[int] = []
    page = await rows_of(datasette, **args)
    while True:
        ids += [row["id"] for row in page["rows"]]
        if not page["next"]:
            return ids
        page = await rows_of(datasette, _next=page["next"], **args)


@pytest.mark.parametrize(
    "asked",
    [
        {"_search": "民警"},
        {"_search": "派出所民警", "_size": 7},
        {"_search": "民警 -派出所 since:2024-06"},
        {"_search": "警", "region": "云岭省", "_size": 3},
        {"_search": "警", "site": "haiwan_zfw"},
        {"_search": "從來沒有的詞"},
    ],
    ids=str,
)
async def test_page_after_page_it_is_what_the_whole_search_finds(
    datasette: Any, asked: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    by_page = await ids_of(datasette, **asked)
    monkeypatch.setattr(table_pages, "narrowed_alike", lambda *args: None)  # as where other filters are set
    assert by_page == await ids_of(datasette, **asked)
    assert by_page == sorted(by_page, reverse=True)


async def test_a_search_that_is_only_paged_does_not_gather_all_that_matches(datasette: Any) -> None:
    asked = {"_search": "民警", "_size": 2}
    page = await rows_of(datasette, **asked)
    assert table_pages.PAGE in page["query"]["sql"] and "escape_fts" not in page["query"]["sql"]
    assert len(page["rows"]) == 2 and page["next"]


@pytest.mark.parametrize(
    "asked",
    [
        {"_sort": "id"},
        {"year": "2024"},
        {"site__contains": "gat"},
        {"_where": "id > 0"},
        {"_facet": "site"},
        {"site": ""},
        {"source": "新华社"},  # a search finds 新華社 as well
        {"section": "要闻"},
        {"site": ["yunling_gat", "haiwan_zfw"]},
    ],
    ids=str,
)
async def test_what_a_search_does_not_know_is_asked_of_all_that_matches(
    datasette: Any, asked: dict[str, object]
) -> None:
    page = await rows_of(datasette, _search="民警", **asked)
    assert "escape_fts" in page["query"]["sql"]


async def test_rows_are_counted_only_where_the_address_asks_for_it(datasette: Any) -> None:
    assert (await rows_of(datasette)).get("filtered_table_rows_count") is None
    assert (await rows_of(datasette, _nocount=""))["filtered_table_rows_count"] > 90
    page = (await datasette.client.get(TABLE)).text
    assert 'href="?_nocount="' in page and not re.search(r"<b>\d+ 行", page)
    assert re.search(r"<b>\d+ 行", (await datasette.client.get(f"{TABLE}?_nocount=")).text)


async def test_a_search_says_how_many_it_finds(datasette: Any) -> None:
    found = len(await ids_of(datasette, _search="民警"))
    for beside in ("", "&_facet=site", "&_sort=site"):
        assert f"<b>{found} 篇</b>" in (await datasette.client.get(f"{TABLE}?_search=民警{beside}")).text


async def test_a_query_that_cannot_be_understood_is_refused_with_a_reason(datasette: Any) -> None:
    answer = await datasette.client.get(f"{TABLE}?_search=-公安")
    assert answer.status_code == 400 and "只有排除词" in answer.text
