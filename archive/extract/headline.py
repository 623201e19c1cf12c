"""The headline of a page: what its elements and its <title> agree on, with kicker and subheadline beside it."""

from __future__ import annotations

import re
import unicodedata

from lxml.html import HtmlElement

from archive.extract.page_tree import PageTree, is_hidden, text_of
from archive.extract.survey import Survey
from archive.records import Reading

_NAMES = re.compile(
    r"(?:^|[-_ ])(?:(?:art(?:icle)?|news|content|main|detail|info|show|nr|xl|wz|page|arti|post|entry|d|m|c|h|con|text|left|p)?[-_]?"
    r"(?:title|titles|tit|biaoti|bt|headline|subject|heading|headtitle|bigtitle|bt_title)\d{0,2})(?:$|[-_ ])",
    re.IGNORECASE,
)
_KICKER = re.compile(
    r"(?:^|[-_ ])(?:pre|pretitle|pre-title|kicker|yinti|introtitle|shoulder|jianti|uptitle|suptitle|leadtitle)(?:$|[-_ ])",
    re.I,
)
_SUB = re.compile(
    r"(?:^|[-_ ])(?:sub|subtitle|sub-title|sub_title|futi|fubiaoti|fubt|ftitle|f_title|subheadline|subtit|futitle)(?:$|[-_ ])",
    re.I,
)
_NOT_HEADLINE = re.compile(r"^(?:首页|正文|当前位置|您的位置|新闻中心|相关新闻|相关阅读|热点|推荐)|[>»]{1,2}\s*正文$")
_SEPARATORS = re.compile(r"\s*(?:--+|——|_+|\||｜|—|–|-| - |<|>|::|•)\s*")
_FOLD = re.compile(r"[^\w]+")
_LONGEST = 120
_SITE_WORDS = re.compile(
    r"(?:网|网站|频道|报|日报|门户|新闻|公安局|公安厅|政府|人民政府|委员会|政法委|新浪|搜狐|腾讯|在线|中心|客户端|官网|首页|"
    r"部|局|厅|院|台|社|刊|資訊|新聞|時報|電子報|News|\.com|\.cn)$"
)


def fold(text: str) -> str:
    """A text by its word characters only, for comparing headlines."""
    return _FOLD.sub("", unicodedata.normalize("NFKC", text)).replace("_", "").lower()


def read_headlines(
    page: PageTree, weights: Survey, body: int, meta: tuple[tuple[str, Reading], ...], chosen: tuple[str, ...] = ()
) -> list[tuple[str, Reading]]:
    """Readings of headline, kicker and subheadline, best first; `chosen` came from the site's own rules."""
    readings: list[tuple[str, Reading]] = [("headline", Reading(value, "rules")) for value in chosen if value]
    title = fold(page.title)
    shown, at = _shown(weights, body, title)
    declared = [reading for key, reading in meta if key == "headline"]
    cut = cut_title(page.title, [shown, *(reading.value for reading in declared)])
    candidates = [reading for reading in declared if reading.reader == "enpproperty"]
    if shown:
        agrees = bool(title) and (fold(shown) in title or title[:10] == fold(shown)[:10])
        candidates.append(Reading(shown, "headline_element", "high" if agrees else "medium"))
    candidates += [reading for reading in declared if reading.reader != "enpproperty"]
    if cut:
        candidates.append(Reading(cut, "page_title", "medium"))
    best = sorted(candidates, key=lambda reading: _rank(reading, title, candidates))
    readings += [("headline", reading) for reading in best]
    if at >= 0:
        readings += _beside(weights, at, body, shown)
    return readings


def _rank(reading: Reading, title: str, others: list[Reading]) -> tuple[int, int]:
    """How little a candidate is backed by the others: 0 is best."""
    value = fold(reading.value)
    backed = sum(fold(other.value) == value for other in others) > 1
    in_title = len(value) >= 4 and (value in title)
    order = {"enpproperty": 0, "headline_element": 1}.get(reading.reader, 2)
    if backed or in_title:
        return (0, order)
    return (1 if reading.reader in ("headline_element", "enpproperty") else 2, order)


