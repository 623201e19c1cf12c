"""The links of a page as it shows them: address, headline, the day in their row, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from archive.extract.characters import without_controls
from crawler.links.dates import day_of
from crawler.links.rows import Rows
from crawler.links.words import headline_of

NOT_PAGES = re.compile(
    r"\.(?:jpe?g|png|gif|bmp|webp|pdf|docx?|xlsx?|pptx?|wps|ofd|zip|rar|7z|mp[34]|flv|avi|apk|exe|css|js)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """One link as the page shows it.

    `beside` is the headline that stands beside a link that has none, being a picture or 详情. `dated`: a day or a time
    stands in its row; `told`: so does prose; `place` is one number for all links below the
    same kinds of elements, `apart` whether those are the foot of a page or links to friends.
    """

    url: str
    headline: str
    beside: str
    published: str
    dated: bool
    told: bool
    place: int
    apart: bool


def tree_of(text: str) -> HtmlElement | None:
    """The tree of a page, None where there is none to be had."""
    text = without_controls(text)
    if not text.strip():
        return None
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return lxml_html.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except ParserError:
        return None  # nothing but a comment


def joined(base: str, href: str) -> str:
    """An address found on a page, whole and without its fragment; "" where it is none of the web, such as http://[."""
    bare = href.strip()
    try:
        if bare[:1] == "/" != bare[1:2] and "/." not in bare:  # most are; urljoin takes three times as long
            bare = "{0.scheme}://{0.netloc}{1}".format(urlsplit(base), bare)
        whole = bare if bare.startswith(("http://", "https://")) else urljoin(base, bare)
        target = whole.partition("#")[0]
        is_page = bool(urlsplit(target).hostname)
    except ValueError:
        return ""
    return target if is_page and target.startswith(("http://", "https://")) else ""


def base_of(tree: HtmlElement, url: str) -> str:
    """What the addresses of a page are relative to."""
    return next((joined(url, base.get("href")) for base in tree.iter("base") if base.get("href")), "") or url


def links_of(tree: HtmlElement, url: str) -> Iterator[tuple[HtmlElement, str]]:
    """Every link to a page of the web and its address, in the order of the page."""
    base = base_of(tree, url)
    for element in tree.iter("a", "area"):
        href = (element.get("href") or "").strip()
        if href and not href.startswith(("#", "javascript:")):
            target = joined(base, href)
            if target and not NOT_PAGES.search(urlsplit(target).path):
                yield element, target


def anchors(text: str, url: str) -> Iterator[Anchor]:
    """Every link to a page of the web, in the order of the page, with the headline and date of its row."""
    tree = tree_of(text)
    if tree is None:
        return
    found = [(element, target, headline_of(element)) for element, target in links_of(tree, url)]
    rows = Rows(found)
    places = Places()
    for element, target, headline in found:
        row = rows.of(element, target)
        place, apart = places.of(element)
        published = row.published or day_of(target)
        yield Anchor(target, headline, row.headline, published, row.dated, row.told, place, apart)


APART = re.compile(r"foot|copyright|friend|yqlj|crumb", re.IGNORECASE)
ROW_TAGS = frozenset({"li", "tr", "td", "dd", "dt", "a", "area"})  # whose classes only say first, odd or last


class Places:
    """A number for each way down from the page to a link: the links of one list share theirs."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, str], int] = {}
        self._known: dict[HtmlElement, tuple[int, bool]] = {}

    def of(self, element: HtmlElement) -> tuple[int, bool]:
        way = []
        above: HtmlElement | None = element
        while above is not None and above not in self._known:
            way.append(above)
            above = above.getparent()
        place, apart = self._known[above] if above is not None else (0, False)
        for step in reversed(way):
            named = (step.get("class") or "") if isinstance(step.tag, str) else ""
            kind = str(step.tag) if step.tag in ROW_TAGS else f"{step.tag}.{re.sub(r'[0-9]+', '', named)}"
            place = self._numbers.setdefault((place, kind), len(self._numbers) + 1)
            if step.tag not in ("html", "body"):
                apart = apart or step.tag == "footer" or bool(APART.search(f"{named} {step.get('id') or ''}"))
            self._known[step] = (place, apart)
        return place, apart
