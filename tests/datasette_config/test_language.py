"""The language of a page: the address before the cookie before the browser; Chinese where nothing is said."""

import re
from typing import Any

import pytest

from datasette_config.language import asked_for, preferred, remembered, without


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "zh"),
        ("en-GB,en;q=0.9", "en"),
        ("zh-TW,zh;q=0.9,en;q=0.8", "zh"),
        ("fr-FR,fr;q=0.9", "zh"),
        ("fr,en;q=0.4,zh;q=0.3", "en"),
        ("en;q=0,zh;q=0.1", "zh"),
        ("*", "zh"),
        ("en;q=abc", "zh"),
        (";;;,,,\x00", "zh"),
    ],
)
def test_the_browsers_language(header: str, language: str) -> None:
    assert preferred(header) == language


def test_an_address_and_a_cookie_name_one_of_ours_or_nothing() -> None:
    assert [asked_for(query) for query in ("lang=en", "q=a&lang=zh", "lang=xx", "slang=en")] == ["en", "zh", "", ""]
    cookies = ("jingwen_lang=en", "a=b; jingwen_lang=zh", "jingwen_lang=<b>", "\x00=;")
    assert [remembered(cookie) for cookie in cookies] == ["en", "zh", "", ""]
    assert without("q=%E8%AF&lang=en&_next=3") == "q=%E8%AF&_next=3"
    assert without("q=lang") == "q=lang"


async def test_the_address_wins_and_is_remembered(datasette: Any) -> None:
    english = {"accept-language": "en"}
    page = await datasette.client.get("/", headers=english)
    assert '<html lang="en"' in page.text
    assert "accept-language" in page.headers["vary"]
    assert "set-cookie" not in page.headers
    chinese = await datasette.client.get("/?lang=zh", headers=english)
    assert '<html lang="zh-CN"' in chinese.text
    cookie = chinese.headers["set-cookie"]
    assert cookie.startswith("jingwen_lang=zh;")
    again = await datasette.client.get("/-/search", headers={**english, "cookie": cookie.partition(";")[0]})
    assert '<html lang="zh-CN"' in again.text


async def test_the_switch_keeps_the_question(datasette: Any) -> None:
    page = (await datasette.client.get("/-/search?q=诈骗&lang=zh&region=海湾省")).text
    assert 'href="/-/search?q=%E8%AF%88%E9%AA%97&amp;region=%E6%B5%B7%E6%B9%BE%E7%9C%81&amp;lang=en"' in page


async def test_datasette_never_takes_the_language_for_a_column(datasette: Any) -> None:
    answer = await datasette.client.get("/jingwen/articles?lang=en&region=海湾省")
    assert answer.status_code == 200
    assert '<html lang="en"' in answer.text
    assert "no such column" not in answer.text


async def test_no_page_in_english_speaks_chinese_of_its_own(datasette: Any, reading_room: Any) -> None:
    """Whatever is Chinese on an English page is archived text, and says so by lang="zh"."""
    for path in ("/-/codebook", "/nowhere", "/-/trends"):
        page = (await datasette.client.get(path, headers={"accept-language": "en"})).text
        page = re.sub(r' value="[^"]*"', "", page)
        foreign = [line for line in page.splitlines() if any("\u4e00" <= sign <= "\u9fff" for sign in line)]
        assert [line for line in foreign if "lang=" not in line] == []
