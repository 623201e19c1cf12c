"""Links of a list page: what is an article, its headline and date, and which link leads to the next page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html
from lxml.html import HtmlElement

from archive.records import ArticleLink

HAN = re.compile(r"[\u3400-\u9fff]")
DATE = re.compile(r"((?:19|20)?\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
URL_DATE = re.compile(r"(?<!\d)(20\d{2})[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)")
URL_FOLDERS = re.compile(r"/(20\d{2})/(\d{1,2})/(\d{1,2})/")
NOT_PAGES = re.compile(r"\.(?:jpe?g|png|gif|pdf|docx?|xlsx?|zip|rar|mp4|apk|css|js)$", re.IGNORECASE)
LISTS = re.compile(
    r"(?:^|[/_-])(?:index|list|lists|node|default|more|page|col)[_-]?\w{0,12}(?:\.\w+)?/?$", re.IGNORECASE
)
NEXT_WORDS = ("下一页", "下页", "后一页", "下一頁", "next", "»", ">>", ">")
CUT = re.compile(r"(?:…|\.\.\.)$")
LONG = 8  # Chinese characters of a headline, not of a word in the navigation
LONGEST_ROW = 300  # characters: what stands around a link of a list is a row, not the page


@dataclass(frozen=True, slots=True)
class Anchor:
    """One link as the page shows it; `shape` is its address with numbers made alike, `place` the tags above it."""

    url: str
    headline: str
    published: str
    shape: str
    place: str


def tree_of(text: str) -> HtmlElement | None:
    """The tree of a page, None where there is none to be had."""
    if not text.strip():
        return None
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    return lxml_html.fromstring(text.encode("utf-8", "replace"), parser=parser)


def anchors(text: str, url: str) -> Iterator[Anchor]:
    """Every link to a page of the web, in the order of the page, with the headline and date of its row."""
    tree = tree_of(text)
    if tree is None:
        return
    base = next(iter(tree.xpath("//base/@href")), "")
    base = urljoin(url, base) if base else url
    for element in tree.iter("a", "area"):
        href = (element.get("href") or "").strip()
        if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
            continue
        try:
            target = urljoin(base, href).partition("#")[0]
            path = urlsplit(target).path
        except ValueError:
            continue  # an address that is none, such as http://[
        if not target.startswith(("http://", "https://")) or NOT_PAGES.search(path):
            continue
        headline = headline_of(element)
        yield Anchor(target, headline, date_near(element, target), shape_of(target), place_of(element))


def headline_of(element: HtmlElement) -> str:
    """The text of a link; its title attribute where the text was cut or is a picture."""
    shown = " ".join(element.text_content().split())
    titled = " ".join((element.get("title") or "").split())
    if titled and (not shown or CUT.search(shown) or (shown in titled and len(titled) < 200)):
        return titled
    return shown


def date_near(element: HtmlElement, url: str) -> str:
    """The date in the row of a link, in the smallest element around it that has one, or in its address."""
    around: HtmlElement | None = element
    for _ in range(4):
        around = around.getparent() if around is not None else None
        if around is None or around.tag in ("body", "html", "ul", "table", "tbody"):
            break
        text = around.text_content()
        if len(text) > LONGEST_ROW or holds_another(around, element):
            break
        own = element.text_content()
        found = as_date(DATE.search(text.replace(own, " ", 1))) or as_date(DATE.search(own))
        if found:
            return found
    path = urlsplit(url).path
    return as_date(URL_DATE.search(path) or URL_FOLDERS.search(path))


def holds_another(around: HtmlElement, element: HtmlElement) -> bool:
    """Whether a second headline stands in an element: its date may be the other's."""
    return any(
        link is not element
        and link.get("href") != element.get("href")
        and len(HAN.findall(link.text_content())) >= LONG
        for link in around.iter("a")
    )


def as_date(match: re.Match[str] | None) -> str:
    """An ISO date of year, month and day groups; "" where there is none or it is no day."""
    if match is None:
        return ""
    year, month, day = (int(part) for part in match.groups())
    year += 2000 if year < 100 else 0
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 and 1990 <= year <= 2100 else ""