def _shown(weights: Survey, body: int, title: str) -> tuple[str, int]:
    """The headline among the elements: the one the <title> begins with, else the last heading before the text."""
    found: list[tuple[tuple[int, int, int], str, int]] = []
    limit = weights.last[body] if body >= 0 else len(weights.nodes)
    for at, node in enumerate(weights.nodes[: limit + 1]):
        level = _level(node)
        if level < 0 or weights.han[at] > _LONGEST or is_hidden(node):
            continue
        text = heading_text(node)
        if not 4 <= len(text) <= _LONGEST or _NOT_HEADLINE.search(text):
            continue
        value = fold(text)
        agrees = bool(title) and len(value) >= 4 and (value in title or (len(value) > 12 and title[:10] == value[:10]))
        before = body < 0 or at <= body
        if not agrees and level > 3:
            continue
        found.append(((0 if agrees else 1, 0 if before else 1, level if not agrees else -len(value)), text, at))
    if not found:
        return "", -1
    best = min(key for key, _, _ in found)
    same = [(text, at) for key, text, at in found if key == best]
    return same[-1] if best[0] else same[0]


def _level(node: HtmlElement) -> int:
    """How much an element looks like a headline: 0 h1, 1 a telling name, 2 h2, 3 h3, 4 other text in bold; -1 not."""
    if node.tag == "h1":
        return 0
    if node.tag in ("a", "li", "ul", "body", "html", "title", "head", "meta", "p") and not node.get("class"):
        return 4 if node.tag == "p" else -1
    names = f"{node.get('class') or ''} {node.get('id') or ''}"
    if node.tag in ("div", "p", "span", "td", "h2", "h3", "strong", "font", "b", "dt", "em") and _NAMES.search(names):
        return 1
    return {"h2": 2, "h3": 3, "h4": 4, "strong": 4, "b": 4, "td": 4, "font": 4, "span": 4, "div": 4}.get(node.tag, -1)


def heading_text(node: HtmlElement) -> str:
    """The text of a heading: its own lines joined, without the date and source that some templates put into it."""
    own = [node.text or ""]
    for child in node:
        if (
            isinstance(child.tag, str)
            and child.tag in ("p", "div", "ul", "h3", "h4", "h5", "small", "em", "i")
            and own[0].strip()
        ):
            break
        if isinstance(child.tag, str) and not is_hidden(child):
            own.append(" " if child.tag == "br" else "".join(child.itertext()))
        own.append(child.tail or "")
    text = " ".join("".join(own).split())
    return text or text_of(node)


def cut_title(title: str, known: list[str]) -> str:
    """A <title> without the names of section and site behind it (or before it)."""
    if not title:
        return ""
    whole = fold(title)
    for value in known:
        if value and len(fold(value)) >= 4 and fold(value) in whole:
            return value
    parts = [part for part in _SEPARATORS.split(title) if part.strip()]
    if len(parts) <= 1:
        return title.strip()
    while len(parts) > 1 and (
        len(parts[-1]) <= 6 or _SITE_WORDS.search(parts[-1].strip()) or len(parts[-1]) < len(parts[0])
    ):
        parts.pop()
    if len(parts) > 1 and _SITE_WORDS.search(parts[0]) and len(parts[0]) < len(parts[1]):
        parts = parts[1:]
    end = title.find(parts[-1]) + len(parts[-1])
    return title[title.find(parts[0]) : end].strip()


def _beside(weights: Survey, at: int, body: int, headline: str) -> list[tuple[str, Reading]]:
    """Kicker and subheadline: elements so named close to the headline."""
    readings = []
    low, high = max(0, at - 12), min(len(weights.nodes), at + 16)
    for place in range(low, high):
        node = weights.nodes[place]
        names = f"{node.get('class') or ''} {node.get('id') or ''}"
        if not names.strip() or not 0 < weights.han[place] <= 80 or is_hidden(node):
            continue
        text = text_of(node)
        if fold(text) == fold(headline) or len(text) < 4:
            continue
        if place < at and _KICKER.search(names):
            readings.append(("kicker", Reading(text, "headline_element")))
        elif place > at and _SUB.search(names):
            readings.append(("subheadline", Reading(text, "headline_element")))
    return readings
