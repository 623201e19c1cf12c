"""One captured page to an Extraction: decode, parse, find the body, read every field there is."""

from __future__ import annotations

import re

from archive.errors import EmptyBody, NotHtml
from archive.extract.body import Body, find_body, select
from archive.extract.charset import charset_of, decode
from archive.extract.headline import fold, read_headlines
from archive.extract.layout import layout_of
from archive.extract.lines import PageLine, lines_around, page_lines
from archive.extract.metadata import READERS, Readings, by_class
from archive.extract.next_pages import next_pages
from archive.extract.page_tree import PageTree, as_html, looks_binary, parse_page, text_of
from archive.records import ArticleRules, Block, BodyLayout, Capture, Extraction, Reading

_LABEL = re.compile(
    r"(?:时间|日期|来源|出处|作者|编辑|次数|点击|浏览|阅读|字体|字号|時間|來源|編輯|點擊|瀏覽|字號)[^:：]{0,4}[:：]"
)
_LABEL_ALONE = re.compile(
    r"^\W*(?:责任编辑|责编|编辑|作者|来源|責任編輯|編輯|校对|审核|相关链接|标签|关键词)\s*[:：]\W*$"
)
_FULL_DATE = re.compile(r"(?<!\d)(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|\d{2}-\d{2}-\d{2}")
_DAY_IN_ADDRESS = re.compile(r"(?<!\d)(20[0-3]\d)[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)")
_SENTENCE = re.compile(r"[。！？；]")
_NOT_SUBHEADLINE = re.compile(
    r"[。；：:，,！？?!]|\d{4}|\d\s*[年月日]|记者|記者|通讯员|通訊員|作者|来源|來源|责编|编辑|摄$|攝$|^[□■◆（(一二三四五六七八九十第]"
)
_TEXTUAL = ("html", "xml", "text/plain", "octet-stream")


def extract_page(capture: Capture, rules: ArticleRules) -> Extraction:
    """What a captured page holds. Raises NotHtml for other files and EmptyBody where there is no text of an article.

    Besides the fields named at `Extraction`, `meta_line` holds the lines shown around the text, as printed.
    """
    page, charset = _open(capture, rules)
    layout = _layout(rules, capture)
    body = find_body(page, layout)
    if body is None:
        raise EmptyBody("no text of an article was found")
    declared = _declared(page, rules)
    lines = page_lines(body.weights)
    headlines = read_headlines(page, body, lines, declared, _chosen(page, layout, "headline"))
    headline = next((reading.value for name, reading in headlines if name == "headline"), "")
    readings = [
        *headlines,
        *_chosen_fields(page, layout),
        *_lines(body, lines, _chosen(page, layout, "meta"), headline),
    ]
    readings += [pair for pair in declared if pair[0] != "headline"]
    readings += by_class(body.weights, body.place)
    readings += _guessed_day(page, shown=any(_FULL_DATE.search(reading.value) for _, reading in readings))
    blocks, below = _without_headline(body.blocks.blocks, headline)
    readings += [("subheadline", Reading(below, "under_headline", "medium"))] if below else []
    around = {fold(reading.value) for name, reading in declared if name in ("kicker", "subheadline")}
    while len(blocks) > 1 and fold(blocks[0].text) in around:
        blocks = blocks[1:]  # a field by now, and no part of the text
    return Extraction(
        readings=tuple(dict.fromkeys(readings)),
        blocks=tuple(blocks),
        images=tuple(body.blocks.images),
        attachments=tuple(body.blocks.attachments),
        next_pages=next_pages(page),
        charset=charset,
        body_reader=body.reader,
        body_confidence=body.confidence,
        layout=layout_of(body.weights.nodes[body.place]) if body.place >= 0 else "",
    )


def _open(capture: Capture, rules: ArticleRules) -> tuple[PageTree, str]:
    """The parsed page and its encoding."""
    kind = capture.header("content-type").lower()
    if looks_binary(capture.payload) and not capture.payload.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotHtml("the bytes are no text")
    if kind and not any(name in kind for name in _TEXTUAL):
        raise NotHtml(f"the server calls it {kind.split(';')[0]}")
    decoded = decode(capture.payload, declared=charset_of(kind), rules_charset=rules.charset)
    return parse_page(decoded.text, url=capture.url), decoded.charset


