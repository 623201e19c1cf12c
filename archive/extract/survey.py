"""One pass over a page's tree: how much Chinese text each element holds, how much of it is links, how much is prose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from archive.extract.names import names_of, words
from archive.extract.page_tree import is_hidden

HAN = re.compile(r"[\u3400-\u9fff]")
# Boxes that hold other people's words, or other stories.
_FOREIGN = re.compile(
    r"(?:^|[-_ ])(?:comments?|comment[-_]?(?:rules?|list|box|area|wrap\w*)|reply|replies|message-?board|modal|popup|"
    r"recommend\w*|related\w*|sidebar|side-?bar|hot-?news|hot-?list|rank\w*)(?:$|[-_ ])",
    re.IGNORECASE,
)
# A wrapper of the whole page may be so named by mistake; a long comment policy may not pass for an article.
_MOST_FOREIGN = 0.5
_COMMENTS = re.compile(r"(?:^|[-_ ])(?:comments?|repl(?:y|ies)|message-?board)(?:$|[-_ ])", re.IGNORECASE)
_MOST_COMMENTS = 0.95
_FOOTER = re.compile(r"(?:^|[-_ ])(?:foot\w{0,6}|copyright\w{0,6})(?:$|[-_ ])", re.IGNORECASE)
_LONGEST_FOOTER = 600
# Editors cut a sentence into pieces like these; what is prose is judged on the whole of a line.
_INLINE = words("span font b strong em i u ins small big sub sup wbr br o:p")
_LEAST_PROSE = 8
_SURE_PROSE = 30
_PROSE_MARK = re.compile(r"[，。；！？、：]|[,;!?]")


@dataclass(slots=True)
class Survey:
    """Weights by place in document order: `han` characters, `linked` of them, `prose` of them; hidden text counts 0.

    `parent` and `last` are places: the element around, and the last element inside (itself where there is none);
    `names` the class and id of each; `hidden` whether its own style switched it off; `foreign` the places of boxes with
    other people's words, which weigh nothing.
    """

    nodes: list[Element] = field(default_factory=list)
    parent: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    hidden: list[bool] = field(default_factory=list)
    han: list[int] = field(default_factory=list)
    linked: list[int] = field(default_factory=list)
    prose: list[int] = field(default_factory=list)
    place: dict[Element, int] = field(default_factory=dict)
    foreign: list[int] = field(default_factory=list)

    def link_share(self, at: int) -> float:
        """The part of an element's text that is links."""
        return self.linked[at] / self.han[at] if self.han[at] else 0.0

    def holds(self, outer: int, inner: int) -> bool:
        """Whether one element lies in another (or is it)."""
        return outer <= inner <= self.last[outer]


def survey(root: Element, *, with_hidden: bool = False) -> Survey:
    """The weights of every element under `root`."""
    found = Survey()
    in_link: list[bool] = []
    unseen: list[bool] = []
    block: list[int] = []  # the element whose line a text stands in
    told: dict[int, int] = {}
    marked: set[int] = set()
    place = found.place
    for here, node in enumerate(root.iter("*")):
        tag, parent = node.tag, node.getparent()
        up = place.get(parent, -1) if parent is not None else -1
        hidden = is_hidden(node)
        linked = (tag == "a" and bool(node.get("href"))) or (up >= 0 and in_link[up])
        silent = tag == "head" or (hidden and not with_hidden) or (up >= 0 and unseen[up])
        place[node] = here
        found.nodes.append(node)
        found.parent.append(up)
        found.names.append(names_of(node))
        found.hidden.append(hidden)
        block.append(block[up] if up >= 0 and tag in _INLINE else here)
        in_link.append(linked)
        unseen.append(silent)
        found.han.append(0)
        found.linked.append(0)
        found.prose.append(0)
        for at, text in ((here, "" if silent else node.text), (up, "" if up < 0 or unseen[up] else node.tail)):
            if not text or not (count := _weigh(found, at, text, linked=in_link[at])):
                continue
            told[block[at]] = told.get(block[at], 0) + count
            if _PROSE_MARK.search(text):
                marked.add(block[at])
    for at, count in told.items():
        if count >= _LEAST_PROSE and (count >= _SURE_PROSE or at in marked):
            found.prose[at] += count
    _sum_up(found)
    _without_foreign(found)
    return found


def _weigh(found: Survey, at: int, text: str, *, linked: bool) -> int:
    """Count one run of text for the element that holds it; how many of its characters may be prose."""
    count = 0 if text.isascii() else len(HAN.findall(text))
    if count:
        found.han[at] += count
        found.linked[at] += count if linked else 0
    return 0 if linked else count


def _without_foreign(found: Survey) -> None:
    """Take the weights of comment and recommendation boxes out, unless a box so named holds most of the page's text."""
    whole = found.prose[0] if found.prose else 0
    at = 0
    while at < len(found.nodes):
        if not _is_foreign(found, at, whole):
            at += 1
            continue
        up = found.parent[at]
        while up >= 0:
            found.han[up] -= found.han[at]
            found.linked[up] -= found.linked[at]
            found.prose[up] -= found.prose[at]
            up = found.parent[up]
        for inside in range(at, found.last[at] + 1):
            found.han[inside] = found.linked[inside] = found.prose[inside] = 0
        found.foreign.append(at)
        at = found.last[at] + 1


def _is_foreign(found: Survey, at: int, whole: int) -> bool:
    """Whether an element is named as a box of other people's words, and small enough to be one."""
    names = found.names[at]
    if len(names) < 4 or found.nodes[at].tag in ("body", "html", "article"):
        return False
    if _FOOTER.search(names):
        return found.han[at] <= _LONGEST_FOOTER
    most = _MOST_COMMENTS if _COMMENTS.search(names) else _MOST_FOREIGN
    return bool(_FOREIGN.search(names)) and found.prose[at] <= most * whole


def _sum_up(found: Survey) -> None:
    """Add every element's weights to the elements around it."""
    found.last = list(range(len(found.nodes)))
    for at in range(len(found.nodes) - 1, 0, -1):
        up = found.parent[at]
        if up >= 0:
            found.han[up] += found.han[at]
            found.linked[up] += found.linked[at]
            found.prose[up] += found.prose[at]
            found.last[up] = max(found.last[up], found.last[at])
