"""A publication looked at as a whole: its draft, its lists, and a few of its articles as they would be archived."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from urllib.parse import urlsplit

from archive.errors import ArchiveError, ReadError, UsageError
from archive.read import read_article
from archive.records import Article, ArticleLink, ArticleRules, Confidence
from crawler.detect.draft import Draft, Owner, Seen
from crawler.detect.family import family_of, is_known_article
from crawler.detect.feed import feed_links, is_feed
from crawler.detect.lists import NEWS, candidates, root
from crawler.detect.owner import level_of, name_of, owner_of
from crawler.detect.pattern import pattern_of
from crawler.families.columns import ColumnsSpider
from crawler.families.epaper import EpaperSpider
from crawler.families.generic import GenericSpider
from crawler.links import LISTS, anchors
from crawler.site import SiteSpider
from crawler.site_file import NAME, made
from crawler.survey.columns import Columns, look_for_columns
from crawler.survey.entries import family_of_list, look_for_entries
from crawler.survey.look import Look
from crawler.survey.papers import look_for_issues

SHOWN = 5  # articles
FEW_ANCHORS = 6
TOLD_TROUBLES = 3
MOST_GUESSED = 3  # columns that nobody looked at
ENOUGH = 3  # articles read whole, to be sure


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user says better than the pages do; "" is left to them."""

    name: str = ""
    title: str = ""
    region: str = ""
    kind: str = ""


