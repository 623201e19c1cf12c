"""Articles told from the rest of a list page without a selector: by the company their links keep."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Literal, TypeVar
from urllib.parse import urlsplit

from archive.records import ArticleLink
from crawler.domains import domain_of
from crawler.links.anchors import Anchor, anchors, tree_of
from crawler.links.dates import day_of
from crawler.links.shapes import exact_shape_of, is_numbered, may_be_article, shape_of
from crawler.links.words import LONG, SHORT, is_label, longest, width

MOST = 0.5
COMMON = 0.5  # of the weight of the commonest kind of address
FEW = 3  # links that make a kind, or a list
CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
Sureness = Literal["articles", "some", "mixed", ""]
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Candidate:
    """All links of a page to one address that may be an article's; `spoken`: its address says a day."""

    link: ArticleLink
    shape: str
    exact_shape: str
    numbered: bool
    places: frozenset[int]
    long: bool
    dated: bool
    told: bool
    spoken: bool
    apart: bool

    @property
    def folder(self) -> str:
        return self.exact_shape.rpartition("/")[0]

    @property
    def domain(self) -> str:
        return self.shape.partition(" ")[0]

    @property
    def telling(self) -> bool:
        """Whether it is more than a short word somewhere."""
        return self.long or self.dated or self.spoken

    @property
    def in_row(self) -> bool:
        """Whether its row says more than the link: a day, or prose beside a headline."""
        return self.dated or (self.told and (self.long or self.spoken))

    @property
    def weight(self) -> int:
        return self.long + 2 * self.dated + self.spoken


@dataclass(frozen=True, slots=True)
class Known:
    """What the articles' addresses have in common."""

    shapes: Set[str]
    folders: Set[str]
    domains: Set[str]


def find_links(text: str, url: str) -> tuple[ArticleLink, ...]:
    """The article links of a list page, found without a selector, each address once, in the order of the page.

    The kind of address that most headline-like, dated links share is the articles'; another is believed where it is as
    common or its links stand in rows with dates. Short headlines and single addresses are known by those around them.
    A page whose markup has none is read again with what its scripts write.
    """
    return articles_in(text, url) or articles_in(written_by_scripts(text), url)


def articles_in(text: str, url: str) -> tuple[ArticleLink, ...]:
    found = list(candidates(anchors(text, url), url))
    kinds = article_kinds(found, domain_of(urlsplit(url).hostname or ""))
    known = Known({one.shape for one in kinds}, {one.folder for one in kinds}, {one.domain for one in kinds})
    sure = {one.link.url for one in kinds if one.telling}
    lists = {
        place: how_sure(group, sure, alone=not sure) for place, group in grouped(found, lambda one: one.places).items()
    }
    kept = [one for one in found if one.link.url in sure or is_believed(one, known, [lists[at] for at in one.places])]
    standing = [one for one in kept if not one.apart]
    return tuple(one.link for one in (standing if len(standing) >= MOST * len(kept) else kept))


def written_by_scripts(text: str) -> str:
    """The markup within the scripts of a page: records of a list, document.write."""
    tree = tree_of(text)
    scripts = (script.text or "" for script in tree.iter("script")) if tree is not None else ()
    return CDATA.sub("", "".join(script for script in scripts if "<a" in script)).replace("\\", "")


def candidates(found: Iterable[Anchor], url: str) -> Iterable[Candidate]:
    """What may be an article: every address but those of lists, with the best headline its links show."""
    of: dict[str, list[Anchor]] = defaultdict(list)
    for anchor in found:
        of[anchor.url].append(anchor)
    own = url.partition("#")[0]
    for address, links in of.items():
        spoken = bool(day_of(address))
        headline = headline_of(links)
        if headline and address != own and may_be_article(address):
            yield Candidate(
                ArticleLink(address, headline, next((one.published for one in links if one.published), "")),
                shape_of(address),
                exact_shape_of(address),
                is_numbered(address),
                frozenset(one.place for one in links),
                long=width(headline) >= (SHORT if spoken else LONG),
                dated=any(one.dated for one in links),
                told=any(one.told for one in links),
                spoken=spoken,
                apart=all(one.apart for one in links),
            )


def headline_of(links: Sequence[Anchor]) -> str:
    """The best of what the links to one address are called, or of what stands beside them; "" where all are labels."""
    shown = longest(one.headline for one in links if not is_label(one.headline))
    return shown or longest(one.beside for one in links if one.beside)


def article_kinds(found: Sequence[Candidate], home: str) -> list[Candidate]:
    """The numbered addresses whose kinds are articles'; those of the page's own site count twice.

    Addresses of one exact shape are articles' or not together, those of one shape weigh together.
    """
    exact = grouped((one for one in found if one.numbered), lambda one: [one.exact_shape])
    likely = (one for group in exact.values() if most(one.long or one.dated for one in group) for one in group)
    kinds = {shape: group for shape, group in grouped(likely, lambda one: [one.shape]).items() if is_list(group)}
    weights = {
        shape: sum(one.weight for one in group) * (2 if group[0].domain == home else 1)
        for shape, group in kinds.items()
    }
    enough = COMMON * max(weights.values(), default=0)
    chosen = (group for shape, group in kinds.items() if weights[shape] >= enough or most(one.dated for one in group))
    return [one for group in chosen for one in group]


def is_list(group: Sequence[Candidate]) -> bool:
    """Whether there are enough of them, or one whose day is known."""
    return len(group) >= FEW or any(one.long and (one.dated or one.spoken) for one in group)


def how_sure(group: Sequence[Candidate], sure: set[str], *, alone: bool) -> Sureness:
    """What is known of the links of one place: `mixed` ones are believed for dates, if `alone` for prose."""
    if most(one.link.url in sure for one in group):
        return "articles" if sum(one.link.url in sure for one in group) >= FEW else "some"
    if len(group) >= FEW and most(one.in_row and (alone or one.dated or one.spoken) for one in group):
        return "mixed"
    return ""


def is_believed(one: Candidate, known: Known, company: Iterable[Sureness]) -> bool:
    """Whether an address that is not sure by itself is an article for where it stands."""
    if one.apart:
        return False
    if one.shape in known.shapes:
        return any(company)
    if "mixed" in company:
        return one.in_row
    alike = one.folder in known.folders or (one.numbered and one.domain in known.domains)  # a name may have no digit
    return "articles" in company and ((alike and one.long) or (one.numbered and one.dated))


def grouped(found: Iterable[Candidate], keys: Callable[[Candidate], Iterable[Key]]) -> dict[Key, list[Candidate]]:
    groups: dict[Key, list[Candidate]] = defaultdict(list)
    for one in found:
        for key in keys(one):
            groups[key].append(one)
    return groups


def most(of: Iterable[bool]) -> bool:
    answers = list(of)
    return sum(answers) >= MOST * len(answers)


def matching(text: str, url: str, pattern: str) -> tuple[ArticleLink, ...]:
    """The links whose address has an article's shape, each once; the longest headline of an address is its headline."""
    wanted = re.compile(pattern)
    of: dict[str, list[Anchor]] = defaultdict(list)
    for anchor in anchors(text, url):
        if wanted.search(anchor.url) and anchor.url != url:
            of[anchor.url].append(anchor)
    return tuple(
        ArticleLink(
            address,
            headline_of(links) or longest(one.headline for one in links),
            next((one.published for one in links if one.published), ""),
        )
        for address, links in of.items()
    )
