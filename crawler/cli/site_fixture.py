"""A site's fixture: one list page and one article, trimmed, and what must be read in them, as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from archive.capture.digest import payload_digest
from archive.read import read_article
from archive.records import ArticleLink, Capture
from crawler.cli.record import as_record
from crawler.detect.draft import Seen, seen
from crawler.detect.family import reading
from crawler.fixture import trimmed
from crawler.site import SiteSpider

LIST, ARTICLE, EXPECTED = "list.html", "article.html", "expected.json"
FIELDS = (
    "title", "kicker", "subtitle", "published", "precision", "source", "authors", "correspondents", "editor",
    "view_count", "section", "page", "paragraphs", "captions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page as a fixture keeps it: its address and its trimmed text."""

    url: str
    text: str

    def capture(self, site: str = "", link: ArticleLink | None = None) -> Capture:
        """The page as if it had been fetched today."""
        payload = self.text.encode("utf-8", "replace")
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        return Capture(site, self.url, "2100-01-01T00:00:00Z", 200, headers, payload, payload_digest(payload), link)


def saved(url: str, text: str) -> SavedPage:
    """A page trimmed to be kept."""
    return SavedPage(url, trimmed(text.replace("\r\n", "\n")))


def telling_list(site: type[SiteSpider], pages: Sequence[Seen]) -> SavedPage | None:
    """The first list page with articles, trimmed; the front of an issue may have none. None where there is no page."""
    page = next((page for page in pages if reading(site, page).links), next(iter(pages), None))
    return saved(page.url, page.text) if page else None


def expected_list(site: type[SiteSpider], page: SavedPage) -> dict[str, Any]:
    """What a site's file reads in a list page."""
    read = reading(site, seen(page.capture()))
    links = [{"url": link.url, "title": link.headline, "date": link.published or None} for link in read.links]
    return {"url": page.url, "links": links, "older": read.older or None}


def expected_article(site: type[SiteSpider], page: SavedPage, listed: list[dict[str, Any]]) -> dict[str, Any]:
    """What is read in an article found by one of the `listed` links. Raises ReadError."""
    row = next((row for row in listed if row["url"] == page.url), {})
    link = ArticleLink(page.url, row.get("title", ""), row.get("date") or "")
    record = as_record(read_article(page.capture(site.name, link), site.article_rules()))
    return {"url": page.url, **{name: record[name] for name in FIELDS}}


def fixture_files(
    site: type[SiteSpider], list_page: SavedPage | None, article: SavedPage | None, recorded_on: str,
    provenance: str = "",
) -> dict[str, str]:  # fmt: skip
    """The files of a fixture by their names; of what was not seen there is none. Raises ReadError."""
    files: dict[str, str] = {}
    said = provenance or site.provenance
    expected: dict[str, Any] = {"site": site.name, "provenance": said, "recorded_on": recorded_on}
    if list_page:
        files[LIST] = list_page.text
        expected["list"] = expected_list(site, list_page)
    if article:
        files[ARTICLE] = article.text
        expected["article"] = expected_article(site, article, expected.get("list", {}).get("links", []))
    files[EXPECTED] = json.dumps(expected, ensure_ascii=False, indent=2) + "\n"
    return files
