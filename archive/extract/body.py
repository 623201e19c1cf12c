"""The body of an article: by the site's selector, a known container, or the densest text, checked by trafilatura."""

from __future__ import annotations

import copy
import re
from collections import Counter
from configparser import ConfigParser
from dataclasses import dataclass, field
from functools import lru_cache

from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from lxml.etree import _Element as Element
from lxml.html import HtmlElement

from archive.extract.blocks import PICTURE_NAMES, Blocks, absolute, read_blocks
from archive.extract.containers import LEAST_HAN, dense_container, known_container
from archive.extract.names import named
from archive.extract.page_tree import PageTree, as_html, drop_element, text_of
from archive.extract.survey import HAN, Survey, survey
from archive.records import Block, BodyLayout, Confidence, Image

_BESIDE = named(
    r"""relat\w* relevant recommend\w* xgyd xgxw xgwz share\w* bdshare\w* jiathis\w* copyright comment\w* qrcode ewm
    erweima pagination pager page_?nav prevnext prev_?next tags? keywords? print toolbar tools? crumb\w* breadcrumb\w*
    hot\w* ad\d* ads advert\w* banner app_?down\w* mobile statement disclaimer otherContent zan hdFigure"""
)
_SENTENCE = re.compile(r"[。！？；]")
_AGREEMENT = 0.8
_NEARLY_ALL = 0.8
_NEAR = 40
_MOST_PROSE = 0.95
_LIST_OF_LINKS = 24
# trafilatura's pruning is quadratic in the elements of one parent: 130,000 of them take it ten seconds.
_MOST_ELEMENTS = 30_000
_ALL_LINKS = 0.8


@dataclass(slots=True)
class Body:
    """Where the text was found (place in the survey, -1: in no element), by whom, how surely, and its blocks."""

    blocks: Blocks
    place: int
    reader: str
    confidence: Confidence = "high"
    weights: Survey = field(default_factory=Survey)


def find_body(page: PageTree, layout: BodyLayout | None) -> Body | None:
    """The body of a page; None where it holds no article's worth of text."""
    weights = survey(page.root)
    body = _by_rules(page, weights, layout) or _by_names(page, weights, layout)
    if body is None and dense_container(weights) is None:
        body = _by_hidden(page, layout)
    return body or _by_density(page, weights, layout)


def _by_hidden(page: PageTree, layout: BodyLayout | None) -> Body | None:
    """Where nothing shown is prose: the text a script would have switched on."""
    if page.root.find(".//*[@data-hidden]") is None:
        return None
    weights = survey(page.root, with_hidden=True)
    at = known_container(weights) or dense_container(weights)
    if at is None or weights.prose[at] < LEAST_HAN:
        return None
    return _read(page, weights, at, layout, "hidden", "low", hidden=True)


def _read(
    page: PageTree, weights: Survey, at: int, layout: BodyLayout | None, reader: str, confidence: Confidence,
    *, hidden: bool = False,
) -> Body | None:  # fmt: skip
    """The blocks of one element; None where nothing is left in it."""
    skip = _unwanted(weights, at) | _dropped(page, layout)
    blocks = read_blocks(weights.nodes[at], url=page.url, skip=skip, hidden=hidden)
    if not blocks.blocks:
        return None
    _add_outer_pictures(blocks, weights, at, page.url)
    return Body(blocks, at, reader, confidence, weights)


def _add_outer_pictures(blocks: Blocks, weights: Survey, at: int, url: str) -> None:
    """Pictures with captions that a layout prints beside the text's own container, just above or under it."""
    low, high = max(0, at - _NEAR), min(len(weights.nodes), weights.last[at] + _NEAR)
    image = None
    for place in range(low, high):
        node = weights.nodes[place]
        if weights.holds(at, place) or weights.holds(place, at):
            continue
        if node.tag == "img":
            image = node
        named = node.tag == "figcaption" or PICTURE_NAMES.search(weights.names[place])
        if image is None or not named or not 0 < weights.han[place] <= 200 or weights.linked[place]:
            continue
        caption = text_of(node)
        blocks.blocks.append(Block(caption, "caption"))
        blocks.images.append(Image(absolute(url, image.get("src") or ""), caption))
        image = None


def _by_rules(page: PageTree, weights: Survey, layout: BodyLayout | None) -> Body | None:
    """The first selector of the site's rules that finds text; several elements it finds are read one after another."""
    for selector in layout.body if layout else ():
        nodes = [node for node in select(page.root, selector) if node in weights.place]
        nodes = [
            node
            for node in nodes
            if not any(other is not node and other in set(node.iterancestors()) for other in nodes)
        ]
        parts = [
            part
            for node in nodes
            if (part := _read(page, weights, weights.place[node], layout, "rules", "high", hidden=True))
        ]
        if parts:
            whole = Blocks()
            for part in parts:
                whole.blocks += part.blocks.blocks
                whole.images += part.blocks.images
                whole.attachments += part.blocks.attachments
            return Body(whole, parts[0].place, "rules", "high", weights)
    return None


