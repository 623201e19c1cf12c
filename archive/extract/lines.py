"""The lines a page shows around its article: what stands between headline and text, and just after the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.etree import _Element as Element

from archive.extract.names import words
from archive.extract.survey import Survey

_BREAKING = words(
    """p div section article main center table tr td th ul ol li dl dt dd h1 h2 h3 h4 h5 h6 br hr blockquote form
    header aside address body"""
)
_LONGEST = 220
_BEFORE = 14
_AFTER = 14
# An editor may stand under the comment form.
_FAR_AFTER = 60
_EDITOR = re.compile(r"(?:编辑|責編|责编|編輯)\s*[:：]")


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of a page and the place of the element it begins in."""

    text: str
    place: int


def page_lines(weights: Survey) -> list[PageLine]:
    """Every shown line of the page outside scripts, in document order, white space folded."""
    nodes, last, hidden = weights.nodes, weights.last, weights.hidden
    lines = _Lines()
    open_places: list[int] = []  # the elements around the one at hand, outermost first
    silent = 0
    top = next((at for at, node in enumerate(nodes) if node.tag == "body"), 0)
    for at in range(top, last[top] + 2):
        while open_places and (at > last[open_places[-1]]):
            left = open_places.pop()
            silent -= hidden[left]
            lines.turn(nodes[left].tag)
            lines.add(nodes[left].tail, at - 1, shown=not silent)
        if at > last[top]:
            break
        open_places.append(at)
        silent += hidden[at]
        lines.turn(nodes[at].tag)
        lines.add(nodes[at].text, at, shown=not silent)
    lines.close()
    return lines.lines


class _Lines:
    """Lines in the making: runs of text until an element that breaks the line."""

    def __init__(self) -> None:
        self.lines: list[PageLine] = []
        self.words: list[str] = []
        self.began = 0

    def turn(self, tag: str) -> None:
        """An element begins or ends here."""
        if not self.words:
            return
        if tag in _BREAKING:
            self.close()
        else:
            self.words.append(" ")

    def add(self, text: str | None, at: int, *, shown: bool) -> None:
        if text and shown and not text.isspace():
            if not self.words:
                self.began = at
            self.words.append(text)

    def close(self) -> None:
        if self.words and (text := " ".join("".join(self.words).split())):
            self.lines.append(PageLine(text, self.began))
        self.words.clear()


def _about_later_headline(lines: list[PageLine], end: int, headline: str) -> list[str]:
    """The lines about a headline that stands under a first printing of the text, as in old e-papers."""
    later = [at for at, line in enumerate(lines) if line.place > end and headline and line.text == headline]
    if not later:
        return []
    return [line.text for line in lines[max(0, later[0] - 4) : later[0] + 6] if len(line.text) <= _LONGEST // 2]


def lines_around(lines: list[PageLine], weights: Survey, body: Element, headline: str) -> tuple[list[str], list[str]]:
    """The lines from the headline (or a few before the text) to the text, and the few after it."""
    start = weights.place[body]
    end = weights.last[start]
    before = [line.text for line in lines if line.place < start]
    after = [line.text for line in lines if line.place > end]
    inside = [line.text for line in lines if start <= line.place <= end]
    heads = [at for at, text in enumerate(before) if headline and text.startswith(headline[:12])]
    first = heads[-1] if heads else len(before)
    first = max(min(first, len(before) - 1) - 4, len(before) - _BEFORE * 2, 0)
    head = [text for text in before[first:] if len(text) <= _LONGEST] + [
        text for text in inside[:6] if len(text) <= 120
    ]
    if not heads:
        head += _about_later_headline(lines, end, headline)
    named = [text for text in after[_AFTER:_FAR_AFTER] if _EDITOR.search(text)]
    foot = [text for text in (*inside[6:][-8:], *after[:_AFTER], *named) if len(text) <= 60]
    return head, foot
