"""Sitemaps: sitemap.xml, an index of several, gzip files of either; news sitemaps bring headlines and days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any, ClassVar
from urllib.parse import urljoin

from lxml.etree import LxmlError
from lxml.etree import _Element as Element
from scrapy.http import Response
from scrapy.utils.sitemap import Sitemap

from archive.records import ArticleLink
from crawler.families.columns import ColumnsSpider
from crawler.families.listed import day_of
from crawler.families.xml_page import as_utf8, local_name
from crawler.links import URL_DATE, as_date
from crawler.site import ListPage

MOST_ENTRIES = 50_000  # what a sitemap may hold
MOST_MAPS = 500
CHANGING = 3  # of an index: the newest parts, which are asked for in every run
NEWS = {"title": "news_title", "publication_date": "news_date"}


class NewsSitemap(Sitemap):
    """Scrapy's reader, and what news sitemaps nest in an entry, which it leaves out: headline and day."""

    def _process_sitemap_element(self, elem: Element) -> dict[str, Any] | None:
        nested = {
            NEWS[local_name(one)]: (one.text or "").strip()
            for one in elem.iter()
            if local_name(one) in NEWS and "news" in str(one.tag)
        }
        entry = super()._process_sitemap_element(elem)
        return None if entry is None else entry | nested


class SitemapSpider(ColumnsSpider):
    """`columns` names sitemaps, the site says `article_pattern`: a sitemap names other pages, too.

    Of an index the newest parts are asked for in every run, the others once.
    """

    family: ClassVar[str] = "sitemap"
    markers: ClassVar[tuple[str, ...]] = (r"<(?:urlset|sitemapindex)\b",)

    def read_list(self, response: Response) -> ListPage:
        kind, found = entries_of(response.text)
        if kind == "sitemapindex":
            maps = newest_first(found, response.url)
            return ListPage(lists=maps[CHANGING:], changing=maps[:CHANGING])
        kept: dict[str, ArticleLink] = {}
        for entry in found:
            url = address_of(entry, response.url)
            if url and re.search(self.article_pattern, url):
                kept.setdefault(url, ArticleLink(url, entry.get("news_title", ""), day(entry, url)))
        return ListPage(tuple(kept.values()))


def entries_of(text: str) -> tuple[str, list[Mapping[str, str]]]:
    """What a sitemap is (urlset, sitemapindex, "") and its entries, as far as it can be read."""
    found: list[Mapping[str, str]] = []
    try:
        sitemap = NewsSitemap(as_utf8(text))
        found.extend(islice(sitemap, MOST_ENTRIES))
    except (LxmlError, StopIteration):
        return "", found
    return sitemap.type, found


def address_of(entry: Mapping[str, str], url: str) -> str:
    """The address an entry names; "" where it names none."""
    try:
        target = urljoin(url, entry["loc"]) if entry["loc"] else ""
    except ValueError:
        return ""
    return target if target.startswith(("http://", "https://")) else ""


def newest_first(entries: list[Mapping[str, str]], url: str) -> tuple[str, ...]:
    """The sitemaps of an index, those changed last first; without dates in its order."""
    ordered = sorted(entries, key=lambda entry: day_of(entry.get("lastmod", "")), reverse=True)
    return tuple(dict.fromkeys(filter(None, (address_of(entry, url) for entry in ordered))))[:MOST_MAPS]


def day(entry: Mapping[str, str], url: str) -> str:
    """When an article came out: what a news sitemap says, the day in its address, or when it was last changed."""
    address = as_date(URL_DATE.search(url))
    return day_of(entry.get("news_date", "")) or address or day_of(entry.get("lastmod", ""))
