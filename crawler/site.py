"""A site: a small Scrapy spider whose attributes are checked when its class is made."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, get_args

import scrapy
from scrapy import Request
from scrapy.http import Response

from archive.records import Article, ArticleLink, ArticleRules, Confidence, Expectation, Site, Window
from archive.regions import region_name
from archive.topic import topic_of
from crawler.domains import bare_host, is_authority, on_same_site

LEVELS = ("central", "province", "city", "county")
CADENCES = ("hourly", "daily", "weekly")
REQUIRED = ("title", "region", "level", "kind", "home")
OF_A_SITE = ("name", *REQUIRED, "columns", "entrance", "article_example")  # what a family does not say

# What the lists of a healthy site show at least, where its file does not say: a department's one column, an issue.
EXPECTED = {
    "police": Expectation(articles=8),
    "zhengfa": Expectation(articles=8),
    "epaper": Expectation(articles=20),
    "portal": Expectation(articles=20),
    "media": Expectation(articles=20),
}
KINDS = tuple(EXPECTED)
KEEP_ALL = ("police", "zhengfa")  # the kinds all of whose news is about public security


class SiteFileError(TypeError):
    """A site file that cannot be: its class, the attribute, and what was expected."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """What one list page says.

    `links`: its articles; `lists`: pages that are part of the same list (a redirect's target, the pages of an issue),
    followed once; `changing`: such pages that change, asked for in every run (the newest parts of a sitemap's index);
    `older`: the next page of an ordered list, followed while pages bring something new.
    """

    links: tuple[ArticleLink, ...] = ()
    lists: tuple[str, ...] = ()
    older: str = ""
    changing: tuple[str, ...] = ()


class SiteSpider(scrapy.Spider):
    """The attributes of a site. A family gives `list_requests()` and `read_list(response)`; a site file the rest.

    `markers` are a family's: regular expressions of what the markup of its list pages shows, by which it is detected.
    `keeps` is `all`, or `topic` for what is about public security only; "" is `topic` for portals, media and e-papers.
    `expects` left out is what its kind of site should yield.
    """

    title: ClassVar[str] = ""
    region: ClassVar[str] = ""
    level: ClassVar[str] = ""
    kind: ClassVar[str] = ""
    home: ClassVar[str] = ""
    publisher: ClassVar[str] = ""
    family: ClassVar[str] = ""
    markers: ClassVar[tuple[str, ...]] = ()
    keeps: ClassVar[str] = ""
    columns: ClassVar[dict[str, str]] = {}
    entrance: ClassVar[str] = ""
    issue_url: ClassVar[str] = ""
    lists_by_script: ClassVar[bool] = False  # a family's: a column's page may be a shell without its list
    looks: ClassVar[tuple[int, ...]] = (1, 3, 7, 30, 180)  # days after publication on which it is looked at again
    pictures: ClassVar[bool] = False  # its articles' pictures are kept in every run, not only with --pictures
    browser: ClassVar[bool] = False  # its lists are shells that only a browser fills: needs the browser extra
    article_pattern: ClassVar[str] = ""
    article_example: ClassVar[str] = ""
    rules: ClassVar[ArticleRules] = ArticleRules()
    expects: ClassVar[Expectation] = Expectation()
    provenance: ClassVar[str] = "synthetic"
    confidence: ClassVar[Confidence] = "medium"
    cadence: ClassVar[str] = "daily"

    begin: Callable[[], AsyncIterator[Any]] | None = None  # the visit's, given when the spider is opened

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        check_class(cls)
        if cls.expects == SiteSpider.expects:
            cls.expects = EXPECTED.get(cls.kind, SiteSpider.expects)

    # what a family gives

    def list_requests(self, window: Window) -> Iterator[Request]:
        """The requests a run begins with; each is answered to `read_list`."""
        raise NotImplementedError

    def read_list(self, response: Response) -> ListPage:
        """What a list page says. Depends on the response alone: nothing rides in `meta`."""
        raise NotImplementedError

    def is_missing_issue(self, url: str) -> bool:  # noqa: ARG002 - e-papers use it
        """Whether an address that answers 404 is merely a day without an issue."""
        return False

    def is_past_issue(self, url: str) -> bool:  # noqa: ARG002 - e-papers use it
        """Whether an address is of an issue so old that, missing once, it will not come any more."""
        return False

    # what every site has

    @classmethod
    def as_site(cls) -> Site:
        """The row of the `sites` table."""
        return Site(
            name=cls.name,
            title=cls.title,
            region=cls.region,
            level=cls.level,
            kind=cls.kind,
            publisher=cls.publisher or cls.title,
            family=cls.family,
            home=cls.home,
            provenance="recorded" if cls.provenance == "recorded" else "synthetic",
            confidence=cls.confidence,
            cadence=cls.cadence,
            expects=cls.expects,
        )

    @classmethod
    def article_rules(cls) -> ArticleRules:
        """How its pages are read, with its name and publisher filled in."""
        rules = cls.rules
        return ArticleRules(
            cls.name,
            rules.publisher or cls.publisher or cls.title,
            rules.layouts,
            rules.readers,
            rules.furniture,
            rules.learned,
            rules.own_names,
            rules.charset,
        )

    @classmethod
    def is_article(cls, url: str) -> bool:
        """Whether an address has the shape of this site's articles, on one of its hosts."""
        return bool(re.search(cls.article_pattern, url)) and cls.owns(url)

    @classmethod
    def owns(cls, url: str) -> bool:
        """Whether an address is this site's: of its domain, or of its own host where authorities share the domain."""
        return on_same_site(url, cls.home) and (not is_authority(cls.home) or bare_host(url) == bare_host(cls.home))

    @classmethod
    def wants(cls, article: Article) -> bool:
        """Whether an article belongs in the archive: all of them, or those that are about public security."""
        keeps = cls.keeps or ("all" if cls.kind in KEEP_ALL else "topic")
        return keeps == "all" or topic_of(article).holds

    def section_of(self, url: str) -> str:
        """The column a list page belongs to: the one whose address shares the longest beginning with it."""
        shared = [(len(common_start(url, address)), section) for section, address in self.columns.items()]
        best = max(shared, default=(0, ""))
        return best[1] if best[0] > len(self.home.rstrip("/")) + 1 else ""

    async def start(self) -> AsyncIterator[Any]:
        """What a run asks for: of the visit that was begun for this site, or (in a shell) of the family alone."""
        if self.begin is None:
            for request in self.list_requests(Window()):
                yield request
            return
        async for asked in self.begin():
            yield asked


def common_start(one: str, other: str) -> str:
    """The longest beginning two addresses share, cut at a path separator or before a page number."""
    length = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    return one[: min(len(one), len(other)) if length is None else length]


def check_class(cls: type[SiteSpider]) -> None:
    """Raise SiteFileError, naming the attribute, for a misspelt, missing or impossible one."""
    if not any(vars(cls).get(name) for name in OF_A_SITE):
        return  # a family, not a site
    known = {name for base in cls.__mro__[1:] for name in (*vars(base), *vars(base).get("__annotations__", ()))}
    for name, value in vars(cls).items():
        if not name.startswith("_") and name not in known and not callable(value) and not is_method(value):
            raise SiteFileError(
                f"{cls.__name__}.{name}: there is no such attribute; see spiders/README.md for the list"
            )
    for name in ("name", *REQUIRED):
        if not getattr(cls, name, None):
            raise SiteFileError(f"{cls.__name__}.{name} is missing; every site says it")
    for name in SiteSpider.__annotations__:
        value, default = getattr(cls, name), getattr(SiteSpider, name)
        if isinstance(default, PLAIN) and not isinstance(value, type(default)):
            raise SiteFileError(f"{cls.__name__}.{name} should be a {type(default).__name__}; it is {value!r}")
    for name, holds, wanted in CHECKS:
        if not holds(cls):
            raise SiteFileError(f"{cls.__name__}.{name} should be {wanted}; it is {getattr(cls, name)!r}")
    if not cls.is_article(cls.article_example):
        raise SiteFileError(f"{cls.__name__}.article_pattern does not match article_example {cls.article_example}")


def is_method(value: object) -> bool:
    return isinstance(value, classmethod | staticmethod | property)


def is_address(url: object) -> bool:
    """Whether this is a whole address of the web."""
    return isinstance(url, str) and bool(re.match(r"https?://[^/\s]+/", url))


def compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def names_a_day(issue_url: str) -> bool:
    """Whether every word in braces is a day or a part of one."""
    try:
        issue_url.format(day=date(2025, 11, 5))
    except (LookupError, ValueError):
        return False
    return True


# The kinds of value an attribute of a site may have: whatever its default is, the site's own must be.
PLAIN = (str, dict, tuple, ArticleRules, Expectation)

CHECKS: tuple[tuple[str, Callable[[type[SiteSpider]], bool], str], ...] = (
    ("name", lambda site: bool(re.fullmatch(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*", site.name)), "as the file: lower_snake"),
    ("region", lambda site: bool(region_name(site.region)), "six digits of GB/T 2260, such as 620000"),
    ("level", lambda site: site.level in LEVELS, f"one of {', '.join(LEVELS)}"),
    ("kind", lambda site: site.kind in KINDS, f"one of {', '.join(KINDS)}"),
    ("keeps", lambda site: site.keeps in ("", "all", "topic"), "all or topic"),
    ("provenance", lambda site: site.provenance in ("recorded", "synthetic"), "recorded or synthetic"),
    ("confidence", lambda site: site.confidence in get_args(Confidence), f"one of {', '.join(get_args(Confidence))}"),
    ("cadence", lambda site: site.cadence in CADENCES, f"one of {', '.join(CADENCES)}"),
    ("pictures", lambda site: isinstance(site.pictures, bool), "True or False"),
    ("home", lambda site: is_address(site.home), "a whole address with a path, such as http://gat.example.gov.cn/"),
    ("columns", lambda site: bool(site.columns) != bool(site.entrance), "either columns or an entrance"),
    ("columns", lambda site: all(map(is_address, site.columns.values())), "whole addresses by column"),
    ("columns", lambda site: all(map(site.owns, site.columns.values())), "addresses on the site's own hosts"),
    ("entrance", lambda site: not site.entrance or site.owns(site.entrance), "an address on the site's own hosts"),
    ("issue_url", lambda site: names_a_day(site.issue_url), "an address with nothing but {day:…} in braces"),
    ("issue_url", lambda site: not site.issue_url or site.owns(site.issue_url), "an address on the site's own hosts"),
    ("article_pattern", lambda site: bool(site.article_pattern), "a regular expression of article addresses"),
    ("article_pattern", lambda site: compiles(site.article_pattern), "a regular expression"),
    ("article_example", lambda site: is_address(site.article_example), "the whole address of one article"),
)
