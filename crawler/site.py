"""A site: a small Scrapy spider whose attributes are checked when its class is made."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar
from urllib.parse import urlsplit

import scrapy
import tldextract
from scrapy import Request
from scrapy.http import Response

from archive.records import Article, ArticleLink, ArticleRules, Confidence, Expectation, Site, Window
from archive.topic import topic_of

LEVELS = ("central", "province", "city", "county")
KINDS = ("police", "zhengfa", "epaper", "portal", "media")
KEEP_ALL = ("police", "zhengfa")  # the kinds all of whose news is about public security
REQUIRED = ("title", "region", "level", "kind", "home")


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
        return bool(re.search(cls.article_pattern, url)) and on_same_site(url, cls.home)

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


# The list of public suffixes that comes with the library: no network is asked what a domain is.
_SUFFIXES = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def on_same_site(url: str, home: str) -> bool:
    """Whether two addresses belong to one registered domain (www., m., news. … of it)."""
    host, own = ((urlsplit(address).hostname or "") for address in (url, home))
    return host == own or domain_of(host) == domain_of(own)


@lru_cache(maxsize=1024)
def domain_of(host: str) -> str:
    """The registered domain of a host; of one outside the public suffixes its last two labels."""
    return _SUFFIXES.extract_str(host).top_domain_under_public_suffix or ".".join(host.split(".")[-2:])


def common_start(one: str, other: str) -> str:
    """The longest beginning two addresses share, cut at a path separator or before a page number."""
    length = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    return one[: min(len(one), len(other)) if length is None else length]


def check_class(cls: type[SiteSpider]) -> None:
    """Raise SiteFileError, naming the attribute, for a misspelt, missing or impossible one."""
    if not vars(cls).get("name"):
        return  # a family, not a site
    known = {name for base in cls.__mro__[1:] for name in (*vars(base), *vars(base).get("__annotations__", ()))}
    for name, value in vars(cls).items():
        if not name.startswith("_") and name not in known and not callable(value) and not is_method(value):
            raise SiteFileError(
                f"{cls.__name__}.{name}: there is no such attribute; see spiders/README.md for the list"
            )
    for name in REQUIRED:
        if not getattr(cls, name):
            raise SiteFileError(f"{cls.__name__}.{name} is missing; every site says it")
    expected: Sequence[tuple[bool, str, str]] = (
        (bool(re.fullmatch(r"\d{6}", cls.region)), "region", "six digits of GB/T 2260, such as 620000"),
        (cls.level in LEVELS, "level", f"one of {', '.join(LEVELS)}"),
        (cls.kind in KINDS, "kind", f"one of {', '.join(KINDS)}"),
        (cls.keeps in ("", "all", "topic"), "keeps", "all or topic"),
        (cls.provenance in ("recorded", "synthetic"), "provenance", "recorded or synthetic"),
        (bool(cls.columns) != bool(cls.entrance), "columns", "either columns or an entrance"),
        (bool(cls.article_pattern), "article_pattern", "a regular expression of article addresses"),
        (bool(cls.article_example), "article_example", "one article address"),
    )
    for holds, name, wanted in expected:
        if not holds:
            raise SiteFileError(f"{cls.__name__}.{name} should be {wanted}; it is {getattr(cls, name)!r}")
    if not cls.is_article(cls.article_example):
        raise SiteFileError(f"{cls.__name__}.article_pattern does not match article_example {cls.article_example}")


def is_method(value: object) -> bool:
    return isinstance(value, classmethod | staticmethod | property)
