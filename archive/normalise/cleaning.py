"""Cleaning a page's blocks: furniture out and into fields, one printing of the body, torn sentences whole again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.normalise.byline import Byline, read_byline, split_names
from archive.normalise.furniture import match_furniture, site_patterns
from archive.normalise.furniture_rule import FurnitureRule
from archive.normalise.labels import is_head_line, is_labelled_line, read_labels
from archive.normalise.lines import Line, is_prose, prepare
from archive.normalise.printing import join_columns, join_turned, without_second_printing
from archive.normalise.repeated import edge_places, line_key
from archive.records import ArticleRules, Block, Confidence, Person, Reading, Script

_LABELLED = re.compile(r"[\u4e00-\u9fff]\s*[:：]|》|^阅读|^浏览|^点击")
_PHOTO_CREDIT = re.compile(
    r"由(?:本报记者|记者|通讯员)?\s*(?P<names>[\u4e00-\u9fff][\u4e00-\u9fff、 ]{1,20}?)(?:摄|攝)$"
)
_PAGE_NUMBER = re.compile(r"第?\s*([A-Z]?\d{1,3})\s*版")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A page's text without its furniture, and what the furniture said.

    `paragraphs` as published; `paragraphs_hans` the same ones repaired and simplified, `paragraphs_repaired` repaired
    in their own script (None: equal to `paragraphs`). `readings`: (field, reading), best first, of published source
    author byline editor view_count section page publisher. `removed`: (rule, line as published). `joined`: the places
    where two pieces were made one. `repaired`: how many mirror annotations and shifts were undone; `suspects`: what
    looks damaged and was left.
    """

    paragraphs: tuple[str, ...] = ()
    paragraphs_hans: tuple[str, ...] | None = None
    paragraphs_repaired: tuple[str, ...] | None = None
    captions: tuple[str, ...] = ()
    readings: tuple[tuple[str, Reading], ...] = ()
    people: tuple[Person, ...] = ()
    dateline: str = ""
    removed: tuple[tuple[str, str], ...] = ()
    joined: tuple[str, ...] = ()
    script: Script = "unknown"
    repaired: int = 0
    suspects: tuple[str, ...] = ()

    def of(self, name: str) -> str:
        """The best value of a field, "" where the furniture did not say."""
        return next((reading.value for key, reading in self.readings if key == name), "")


@dataclass(slots=True)
class _Findings:
    """What is collected while lines are looked at."""

    readings: list[tuple[str, Reading]] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    dateline: str = ""

    def read(self, name: str, value: str, reader: str, confidence: Confidence = "high") -> None:
        if value and not any(key == name and reading.value == value for key, reading in self.readings):
            self.readings.append((name, Reading(value, reader, confidence)))

    def name(self, people: Sequence[Person]) -> None:
        self.people += [person for person in people if person not in self.people]

    def drop(self, rule: str, line: Line) -> None:
        self.removed.append((rule, line.text))


def clean(
    blocks: Sequence[Block | str], *, rules: ArticleRules | None = None, columns: bool = False, beside: str = ""
) -> Cleaned:
    """Blocks of a page without furniture.

    `columns`: the text came from a printed layout, sentences may be torn. `beside`: what else stands on the page, as
    evidence of a mirror's damage.
    """
    rules = rules or ArticleRules()
    lines, script, repaired, suspects = prepare(blocks, beside)
    found = _Findings()
    lines, copies = without_second_printing(lines)
    for line in copies:
        found.drop("printed_twice", line)
    lines = _without_site_lines(lines, rules, found)
    lines = _without_furniture(lines, found)
    lines = join_turned(lines, found.joined)
    lines = _without_credits(lines, found)
    if columns:
        lines = join_columns(lines, found.joined)
    kept = tuple(line.text for line in lines)
    plain = tuple(line.plain for line in lines)
    whole = tuple(line.whole for line in lines)
    return Cleaned(
        paragraphs=kept,
        paragraphs_hans=plain if plain != kept else None,
        paragraphs_repaired=whole if whole != kept else None,
        captions=tuple(dict.fromkeys(found.captions)),
        readings=tuple(found.readings),
        people=tuple(found.people),
        dateline=found.dateline,
        removed=tuple(found.removed),
        joined=tuple(found.joined),
        script=script,
        repaired=repaired,
        suspects=suspects,
    )


