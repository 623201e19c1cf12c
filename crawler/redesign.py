"""Whether a site was redesigned: none of the pages of a run is laid out as its pages were before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

LEAST_KNOWN = {"list": 1, "article": 5}  # pages of earlier runs
LEAST_SEEN = {"list": 1, "article": 3}  # pages of this run: an odd one is no redesign
UNIFORM, MANY = 0.9, 15  # where nearly all of many pages were laid out alike, one that is not is enough


@dataclass(slots=True)
class Layouts:
    """How the pages of one run are laid out, by kind of page; and the first page of each layout."""

    seen: dict[str, Counter[str]] = field(default_factory=dict)
    example: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, kind: str, layout: str, url: str) -> None:
        if layout:
            self.seen.setdefault(kind, Counter())[layout] += 1
            self.example.setdefault((kind, layout), url)


@dataclass(frozen=True, slots=True)
class Redesign:
    """One kind of page that has changed: the layout most pages had, the one most have now, and one that has it."""

    kind: str
    before: str
    now: str
    url: str

    def __str__(self) -> str:
        return f"{self.kind} pages are laid out anew: {self.now} was {self.before}; look whether they are read well"


def redesigns(known: Mapping[str, Mapping[str, int]], run: Layouts) -> list[Redesign]:
    """The kinds of page none of which is laid out as any before.

    Fewer than LEAST_SEEN pages count where the lists changed, too, and where the site's pages were all alike.
    """
    found: list[Redesign] = []
    for kind in ("list", "article"):
        before, now = Counter(known.get(kind, {})), run.seen.get(kind, Counter())
        if not now or before.total() < LEAST_KNOWN[kind] or before.keys() & now.keys():
            continue
        usual, pages = before.most_common(1)[0]
        alike = pages >= max(MANY, UNIFORM * before.total())
        if now.total() >= LEAST_SEEN[kind] or alike or found:
            layout = now.most_common(1)[0][0]
            found.append(Redesign(kind, usual, layout, run.example[kind, layout]))
    return found
