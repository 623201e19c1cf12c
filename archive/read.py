"""Reading: a captured page (or a plain text) to an Article; extraction and normalisation composed, nothing stored."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from archive.errors import EmptyBody
from archive.extract.page import extract_page
from archive.normalise.byline import read_byline, split_names
from archive.normalise.cleaning import Cleaned, clean
from archive.normalise.dates import Published, parse_published
from archive.normalise.labels import join_label_lines, read_labels
from archive.normalise.mirror import repair
from archive.normalise.plain_text import read_lines
from archive.normalise.script import detect, fold_script
from archive.records import Article, ArticleRules, Capture, Confidence, Extraction, Person, Reading, Role

_LEAST_TEXT = 8
_SHORT_TEXT = 60
_TRUST = {"high": 0, "medium": 1, "low": 2}
_ORDER = {"rules": 0, "before_text": 1, "labelled_line": 2, "by_class": 3, "after_text": 4, "json_ld": 5}
_ROLES: dict[str, Role] = {"author": "author", "reporter": "reporter", "correspondent": "correspondent",
                           "editor": "editor", "photographer": "photographer"}  # fmt: skip
_ROLE_WORDS = {
    "author": "作者",
    "reporter": "记者",
    "correspondent": "通讯员",
    "photographer": "摄影",
    "editor": "责任编辑",
}
_DECLARED = frozenset({"gov_meta", "open_graph", "json_ld", "enpproperty"})
_CODE = re.compile(
    r"[(（\[【]\s*(?:[A-Za-z]{0,4}\d+|[^()（）\[\]【】]{0,12}\d[^()（）]*)\s*[)）\]】]?|[_\s]?[A-Z]{1,3}\d{2,}$"
)
_UNIT = re.compile(r"[\u3400-\u9fff]{4,20}")
_HANDLE = re.compile(r"[A-Za-z][\w.]{2,15}$")
_ADDRESS = re.compile(r"^(?:https?://|www\.)[\w./-]+\s+", re.IGNORECASE)
_BUTTONS = re.compile(r"\s+(?:我要评论|缩小字体|放大字体|字号|收藏|打印|分享|评论|参与互动|小字号|我要反馈|【?字体).*$")
_TIME_FIRST = re.compile(r"^(\d{1,2}:\d{2}(?::\d{2})?)\s+(\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?)")
_OUTLET = re.compile(r"^(?!https?:|www\.)(?!\d{4}[-年/]).*[\u3400-\u9fffA-Za-z]")
_OUTLET_END = re.compile(r"(?:网|報|报|报社|社|台|客户端|在线|新闻|海外版)$")
_LABELLED = re.compile(r"[:：∶]")
# The day a document was signed or changed is not the day it was published.
_OTHER_DAY = re.compile(r"^(?:成文|生成|更新|修改|编辑|失效|生效)(?:日期|时间)")
_NOBODY = frozenset({"文章", "作者", "本站", "管理员", "编辑", "佚名", "未知", "匿名"})
_PAYWALL = re.compile(
    r"(?:登录|订阅|付费|开通会员)后?(?:可|方可)?(?:继续)?阅读(?:全文)?|剩余\d{1,3}%.{0,12}(?:未读|付费)"
)
_T = TypeVar("_T", bound=Hashable)
_Candidates = list[tuple[str, Reading]]


def read_article(capture: Capture, rules: ArticleRules) -> Article:
    """One captured page as an Article (its fingerprint is None). Raises ReadError where there is no article in it."""
    extraction = extract_page(capture, rules)
    cleaned = clean(extraction.blocks, rules=rules)
    if sum(map(len, cleaned.paragraphs)) < _LEAST_TEXT:
        raise EmptyBody("nothing but furniture was found")
    fields = _gather(extraction, cleaned)
    article = _written(capture, extraction, cleaned)
    return _flagged(_credited(_dated(article, fields, capture), fields, cleaned, rules))


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
    """A plain text that was crawled elsewhere as an Article, by the same cleaning. Raises EmptyBody where it is empty."""
    plain = read_lines(text)
    cleaned = clean(plain.blocks, columns=True)
    if sum(map(len, cleaned.paragraphs)) < _LEAST_TEXT:
        raise EmptyBody("the text holds no article")
    extraction = Extraction(readings=plain.readings, blocks=plain.blocks, body_reader="plain_text")
    capture = Capture(site, url, "", 200, (), b"", "")
    fields = _gather(extraction, cleaned)
    article = _written(capture, extraction, cleaned)
    return _flagged(_credited(_dated(article, fields, capture), fields, cleaned, ArticleRules()))


def _gather(extraction: Extraction, cleaned: Cleaned) -> _Candidates:
    """Every candidate for every field, labelled lines taken apart, the most trusted first."""
    found: _Candidates = [pair for pair in extraction.readings if pair[0] != "meta_line"]
    for reader in ("rules", "before_text", "after_text"):
        lines = [reading.value for reading in extraction.of("meta_line") if reading.reader == reader]
        for line in join_label_lines(lines):
            found += _from_line(line, reader)
    found += cleaned.readings
    return sorted(found, key=lambda pair: (_TRUST[pair[1].confidence], _ORDER.get(pair[1].reader, 6)))


def _from_line(line: str, reader: str) -> _Candidates:
    """The values of one shown line; below the text only labelled credits count."""
    line = _trimmed(line)
    values = read_labels(fold_script(line)) if _has_labels(line) else {}
    own = read_labels(line) if values else {}
    found: _Candidates = []
    for name, value in values.items():
        value = own.get(name, value)
        if reader == "after_text" and name not in ("editor", "source", "author"):
            continue
        if name == "after_date":
            found.append(("source", Reading(value, reader, "medium")))
        elif value:
            doubtful = reader == "after_text" or not _LABELLED.search(line) or bool(_OTHER_DAY.search(line))
            confidence: Confidence = "medium" if doubtful else "high"
            found.append((name, Reading(value, reader, confidence)))
    if not values and reader != "after_text" and len(line) <= 60:
        found.append(("byline_line", Reading(line, reader, "medium")))
    return found


def _trimmed(line: str) -> str:
    """A line without the address before it and the buttons behind it, the day before the time."""
    line = _BUTTONS.sub("", _ADDRESS.sub("", line))
    return _TIME_FIRST.sub(r"\2 \1", line)


def _has_labels(line: str) -> bool:
    return ":" in line or "：" in line or "∶" in line or any(character.isdigit() for character in line)


def _written(capture: Capture, extraction: Extraction, cleaned: Cleaned) -> Article:
    """The text of an article with its headlines, pictures and files."""
    headline = _first(extraction.of("headline"))
    mended = fold_script(repair(headline).text) if cleaned.script in ("hant", "mixed") else headline
    captions = _distinct((*cleaned.captions, *(image.caption for image in extraction.images if image.caption)))
    return Article(
        url=capture.url,
        site=capture.site,
        headline=headline or (capture.link.headline if capture.link else ""),
        kicker=_first(extraction.of("kicker")),
        subheadline=_first(extraction.of("subheadline")).lstrip("—-－ "),
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
    )


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
    }
    return tuple(flag for flag, holds in flags.items() if holds)


def _dated(article: Article, fields: _Candidates, capture: Capture) -> Article:
    """An article with its day, by the first candidate that is a date; the list page's date stands in for none."""
    readings = _of(fields, "published")
    for reading in readings:
        if published := parse_published(reading.value, captured_at=capture.captured_at):
            if reading.reader in _DECLARED:
                published = _finest(published, readings)
            return _published(article, published, f"{reading.reader}:{reading.confidence}")
    listed = capture.link.published if capture.link else ""
    published = parse_published(listed, captured_at=capture.captured_at) if listed else None
    return _published(article, published, "list_page:medium") if published else article