def _without_site_lines(lines: list[Line], rules: ArticleRules, found: _Findings) -> list[Line]:
    """Lines that only this site prints: by its own expressions, and those learned from its pages."""
    if not rules.furniture and not rules.learned:
        return lines
    learned, edges = frozenset(rules.learned), edge_places(len(lines))
    patterns = site_patterns(rules.furniture)
    kept = []
    for at, line in enumerate(lines):
        if learned and at in edges and line_key(line.plain) in learned:
            found.drop("learned", line)
        elif any(pattern.search(line.plain) for pattern in patterns):
            found.drop("site", line)
        else:
            kept.append(line)
    return kept


def _without_furniture(lines: list[Line], found: _Findings) -> list[Line]:
    """Every line that a house rule knows, treated as the rule says."""
    known = [match_furniture(line.plain) if line.kind != "caption" else None for line in lines]
    prose = [place for place, line in enumerate(lines) if known[place] is None and is_prose(line)]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    kept: list[Line] = []
    glue = False
    for place, line in enumerate(lines):
        here = known[place]
        rule = here[0] if here else None
        if rule is None and place < first and is_head_line(line.plain):
            _file_values(line, found)
            found.drop("head_line", line)
        elif rule is None or (rule.tail_only and place < last):
            line.glued, glue = glue, False
            kept.append(line)
        elif rule.action in ("cut_after", "cut_after_if_tail"):
            if place > last >= 0:
                _cut_rest(lines[place:], rule, found)
                break
            if rule.tail_only:
                kept.append(line)
            else:
                found.drop(rule.id, line)
        elif rule.action == "join":
            glue = True
            found.drop(rule.id, line)
        elif remaining := _apply(line, here, found, in_body=first < place):
            kept.append(remaining)
    return kept


def _apply(
    line: Line, known: tuple[FurnitureRule, re.Match[str]] | None, found: _Findings, *, in_body: bool
) -> Line | None:
    """What one rule leaves of a line: the line, a part of it, or nothing."""
    if known is None:
        return line
    rule, match = known
    if rule.action == "extract":
        # A bare date under the text is its signature, not the page's.
        signature = in_body and not _LABELLED.search(line.plain)
        return line if signature or not _extract(line, found, rule, match) else None
    if rule.action == "keep_as_meta":
        _keep_meta(line, rule, found)
        return None
    if rule.action == "drop_span":
        return _cut_span(line, match, rule, found)
    found.drop(rule.id, line)
    return None


def _cut_rest(lines: list[Line], rule: FurnitureRule, found: _Findings) -> None:
    """Cut a page's end off; an editor may still be named in it."""
    for line in lines:
        _keep_values(line, found)
        found.drop(rule.id, line)


def _keep_values(line: Line, found: _Findings) -> None:
    """The labelled values of a line that is cut away with a page's end: an editor may stand under the links."""
    if is_labelled_line(line.plain):
        values = read_labels(line.plain)
        if editor := values.get("editor"):
            found.read("editor", editor, "labelled_line")


def _extract(line: Line, found: _Findings, rule: FurnitureRule, match: re.Match[str]) -> bool:
    """Move the values of a labelled line to fields; False where the line turns out to be the author's."""
    if named := match.groupdict():
        for name, value in named.items():
            found.read(name, value or "", "furniture")
        found.drop(rule.id, line)
        return True
    if not is_labelled_line(line.plain):
        return False
    _file_values(line, found)
    found.drop(rule.id, line)
    return True


