"""The headline of a page: what its elements and its <title> agree on, with kicker and subheadline beside it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from lxml.etree import _Element as Element

from archive.extract.body import Body
from archive.extract.lines import PageLine
from archive.extract.metadata import Readings
from archive.extract.names import named
from archive.extract.page_tree import PageTree, is_hidden, text_of
from archive.extract.survey import Survey
from archive.records import Reading

_NAMES = named(
    r"(?:art(?:icle)?|news|content|main|detail|info|show|nr|xl|wz|page|arti|post|entry|d|m|c|h|con|text|left|p|lbl)?[-_]?"
    r"(?:title|titles|tit|biaoti|bt|headline|subject|heading|headtitle|bigtitle|bt_title)\d{0,2}"
)
_HEADLINE_TAGS = frozenset({"div", "p", "span", "td", "h2", "h3", "strong", "font", "dt"})
_KICKER = named("pre pre-?title kicker yinti introtitle shoulder jianti uptitle suptitle leadtitle")
_SUB = named("sub sub[-_]?title futi fubiaoti fubt f_?title subheadline subtit futitle")
_NOT_HEADLINE = re.compile(
    r"^(?:首页|正文|当前位置|您的位置|新闻中心|相关新闻|相关阅读|热点|推荐)|[>»]{1,2}\s*正文$|[:：]$"
)
_SEPARATORS = re.compile(r"\s*(?:--+|——|_+|\||｜|—|–|-| - |<|>|::|•)\s*")
_SITE_TAIL = re.compile(r"[-－]([^-－\s]{2,14})$")  # …收官-沧江网, where a hyphen inside a headline must stay
_FOLD = re.compile(r"[^\w]+")
_LABELLED = re.compile(r"^标\s*题\s*[:：]\s*(.*)$")
_NOT_BESIDE = re.compile(r"[:：>»|]|\d{4}[-年/]|^(?:首页|当前|打印|分享|来源|字号)|^\W+$")
_AFTER_HEADLINE = re.compile(
    r"\s+(?:(?=(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2})|(?=(?:来源|來源|发布时间|發布時間|时间|作者)\s*[:：]))"
)
_BAR = re.compile(r"^[\W_]{0,3}$")
_LONGEST = 120
_SITE_NAME_TAGS = frozenset({"sitename", "og:site_name"})
# A shorter text that the <title> holds may be the name of the section.
_TELLING = 6
_SITE_WORDS = re.compile(
    r"(?:网|网站|频道|报|日报|门户|新闻|公安局|公安厅|政府|人民政府|委员会|政法委|新浪|搜狐|腾讯|在线|中心|客户端|官网|首页|"
    r"部|局|厅|院|台|社|刊|办公室|大学|学校|协会|集团|公司|频道|欢迎您!?|资讯|資訊|新聞|時報|電子報|News|\.com|\.cn)$"
)


@lru_cache(maxsize=2048)  # every line of a page is compared with its <title> more than once
def fold(text: str) -> str:
    """A text by its word characters only, for comparing headlines."""
    return _FOLD.sub("", unicodedata.normalize("NFKC", text)).replace("_", "").lower()


def read_headlines(
    page: PageTree, body: Body, lines: list[PageLine], meta: Readings, chosen: tuple[str, ...] = ()
) -> list[tuple[str, Reading]]:
    """Readings of headline, kicker and subheadline, best first; `chosen` came from the site's own rules."""
    readings: list[tuple[str, Reading]] = [("headline", Reading(value, "rules")) for value in chosen if value]
    title = fold(page.title)
    declared = [reading for key, reading in meta if key == "headline"]
    names = _site_names(page)
    line = _titled_line(lines, body, title, names)
    shown = _shown(body.weights, body.place, title, names)
    candidates = [reading for reading in declared if reading.reader == "enpproperty"]
    if line:
        candidates.append(Reading(line, "headline_line"))
    if shown:
        candidates.append(Reading(shown, "headline_element", "high" if fold(shown) in title else "medium"))
    candidates += [Reading(value, "labelled_line") for value in _labelled(lines)]
    candidates += [reading for reading in declared if reading.reader != "enpproperty"]
    if cut := cut_title(page.title, [reading.value for reading in candidates]):
        candidates.append(Reading(cut, "page_title", "medium"))
    if not candidates and (first := _first_line(body)):
        candidates.append(Reading(first, "first_line", "low"))
    values = {reading.value for reading in candidates}
    candidates = [
        one for one in candidates if without_site(one.value) in (one.value, "") or without_site(one.value) not in values
    ]
    best = sorted(candidates, key=lambda reading: _rank(reading, title, candidates))
    readings += [("headline", reading) for reading in best]
    if best:
        readings += beside_headline(body, lines, next((value for _, value in readings)).value)
    return readings