def _finest(published: Published, readings: list[Reading]) -> Published:
    """The same day as another declaration has it to the minute; what the page shows is never made finer."""
    for reading in readings:
        other = parse_published(reading.value) if reading.reader in _DECLARED else None
        if other and len(other.value) > len(published.value) and other.value[:10] == published.value:
            return other
    return published


def _published(article: Article, published: Published, reader: str) -> Article:
    value = published.value[:10] if published.value.endswith(("T00:00:00",)) else published.value
    precision = published.precision if value == published.value else "day"
    return replace(article, published=value, precision=precision, read_by=(*article.read_by, ("published", reader)))


def _credited(article: Article, fields: _Candidates, cleaned: Cleaned, rules: ArticleRules) -> Article:
    """An article with its source, people, counter, section and page."""
    people, byline = _people(fields, cleaned)
    source, source_reader = _source(fields, rules, frozenset(person.name for person in people))
    counts = [count for reading in _of(fields, "view_count") if (count := _count(reading.value)) is not None]
    read_by = (*article.read_by, *((("source", source_reader),) if source else ()))
    return replace(
        article,
        source=source,
        people=people,
        byline=byline,
        view_count=counts[0] if counts else None,
        section=article.section or _first(_of(fields, "section")),
        page=article.page or _first(_of(fields, "page")),
        read_by=read_by,
    )


