"""Choosing between what a page's readers say: which date, which source, which people, and how far each is believed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.normalise.byline import credit_of, read_byline, split_names
from archive.normalise.dates import Published, parse_published
from archive.normalise.furniture import match_furniture
from archive.normalise.labels import is_head_line, is_labelled_line, join_label_lines, read_labels
from archive.normalise.script import fold_script
from archive.records import ArticleRules, Confidence, Extraction, Person, Reading, Role

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
_NO_HANDLES = frozenset({"news", "admin", "editor", "system", "webmaster", "root", "user", "test", "null", "none"})
_HANDLE = re.compile(r"[A-Za-z][\w.]{2,15}$")
_ADDRESS = re.compile(r"^(?:https?://|www\.)[\w./-]+\s+", re.IGNORECASE)
_BUTTONS = re.compile(r"\s+(?:我要评论|缩小字体|放大字体|字号|收藏|打印|分享|评论|参与互动|小字号|我要反馈|【?字体).*$")
_TIME_FIRST = re.compile(r"^(\d{1,2}:\d{2}(?::\d{2})?)\s+(\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?)")
_OUTLET = re.compile(r"^(?!https?:|www\.)(?!\d{4}[-年/]).*[\u3400-\u9fffA-Za-z]")
_OUTLET_END = re.compile(r"(?:网|報|报|报社|社|台|客户端|在线|新闻|海外版)$")
_LABELLED = re.compile(r"[:：∶]")
# The day a document was signed or changed is not the day it was published.
_OTHER_DAY = re.compile(r"^(?:成文|生成|更新|修改|编辑|失效|生效)(?:日期|时间)")
_SECTION_OF_PAPER = re.compile(
    r"^([\u4e00-\u9fff]{2,8}(?:日报|晚报|晨报|时报|公安报|法治报|法制报))"
    r"(?:特别报道|专刊|副刊|周刊|头条|焦点|深度|调查|人物|警营|[\u4e00-\u9fff]{2}新闻|周末|综合新闻)$"
)
_YEAR = re.compile(
    r"(?<!\d)(?:19|20)\d{2}(?!\d{2}[^\d-])|[〇零○一二]{2}[〇零○一二三四五六七八九]{2}\s*年|\d{2}-\d{2}-\d{2}"
)
_SHORT_LINE = 24
_NOBODY = frozenset({"文章", "作者", "本站", "管理员", "编辑", "佚名", "未知", "匿名"})
Candidates = list[tuple[str, Reading]]


def gather(extraction: Extraction, cleaned: Sequence[tuple[str, Reading]]) -> Candidates:
    """Every candidate for every field, the most trusted first: the page's, its lines taken apart, its furniture's."""
    found: Candidates = [pair for pair in extraction.readings if pair[0] != "meta_line"]
    for reader in ("rules", "before_text", "after_text"):
        lines = [reading.value for reading in extraction.of("meta_line") if reading.reader == reader]
        for line in join_label_lines(lines):
            found += _from_line(line, reader)
    found += cleaned
    return sorted(found, key=lambda pair: (_TRUST[pair[1].confidence], _ORDER.get(pair[1].reader, 6)))


def _from_line(line: str, reader: str) -> Candidates:
    """The values of one shown line; below the text only labelled credits count."""
    line = _trimmed(line)
    labelled = _has_labels(line)
    plain = fold_script(line) if labelled or len(line) <= _SHORT_LINE else line
    telling = labelled and (is_labelled_line(plain) or is_head_line(plain))
    values = read_labels(plain) if telling else {}
    own = read_labels(line) if values else {}
    found: Candidates = _counted(plain, reader) if not values else []
    for name, value in values.items():
        value = own.get(name, value)
        if reader == "after_text" and name not in ("editor", "source", "author", "view_count"):
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


def _counted(line: str, reader: str) -> Candidates:
    """What a line that only furniture knows says of a field: 阅读数(12)."""
    known = match_furniture(line) if len(line) <= _SHORT_LINE else None
    if known is None or known[0].action != "extract":
        return []
    return [(name, Reading(value, reader, "medium")) for name, value in known[1].groupdict().items() if value]


def _trimmed(line: str) -> str:
    """A line without the address before it and the buttons behind it, the day before the time."""
    line = _BUTTONS.sub("", _ADDRESS.sub("", line))
    return _TIME_FIRST.sub(r"\2 \1", line)


def _has_labels(line: str) -> bool:
    return ":" in line or "：" in line or "∶" in line or any(character.isdigit() for character in line)


def choose_date(fields: Candidates, captured_at: str) -> tuple[Published, str] | None:
    """The day or moment of publication, and its reader; None where no candidate is a date."""
    # 日期：1月21日 without its year is believed only where no date has one.
    readings = sorted(of(fields, "published"), key=lambda reading: not _YEAR.search(reading.value))
    for reading in readings:
        if published := parse_published(reading.value, captured_at=captured_at):
            if reading.reader in _DECLARED:
                published = _finest(published, readings)
            return published, f"{reading.reader}:{reading.confidence}"
    return None


def _finest(published: Published, readings: list[Reading]) -> Published:
    """The same day as another declaration has it to the minute; what the page shows is never made finer."""
    for reading in readings:
        other = parse_published(reading.value) if reading.reader in _DECLARED else None
        if other and len(other.value) > len(published.value) and other.value[:10] == published.value:
            return other
    return published


def of(fields: Candidates, name: str) -> list[Reading]:
    """The candidates for one field, best first."""
    return [reading for key, reading in fields if key == name]


def choose_source(fields: Candidates, rules: ArticleRules, people: frozenset[str]) -> tuple[str, str]:
    """来源 as printed, and its reader; a site's names for itself become its publisher's."""
    for reading in of(fields, "source"):
        value = read_labels(reading.value).get("source", reading.value) if "：" in reading.value else reading.value
        value = re.sub(r"(?:\[整理\])?\s+\d+$|^来自\S+$|\\[nt].*$", "", value)
        value = _SECTION_OF_PAPER.sub(r"\1", value)
        value = _one_outlet(value.strip(" 　：:|[]()（）"))
        if not 2 <= len(value) <= 40 or not _OUTLET.search(value):
            continue
        named = split_names(value) if reading.confidence == "low" else re.split(r"[\s、，,&＆]+", value)
        if people.issuperset(named or ("",)):
            continue  # a box for the source that names the writers
        if value in rules.own_names and rules.publisher:
            value = rules.publisher
        return value, f"{reading.reader}:{reading.confidence}"
    return "", ""


def _one_outlet(value: str) -> str:
    """The first of two outlets named side by side: the paper that wrote it, then the site that took it over."""
    first, _, second = value.partition(" ")
    return first if len(first) >= 3 and _OUTLET_END.search(first) and _OUTLET_END.search(second) else value


def choose_people(fields: Candidates, credited: Sequence[Person]) -> tuple[tuple[Person, ...], str]:
    """Who is named, by role; for each role the most trusted place that names anybody."""
    people: list[Person] = []
    editors = _first_named(fields, "editor") or [person for person in credited if person.role == "editor"]
    editing = {person.name for person in editors}
    for role in ("author", "reporter", "correspondent", "photographer"):
        people += [person for person in _first_named(fields, role) if person.name not in editing]
    bylines = [reading.value for reading in (*of(fields, "byline"), *of(fields, "byline_line"))]
    named = [credit for line in bylines if (credit := read_byline(line)).whole_line]
    if not people:
        people += [person for credit in named for person in credit.people]
    writers = [person for person in credited if person.role != "editor"]
    people = list(dict.fromkeys([*people, *writers]))
    byline = next((printed for line in bylines if (printed := credit_of(line))), "")
    return tuple(dict.fromkeys([*people, *editors])), byline


def _first_named(fields: Candidates, field: str) -> list[Person]:
    """The people of the best candidate of a field that names any."""
    for reading in of(fields, field):
        value = reading.value
        if reading.reader == "by_class" and (labelled := read_labels(value)):
            value = labelled.get(field, "")
        weak = reading.reader in ("by_class", "gov_meta", "json_ld", "open_graph")
        people = _named(value, field, strict=weak) if value else []
        if people and _NOBODY.isdisjoint(person.name for person in people):
            return people
    return []


def _named(value: str, field: str, *, strict: bool = False) -> list[Person]:
    """The people in the value of a label; staff codes and the names of offices are none."""
    value = re.sub(r"^[^:：]{0,6}[:：]", "", value).strip(" 　[]【】()（）")
    value = _CODE.sub("", value).strip(" 　[]【】()（）") or value
    if strict:
        names = split_names(value, strict=True)
        return [Person(name, _ROLES[field]) for name in names]
    credit = read_byline(f"{_ROLE_WORDS[field]} {value}")
    if credit.whole_line and credit.people:
        return list(credit.people)
    names = split_names(value)
    if not names and field == "editor" and _HANDLE.match(value) and value.lower() not in _NO_HANDLES:
        names = (value,)
    if not names and field == "author" and _UNIT.fullmatch(value):
        names = (value,)  # 作者：某局宣传科, as sites of agencies sign
    return [Person(name, _ROLES[field]) for name in names]


def read_count(value: str) -> int | None:
    """A counter in figures: 1,234 and 1.2万."""
    match = re.search(r"(\d[\d,]*(?:\.\d+)?)\s*(万)?", value)
    if match is None:
        return None
    number = float(match.group(1).replace(",", ""))
    return int(number * 10000 if match.group(2) else number)