def _by_names(page: PageTree, weights: Survey, layout: BodyLayout | None) -> Body | None:
    """The element whose name says what it is."""
    at = known_container(weights)
    return _read(page, weights, at, layout, "known_container", "high") if at is not None else None


def _by_density(page: PageTree, weights: Survey, layout: BodyLayout | None) -> Body | None:
    """The densest element, if trafilatura reads about the same; else what both make likely, with less confidence."""
    at = dense_container(weights)
    dense = _read(page, weights, at, layout, "text_density", "medium") if at is not None else None
    if dense and at is not None and weights.prose[at] >= max(200, _NEARLY_ALL * weights.prose[0]):
        return dense  # nothing else on the page could be the article
    lines = trafilatura_lines(weights)
    ours = "".join(block.text for block in dense.blocks.blocks) if dense else ""
    theirs = "".join(lines)
    if dense and (not theirs or _grams_f1(ours, theirs) >= _AGREEMENT):
        return dense
    if dense and len(HAN.findall(ours)) >= LEAST_HAN and len(ours) >= 0.3 * len(theirs):
        dense.confidence = "low"
        return dense
    if len(HAN.findall(theirs)) >= 20 and _SENTENCE.search(theirs) and len(theirs) > len(ours):
        blocks = Blocks([Block(line) for line in lines])
        return Body(blocks, at if at is not None else 0, "trafilatura", "low", weights)
    return dense


@lru_cache(maxsize=1)
def _settings() -> ConfigParser:
    """trafilatura's settings with limits that fit Chinese: 250 characters are a whole story."""
    from trafilatura.settings import DEFAULT_CONFIG

    settings = copy.deepcopy(DEFAULT_CONFIG)
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "60")
    settings.set("DEFAULT", "MIN_OUTPUT_SIZE", "20")
    return settings


def trafilatura_lines(weights: Survey) -> list[str]:
    """The lines trafilatura takes for the text of the part of a page that holds nearly all its prose."""
    if not 0 < len(weights.nodes) <= _MOST_ELEMENTS:
        return []
    from trafilatura import bare_extraction  # slow to import, and only where density alone decides

    document = bare_extraction(
        _readable(weights), fast=True, include_comments=False, with_metadata=False, config=_settings()
    )
    if document is None or isinstance(document, dict):
        return []
    return [line.strip() for line in (document.text or "").split("\n") if line.strip()]


def _readable(weights: Survey) -> HtmlElement:
    """A copy of the innermost element with nearly all of the page's prose, without lists of links and foreign boxes."""
    at = 0
    while inside := [
        place for place, up in enumerate(weights.parent[at + 1 : weights.last[at] + 1], at + 1)
        if up == at and weights.prose[place] >= _MOST_PROSE * weights.prose[0] > 0
    ]:  # fmt: skip
        at = inside[0]
    part = copy.deepcopy(weights.nodes[at])
    part.tail = None
    drop = {place for place in weights.foreign if weights.holds(at, place) and place != at}
    drop |= {
        place
        for place in range(at + 1, weights.last[at] + 1)
        if weights.han[place] >= _LIST_OF_LINKS and weights.link_share(place) > _ALL_LINKS
    }
    for node in [node for place, node in enumerate(part.iter("*"), at) if place in drop]:
        drop_element(node)
    return as_html(part)


def _grams_f1(one: str, other: str) -> float:
    """How far two texts agree: F1 over 4-grams."""
    first, second = (Counter(text[at : at + 4] for at in range(len(text) - 3)) for text in (one, other))
    common = sum((first & second).values())
    return 2 * common / max(1, sum(first.values()) + sum(second.values()))


def _unwanted(weights: Survey, at: int) -> frozenset[Element]:
    """Boxes inside the body that are named as none of it: share bars, related links, page numbers."""
    found = {weights.nodes[place] for place in weights.foreign if weights.holds(at, place)}
    whole = max(1, weights.han[at])
    for place in range(at + 1, weights.last[at] + 1):
        node = weights.nodes[place]
        if node.tag in ("p", "a", "span", "td", "tr", "table"):
            continue
        names = weights.names[place]
        beside = len(names) > 1 and _BESIDE.search(names) and weights.prose[place] <= 0.2 * whole
        listing = node.tag in ("ul", "ol", "dl", "div") and weights.han[place] >= 24
        if beside or (listing and weights.link_share(place) > 0.8):
            found.add(node)
    return frozenset(found)


def _dropped(page: PageTree, layout: BodyLayout | None) -> frozenset[Element]:
    """The elements the site's rules leave out."""
    return frozenset(node for selector in (layout.drop if layout else ()) for node in select(page.root, selector))


@lru_cache(maxsize=512)
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector, translator="html")


def select(root: Element, selector: str) -> list[Element]:
    """The elements a CSS selector finds; none where the selector is none."""
    try:
        found = _compiled(selector)(root)
    except SelectorError:
        return []
    return [node for node in found if isinstance(node, Element)] if isinstance(found, list) else []
