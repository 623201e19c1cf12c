"""From an article to the answers beside it, and back to the page of them it was opened from."""

import re
from typing import Any

import pytest

from datasette_config.plugins import article_page
from datasette_config.search import PAGE, either

HIT = r'<article class="hit" id="a(\d+)">.*?<h2><a href="([^"]+)"'


async def hits(datasette: Any, path: str) -> list[tuple[str, str]]:
    """The ids and addresses of the hits of a page."""
    page = (await datasette.client.get(path)).text
    return [(number, href.replace("&amp;", "&")) for number, href in re.findall(HIT, page, re.DOTALL)]


async def beside(datasette: Any, path: str) -> dict[str, str]:
    """Where the page of an article leads: prev and next, by their rel."""
    page = (await datasette.client.get(path)).text
    return {
        rel: href.replace("&amp;", "&") for rel, href in re.findall(r'<a rel="(\w+)" class="\w+" href="([^"]+)"', page)
    }


async def walk(datasette: Any, path: str, rel: str) -> list[str]:
    """The ids of the articles met by going on and on."""
    met = []
    while path and len(met) < 200:
        met.append(re.search(r"articles/(\d+)", path)[1])  # type: ignore[index]
        path = (await beside(datasette, path)).get(rel, "")
    return met


async def every(datasette: Any, path: str) -> list[str]:
    """The ids of all hits, page after page."""
    found = []
    while path:
        page = (await datasette.client.get(path)).text
        found += [number for number, _ in re.findall(HIT, page, re.DOTALL)]
        following = re.search(r'rel="next" href="([^"]+)"', page)
        path = following[1].replace("&amp;", "&") if following else ""
    return found


@pytest.mark.parametrize(
    "search", ["/-/search?q=派出所&region=海湾省", "/-/search?q=派出所&region=海湾省&by=relevance"]
)
async def test_next_goes_through_all_answers_in_their_order(datasette: Any, search: str) -> None:
    expected = await every(datasette, search)
    assert len(expected) > PAGE
    _, first = (await hits(datasette, search))[0]
    assert await walk(datasette, first, "next") == expected


async def test_by_relevance_previous_goes_back_over_the_ends_of_pages(datasette: Any) -> None:
    search = "/-/search?q=派出所&region=海湾省&by=relevance"
    _, last = (await hits(datasette, f"{search}&start={PAGE}"))[-1]
    assert await walk(datasette, last, "prev") == (await every(datasette, search))[::-1]


async def test_newest_first_previous_goes_back_on_its_page(datasette: Any) -> None:
    found = await hits(datasette, "/-/search?q=派出所")
    met = await walk(datasette, found[5][1], "prev")
    assert met == [number for number, _ in found[5::-1]]


async def test_back_leads_to_the_very_page_with_all_it_was_narrowed_to(datasette: Any) -> None:
    search = "/-/search?q=派出所&region=海湾省&year=2024"
    number, href = (await hits(datasette, search))[3]
    page = (await datasette.client.get(href)).text
    back = re.search(r'<a class="up" href="([^"]+)#a(\d+)"', page)
    assert back is not None
    assert back[2] == number
    assert await hits(datasette, back[1].replace("&amp;", "&")) == await hits(datasette, search)


async def test_browsing_without_a_question_has_neighbours_too(datasette: Any) -> None:
    found = await hits(datasette, "/-/search")
    assert set(await beside(datasette, found[1][1])) == {"prev", "next"}


async def test_an_article_opened_from_elsewhere_has_none(datasette: Any, reading_room: Any) -> None:
    page = (await datasette.client.get(f"/jingwen/articles/{reading_room.network}")).text
    assert "回到检索" not in page
    assert await beside(datasette, f"/jingwen/articles/{reading_room.network}?q=月湖") == {}


@pytest.mark.parametrize(
    "asked", ["q=-诈骗", "q=诈骗&since=yesterday", "by=date&before=999", "q=诈骗&start=9999&by=relevance"]
)
async def test_a_search_that_cannot_be_answered_leaves_the_article_standing(
    datasette: Any, reading_room: Any, asked: str
) -> None:
    answer = await datasette.client.get(f"/jingwen/articles/{reading_room.network}?{asked}")
    assert answer.status_code == 200
    assert "5G网络护航智慧警务" in answer.text


async def test_an_article_does_not_wait_for_a_slow_search(
    datasette: Any, reading_room: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    monkeypatch.setattr(article_page, "NEIGHBOURS_MS", 20)
    monkeypatch.setattr(article_page, "around", lambda conn, asked, number: conn.execute(slow).fetchone())
    page = (await datasette.client.get(f"/jingwen/articles/{reading_room.network}?q=5G")).text
    assert "回到检索" in page
    assert 'rel="next"' not in page


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("诈骗 走失", "诈骗 OR 走失"),
        ("诈骗", ""),
        ("诈骗 -演练", ""),
        ("诈骗 OR 走失", ""),
        ("“平安 建设”", ""),
        ("", ""),
    ],
)
def test_only_plain_words_are_offered_as_either(words: str, expected: str) -> None:
    assert either(words) == expected
