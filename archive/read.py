"""Reading: a captured page (or a plain text) to an Article; extraction and normalisation composed, nothing stored."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from archive.errors import EmptyBody
from archive.extract.page import extract_page
from archive.normalise.choosing import Candidates, choose_date, choose_people, choose_source, gather, of, read_count
from archive.normalise.cleaning import Cleaned, clean
from archive.normalise.lines import unspread
from archive.normalise.mirror import repair
from archive.normalise.plain_text import read_lines
from archive.normalise.script import detect, to_simplified
from archive.records import Article, ArticleRules, Capture, Extraction, Reading

_LEAST_TEXT = 8
_SHORT_TEXT = 60
_SENTENCE = re.compile(r"[。！？；]")
_SUBMITTED = re.compile(r"^[\u4e00-\u9fff]{1,5}[局委办厅院]:(?=[^\s:：]{2})")
# The stamp of mirrors that print an article's sentences in another order: such a text is no text to quote.
_SHUFFLED = re.compile(r"\bDATE: \d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$")
_PAYWALL = re.compile(
    r"(?:登录|订阅|付费|开通会员)后?(?:可|方可)?(?:继续)?阅读(?:全文)?|剩余\d{1,3}%.{0,12}(?:未读|付费)"
)
_T = TypeVar("_T", bound=Hashable)


def read_article(capture: Capture, rules: ArticleRules) -> Article:
    """One captured page as an Article (its fingerprint is None). Raises ReadError where there is no article in it."""
    extraction = _without_own_name(extract_page(capture, rules), rules)
    cleaned = clean(extraction.blocks, rules=rules, columns=True, beside=_beside(extraction))
    if not _is_article(cleaned.paragraphs, extraction.body_reader):
        raise EmptyBody("nothing but furniture was found")
    return _composed(capture, extraction, cleaned, rules)


def _without_own_name(extraction: Extraction, rules: ArticleRules) -> Extraction:
    """An extraction in which the site's own name, as its pages' title may be, is no headline."""
    own = {"".join(name.split()) for name in (rules.publisher, *rules.own_names)}
    readings = tuple(
        (name, reading)
        for name, reading in extraction.readings
        if name != "headline" or "".join(reading.value.split()) not in own
    )
    return replace(extraction, readings=readings)


def _is_article(paragraphs: Sequence[str], reader: str) -> bool:
    """Whether there is text; where it was only guessed to be the body, it must hold a sentence."""
    if reader in ("rules", "known_container"):
        return sum(map(len, paragraphs)) >= _LEAST_TEXT
    return any(len(line) >= 20 and _SENTENCE.search(line) for line in paragraphs)


def join_pages(articles: Sequence[Article]) -> Article:
    """Pages 1, 2, … of one article as one: the first page's fields, every page's text, pictures and people."""
    if not articles:
        raise EmptyBody("there are no pages to join")
    first = articles[0]
    hans = [line for page in articles for line in page.paragraphs_hans or page.paragraphs]
    text = [line for page in articles for line in page.paragraphs]
    return _flagged(
        replace(
            first,
            paragraphs=tuple(text),
            paragraphs_hans=tuple(hans) if hans != text else None,
            captions=_distinct(caption for page in articles for caption in page.captions),
            images=_distinct(image for page in articles for image in page.images),
            attachments=_distinct(file for page in articles for file in page.attachments),
            people=_distinct(person for page in articles for person in page.people),
            removed=tuple(pair for page in articles for pair in page.removed),
            flags=_distinct(flag for page in articles for flag in page.flags if flag not in ("short", "undated")),
            next_pages=(),
            fingerprint=None,
        )
    )


def read_text(text: str, *, url: str = "", site: str = "") -> Article:
    """A plain text crawled elsewhere as an Article, by the same cleaning. Raises EmptyBody where it is empty."""
    plain = read_lines(text)
    cleaned = clean(plain.blocks, columns=True)
    if sum(map(len, cleaned.paragraphs)) < _LEAST_TEXT:
        raise EmptyBody("the text holds no article")
    extraction = Extraction(readings=plain.readings, blocks=plain.blocks, body_reader="plain_text")
    capture = Capture(site, url, "", 200, (), b"", "")
    return _composed(capture, extraction, cleaned, ArticleRules())


def _composed(capture: Capture, extraction: Extraction, cleaned: Cleaned, rules: ArticleRules) -> Article:
    """An article of a cleaned text and the best reading of every field."""
    listed = _listed(capture, extraction)
    mended = _mended(listed, cleaned)
    fields = gather(mended, cleaned.readings)
    article = _dated(_written(capture, listed, cleaned, _headline(mended, capture)), fields, capture)
    return _flagged(_credited(article, fields, cleaned, rules))


def _beside(extraction: Extraction) -> str:
    """What a page says outside its body, a line for a reading."""
    return "\n".join(" ".join(reading.value.split()) for _, reading in extraction.readings)


def _mended(extraction: Extraction, cleaned: Cleaned) -> Extraction:
    """An extraction of a mirror's page with its fields repaired, in the script of the paper that was mirrored."""
    mended = repair(_beside(extraction), beside="\n".join(cleaned.paragraphs))
    if not extraction.readings or not (mended.touched or cleaned.repaired):
        return extraction
    values = to_simplified(mended.text).split("\n")
    readings = [
        (name, replace(reading, value=value))
        for (name, reading), value in zip(extraction.readings, values, strict=True)
    ]
    return replace(extraction, readings=tuple(readings))


