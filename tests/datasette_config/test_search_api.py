"""The search and an article as JSON: the same answers as the pages, as data, and errors that say what to do."""

import json
import re
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from archive.search import counting
from crawler.cli.search import command


async def asked(datasette: Any, **parts: Any) -> dict[str, Any]:
    answer = await datasette.client.get("/-/search.json", params=parts)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def here(address: str) -> str:
    """The path of a whole address."""
    assert address.startswith("http://localhost/")
    return address.removeprefix("http://localhost")


async def test_the_hits_are_those_of_the_page(datasette: Any) -> None:
    for parts in ({"q": "詐騙"}, {"q": "派出所", "region": "海湾省", "year": "2024"}, {"q": "民警", "by": "relevance"}):
        page = (await datasette.client.get("/-/search", params=parts)).text
        found = await asked(datasette, **parts)
        assert [str(hit["id"]) for hit in found["hits"]] == re.findall(r'<h2><a href="/jingwen/articles/(\d+)', page)
        assert re.search(rf"<b>{found['count']} 篇</b>", page)
        assert found["count_is"] == "exact"


async def test_a_snippet_is_plain_and_says_where_its_hits_are(datasette: Any) -> None:
    for hit in (await asked(datasette, q="詐騙", limit=100))["hits"]:
        assert {hit["snippet"][start:end] for start, end in hit["marks"]} <= {"诈骗", "詐騙"}
        assert "<mark>" not in hit["snippet"]
        assert not any(ord(sign) < 32 for sign in hit["snippet"])


@pytest.mark.parametrize("order", [{}, {"by": "relevance"}])
async def test_next_leads_to_the_end_and_misses_nothing(datasette: Any, order: dict[str, str]) -> None:
    page = await asked(datasette, q="派出所", limit=17, facets=1, **order)
    seen = [hit["id"] for hit in page["hits"]]
    while page["next"]:
        assert "limit=17" in page["next"] and "facets=1" in page["next"]
        page = (await datasette.client.get(here(page["next"]))).json()
        seen += [hit["id"] for hit in page["hits"]]
        assert page["count"] == 90 and page["facets"]
    assert len(seen) == len(set(seen)) == 90


async def test_facets_come_on_request_and_add_up(datasette: Any) -> None:
    assert "facets" not in await asked(datasette, q="派出所")
    found = await asked(datasette, q="派出所", facets=1)
    assert set(found["facets"]) == set(counting.FACETS)
    assert sum(one["count"] for one in found["facets"]["year"]) == found["count"]
    for one in found["facets"]["region"]:
        assert (await asked(datasette, q="派出所", region=one["value"]))["count"] == one["count"]


async def test_a_count_that_is_estimated_says_so(datasette: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "COUNT_CAP", 20)
    assert (await asked(datasette, q="派出所"))["count_is"] == "about"
    monkeypatch.setattr(counting, "POOL_CAP", 1)
    assert (await asked(datasette, q="派出所"))["count_is"] == "at least"


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("q=-诈骗", "add one to look for"), ("q=" + "字" * 400, "longer than 300"), ("since=nonsense", "2024-03-05"),
        ("limit=0", "from 1 to 100"), ("limit=101", "from 1 to 100"), ("limit=１", "from 1 to 100"),
        ("before=rubbish", "whole number"), ("before=-999999999999999999", "whole number"),
        ("before=1&before=2", "given twice"), ("start=1e9", "whole number"), ("year=24", "2024"),
        ("year=%E0%A5%A8%E0%A5%A6%E0%A5%A8%E0%A5%AA", "2024"), ("by=magic", "relevance"), ("topic=all", "doubtful"),
        ("facets=yes", "0, 1"), ("sit=x", "no such argument"), ("year=0000", "日"),
    ],
)  # fmt: skip
async def test_what_is_wrong_is_said_in_json(datasette: Any, query: str, says: str) -> None:
    answer = await datasette.client.get(f"/-/search.json?{query}")
    assert answer.status_code == answer.json()["status"] == 400
    assert answer.json()["ok"] is False
    assert says in answer.json()["error"]


async def test_what_takes_too_long_is_503_and_says_what_to_do(datasette: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("interrupted")

    monkeypatch.setattr("datasette_config.search.search", slow)
    answer = await datasette.client.get("/-/search.json?q=诈骗")
    assert answer.status_code == 503
    assert "narrow" in answer.json()["error"]


async def test_empty_arguments_are_none(datasette: Any) -> None:
    assert await asked(datasette, q="诈骗", site="", before="", limit="", facets="") == await asked(datasette, q="诈骗")


async def test_the_command_finds_the_same(datasette: Any, reading_room: Any) -> None:
    done = CliRunner().invoke(command, ["詐騙", "--limit", "100", "--json"], obj=reading_room.folder)
    told = json.loads(done.stdout)
    found = await asked(datasette, q="詐騙", limit=100)
    assert told["count"] == found["count"]
    assert told["hits"] == [{name: hit[name] for name in told["hits"][0]} for hit in found["hits"]]


async def test_an_article_is_all_that_its_page_shows(datasette: Any, reading_room: Any) -> None:
    got = (await datasette.client.get(f"/-/article/{reading_room.versioned}.json")).json()
    lines = (await datasette.client.get("/-/extract.jsonl?q=跨年夜")).text
    assert f'"headline":"{got["article"]["headline"]}"' in lines.replace('": "', '":"')
    assert [one["number"] for one in got["versions"]] == [2, 1]
    assert "渡轮码头停航两小时" in got["versions"][1]["text"]
    assert got["capture"]["digest"] == got["article"]["payload_digest"]
    assert (await datasette.client.get(here(got["capture"]["address"]))).status_code == 200
    assert got["address"] in got["citation"]["plain"]
    copied = (await datasette.client.get(f"/-/article/{reading_room.copied}.json")).json()
    assert {one["site"] for one in copied["printings"]} >= {"yunling_gat", "haiwan_zfw"}
    invented = (await datasette.client.get("/-/search.json?q=派出所&limit=1")).json()["hits"][0]["id"]
    people = (await datasette.client.get(f"/-/article/{invented}.json")).json()["people"]
    assert [one["role"] for one in people] == ["reporter", "correspondent", "editor"]


@pytest.mark.parametrize("number", ["12", "-12", "x", "--", "9" * 40, "%C2%84", "１２"])
async def test_no_such_article_is_404_in_json(datasette: Any, number: str) -> None:
    answer = await datasette.client.get(f"/-/article/{number}.json")
    assert (answer.status_code, answer.json()["status"]) == (404, 404)


async def test_what_is_withheld_is_told_and_not_what_it_was(reading_room: Any, serve: Any, tmp_path: Path) -> None:
    shutil.copy(reading_room.database, tmp_path / "jingwen.db")
    number = reading_room.network
    with sqlite3.connect(tmp_path / "jingwen.db") as conn:
        conn.execute(
            "INSERT INTO redactions VALUES (?, 'mask', '当事人申请', '2025-02-01T00:00:00Z', 'd1935t')", (number,)
        )
    answer = await serve(tmp_path / "jingwen.db").client.get(f"/-/article/{number}.json")
    assert answer.json()["withheld"] == [{"action": "mask", "reason": "当事人申请", "at": "2025-02-01T00:00:00Z"}]
    assert "d1935t" not in answer.text
