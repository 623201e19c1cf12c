"""Sitemaps, indexes of sitemaps, news sitemaps; the newest parts of an index are asked for again in every run."""

from __future__ import annotations

import time

import pytest
from scrapy.http import XmlResponse

from archive.records import ArticleLink
from crawler.families.sitemap import CHANGING, MOST_MAPS, SitemapSpider
from crawler.site import ListPage, SiteSpider

HOST = "http://www.yanping-news.test"


class YanpingMap(SitemapSpider):
    name = "yanping_map"
    title = "雁坪新闻网"
    region, level, kind = "990300", "city", "media"
    home = f"{HOST}/"
    columns = {"网站地图": f"{HOST}/sitemap.xml"}  # noqa: RUF012
    article_pattern = r"/p/\d+\.html$"
    article_example = f"{HOST}/p/71.html"


SPIDER: SiteSpider = YanpingMap()
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def read(text: str) -> ListPage:
    return SPIDER.read_list(XmlResponse(f"{HOST}/sitemap.xml", body=text.encode(), encoding="utf-8"))


def urlset(entries: str, space: str = f"{SPACE} {NEWS}") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {space}>{entries}</urlset>'


def index(*maps: tuple[str, str]) -> str:
    parts = (
        f"<sitemap><loc>{HOST}/{path}</loc>{f'<lastmod>{last}</lastmod>' if last else ''}</sitemap>"
        for path, last in maps
    )
    return f"<sitemapindex {SPACE}>{''.join(parts)}</sitemapindex>"


def test_a_sitemap_gives_what_has_an_articles_address() -> None:
    entries = f"""<url><loc>{HOST}/about.html</loc></url>
    <url><loc> {HOST}/p/71.html </loc><lastmod>2025-11-04T18:30:00Z</lastmod><priority>0.5</priority></url>
    <url><loc>/p/70.html</loc></url><url><loc>{HOST}/p/71.html</loc></url><url><lastmod>2025-11-05</lastmod></url>"""
    for space in (SPACE, "", 'xmlns="http://www.google.com/schemas/sitemap/0.84"'):
        assert read(urlset(entries, space)) == ListPage(
            (ArticleLink(f"{HOST}/p/71.html", "", "2025-11-05"), ArticleLink(f"{HOST}/p/70.html"))
        )


def test_a_news_sitemap_brings_headlines_and_the_day_of_publication() -> None:
    news = "<news:publication><news:name>雁坪新闻网</news:name></news:publication>"
    news += "<news:publication_date>2025-11-04T23:59:00Z</news:publication_date>"
    news += "<news:title>雁坪警方&amp;法院联动</news:title>"
    image = '<image:image xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><image:title>图</image:title></image:image>'
    entries = f"<url><loc>{HOST}/p/71.html</loc>{image}<lastmod>2025-12-01</lastmod><news:news>{news}</news:news></url>"
    assert read(urlset(entries)).links == (ArticleLink(f"{HOST}/p/71.html", "雁坪警方&法院联动", "2025-11-05"),)


def test_the_day_in_an_address_is_before_the_day_of_the_last_change() -> None:
    entry = f"<url><loc>{HOST}/2025/11/05/p/71.html</loc><lastmod>2026-02-01</lastmod></url>"
    assert read(urlset(entry)).links[0].published == "2025-11-05"


def test_the_newest_parts_of_an_index_are_asked_for_again_and_the_others_once() -> None:
    days = ["2025-09-30", "2025-12-10", "", "2025-10-31", "2025-11-30"]
    page = read(index(*((f"sitemap-{number}.xml.gz", day) for number, day in enumerate(days))))
    assert page.changing == tuple(f"{HOST}/sitemap-{number}.xml.gz" for number in (1, 4, 3))
    assert page.lists == tuple(f"{HOST}/sitemap-{number}.xml.gz" for number in (0, 2))
    assert (page.links, page.older, len(page.changing)) == ((), "", CHANGING)


def test_an_index_without_end_is_followed_so_far() -> None:
    page = read(index(*((f"sitemap-{number}.xml", "") for number in range(3 * MOST_MAPS))))
    assert len(page.lists) + len(page.changing) == MOST_MAPS


GOOD = f"<url><loc>{HOST}/p/71.html</loc></url>"


def test_what_a_sitemap_says_before_it_breaks_is_read() -> None:
    wanted = (ArticleLink(f"{HOST}/p/71.html"),)
    assert read(urlset(GOOD)[:-12]).links == wanted
    assert read(urlset(f"{GOOD}<url><loc>{HOST}/p/7&0.html")).links[:1] == wanted
    assert read(urlset(GOOD).replace("UTF-8", "gb2312")).links == wanted


def test_no_entity_is_expanded_and_no_file_read() -> None:
    nine = "".join(
        f'<!ENTITY {name} "{f"&{before};" * 12}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    for declared in ("<!ENTITY i SYSTEM 'file:///etc/passwd'>", f'<!ENTITY a "x">{nine}'):
        began = time.process_time()
        entry = f"<url>&i;<loc>{HOST}/p/1.html?&i;</loc></url><url><loc>&i;</loc></url>{GOOD}"
        page = read(f"<!DOCTYPE urlset [{declared}]><urlset>{entry}</urlset>")
        assert {one.url for one in page.links} <= {f"{HOST}/p/1.html", f"{HOST}/p/71.html"}
        assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        '<?xml version="1.0"?>',
        "<!-- nothing -->",
        "no sitemap",
        "{}",
        "\x00",
        "<html><body><url><loc></loc></url></body></html>",
        urlset("<url><loc>http://[bad</loc></url><url><loc>javascript:1</loc></url><url><loc/></url><url/>"),
        "<urlset>" + "<url>" * 100_000,
        index(("[", "")).replace(HOST, "http:/"),
    ],
)
def test_what_is_no_sitemap_gives_nothing(text: str) -> None:
    assert read(text) == ListPage()
