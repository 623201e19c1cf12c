"""What a search page is asked and what it shows: hits, an honest count, facets, and the addresses of its parts."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import asdict, dataclass, field, replace
from operator import add
from typing import Any
from urllib.parse import urlencode

from archive.search.candidates import Narrowing, question
from archive.search.counting import Facets, Tally, facets, tally
from archive.search.find import Hit, best, search
from archive.search.query import compile_query
from archive.search.verify import mark
from datasette_config.marks import marked_html
from datasette_config.room import narrowing_of
from datasette_config.words import TOPIC_BANDS, Pair, named

PAGE = 20
LONGEST_FACET = 60
FACET_SHOWN = {"year": 8, "region": 8, "site": 8, "source": 8, "section": 6, "topic": 3}
FACET_NAMES: dict[str, Pair] = {
    "year": ("年份", "Year"), "region": ("地区", "Region"), "site": ("站点", "Site"), "source": ("来源", "Source"),
    "section": ("栏目", "Section"), "topic": ("主题相关", "On the topic"),
}  # fmt: skip
ARCHIVED = ("site", "source", "section")  # sides whose values are the archive's words, not the page's


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. `year` is a span beside that of the narrowing; `start` pages the best answers.

    `spread`: whether facets are wanted.
    """

    q: str
    side: Narrowing
    year: str
    best: bool
    before: int | None
    start: int
    limit: int = PAGE
    spread: bool = True

    @classmethod
    def of(cls, args: Any) -> Asked:
        before, start, year = (args.get(name) or "" for name in ("before", "start", "year"))
        return cls(
            (args.get("q") or "").strip(), narrowing_of(args), year if re.fullmatch(r"[0-9]{4}", year) else "",
            args.get("by") == "relevance", int(before) if re.fullmatch(r"-?[0-9]{1,17}", before) else None,
            int(start) if re.fullmatch(r"[0-9]{1,4}", start) else 0,
        )  # fmt: skip

    @property
    def is_everything(self) -> bool:
        """Whether nothing is asked: every article, newest first."""
        return not (self.q or self.narrowed())

    def narrowing(self) -> Narrowing:
        """The days of a chosen year and of since and until, together."""
        if not self.year:
            return self.side
        since, until = max(self.side.since, f"{self.year}-01-01"), min(self.side.until or "9999", f"{self.year}-12-31")
        return replace(self.side, since=since, until=until)

    def narrowed(self) -> dict[str, str]:
        """Every side that is narrowed, by the name it has in the address."""
        sides = {**asdict(self.side), "year": self.year}
        return {name: value for name, value in sides.items() if value}

    def link(self, **changes: str) -> str:
        """The query string of this search with some parts changed; paging starts anew."""
        parts = {"q": self.q, **self.narrowed(), "by": "relevance" if self.best else ""} | changes
        return urlencode({name: value for name, value in parts.items() if value})

    def place(self) -> str:
        """The query string of this very page of answers; it always says the order, so that an article opened from it
        knows that it was found."""
        paging = {"before": "" if self.before is None else str(self.before), "start": str(self.start or "")}
        return self.link(by="relevance" if self.best else "date", **paging)

    def extract(self) -> str:
        """The query string of the extract with the same answers."""
        parts = {"q": self.q, **asdict(self.narrowing())}
        return urlencode({name: value for name, value in parts.items() if value})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page shows: its hits, where the next page begins, how all answers spread, and the titles of the sites."""

    hits: tuple[Hit, ...] = ()
    older: str = ""
    spread: Facets | None = None
    titles: dict[str, str] = field(default_factory=dict)


def answer(conn: sqlite3.Connection, asked: Asked) -> Answer:
    """One page of hits, how the answers spread, and the titles of the sites."""
    found, older = page_of(conn, asked)
    titles = dict(conn.execute("SELECT name, title FROM sites").fetchall())
    narrowing = asked.narrowing()
    spread = facets(conn, asked.q, narrowing) if asked.spread else Facets({}, tally(conn, question(asked.q, narrowing)))
    return Answer(found, older, spread, titles)


def page_of(conn: sqlite3.Connection, asked: Asked) -> tuple[tuple[Hit, ...], str]:
    """One page of hits, and the query string of the next ("" where there is none)."""
    narrowing = asked.narrowing()
    if asked.best:
        found, more = best(conn, asked.q, narrowing, limit=asked.limit, start=asked.start)
        return found, asked.link(start=str(asked.start + asked.limit)) if more else ""
    page = search(conn, asked.q, narrowing, limit=asked.limit, before=asked.before, counted=False)
    return page.hits, asked.link(before=str(page.next_before)) if page.next_before is not None else ""


def either(q: str) -> str:
    """Plain words joined by OR; "" where there are fewer than two or anything else than words."""
    words = q.split()
    plain = all(re.fullmatch(r"\w+", word) and word not in ("OR", "AND", "NOT") for word in words)
    return " OR ".join(words) if plain and len(words) > 1 else ""


def count_words(answers: Tally | None) -> dict[str, str]:
    """The number of answers, never more exact than it is known."""
    if answers is None:
        return {"zh": "", "en": ""}
    number = f"{answers.count:,}"
    if answers.exact:
        return {"zh": f"{number} 篇", "en": f"{number} article{'' if number == '1' else 's'}"}
    if answers.floor:
        return {"zh": f"超过 {number} 篇", "en": f"more than {number} articles"}
    return {"zh": f"约 {number} 篇", "en": f"about {number} articles"}


def facet_lists(asked: Asked, found: Answer) -> list[dict[str, Any]]:
    """The lists beside the hits, each value with its count, its share of the largest, and its address."""
    if found.spread is None:
        return []
    narrowed, shown = asked.narrowed(), []
    for name, values in found.spread.spreads.items():
        largest = max((count for _, count in values), default=1)
        entries = [
            {
                "value": value, "label": label(name, value, found.titles), "count": count,
                "share": round(100 * count / max(1, largest)), "chosen": value == narrowed.get(name),
                "archived": name in ARCHIVED,
                "href": asked.link(**{name: "" if value == narrowed.get(name) else value}),
            }
            for value, count in values
        ]  # fmt: skip
        names, first = FACET_NAMES[name], FACET_SHOWN[name]
        shown.append({"name": name, "words": names, "first": entries[:first], "rest": entries[first:LONGEST_FACET]})
    return [facet for facet in shown if facet["first"]]


def label(name: str, value: str, titles: dict[str, str]) -> Pair:
    """What a value of a facet is called."""
    if name == "topic":
        return named(TOPIC_BANDS, value)
    called = titles.get(value, value) if name == "site" else value
    return called, called


def hits(asked: Asked, found: tuple[Hit, ...]) -> list[dict[str, Any]]:
    """The hits of a page for the template: headline and snippet marked."""
    if not found:
        return []
    query = compile_query(asked.q)
    place = f"?{asked.place()}"
    return [
        {
            "article": hit, "headline": marked_html(mark(query, hit.headline)), "place": place,
            "kicker": marked_html(mark(query, hit.kicker)), "snippet": marked_html(hit.snippet),
        }
        for hit in found
    ]  # fmt: skip


def chosen(asked: Asked, titles: dict[str, str]) -> list[dict[str, Any]]:
    """The narrowing in force, each with the address that lifts it."""
    signs = {"since": ("≥ ", "≥ "), "until": ("≤ ", "≤ "), "topic": ("主题相关：", "On the topic: ")}
    return [
        {
            "label": tuple(map(add, signs.get(name, ("", "")), label(name, value, titles))),
            "href": asked.link(**{name: ""}),
            "archived": name in ARCHIVED,
        }
        for name, value in asked.narrowed().items()
    ]