NOBODY = Owner("", "", "", "")
LEAST_TEXT = 60  # characters of an article that is told by itself
FLAGGED = {
    "undated": "have no date",
    "no_headline": "have no headline",
    "low_confidence_body": "have a text that was only guessed to be theirs",
    "mirror_repaired": "are a mirror's: its damage is repaired for the search",
    "mirror_shuffled": "are a mirror's with sentences out of order",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One article that was fetched: `article` is None, and `trouble` says why, where it could not be read."""

    link: ArticleLink
    page: Seen
    article: Article | None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """What looking around has brought. `lists` are the columns' pages, or pages of an issue; `fetched` counts all."""

    draft: Draft
    site: type[SiteSpider]
    lists: tuple[Seen, ...]
    samples: tuple[Sample, ...]
    fetched: int


@dataclass(frozen=True, slots=True)
class Found:
    """A draft without its owner, the pages that list its articles, and the articles to be looked at."""

    draft: Draft
    lists: tuple[Seen, ...]
    links: tuple[ArticleLink, ...]


def survey(look: Look, url: str, wishes: Wishes, *, live: bool) -> Survey:
    """Look around from any page of a publication. `live`: the pages come from the web, not from a disk or a sample.

    Raises ArchiveError where the page cannot be had or leads to no articles.
    """
    start = look.arrive(url)
    known: list[str] = []
    if is_feed(start.text):
        belongs, known = feed_links(start.text)
        start = look.arrive(belongs or root(start.url))
    known += [start.url] if reads_as_article(start) else []
    family = family_of([start])
    paper = family is not None and issubclass(family, EpaperSpider)
    found = of_paper(look, start, family) if family and paper else of_lists(look, start, known)
    pages = [(link, look.try_page(link.url)) for link in found.links[:SHOWN]]
    looked_at = {page.url: page for page in (*found.lists, start, *(page for _, page in pages)) if page}
    headlines = frozenset((*(link.headline for link in found.links), *headline_of(start, known)))
    owner = wished(owner_of(list(looked_at.values()), headlines, paper=paper), wishes)
    draft = replace(found.draft, name=checked_name(wishes.name or name_of(start.url)), owner=owner)
    samples = tuple(sample(made(draft), link, page) for link, page in pages if page)
    draft = replace(
        draft,
        doubts=(*owner.doubts, *draft.doubts, *sample_doubts(samples), *list(look.troubles)[:TOLD_TROUBLES]),
        confidence=confidence(draft, samples) if len(look.seen_pages) > 1 else "low",
        provenance="recorded" if live else "synthetic",
    )
    return Survey(draft, made(draft), found.lists, samples, len(look.seen_pages))


def of_paper(look: Look, start: Seen, family: type[SiteSpider]) -> Found:
    """An e-paper's draft."""
    paper = look_for_issues(look, start, family)
    links = paper.links or ((ArticleLink(start.url),) if re.search(family.article_pattern, start.url) else ())
    if not links:
        raise ArchiveError(
            f"{start.url} is an e-paper, but no article was found in its issue; give an article's address"
        )
    draft = Draft(
        "", NOBODY, root(paper.entrance), family, links[0].url,
        entrance=paper.entrance, issue_url=paper.issue_url, doubts=paper.doubts,
    )  # fmt: skip
    return Found(draft, paper.sheets, links)


def of_lists(look: Look, start: Seen, known: Sequence[str]) -> Found:
    """The draft of a site of columns, a feed or a sitemap. Raises ArchiveError where nothing leads to articles."""
    front = look.try_page(root(start.url))
    for page in (start, *([front] if front else [])):
        if family := family_of_list(page.text):
            return of_columns(page, look_for_entries(look, page, family), ())
    return of_columns(start, look_for_columns(look, start, known), known)


def of_columns(start: Seen, found: Columns, known: Sequence[str]) -> Found:
    """The draft of what was found. Raises ArchiveError where there are neither lists nor an article."""
    columns = [(one.name, one.page.url) for one in found.columns]
    links = tuple({link.url: link for link in in_turn([one.links for one in found.columns])}.values())
    doubts = found.doubts
    if not columns:
        if start.url not in known and not is_known_article(start.url):
            raise ArchiveError(no_articles(start))
        family = next((one for one in [family_of([start])] if one and is_known_article(start.url, [one])), None)
        pattern = "" if family else pattern_of([start.url], [root(start.url)])
        found = replace(found, family=family or (ColumnsSpider if pattern else GenericSpider), pattern=pattern)
        links = (ArticleLink(start.url),)
        guessed = [(one.shown, one.url) for one in candidates([start], MOST_GUESSED) if NEWS.search(one.shown)]
        columns = guessed or [("首页", root(start.url))]
        doubts = (*doubts, f"columns were guessed from the links of {start.url}: no list of articles was looked at")
    draft = Draft(
        "", NOBODY, root(start.url), found.family, links[0].url,
        columns=tuple(distinctly(columns)), article_pattern=found.pattern, doubts=doubts,
    )  # fmt: skip
    return Found(draft, found.sheets or tuple(one.page for one in found.columns), links)


def no_articles(page: Seen) -> str:
    """Why a page leads nowhere, and what to try."""
    bare = sum(1 for _ in anchors(page.text, page.url)) < FEW_ANCHORS
    if bare and "<script" in page.text.lower():
        return (
            f"no article links were found at {page.url}: the page is built by JavaScript; "
            "try with the [browser] extra, or give its e-paper or a feed"
        )
    return f"no article links were found at {page.url}; give the address of a list page, an article or an e-paper"


def in_turn(lists: Sequence[Sequence[ArticleLink]]) -> Iterator[ArticleLink]:
    """The first link of every list, then the second of each, and so on."""
    return (link for row in zip_longest(*lists) for link in row if link is not None)


def distinctly(columns: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Columns of which no two have one name."""
    names: set[str] = set()
    for name, url in columns:
        number = next(number for number in range(1, len(columns) + 1) if _numbered(name, number) not in names)
        names.add(_numbered(name, number))
        yield _numbered(name, number), url


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name} {number}"


def reads_as_article(page: Seen) -> bool:
    """Whether a page is an article as far as can be told without knowing its site."""
    path = urlsplit(page.url).path
    if not re.search(r"\d", page.url.partition("//")[2].partition("/")[2]) or LISTS.search(path):
        return False
    try:
        article = read_article(page.capture, ArticleRules())
    except ReadError:
        return False
    whole = article.published and article.headline and len(article.text) >= LEAST_TEXT
    return bool(whole) and "low_confidence_body" not in article.flags


def headline_of(page: Seen, known: Sequence[str]) -> tuple[str, ...]:
    """The headline of a page that is one of the known articles: it stands in the title and is none of the site's."""
    return (read_article(page.capture, ArticleRules()).headline,) if page.url in known else ()


def wished(owner: Owner, wishes: Wishes) -> Owner:
    """An owner with what the user knows better; what is said is no longer doubted."""
    said = {name: value for name in ("title", "region", "kind") if (value := getattr(wishes, name))}
    level = level_of(said.get("title", owner.title), said["region"]) if "region" in said else owner.level
    doubts = tuple(doubt for doubt in owner.doubts if re.split(r"\W", doubt)[0] not in said)
    return replace(owner, **said, level=level, doubts=doubts)


def checked_name(name: str) -> str:
    """A name fit for a site's file. Raises UsageError for any other."""
    if not NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} is no name of a site: lower case letters, digits and _, such as jiangsu_gat; say --name"
        )
    return name


def sample(site: type[SiteSpider], link: ArticleLink, page: Seen) -> Sample:
    """One page as it would be archived."""
    capture = replace(page.capture, site=site.name, link=link)
    try:
        return Sample(link, page, read_article(capture, site.article_rules()))
    except ReadError as error:
        return Sample(link, page, None, str(error))


def sample_doubts(samples: Sequence[Sample]) -> Iterator[str]:
    """What the articles that were fetched give reason to doubt."""
    if not samples:
        yield "no article was fetched: how they are read was not tried"
    lost = [one for one in samples if one.article is None]
    if lost:
        yield f"{len(lost)} of {len(samples)} articles could not be read: {lost[0].trouble} ({lost[0].link.url})"
    for flag, words in FLAGGED.items():
        flagged = [one.link.url for one in samples if one.article and flag in one.article.flags]
        if flagged:
            yield f"{len(flagged)} of {len(samples)} articles {words} ({flagged[0]})"


def confidence(draft: Draft, samples: Sequence[Sample]) -> Confidence:
    """How sure the addresses are: what was tried and read is, what was derived is less so."""
    whole = sum(one.article is not None and bool(one.article.published) for one in samples)
    if not whole:
        return "low"
    known = not draft.article_pattern and not issubclass(draft.family, GenericSpider)
    return "high" if known and whole == len(samples) >= ENOUGH else "medium"
