"""Which family's program made these pages: the one that finds most articles in them."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import urljoin

from scrapy.http import HtmlResponse

import crawler.families
from crawler.detect.draft import Seen
from crawler.domains import on_same_site
from crawler.families.epaper import EpaperSpider
from crawler.families.generic import GenericSpider
from crawler.links import find_links
from crawler.site import ListPage, SiteSpider

SHARE = 0.5  # of the articles that are found without knowing the family
_ADDRESS = re.compile(r"""(?:href|src)\s*=\s*([^"'\s>]{2,300})|["']([^"'\s<>]{2,300})["']""", re.IGNORECASE)
_PAPER = re.compile(r"paper|szb|dzb|Articel|/nw\.", re.IGNORECASE)


@lru_cache(maxsize=1)
def families() -> tuple[type[SiteSpider], ...]:
    """Every family with an article pattern of its own; the generic one is what remains when none of them fits."""
    modules = (module.name for module in pkgutil.iter_modules(crawler.families.__path__))
    found = (vars(importlib.import_module(f"crawler.families.{name}")).values() for name in modules)
    kinds = {one for values in found for one in values if isinstance(one, type) and issubclass(one, SiteSpider)}
    known = [one for one in kinds if one.article_pattern and not issubclass(one, GenericSpider)]
    return tuple(sorted(known, key=lambda one: one.__name__))


def reading(family: type[SiteSpider], page: Seen) -> ListPage:
    """What a family reads in a page, links to other sites left out."""
    response = HtmlResponse(page.url, body=page.text.encode("utf-8", "replace"), encoding="utf-8")
    read = family(name="draft").read_list(response)
    links = tuple(link for link in read.links if on_same_site(link.url, page.url))
    lists, changing = (
        tuple(url for url in urls if on_same_site(url, page.url)) for urls in (read.lists, read.changing)
    )
    return ListPage(links, lists, read.older, changing)


def family_of(pages: Sequence[Seen]) -> type[SiteSpider] | None:
    """The family whose articles most of the pages' links are; None where none accounts for half of them.

    Between families that find as much, the one whose markers the pages show wins, then the one with more to say.
    """
    unaided = {
        link.url for page in pages for link in find_links(page.text, page.url) if on_same_site(link.url, page.url)
    }
    scores = {family: score(family, pages) for family in families() if may_be(family, pages)}
    best = max(scores, key=lambda family: (*scores[family], len(family.article_pattern)), default=None)
    return best if best and scores[best][0] and scores[best][0] >= SHARE * len(unaided) else None


def may_be(family: type[SiteSpider], pages: Sequence[Seen]) -> bool:
    """Whether reading the pages as this family is worth while: an address of its shape or a marker stands in them.

    The articles of some e-papers are addressed like those of portals: an e-paper must show a page of an issue, too.
    """
    written = {url for page in pages for url in (page.url, *addresses(page))}
    paper = issubclass(family, EpaperSpider)
    if paper and not any(layout_of(family, url) for url in written) and not any(_PAPER.search(url) for url in written):
        return False
    shapes = (
        (family.article_pattern, family.layout_pattern)
        if issubclass(family, EpaperSpider)
        else (family.article_pattern,)
    )
    wanted = re.compile("|".join(f"(?:{shape})" for shape in shapes if shape))
    return any(map(wanted.search, written)) or bool(shown_markers(family, pages))


def addresses(page: Seen) -> set[str]:
    """Everything in a page's markup, scripts and records that may be an address, made absolute."""
    found: set[str] = set()
    for bare, quoted in _ADDRESS.findall(page.text.replace("\\/", "/")):
        written = bare or quoted
        try:
            found.add(urljoin(page.url, written).partition("#")[0])
        except ValueError:
            continue  # an address that is none, such as http://[
    return found


def score(family: type[SiteSpider], pages: Sequence[Seen]) -> tuple[int, int]:
    """How many articles (of an e-paper also pages) a family finds, and how many of its markers are shown."""
    own = re.compile(family.article_pattern)
    found = {page.url for page in pages if own.search(page.url)}
    for page in pages:
        read = reading(family, page)
        found.update(link.url for link in read.links)
        found.update(url for url in read.lists if layout_of(family, url))
    return len(found), shown_markers(family, pages)


def shown_markers(family: type[SiteSpider], pages: Sequence[Seen]) -> int:
    """How many of a family's markers stand in any of the pages."""
    return sum(any(re.search(marker, page.text) for page in pages) for marker in family.markers)


def layout_of(family: type[SiteSpider], url: str) -> bool:
    """Whether an address is of a page of an e-paper's issue."""
    pattern = family.layout_pattern if issubclass(family, EpaperSpider) else ""
    return bool(pattern and re.search(pattern, url))


def is_known_article(url: str, among: Iterable[type[SiteSpider]] = ()) -> bool:
    """Whether an address has the shape of any family's articles."""
    return any(re.search(family.article_pattern, url) for family in among or families())
