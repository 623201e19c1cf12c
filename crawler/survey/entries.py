"""Looking at what a publication lists for machines: a feed, a sitemap, an index of sitemaps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.detect.draft import Seen
from crawler.detect.family import reading
from crawler.detect.feed import is_feed
from crawler.detect.lists import column_name, root, title_parts
from crawler.detect.pattern import pattern_of
from crawler.families.feed import FeedSpider
from crawler.families.sitemap import SitemapSpider
from crawler.site import SiteSpider
from crawler.survey.columns import Column, Columns
from crawler.survey.look import Look

MOST_PARTS = 2  # sitemaps of an index that are looked at
ANY = "."  # a pattern, until the articles' own is known


def family_of_list(text: str) -> type[SiteSpider] | None:
    """The family that reads a list made for machines; None for a page."""
    if is_feed(text):
        return FeedSpider
    return SitemapSpider if any(re.search(marker, text[:2000]) for marker in SitemapSpider.markers) else None


def look_for_entries(look: Look, start: Seen, family: type[SiteSpider]) -> Columns:
    """The one column a feed or sitemap is, and the shape of the articles it names.

    A sitemap names pages that are no articles, too: those without a number in their address are left aside.
    """
    anything: type[SiteSpider] = type("Anything", (family,), {"article_pattern": ANY})
    sheets = [start, *parts_of(look, start, anything)]
    links = [link for sheet in sheets for link in reading(anything, sheet).links]
    articles = [link.url for link in links if re.search(r"\d", link.url.partition("//")[2].partition("/")[2])]
    pattern = pattern_of(articles, [root(start.url), *(sheet.url for sheet in sheets)]) if articles else ""
    named = tuple(link for link in links if pattern and re.search(pattern, link.url))
    doubts = [f"article_pattern was derived from {len(articles)} addresses of {start.url}"]
    name = next(iter(title_parts(start.text)[1:]), "") if family is FeedSpider else ""
    column = Column(start, column_name(start, name), named, reading(anything, start).older)
    lists = tuple(sheet for sheet in sheets if any(link in named for link in reading(anything, sheet).links))
    return Columns(family, pattern, (column,) if named else (), tuple(doubts), lists)


def parts_of(look: Look, start: Seen, family: type[SiteSpider]) -> Iterator[Seen]:
    """The newest sitemaps of an index."""
    for url in reading(family, start).changing[:MOST_PARTS]:
        page = look.try_page(url)
        if page is not None:
            yield page