def _source(fields: _Candidates, rules: ArticleRules, people: frozenset[str]) -> tuple[str, str]:
    """来源 as printed, and its reader; a site's names for itself become its publisher's."""
    for reading in _of(fields, "source"):
        value = read_labels(reading.value).get("source", reading.value) if "：" in reading.value else reading.value
        value = _one_outlet(value.strip(" 　：:|[]()（）"))
        if not 2 <= len(value) <= 40 or not _OUTLET.search(value):
            continue
        if reading.confidence == "low" and people.issuperset(split_names(value) or ("",)):
            continue
        if value in rules.own_names and rules.publisher:
            value = rules.publisher
        return value, f"{reading.reader}:{reading.confidence}"
    return "", ""


def _one_outlet(value: str) -> str:
    """The first of two outlets named side by side: the paper that wrote it, then the site that took it over."""
    first, _, second = value.partition(" ")
    return first if len(first) >= 3 and _OUTLET_END.search(first) and _OUTLET_END.search(second) else value


def _people(fields: _Candidates, cleaned: Cleaned) -> tuple[tuple[Person, ...], str]:
    """Who is named, by role; for each role the most trusted place that names anybody."""
    people: list[Person] = []
    editors = _first_named(fields, "editor") or [person for person in cleaned.people if person.role == "editor"]
    editing = {person.name for person in editors}
    for role in ("author", "reporter", "correspondent", "photographer"):
        people += [person for person in _first_named(fields, role) if person.name not in editing]
    bylines = [reading.value for reading in (*_of(fields, "byline"), *_of(fields, "byline_line"))]
    named = [credit for line in bylines if (credit := read_byline(line)).whole_line]
    if not people:
        people += [person for credit in named for person in credit.people]
    writers = [person for person in cleaned.people if person.role != "editor"]
    people = list(_distinct([*people, *writers]))
    byline = next((line for line in bylines if read_byline(line).people), "")
    return _distinct([*people, *editors]), byline


def _first_named(fields: _Candidates, field: str) -> list[Person]:
    """The people of the best candidate of a field that names any."""
    for reading in _of(fields, field):
        value = reading.value
        if reading.reader == "by_class" and (labelled := read_labels(value)):
            value = labelled.get(field, "")
        weak = reading.reader in ("by_class", "gov_meta", "json_ld", "open_graph")
        if value and (people := _named(value, field, strict=weak)):
            return people
    return []


def _named(value: str, field: str, *, strict: bool = False) -> list[Person]:
    """The people in the value of a label; staff codes and the names of offices are none."""
    value = re.sub(r"^[^:：]{0,6}[:：]", "", value).strip(" 　[]【】()（）")
    value = _CODE.sub("", value).strip(" 　[]【】()（）") or value
    if strict:
        names = split_names(value, strict=True)
        return [Person(name, _ROLES[field]) for name in names] if _NOBODY.isdisjoint(names) else []
    credit = read_byline(f"{_ROLE_WORDS[field]} {value}")
    if credit.whole_line and credit.people:
        return list(credit.people)
    names = split_names(value)
    if not names and field == "editor" and _HANDLE.match(value):
        names = (value,)
    if not names and field == "author" and _UNIT.fullmatch(value):
        names = (value,)  # 作者：某局宣传科, as sites of agencies sign
    return [Person(name, _ROLES[field]) for name in names]


def _count(value: str) -> int | None:
    """A counter in figures: 1,234 and 1.2万."""
    match = re.search(r"(\d[\d,]*(?:\.\d+)?)\s*(万)?", value)
    if match is None:
        return None
    number = float(match.group(1).replace(",", ""))
    return int(number * 10000 if match.group(2) else number)


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


def _of(fields: _Candidates, name: str) -> list[Reading]:
    return [reading for key, reading in fields if key == name]


def _first(readings: Sequence[Reading]) -> str:
    return readings[0].value if readings else ""


def _distinct(values: Iterable[_T]) -> tuple[_T, ...]:
    """Values without later repetitions."""
    return tuple(dict.fromkeys(values))
