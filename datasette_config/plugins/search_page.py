"""The search page: newest first, paged by id, with facets, highlights and honest counts."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any
from urllib.parse import urlencode

from datasette import Response, hookimpl
from datasette.database import QueryInterrupted

from archive.errors import ArchiveError
from archive.search.find import Facets, Narrowing, SearchPage, facets, search
from archive.search.query import compile_query
from archive.search.verify import mark
from datasette_config.marks import marked_html
from datasette_config.room import ask, ensure_readable

PAGE = 20
FACET_SHOWN = 12
SLOW = "这个检索太慢，请缩小范围 (too slow: narrow the search by site, region or date)"


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/-/search$", search_page)]


class Asked:
    """What the address asks for."""

    def __init__(self, args: Any) -> None:
        self.q = (args.get("q") or "").strip()
        self.site, self.region = args.get("site") or "", args.get("region") or ""
        self.since, self.until = args.get("since") or "", args.get("until") or ""
        self.year = args.get("year") or ""
        before = args.get("before") or ""
        self.before = int(before) if before.lstrip("-").isdecimal() and len(before) < 18 else None

    def narrowing(self) -> Narrowing:
        """The days of a chosen year and of since and until, together."""
        since, until = self.since, self.until
        if self.year.isdecimal() and len(self.year) == 4:
            since = max(since, f"{self.year}-01-01")
            until = min(until or "9999", f"{self.year}-12-31")
        return Narrowing(self.site, self.region, since, until)

    def link(self, **changes: str) -> str:
        """The query string of this search with some parts changed; paging starts anew."""
        parts = {"q": self.q, "site": self.site, "region": self.region, "year": self.year}
        parts |= {"since": self.since, "until": self.until} | changes
        return urlencode({name: value for name, value in parts.items() if value})

    def extract(self) -> str:
        """The query string of the extract with the same answers."""
        narrowing = self.narrowing()
        parts = {"q": self.q, "site": self.site, "region": self.region}
        parts |= {"since": narrowing.since, "until": narrowing.until}
        return urlencode({name: value for name, value in parts.items() if value})


async def search_page(datasette: Any, request: Any) -> Response:
    """GET /-/search?q=&site=&region=&year=&since=&until=&before="""
    await ensure_readable(datasette, request)
    asked = Asked(request.args)
    page, spread, trouble, status = None, None, "", 200
    try:
        page, spread, titles = await ask(datasette, lambda conn: answer(conn, asked))
    except ArchiveError as error:
        trouble, status, titles = str(error), 400, {}
    except QueryInterrupted:
        trouble, status, titles = SLOW, 503, {}
    context = {
        "asked": asked, "trouble": trouble, "page": page, "count": count_words(spread), "titles": titles,
        "facets": facet_lists(asked, spread, titles), "hits": hits(asked, page), "chosen": chosen(asked, titles),
        "extract_query": asked.extract(), "this_year": date.today().year,
        "newest_counted": spread.of if spread and not spread.answers.exact else 0,
        "older": asked.link(before=str(page.next_before)) if page and page.next_before is not None else "",
        "newest": asked.link() if asked.before is not None else "",
    }  # fmt: skip
    html = await datasette.render_template("search.html", context, request=request, view_name="search")
    return Response.html(html, status=status)


def answer(conn: sqlite3.Connection, asked: Asked) -> tuple[SearchPage, Facets, dict[str, str]]:
    """One page of hits, how the answers spread, and the titles of the sites."""
    narrowing = asked.narrowing()
    page = search(
        conn,
        asked.q,
        site=narrowing.site,
        region=narrowing.region,
        since=narrowing.since,
        until=narrowing.until,
        limit=PAGE,
        before=asked.before,
        counted=False,
    )
    titles = dict(conn.execute("SELECT name, title FROM sites").fetchall())
    return page, facets(conn, asked.q, narrowing), titles


def count_words(spread: Facets | None) -> dict[str, str]:
    """The number of answers, never more exact than it is known."""
    if spread is None:
        return {"zh": "", "en": ""}
    number = f"{spread.answers.count:,}"
    if spread.answers.exact:
        return {"zh": f"{number} 篇", "en": f"{number} article{'' if number == '1' else 's'}"}
    if spread.answers.floor:
        return {"zh": f"超过 {number} 篇", "en": f"more than {number} articles"}
    return {"zh": f"约 {number} 篇", "en": f"about {number} articles"}


def facet_lists(asked: Asked, spread: Facets | None, titles: dict[str, str]) -> list[dict[str, Any]]:
    """The three lists beside the hits, each value with its count, its share of the largest, and its address."""
    if spread is None:
        return []
    lists = [("year", "年份", "Year", spread.year), ("region", "地区", "Region", spread.region)]
    lists.append(("site", "站点", "Site", spread.site))
    shown = []
    for name, zh, en, values in lists:
        largest = max((count for _, count in values), default=1)
        current = getattr(asked, name)
        entries = [
            {
                "value": value, "label": titles.get(value, value) if name == "site" else value, "count": count,
                "share": round(100 * count / largest), "chosen": value == current,
                "href": asked.link(**{name: "" if value == current else value}),
            }
            for value, count in values
        ]  # fmt: skip
        shown.append({"zh": zh, "en": en, "first": entries[:FACET_SHOWN], "rest": entries[FACET_SHOWN:]})
    return [facet for facet in shown if facet["first"]]


def hits(asked: Asked, page: SearchPage | None) -> list[dict[str, Any]]:
    """The hits of a page for the template: headline and snippet marked."""
    if page is None:
        return []
    query = compile_query(asked.q)
    words = f"?{urlencode({'q': asked.q})}" if asked.q else ""
    return [
        {
            "article": hit, "headline": marked_html(mark(query, hit.headline)), "words": words,
            "kicker": marked_html(mark(query, hit.kicker)), "snippet": marked_html(hit.snippet),
        }
        for hit in page.hits
    ]  # fmt: skip


def chosen(asked: Asked, titles: dict[str, str]) -> list[dict[str, str]]:
    """The narrowing in force, each with the address that lifts it."""
    names = {"site": titles.get(asked.site, asked.site), "region": asked.region, "year": asked.year}
    names |= {"since": f"≥ {asked.since}", "until": f"≤ {asked.until}"}
    return [{"label": label, "href": asked.link(**{name: ""})} for name, label in names.items() if getattr(asked, name)]
