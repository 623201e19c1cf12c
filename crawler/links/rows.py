"""Rows: what stands around one link of a list and belongs to it alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.links.dates import DATE, day_in, is_moment
from crawler.links.words import SHORT, folded, is_label, width

LONGEST_ROW = 500  # characters: what stands around a link of a list is a row, not the page
HIGHEST_ROW = 5  # elements above a link
FEW = 4  # addresses of a row: the article, its column, its author, its comments
PROSE = 20  # characters beside the headline
SEVERAL = "several"
PAGE_TAGS = frozenset({"html", "body", "nav", "form"})
LIST_TAGS = frozenset({"ul", "ol", "dl", "table", "tbody", "map"})
INLINE = frozenset({"a", "span", "b", "strong", "font", "i", "em", "u", "dt"})
BREAKS = frozenset({"br", "hr", "p", "div", "ul", "ol", "dl", "table", "h1", "h2", "h3", "h4", "h5", "h6"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "strong", "b")


@dataclass(frozen=True, slots=True)
class Row:
    """`headline` only where the link itself has none."""

    headline: str = ""
    published: str = ""
    dated: bool = False
    told: bool = False


class Rows:
    """The rows of a page. Each element is looked at a few times, however many links there are."""

    def __init__(self, found: Iterable[tuple[HtmlElement, str, str]]) -> None:
        self._headed: dict[HtmlElement, str] = {}  # the one address with a headline below, or SEVERAL
        self._holds: dict[HtmlElement, set[str]] = {}  # the addresses below, while they are few
        self._texts: dict[HtmlElement, str] = {}
        self._headlines: dict[HtmlElement, str] = {}
        for element, url, headline in found:
            self._headlines[element] = headline
            self._count(element, url)
            if width(headline) >= SHORT and not is_label(headline):
                self._head(element, url)

    def _count(self, element: HtmlElement, url: str) -> None:
        for above in (element, *element.iterancestors()):
            urls = self._holds.setdefault(above, set())
            if url in urls or len(urls) > FEW:
                return  # and so in all that is above
            urls.add(url)

    def _head(self, element: HtmlElement, url: str) -> None:
        for above in (element, *element.iterancestors()):
            before = self._headed.get(above)
            if before in (url, SEVERAL):
                return
            self._headed[above] = url if before is None else SEVERAL

    def of(self, element: HtmlElement, url: str) -> Row:
        """The row of a link: its day in the smallest element around the link that has one, or on its line."""
        own = self._headlines[element]
        row, published, dated, beside = element, "", False, ""
        for above in self._around(element, url):
            text = self._text(above)
            if len(text) > LONGEST_ROW or (len(self._holds[above]) > 1 and len(DATE.findall(text)) > 1):
                break
            row, beside = above, text.replace(own, " ", 1)
            published, dated = moment_of(beside, own)
            if dated:
                break
        if not dated:
            published, dated = moment_of(line_around(row, self._holds))
        headline = self._headline_beside(row) if is_label(own) else ""
        return Row(headline, published, dated, len(folded(beside)) >= PROSE)

    def _around(self, element: HtmlElement, url: str) -> list[HtmlElement]:
        """The link and the elements around it that hold no other row."""
        found = [element]
        for above in element.iterancestors():
            held = len(self._holds[above])
            whole = above.tag in PAGE_TAGS or (above.tag in LIST_TAGS and held > 1)
            if whole or held > FEW or self._headed.get(above) not in (None, url) or len(found) > HIGHEST_ROW:
                break
            found.append(above)
        return found

    def _text(self, element: HtmlElement) -> str:
        text = self._texts.get(element)
        if text is None:
            text = self._texts[element] = folded(element.text_content())
        return text

    def _headline_beside(self, row: HtmlElement) -> str:
        """The headline of a link that is a picture or says 详情: a heading of its row, or the first line."""
        if len(self._text(row)) > LONGEST_ROW:
            return ""
        lines = [folded(line.text_content()) for line in row.iter(*HEADINGS)] + list(map(folded, row.itertext()))
        return next((one for one in lines if width(one) >= SHORT and not is_label(one) and not is_moment(one)), "")


def moment_of(text: str, own: str = "") -> tuple[str, bool]:
    """The day beside a headline, or in it, and whether a day or a time of any kind stands there."""
    published = day_in(text) or day_in(own)
    return published, bool(published) or any(map(is_moment, text.split()))


def line_around(row: HtmlElement, holds: dict[HtmlElement, set[str]]) -> str:
    """What stands on the line of a link whose element holds others; "" on a side where it may be another link's."""
    above = row.getparent()
    if row.tag not in INLINE or above is None:
        return ""
    links_first = above[0] in holds and not (above.text or "").strip()  # and so what follows a link is its own
    after, before = [row.tail], list[str | None]()
    for one in row.itersiblings():
        if one in holds or one.tag in BREAKS:
            after = after if one.tag in BREAKS or one.tag == "dt" or links_first else []
            break
        after += [words_in(one), one.tail]
    for one in row.itersiblings(preceding=True) if row.tag != "dt" else ():
        before.append(one.tail)
        if one in holds or one.tag in BREAKS:
            before = before if one.tag in BREAKS else []
            break
        before.append(words_in(one))
    else:
        before.append(above.text)
    return folded(" ".join(filter(None, (*reversed(before), *after))))[:LONGEST_ROW]


def words_in(element: HtmlElement) -> str:
    return element.text_content() if isinstance(element.tag, str) else ""