def _listed(capture: Capture, extraction: Extraction) -> Extraction:
    """An extraction with the day the list page gave; it is believed before what is only guessed."""
    if capture.link is None or not capture.link.published:
        return extraction
    listed = ("published", Reading(capture.link.published, "list_page", "medium"))
    return replace(extraction, readings=(*extraction.readings, listed))


def _written(capture: Capture, extraction: Extraction, cleaned: Cleaned, mended: str) -> Article:
    """The text of an article with its headlines, pictures and files; `mended`: the headline without mirror damage."""
    headline = _headline(extraction, capture)
    mended = to_simplified(mended) if cleaned.script in ("hant", "mixed") else mended
    captions = _distinct((*cleaned.captions, *(image.caption for image in extraction.images if image.caption)))
    return Article(
        url=capture.url,
        site=capture.site,
        headline=headline,
        kicker=_first(extraction.of("kicker")),
        subheadline=_first(extraction.of("subheadline")),
        dateline=cleaned.dateline,
        page=capture.link.page if capture.link else "",
        section=capture.link.section if capture.link else "",
        paragraphs=cleaned.paragraphs,
        paragraphs_hans=cleaned.paragraphs_hans,
        headline_hans=mended if mended != headline else None,
        captions=captions,
        images=extraction.images,
        attachments=extraction.attachments,
        next_pages=extraction.next_pages,
        script=cleaned.script if cleaned.script != "unknown" else detect(headline),
        charset=extraction.charset,
        removed=cleaned.removed,
        read_by=_read_by(extraction),
        flags=_body_flags(extraction, cleaned),
        layout=extraction.layout,
    )


def _headline(extraction: Extraction, capture: Capture) -> str:
    """The headline without the unit that sites of several agencies print before it; the list's where there is none."""
    headline = _first(extraction.of("headline")) or (capture.link.headline if capture.link else "")
    return unspread(_SUBMITTED.sub("", headline))


def _read_by(extraction: Extraction) -> tuple[tuple[str, str], ...]:
    """Which reader gave the body and the headlines."""
    named = [("body", f"{extraction.body_reader}:{extraction.body_confidence}")]
    for name in ("headline", "kicker", "subheadline"):
        named += [(name, f"{reading.reader}:{reading.confidence}") for reading in extraction.of(name)[:1]]
    return tuple(named)


def _body_flags(extraction: Extraction, cleaned: Cleaned) -> tuple[str, ...]:
    """What the reader of a text should know of it."""
    flags = {
        "low_confidence_body": extraction.body_confidence == "low",
        "mirror_repaired": cleaned.repaired > 0,
        "mirror_suspect": bool(cleaned.suspects),
        "mirror_shuffled": any(_SHUFFLED.search(line) for line in _all_lines(extraction, cleaned)),
    }
    return tuple(flag for flag, holds in flags.items() if holds)


def _all_lines(extraction: Extraction, cleaned: Cleaned) -> Iterable[str]:
    """Every line that was read of a page, kept or not."""
    shown = (reading.value for name, reading in extraction.readings if name == "meta_line")
    return chain(shown, cleaned.paragraphs, (line for _, line in cleaned.removed))


def _dated(article: Article, fields: Candidates, capture: Capture) -> Article:
    """An article with its day; a moment of 00:00:00 is a day."""
    chosen = choose_date(fields, capture.captured_at)
    if chosen is None:
        return article
    published, reader = chosen
    midnight = published.value.endswith("T00:00:00")
    return replace(
        article,
        published=published.value[:10] if midnight else published.value,
        precision="day" if midnight else published.precision,
        read_by=(*article.read_by, ("published", reader)),
    )


def _credited(article: Article, fields: Candidates, cleaned: Cleaned, rules: ArticleRules) -> Article:
    """An article with its source, people, counter, section and page."""
    people, byline = choose_people(fields, cleaned.people)
    source, source_reader = choose_source(fields, rules, frozenset(person.name for person in people))
    counts = [count for reading in of(fields, "view_count") if (count := read_count(reading.value)) is not None]
    read_by = (*article.read_by, *((("source", source_reader),) if source else ()))
    return replace(
        article,
        source=source,
        people=people,
        byline=byline,
        view_count=counts[0] if counts else None,
        section=article.section or _first(of(fields, "section")),
        page=article.page or _first(of(fields, "page")),
        read_by=read_by,
    )


def _flagged(article: Article) -> Article:
    """An article with the flags its fields call for."""
    length = sum(map(len, article.paragraphs))
    wanted = {
        "short": length < _SHORT_TEXT,
        "undated": not article.published,
        "no_headline": not article.headline,
        "paywall": any(_PAYWALL.search(line) for line in article.paragraphs[-2:]),
    }
    return replace(article, flags=_distinct([*article.flags, *(flag for flag, holds in wanted.items() if holds)]))


def _first(readings: Sequence[Reading]) -> str:
    return readings[0].value if readings else ""


def _distinct(values: Iterable[_T]) -> tuple[_T, ...]:
    """Values without later repetitions."""
    return tuple(dict.fromkeys(values))
