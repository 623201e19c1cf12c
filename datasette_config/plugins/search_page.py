"""The search page: newest or best first, with facets, highlights and honest counts."""

from __future__ import annotations

from datetime import date
from typing import Any

from datasette import Response, hookimpl
from datasette.database import QueryInterrupted

from archive.errors import ArchiveError
from archive.publish.parquet import is_installed
from archive.search.tiers import POOL
from datasette_config.api import ASKING, BEFORE, BY, SIDES, START, YEAR, Q, Route
from datasette_config.packages import MOST_ARTICLES
from datasette_config.room import ask, ensure_readable, warc_folder
from datasette_config.search import Answer, Asked, answer, chosen, count_words, either, facet_lists, hits

SLOW = "这个检索太慢，请缩小范围 (too slow: narrow the search by site, region or date)"
API = (
    Route(
        "/-/search", "检索页", "the search page", ASKING, (Q, *SIDES, YEAR, BY, BEFORE, START),
        "/-/search?q=诈骗&by=relevance",
    ),
)  # fmt: skip


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/-/search$", search_page)]


async def search_page(datasette: Any, request: Any) -> Response:
    """GET /-/search?q=&site=&region=&year=&since=&until=&source=&section=&topic=[&by=relevance][&before=|&start=]"""
    await ensure_readable(datasette, request)
    asked = Asked.of(request.args)
    found, trouble, status = Answer(), "", 200
    try:
        found = await ask(datasette, lambda conn: answer(conn, asked))
    except ArchiveError as error:
        trouble, status = str(error), 400
    except QueryInterrupted:
        trouble, status = SLOW, 503
    answers = found.spread.answers if found.spread else None
    context = {
        "asked": asked, "trouble": trouble, "count": count_words(answers), "titles": found.titles,
        "facets": facet_lists(asked, found), "hits": hits(asked, found.hits), "chosen": chosen(asked, found.titles),
        "extract_query": asked.extract(), "this_year": date.today().year, "older": found.older,
        "parquet": is_installed(), "estimated": bool(answers and not answers.exact), "pool": POOL,
        "newest": asked.link() if asked.before is not None or asked.start else "",
        "either": either(asked.q), "wacz": MOST_ARTICLES if warc_folder(datasette).is_dir() else 0,
    }  # fmt: skip
    html = await datasette.render_template("search.html", context, request=request, view_name="search")
    return Response.html(html, status=status)
