"""What every page says of itself, to search engines, to those who are sent its address, and to screen readers."""

from itertools import pairwise
from typing import Any

import pytest
from lxml import html

PATHS = (
    "/", "/-/search", "/-/search?q=诈骗", "/-/search?q=没有这个词呀", "/-/search?q=-诈骗", "/-/sites",
    "/-/site/yunling_gat", "/-/trends", "/-/trends?q=诈骗，通告", "/-/codebook", "/-/capture/1", "/jingwen",
    "/jingwen/articles", "/jingwen/runs/1", "/jingwen?sql=select+1", "/nowhere", "versioned", "copied", "evil",
    "traditional", "versions",
)  # fmt: skip


async def page_of(datasette: Any, room: Any, path: str, language: str = "zh") -> Any:
    if not path.startswith("/"):
        path = f"/-/versions/{room.versioned}" if path == "versions" else f"/jingwen/articles/{getattr(room, path)}"
    return html.fromstring((await datasette.client.get(path, headers={"accept-language": language})).text)


def meta(page: Any, name: str) -> str:
    return str(page.xpath(f"string(//meta[@name='{name}' or @property='{name}']/@content)"))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PATHS)
async def test_every_page_has_a_title_a_description_and_its_headings_in_order(
    datasette: Any, reading_room: Any, path: str, language: str
) -> None:
    page = await page_of(datasette, reading_room, path, language)
    title = page.findtext(".//title")
    assert title.endswith(("警闻", "Jingwen")) or path == "/"
    assert meta(page, "og:title") == title
    assert 3 < len(meta(page, "description")) < 400
    assert meta(page, "og:description") == meta(page, "description")
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    for figure in page.xpath("//main//svg[not(@aria-hidden)]"):
        assert figure.get("aria-label")
        assert figure.get("role") in ("img", "group")


async def test_an_article_has_one_address_whatever_it_was_opened_from(datasette: Any, reading_room: Any) -> None:
    number = reading_room.network
    for asked in ("", "?q=5G&by=date", "?lang=en"):
        page = html.fromstring((await datasette.client.get(f"/jingwen/articles/{number}{asked}")).text)
        (canonical,) = page.xpath("//link[@rel='canonical']/@href")
        assert canonical.endswith(f"/jingwen/articles/{number}")
        assert meta(page, "og:url") == canonical
        assert meta(page, "og:type") == "article"


async def test_reference_managers_find_what_they_read(datasette: Any, reading_room: Any) -> None:
    page = await page_of(datasette, reading_room, "network")
    assert meta(page, "citation_title") == "5G网络护航智慧警务"
    assert meta(page, "citation_publication_date") == "2024/09/20"
    assert meta(page, "citation_public_url").endswith(str(reading_room.network))
    assert meta(page, "description").startswith("2024年9月20日，望江市公安局启用5G网巡防平台")


async def test_trends_keep_their_words_in_their_address(datasette: Any) -> None:
    page = html.fromstring((await datasette.client.get("/-/trends?q=诈骗&lang=en")).text)
    (canonical,) = page.xpath("//link[@rel='canonical']/@href")
    assert canonical.endswith("/-/trends?q=%E8%AF%88%E9%AA%97")


@pytest.mark.parametrize("path", ["/", "/-/site/yunling_gat", "/-/trends?q=派出所"])
async def test_every_drawing_of_figures_has_a_table(datasette: Any, reading_room: Any, path: str) -> None:
    page = await page_of(datasette, reading_room, path)
    tables = page.xpath("//details[contains(@class, 'numbers')]//table")
    assert tables
    for table in tables:
        assert table.xpath(".//tbody/tr")
        assert table.xpath(".//thead//th[@scope='col']") and table.xpath(".//tbody//th[@scope='row']")


async def test_the_table_of_the_map_says_what_the_map_shows(datasette: Any, reading_room: Any) -> None:
    page = await page_of(datasette, reading_room, "/")
    rows = {
        row.findtext("th"): int(row.findtext("td"))
        for row in page.xpath("//section[contains(@class, 'coverage')]//tbody/tr")
    }
    drawn = {
        link.get("aria-label").partition("：")[0]: int(link.get("aria-label").partition("：")[2].partition(" ")[0])
        for link in page.xpath("//svg[contains(@class, 'map')]/a")
    }
    assert rows == drawn
    assert sum(rows.values()) == 96


async def test_chinese_on_an_english_page_says_that_it_is_chinese(datasette: Any, reading_room: Any) -> None:
    for path in (
        "/",
        "/-/search?q=诈骗&region=海湾省&site=haiwan_zfw",
        "/-/site/yunling_gat",
        "/jingwen",
        "/jingwen/sites",
    ):
        page = await page_of(datasette, reading_room, path, "en")
        for hidden in page.xpath("//head|//table|//svg|//textarea|//form"):
            hidden.drop_tree()
        for text in page.xpath("//body//text()"):
            if any("\u4e00" <= sign <= "\u9fff" for sign in text):
                inside = text.getparent() if not text.is_tail else text.getparent().getparent()
                languages = inside.xpath("ancestor-or-self::*/@lang")
                assert languages[-1].startswith("zh"), (path, text)
