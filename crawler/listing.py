"""What a list page says: as its family reads it, or without a family where that finds nothing."""

from __future__ import annotations

from scrapy.http import Response

from crawler.links import find_links
from crawler.site import ListPage, SiteSpider


def read_list(spider: SiteSpider, response: Response) -> tuple[ListPage, bool]:
    """The family's reading of a list page and True; where it finds nothing, the links found without it, and False."""
    page = spider.read_list(response)
    if page != ListPage():
        return page, True
    found = find_links(response.text, response.url)
    shaped = tuple(link for link in found if spider.is_article(link.url))
    return ListPage(links=shaped or found), False
