"""Looking around a site of columns: its front page, the lists it leads to, the shape of its articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.records import ArticleLink
from crawler.detect.draft import Seen
from crawler.detect.family import family_of, reading
from crawler.detect.lists import NEWS, candidates, column_name, distinct, folder, root
from crawler.detect.pattern import pattern_of
from crawler.domains import on_same_site
from crawler.families.columns import ColumnsSpider
from crawler.families.generic import GenericSpider
from crawler.links import find_links
from crawler.site import SiteSpider
from crawler.survey.look import Look

MOST_LISTS = 8  # looked at
MOST_COLUMNS = 6  # kept
LEAST_LINKS = 3
MANY_LINKS = 10  # a list this long has a second page


@dataclass(frozen=True, slots=True)
class Column:
    """One list of articles: its page, what it is called, and what it offers."""

    page: Seen
    name: str
    links: tuple[ArticleLink, ...]
    older: str


@dataclass(frozen=True, slots=True)
class Columns:
    """What was found: the family, its pattern where it is the site's own, the lists, and what is doubtful.

    `sheets` are the pages that list articles, where these are not the columns' own.
    """

    family: type[SiteSpider]
    pattern: str
    columns: tuple[Column, ...]
    doubts: tuple[str, ...] = ()
    sheets: tuple[Seen, ...] = ()


def look_for_columns(look: Look, start: Seen, known: Sequence[str] = ()) -> Columns:
    """Look at the front page and up to MOST_LISTS lists; `known` are pages that are articles for certain.

    No column is found where no page lists LEAST_LINKS articles; an article or one saved page may have none.
    """
    home = look.try_page(root(start.url))
    nearby = [start] if home is None or home.url == start.url else [start, home]
    shown: dict[str, str] = {}
    for one in candidates(nearby, MOST_LISTS):
        page = look.try_page(one.url)
        if page is not None and on_same_site(page.url, start.url):
            shown.setdefault(page.url, one.shown)
    lists = [page for page in look.seen_pages if page.url in shown]
    pages = list({page.url: page for page in (*nearby, *lists)}.values())
    family = family_of(pages)
    pattern, doubts = ("", ()) if family else own_pattern(pages, lists or nearby, known)
    family = family or (ColumnsSpider if pattern else GenericSpider)
    columns = kept(family, pattern, [page for page in pages if page.url not in known], shown)
    return Columns(family, pattern, tuple(columns), (*doubts, *paging_doubts(columns)))


def own_pattern(pages: Sequence[Seen], lists: Sequence[Seen], known: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The shape of the articles of a site no family fits, and what is doubtful about it."""
    found = dict.fromkeys(
        link.url for page in lists for link in find_links(page.text, page.url) if on_same_site(link.url, page.url)
    )
    articles = list(dict.fromkeys((*known, *found)))
    others = [url for url in (*(page.url for page in lists), root(pages[0].url)) if url not in articles]
    pattern = pattern_of(articles, others) if articles else ""
    if pattern:
        return pattern, (f"family: none fits; article_pattern was derived from {len(articles)} article addresses",)
    return "", ("family: none fits and the articles' addresses share no shape; links are told by their company alone",)


def kept(family: type[SiteSpider], pattern: str, pages: Sequence[Seen], shown: dict[str, str]) -> list[Column]:
    """The pages that are lists of articles, at most MOST_COLUMNS; those that speak of news go before the others."""
    own = re.compile(pattern or family.article_pattern)
    generic = issubclass(family, GenericSpider)
    offered: dict[str, tuple[Seen, tuple[ArticleLink, ...]]] = {}
    for page in pages:
        links = offered_by(family, pattern, page)
        if len(links) >= LEAST_LINKS and (generic or not own.search(page.url)):
            offered[page.url] = (page, links)
    chosen = distinct((page, frozenset(link.url for link in links)) for page, links in offered.values())
    columns = [
        Column(page, column_name(page, shown.get(page.url, "")), offered[page.url][1], reading(family, page).older)
        for page in chosen
    ]
    inner = [one for one in columns if folder(one.page.url) != folder(root(one.page.url))] or columns
    news = [one for one in inner if NEWS.search(one.name)] or inner
    return news[:MOST_COLUMNS]


def offered_by(family: type[SiteSpider], pattern: str, page: Seen) -> tuple[ArticleLink, ...]:
    """The articles of this site that a page links to."""
    if not pattern:
        return reading(family, page).links
    own = re.compile(pattern)
    return tuple(
        link for link in find_links(page.text, page.url) if own.search(link.url) and on_same_site(link.url, page.url)
    )


def paging_doubts(columns: Iterable[Column]) -> tuple[str, ...]:
    """A line for the lists whose next page was not found."""
    short = [one.name for one in columns if not one.older and len(one.links) >= MANY_LINKS]
    return (f"no further pages were found of {'、'.join(short)}: only the newest articles are seen",) if short else ()
