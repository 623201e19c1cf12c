"""Feeds: RSS 2.0 (and 1.0) and Atom; a feed that names its next page (RFC 5005) is followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import ClassVar
from urllib.parse import urljoin

from lxml.etree import _Element as Element
from scrapy.http import Response

from archive.records import ArticleLink
from crawler.families.columns import ColumnsSpider
from crawler.families.listed import beijing_day, day_of, plain
from crawler.families.xml_page import local_name, root_of, text_of

ENTRIES = ("item", "entry")
DATES = ("pubdate", "published", "date", "updated", "issued")  # when it came out before when it was changed


class FeedSpider(ColumnsSpider):
    """`columns` names feeds, the site says `article_pattern`; entries whose address has not its shape are left out."""

    family: ClassVar[str] = "feed"
    markers: ClassVar[tuple[str, ...]] = (
        r"<rss\b[^>]{0,400}\bversion=",
        r"<feed\b[^>]{0,400}[\"']http://www\.w3\.org/2005/Atom[\"']",
        r"<rdf:RDF\b[^>]{0,400}purl\.org/rss/",
    )

    def links_of(self, text: str, url: str) -> tuple[ArticleLink, ...]:
        kept: dict[str, ArticleLink] = {}
        for entry in entries(root_of(text)):
            target = address_of(entry, url)
            if target.startswith(("http://", "https://")) and re.search(self.article_pattern, target):
                kept.setdefault(target, ArticleLink(target, text_in(entry, "title"), published(entry)))
        return tuple(kept.values())

    def older(self, response: Response) -> str:
        root = root_of(response.text)
        for element in root.iter() if root is not None else ():
            if local_name(element) in ENTRIES:
                break
            if local_name(element) == "link" and element.get("rel") == "next" and element.get("href"):
                return joined(response.url, element.get("href") or "")
        return ""


def entries(root: Element | None) -> Iterator[Element]:
    """The entries of a feed, in its order."""
    return (element for element in (root.iter() if root is not None else ()) if local_name(element) in ENTRIES)


def address_of(entry: Element, url: str) -> str:
    """The address of an entry's page: its link, or a guid that says it is one; "" where there is none."""
    for child in entry:
        if local_name(child) == "link" and child.get("rel", "alternate") == "alternate":
            found = (child.get("href") or text_of(child)).strip()
            if found:
                return joined(url, found)
    guid = next((child for child in entry if local_name(child) == "guid"), None)
    if guid is None or guid.get("isPermaLink", "true").lower() != "true":
        return ""
    return joined(url, text_of(guid))


def joined(url: str, target: str) -> str:
    """An address made absolute; "" where it is none."""
    try:
        return urljoin(url, target).partition("#")[0] if target else ""
    except ValueError:
        return ""


def text_in(entry: Element, name: str) -> str:
    """The text of one member of an entry."""
    found = next((child for child in entry if local_name(child) == name), None)
    return "" if found is None else plain(text_of(found))


def published(entry: Element) -> str:
    """The day in Beijing an entry came out; "" where it does not say."""
    texts = {local_name(child): text_of(child) for child in entry}
    for value in (texts[name] for name in DATES if texts.get(name)):
        try:
            day = beijing_day(parsedate_to_datetime(value))
        except (ValueError, OverflowError):
            day = day_of(value)
        if day:
            return day
    return ""