def _rank(reading: Reading, title: str, others: list[Reading]) -> tuple[int, int]:
    """How little a candidate is backed by the others: 0 is best."""
    value = fold(reading.value)
    backed = sum(fold(other.value) == value for other in others) > 1
    order = {"enpproperty": 0, "headline_line": 1, "labelled_line": 2, "headline_element": 3}.get(reading.reader, 4)
    if len(value) >= _TELLING and (backed or value in title) and (backed or reading.reader != "page_title"):
        return (0, order)
    return (1 if order < 4 else 2, order)


def _site_names(page: PageTree) -> frozenset[str]:
    """What the site declares itself to be called: its name stands in the <title> too, and is no headline."""
    metas = page.root.iter("meta")
    declared = [node for node in metas if (node.get("name") or node.get("property") or "").lower() in _SITE_NAME_TAGS]
    return frozenset(fold(node.get("content") or "") for node in declared)


def _titled_line(lines: list[PageLine], body: Body, title: str, names: frozenset[str]) -> str:
    """The shown line that the <title> begins with: the longest, and of those the last before the text."""
    best = ""
    limit = body.weights.last[body.place]
    for line in lines:
        value = fold(line.text) if len(line.text) <= _LONGEST else ""
        if (
            line.place <= limit
            and len(value) >= _TELLING
            and value not in names
            and (title.startswith(value) or title.endswith(value))
            and len(value) >= len(fold(best))
        ):
            best = line.text
    return best


def _labelled(lines: list[PageLine]) -> list[str]:
    """标题：… as documents of government sites print it in their table."""
    found = []
    for at, line in enumerate(lines):
        match = _LABELLED.match(line.text)
        if match is None:
            continue
        value = match.group(1) or (lines[at + 1].text if at + 1 < len(lines) else "")
        if 4 <= len(value) <= _LONGEST and not value.endswith(("：", ":")):
            found.append(value)
    return found[:1]


def _first_line(body: Body) -> str:
    """Where a page has neither title nor heading: the last short line above the first sentences, or the first line."""
    short = []
    for block in body.blocks.blocks[:8]:
        if len(block.text) > _LONGEST or block.text.endswith("。"):
            break
        short.append(block.text)
    return next((text for text in reversed(short) if len(text) >= 8), "")


def _shown(weights: Survey, body: int, title: str, names: frozenset[str]) -> str:
    """The headline among the elements: the one the <title> holds, else the last heading before the text."""
    found: list[tuple[tuple[int, int, int], str]] = []
    for at, node in enumerate(weights.nodes[: weights.last[body] + 1]):
        level = _level(node.tag, weights.names[at])
        if level < 0 or weights.han[at] > _LONGEST or weights.hidden[at]:
            continue
        text = heading_text(node)
        value = fold(text)
        if not 4 <= len(text) <= _LONGEST or _NOT_HEADLINE.search(text) or value in names:
            continue
        agrees = len(value) >= _TELLING and value in title
        outside = at > body
        if agrees or not outside or level == 0:
            found.append(((0 if agrees else 1, outside, -len(value) if agrees else level), text))
    if not found:
        return ""
    best = min(key for key, _ in found)
    same = [text for key, text in found if key == best]
    return same[-1] if best[0] else same[0]


