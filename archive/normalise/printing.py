"""What printing does to a text: a body that stands twice, stories that turn the page, sentences torn by columns."""

from __future__ import annotations

import re

from archive.normalise.lines import Line

_BODY_LENGTH = 40
_PRINTED_SHARE = 0.25
_ENDS = "。！？!?：:；;…”’」』》）)】—.~|"
_PUNCTUATION = re.compile(r"[，。！？；：、,!?;:]")
_CLAUSE = re.compile(r"[，。,；、]")
_OPENS = re.compile(
    r"^[\s\u3000]*(?:\d{1,2}月\d{1,2}日|[一二三四五六七八九十\d]{1,3}[、.．)）]|第[一二三四五六七八九十\d]+[章节条]|[（(][一二三四五六七八九十\d]|[●■◆▲★□])"
)


def without_second_printing(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """(kept, dropped): later exact copies of long paragraphs go, and the repeated short lines among them."""
    first: dict[str, int] = {}
    again = [first.setdefault(line.plain, place) != place for place, line in enumerate(lines)]
    long = [len(line.plain) >= _BODY_LENGTH for line in lines]
    copies = [place for place in range(len(lines)) if again[place] and long[place]]
    once = sum(len(lines[place].plain) for place in range(len(lines)) if long[place] and not again[place])
    # One quotation repeated in a long story is the author's; a body printed again is more than that.
    if not copies or (len(copies) == 1 and len(lines[copies[0]].plain) < _PRINTED_SHARE * once):
        return lines, []
    goes = [again[place] and long[place] for place in range(len(lines))]
    beside = False
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        for place in order:
            beside = goes[place] if long[place] else beside
            goes[place] = goes[place] or (again[place] and not long[place] and beside)
        beside = False
    kept = [line for line, gone in zip(lines, goes, strict=True) if not gone]
    return kept, [line for line, gone in zip(lines, goes, strict=True) if gone]


def join_turned(lines: list[Line], places: list[str]) -> list[Line]:
    """A sentence that a page turn (下转第二版) cut in two is made one; whole paragraphs stay apart.

    The places joined are added to `places`.
    """
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined and line.glued else None
        if last and _CLAUSE.search(last.plain) and not last.plain.endswith(tuple(_ENDS)):
            places.append(last.text[-10:] + "|" + line.text[:10])
            joined[-1] = _glue(last, line)
        else:
            joined.append(line)
    return joined


def _glue(left: Line, right: Line) -> Line:
    return Line(left.text + right.text, left.whole + right.whole, left.plain + right.plain, left.kind)


def join_columns(lines: list[Line], places: list[str]) -> list[Line]:
    """A paragraph that stops in the middle of a sentence is continued by the next; short bare lines are heads.

    The places joined are added to `places`.
    """
    joined: list[Line] = []
    for line in lines:
        if joined and _is_torn(joined[-1]) and _continues(line):
            places.append(joined[-1].text[-10:] + "|" + line.text[:10])
            joined[-1] = _glue(joined[-1], line)
        else:
            joined.append(line)
    return joined


def _is_torn(line: Line) -> bool:
    text = line.plain
    return len(text) >= 25 and not text.endswith(tuple(_ENDS)) and bool(_PUNCTUATION.search(text))


def _continues(line: Line) -> bool:
    text = line.plain
    return len(text) > 14 and bool(_PUNCTUATION.search(text)) and not _OPENS.match(text) and text[0] not in "“「《"