def shape_of(url: str) -> str:
    """An address with its numbers and hashes made alike: the articles of one site share a shape or two."""
    parts = urlsplit(url)
    path = re.sub(r"[0-9a-f]{16,}", "h", parts.path)
    return f"{parts.netloc}{re.sub(r'[0-9]+', '#', path)}?{re.sub(r'[0-9]+', '#', parts.query)}"


def place_of(element: HtmlElement) -> str:
    """Where a link stands: the tags above it, which the rows of one list share."""
    tags = [
        f"{above.tag}.{above.get('class') or ''}" for above in element.iterancestors() if isinstance(above.tag, str)
    ]
    return "/".join(tags[:4])


def find_links(text: str, url: str) -> tuple[ArticleLink, ...]:
    """The article links of a list page, found without a selector, each address once, in the order of the page.

    Articles are told from navigation by their company: links of one shape or one place on the page of which most have
    a headline-like text (8 Chinese characters or more) and many a date.
    """
    found = list(anchors(text, url))
    by_shape: dict[str, list[Anchor]] = defaultdict(list)
    for anchor in found:
        by_shape[anchor.shape].append(anchor)
    chosen = {shape for shape, group in by_shape.items() if is_articles(group)}
    kept: dict[str, ArticleLink] = {}
    for anchor in found:
        if anchor.shape in chosen and len(HAN.findall(anchor.headline)) >= 5 and anchor.url != url:
            link = ArticleLink(anchor.url, anchor.headline, anchor.published)
            before = kept.get(anchor.url)
            if before is None or len(before.headline) < len(link.headline):
                kept[anchor.url] = link
    return tuple(kept.values())


def is_articles(group: list[Anchor]) -> bool:
    """Whether links of one shape are articles: numbered, headline-like, and not the pages of a list."""
    shape = group[0].shape
    path = shape.partition("/")[2].partition("?")[0]
    if "#" not in shape.partition("/")[2] and "h" not in path.split("/"):
        return False
    if LISTS.search(re.sub(r"#", "", path)) and not any(anchor.published for anchor in group):
        return False
    long = sum(len(HAN.findall(anchor.headline)) >= LONG for anchor in group)
    dated = sum(bool(anchor.published) for anchor in group)
    return long >= max(1, len(group) * 0.5) and (len(group) >= 3 or dated > 0)


def matching(text: str, url: str, pattern: str) -> tuple[ArticleLink, ...]:
    """The links whose address has an article's shape, each once; the longest headline of an address is its headline."""
    wanted = re.compile(pattern)
    kept: dict[str, ArticleLink] = {}
    for anchor in anchors(text, url):
        if wanted.search(anchor.url) and anchor.url != url:
            before = kept.get(anchor.url)
            if before is None or len(before.headline) < len(anchor.headline):
                kept[anchor.url] = ArticleLink(
                    anchor.url, anchor.headline, anchor.published or (before.published if before else "")
                )
    return tuple(kept.values())


def next_page(text: str, url: str) -> str:
    """The address behind 下一页; "" on the last page."""
    tree = tree_of(text)
    if tree is None:
        return ""
    for word in NEXT_WORDS:
        for element in tree.iter("a"):
            shown = "".join(element.text_content().split()).strip("[]【】()（）").lower()
            titled = (element.get("title") or "").strip().lower()
            href = (element.get("href") or "").strip()
            if word in (shown, titled) and href and not href.startswith(("#", "javascript:")):
                target = urljoin(url, href).partition("#")[0]
                return "" if target == url.partition("#")[0] else target
    return ""


REFRESH = re.compile(r"<meta[^>]+http-equiv\s*=\s*[\"']?refresh[^>]*?url\s*=\s*[\"']?([^\"'>\s;]+)", re.IGNORECASE)
SCRIPT_REFRESH = re.compile(r"(?:window\.)?location(?:\.href)?\s*=\s*[\"']([^\"']+)[\"']")


def refresh_target(text: str, url: str) -> str:
    """Where a page that only refreshes leads: a meta refresh, or a script that sets the location of a short page."""
    match = REFRESH.search(text) or (SCRIPT_REFRESH.search(text) if len(text) < 2000 else None)
    return urljoin(url, match[1]) if match else ""