def _layout(rules: ArticleRules, capture: Capture) -> BodyLayout | None:
    """The layout of the article's day: the newest one that was not yet over."""
    day = capture.link.published[:10] if capture.link and capture.link.published else ""
    fitting = [layout for layout in rules.layouts if not layout.until or not day or day <= layout.until]
    dated = [layout for layout in fitting if layout.until and day]
    return dated[-1] if dated else (fitting[0] if fitting else None)


def _declared(page: PageTree, rules: ArticleRules) -> Readings:
    """What the page declares, by the readers the site wants, in its order."""
    names = [name for name in rules.readers if name in READERS] or list(READERS)
    return tuple(pair for name in names for pair in READERS[name](page))


def _chosen(page: PageTree, layout: BodyLayout | None, field: str) -> tuple[str, ...]:
    """The texts a site's selectors for one field find."""
    selectors = getattr(layout, field) if layout else ()
    return tuple(text for selector in selectors for node in select(page.root, selector)[:1] if (text := text_of(node)))


def _chosen_fields(page: PageTree, layout: BodyLayout | None) -> Readings:
    """Kicker and subheadline by the site's rules."""
    return tuple(
        (field, Reading(text, "rules")) for field in ("kicker", "subheadline") for text in _chosen(page, layout, field)
    )


def _lines(body: Body, lines: list[PageLine], meta: tuple[str, ...], headline: str) -> Readings:
    """The lines that may say who, when and whence: those the rules point at, then those around the text."""
    chosen = [("meta_line", Reading(text, "rules")) for text in meta]
    node = body.weights.nodes[body.place]
    before, after = lines_around(lines, body.weights, node, headline)
    near = [("meta_line", Reading(text, "before_text")) for text in before]
    below = [("meta_line", Reading(text, "after_text", "medium")) for text in after]
    return (*chosen, *near, *below)


def _guessed_day(page: PageTree, *, shown: bool) -> Readings:
    """The day in the page's address; without one, and with no date shown, what htmldate makes of the page."""
    if match := _DAY_IN_ADDRESS.search(page.url):
        return (("published", Reading("-".join(match.groups()), "address", "low")),)
    if shown:
        return ()
    from htmldate import find_date  # slow to import, and most pages say their date

    try:
        found = find_date(as_html(page.root), extensive_search=False, original_date=True)
    except (ValueError, TypeError, AttributeError):
        return ()
    return (("published", Reading(found, "htmldate", "low")),) if found else ()


def _without_headline(blocks: list[Block], headline: str) -> tuple[list[Block], str]:
    """The blocks after the headline and the labelled line under it, and the subheadline that stood between.

    Some systems print the headline again inside the text, whole or in the lines of the document it was copied from.
    """
    labelled = [block for block in blocks[:5] if len(block.text) <= 160 and len(_LABEL.findall(block.text)) >= 2]
    blocks = [block for block in blocks if block not in labelled]
    while blocks and _LABEL_ALONE.match(blocks[-1].text):
        blocks.pop()  # a script would have written the name behind it
    end = _end_of_headline(blocks, fold(headline))
    rest = blocks[end:]
    if end and len(rest) > 1 and _is_subheadline(rest[0].text) and _SENTENCE.search(rest[1].text):
        return rest[1:], rest[0].text
    return rest, ""


def _end_of_headline(blocks: list[Block], wanted: str) -> int:
    """How many of the first blocks come before the text because they end with the headline, whole or in pieces."""
    pieces = ""
    for at, block in enumerate(blocks[:8]):
        if not wanted or len(block.text) > 120 or block.text.endswith("。"):
            break
        value = fold(block.text)
        pieces = pieces + value if value and wanted.startswith(pieces + value) else ""
        if wanted in (value, pieces):
            return at + 1
    return 0


def _is_subheadline(text: str) -> bool:
    """Whether a line under a repeated headline goes on with it: short, no sentence, no credit, no date, no address."""
    return 8 <= len(text) <= 40 and not _NOT_SUBHEADLINE.search(text)
