"""Words over time as a page; and what a reader is told when something is not there, not allowed, or broken."""

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from datasette import Forbidden

from archive.store.archive import Archive


def totals(page: str) -> dict[str, str]:
    """Each line of the key with its number."""
    return dict(re.findall(r"</svg>([^<]+?) <span class=\"count\">([^<]+)</span>", page))


async def test_lines_hold_what_the_search_finds(datasette: Any) -> None:
    page = (await datasette.client.get("/-/trends?q=诈骗，派出所,5G&unit=month")).text
    found = totals(page)
    assert list(found) == ["诈骗", "派出所", "5G"]
    for word, number in found.items():
        search = (await datasette.client.get("/-/search", params={"q": word})).text
        assert f"<b>{number} 篇</b>" in search
    assert page.count("<polyline") == 6  # three lines, for wide and for narrow windows
    assert "style=" not in page


async def test_a_region_narrows_and_regions_are_lines(datasette: Any) -> None:
    narrowed = totals((await datasette.client.get("/-/trends?q=派出所&region=海湾省")).text)
    by_region = totals((await datasette.client.get("/-/trends?q=派出所&by=region")).text)
    assert by_region["海湾省"] == narrowed["派出所"]
    assert set(by_region) == {"云岭省", "沧江省", "海湾省"}


async def test_shares_are_of_a_thousand(datasette: Any) -> None:
    page = (await datasette.client.get("/-/trends?q=民警&as=share&unit=year")).text
    values = [float(value) for value in re.findall(r"<title>民警 · \d{4} · ([\d.]+)</title>", page)]
    assert values
    assert all(0 < value <= 1000 for value in values)


@pytest.mark.parametrize("query", ["q=-诈骗", "q=诈骗&since=nonsense", "q=诈骗&since=2030", "q=" + "字" * 400])
async def test_what_cannot_be_drawn_says_why(datasette: Any, query: str) -> None:
    answer = await datasette.client.get(f"/-/trends?{query}")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


async def test_no_word_and_no_article_are_pages_too(datasette: Any, tmp_path: Path, serve: Any) -> None:
    assert "写一个或几个词" in (await datasette.client.get("/-/trends")).text
    Archive.open(tmp_path).close()
    bare = serve(tmp_path / "jingwen.db")
    assert (await bare.client.get("/-/trends?q=诈骗")).status_code == 200


@pytest.mark.parametrize(
    "path", ["/nowhere", "/jingwen/articles/12", "/-/site/nobody", "/-/capture/0", "/jingwen/nothing"]
)
@pytest.mark.parametrize(("language", "words"), [("zh", "这里没有这一页"), ("en", "no such page here")])
async def test_what_is_not_there_is_told_in_the_readers_language(
    datasette: Any, capsys: pytest.CaptureFixture[str], path: str, language: str, words: str
) -> None:
    answer = await datasette.client.get(path, headers={"accept-language": language})
    assert answer.status_code == 404
    assert words in answer.text
    assert answer.text.count("<h1>") == 1
    assert capsys.readouterr() == ("", "")  # Datasette would print a traceback with every local variable


async def test_json_keeps_datasettes_shape(datasette: Any) -> None:
    answer = await datasette.client.get("/jingwen/nothing.json")
    assert answer.status_code == 404
    assert answer.json()["ok"] is False
    assert answer.json()["status"] == 404
    wrong = await datasette.client.get("/jingwen/articles.json?_where=nonsense")
    assert (wrong.status_code, wrong.json()["ok"]) == (400, False)


async def test_an_error_of_ours_is_logged_and_not_told(
    datasette: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise sqlite3.DatabaseError("secret path /srv/archive")

    monkeypatch.setattr("datasette_config.article.rows", broken)
    answer = await datasette.client.get("/-/cite/1.txt")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "本馆出了差错" in answer.text
    assert "secret path" in caplog.text


async def test_what_is_not_allowed_is_403(datasette: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(*_: object) -> None:
        raise Forbidden("view-instance")

    monkeypatch.setattr(datasette, "ensure_permissions", refuse)
    answer = await datasette.client.get("/-/sites")
    assert answer.status_code == 403
    assert "不对外开放" in answer.text


@pytest.mark.parametrize("query", ["articles.json?_timelimit=x", "people/1.json"])
async def test_an_argument_that_datasette_trips_over_is_the_readers(datasette: Any, query: str) -> None:
    answer = await datasette.client.get(f"/jingwen/{query}")
    assert answer.status_code == 400
    assert answer.json()["error"]


async def test_what_passes_through_our_code_is_ours_whatever_was_asked(
    datasette: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("of ours")

    monkeypatch.setattr("datasette_config.article.rows", broken)
    assert (await datasette.client.get("/-/cite/1.txt?x=1")).status_code == 500