def _level(tag: str, names: str) -> int:
    """How much an element looks like a headline: 0 h1 or its like, 1 a telling name, 2 h2, 3 h3; -1 not."""
    if tag in ("h1", "founder-title"):
        return 0
    if names and tag in _HEADLINE_TAGS and _NAMES.search(names):
        return 1
    return 2 if tag == "h2" else 3 if tag == "h3" else -1


def heading_text(node: Element) -> str:
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
            own.append(" " if child.tag == "br" else "".join(map(str, child.itertext())))
        own.append(child.tail or "")
    text = " ".join("".join(own).split()) or text_of(node)
    return _AFTER_HEADLINE.split(text, maxsplit=1)[0].rstrip()


def without_site(text: str) -> str:
    """A headline without the name of the site behind a hyphen."""
    tail = _SITE_TAIL.search(text)
    return text[: tail.start()] if tail and _SITE_WORDS.search(tail.group(1)) else text


def cut_title(title: str, known: list[str]) -> str:
    """A <title> without the names of section and site behind it (or before it)."""
    if not title:
        return ""
    whole = fold(title)
    for value in known:
        if value and len(fold(value)) >= 4 and fold(value) in whole:
            return value
    title = without_site(title)
    parts = [part for part in _SEPARATORS.split(title) if part.strip()]
    if len(parts) <= 1:
        return title.strip(" -－_|｜")
    while len(parts) > 1 and (
        len(parts[-1]) <= 6 or _SITE_WORDS.search(parts[-1].strip()) or len(parts[-1]) < len(parts[0])
    ):
        parts.pop()
    if len(parts) > 1 and _SITE_WORDS.search(parts[0]) and len(parts[0]) < len(parts[1]):
        parts = parts[1:]
    end = title.find(parts[-1]) + len(parts[-1])
    return title[title.find(parts[0]) : end].strip(" -－_|｜")


def beside_headline(body: Body, lines: list[PageLine], headline: str) -> list[tuple[str, Reading]]:
    """Kicker and subheadline: the lines next to the headline that stand in elements made for them."""
    weights = body.weights
    wanted = fold(headline)
    shown = [line for line in lines if len(line.text) <= _LONGEST and not _BAR.match(line.text)]
    places = [at for at, line in enumerate(shown) if fold(line.text) == wanted]
    outside = [at for at in places if not weights.holds(body.place, shown[at].place)]
    if not places:
        return []
    at = (outside or places)[-1]
    readings = []
    for name, pattern, beside in (("kicker", _KICKER, at - 1), ("subheadline", _SUB, at + 1)):
        if not 0 <= beside < len(shown):
            continue
        line = shown[beside]
        if not 2 <= len(line.text) <= 80 or _NOT_BESIDE.search(line.text):
            continue
        dashed = name == "subheadline" and line.text.startswith(("——", "--", "－－"))
        if dashed or _made_for(weights, line.place, pattern) or _together(weights, line.place, shown[at].place, name):
            readings.append((name, Reading(line.text, "headline_element")))
    return readings


def _made_for(weights: Survey, place: int, pattern: re.Pattern[str]) -> bool:
    """Whether a line stands in a small heading, or in an element whose name says what it is."""
    for _ in range(3):
        node, names = weights.nodes[place], weights.names[place]
        if weights.han[place] >= 5 and (node.tag in ("h2", "h3", "h4", "h5") or pattern.search(names)):
            return True
        place = weights.parent[place]
        if place < 0 or weights.han[place] > 160:
            return False
    return False


def _together(weights: Survey, place: int, headline: int, name: str) -> bool:
    """Whether a line shares a small table with the headline, or is the paragraph right above its <h1>."""
    node, head = weights.nodes[place], weights.nodes[headline]
    table = next(head.iterancestors("table"), None)
    if table is not None and weights.han[weights.place[table]] <= 160:
        return table in node.iterancestors("table")
    top = head if head.tag == "h1" else next(head.iterancestors("h1"), None)
    return name == "kicker" and top is not None and top.getprevious() is node and weights.han[place] >= 8
