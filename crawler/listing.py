"""What a list page says: as its family reads it, or without a family where that finds nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import islice

from scrapy.http import Response

from archive.extract.layout import layout_of
from crawler.links import find_links, joined, next_page, tree_of
from crawler.site import ListPage, SiteSpider

MOST_LINKS = 60  # whose surroundings are looked at
NO_MARKUP = "records"  # a feed, JSON, records inside a script: nothing that a designer lays out


def read_list(spider: SiteSpider, response: Response) -> tuple[ListPage, bool]:
    """The family's reading of a list page and True; where it finds no article, the links found without it, and False.

    A page that only leads to others (an issue, an index of sitemaps) has been read.
    """
    page = spider.read_list(response)
    if page.links or page.lists or page.changing:
        return page, True
    found = find_links(response.text, response.url)
    if not found:
        return page, page != ListPage()
    shaped = tuple(link for link in found if spider.is_article(link.url))
    return replace(page, links=shaped or found, older=page.older or next_page(response.text, response.url)), False


def list_layout(page: ListPage, response: Response) -> str:
    """How most of a list's links to articles are laid out; "" of a page that lists none."""
    if not page.links:
        return ""
    wanted = {link.url for link in page.links}
    tree = tree_of(response.text)
    anchors = () if tree is None else tree.iter("a")
    around = (
        layout_of(parent)
        for anchor in anchors
        if (parent := anchor.getparent()) is not None and joined(response.url, anchor.get("href") or "") in wanted
    )
    return next((layout for layout, _ in Counter(islice(around, MOST_LINKS)).most_common(1)), NO_MARKUP)