def _file_values(line: Line, found: _Findings) -> None:
    """The values of a labelled line, each under its field."""
    values = read_labels(line.whole) or read_labels(line.plain)
    for name, value in values.items():
        if name == "after_date":
            found.read("source", value, "labelled_line", "low")
        elif name in ("author", "reporter", "correspondent", "photographer", "byline"):
            _credit(name, value, found)
        elif name != "staff":
            found.read(name, value, "labelled_line")


def _credit(label: str, value: str, found: _Findings) -> None:
    """Names behind 作者：, 记者：, or a whole byline behind 来源：."""
    role_word = {"author": "作者", "reporter": "记者", "correspondent": "通讯员", "photographer": "摄影"}.get(label, "")
    credit = read_byline(f"{role_word} {value}".strip())
    if credit.whole_line:
        found.name(credit.people)
    found.read("byline" if label == "byline" else label, value, "labelled_line")


def _keep_meta(line: Line, rule: FurnitureRule, found: _Findings) -> None:
    """A line that says something of the pictures or the printed page."""
    found.drop(rule.id, line)
    if rule.field == "photo_credit":
        found.captions.append(line.whole)
        if match := _PHOTO_CREDIT.search(line.whole):
            found.name([Person(name, "photographer") for name in split_names(match.group("names"))])
    elif rule.field == "page" and (match := _PAGE_NUMBER.search(line.plain)):
        found.read("page", match.group(1), "furniture")
        found.read("section", line.whole.split("：")[-1].split(":")[-1].strip(), "furniture", "medium")


def _cut_span(line: Line, match: re.Match[str], rule: FurnitureRule, found: _Findings) -> Line | None:
    """A line without the part a rule knows; None when nothing worth keeping is left."""
    found.removed.append((rule.id, match.group()))
    plain = (line.plain[: match.start()] + line.plain[match.end() :]).strip(" |｜")
    if not re.search(r"\w", plain):
        return None
    same_length = len(line.plain) == len(line.text)
    text = (line.text[: match.start()] + line.text[match.end() :]).strip(" |｜") if same_length else plain
    whole = (
        (line.whole[: match.start()] + line.whole[match.end() :]).strip(" |｜")
        if len(line.whole) == len(line.plain)
        else plain
    )
    remaining = Line(text, whole, plain, line.kind)
    known = match_furniture(plain)
    if known and known[0].action == "drop_line":
        found.drop(known[0].id, remaining)
        return None
    if known and known[0].action == "extract" and _extract(remaining, found, *known):
        return None
    return remaining


def _without_credits(lines: list[Line], found: _Findings) -> list[Line]:
    """Whole lines that credit go to fields; datelines and credits inside paragraphs are read and stay."""
    kept: list[Line] = []
    prose = [place for place, line in enumerate(lines) if is_prose(line)]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    for place, line in enumerate(lines):
        if line.kind == "caption":
            found.captions.append(line.text)
            _name_photographer(line, found)
            continue
        outside = place < first or place > last
        credit = read_byline(line.whole) if outside or place in (first, last) else None
        if credit is not None and _take_credit(credit, line, found, outside=outside):
            continue
        kept.append(line)
    return kept


def _name_photographer(line: Line, found: _Findings) -> None:
    credit = read_byline(line.whole)
    found.name([person for person in credit.people if person.role == "photographer"])


def _take_credit(credit: Byline, line: Line, found: _Findings, *, outside: bool) -> bool:
    """File a credit; True where the line held nothing else and so goes."""
    if credit.dateline and not found.dateline:
        found.dateline = credit.dateline
    found.name(credit.people)
    if credit.source:
        confidence: Confidence = "medium" if credit.people else "low"
        found.read("source", credit.source, "byline", confidence)
    if not (outside and credit.whole_line and len(line.plain) <= 80):
        return False
    found.read("byline", line.whole, "byline")
    found.drop("byline", line)
    return True
