"""The page of edits and withdrawals, day by day, with a calendar and the captures that show each."""

from __future__ import annotations

from typing import Any

from datasette import Response, hookimpl
from datasette.database import QueryInterrupted

from archive.errors import ArchiveError
from datasette_config.api import ASKING, EVENTS, Route
from datasette_config.changes import WEEKDAYS, Asked, Found, by_day, chips, found
from datasette_config.events import LEGS
from datasette_config.room import ask, ensure_readable

SLOW = "这一页太慢，请缩小范围 (too slow: narrow it by site or day)"
API = (
    Route(
        "/-/changes", "修改、撤下与恢复，附凭据", "edits, withdrawals and returns, with what shows them", ASKING, EVENTS
    ),
)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/-/changes$", changes_page)]


async def changes_page(datasette: Any, request: Any) -> Response:
    """GET /-/changes?kind=edited|withdrawn|returned&site=&region=&since=&until=[&before=]"""
    await ensure_readable(datasette, request)
    asked, shown, trouble, status = Asked(), Found(), "", 200
    try:
        asked = Asked.of(request.args)
        shown = await ask(datasette, lambda conn: found(conn, asked))
    except ArchiveError as error:
        trouble, status = str(error), 400
    except QueryInterrupted:
        trouble, status = SLOW, 503
    older = shown.page.older
    titles = {name: title for name, title, _ in shown.sites}
    context = {
        "asked": asked, "wanted": asked.wanted, "days": by_day(shown.page.events), "month": shown.month,
        "trouble": trouble, "kinds": tuple(LEGS), "weekdays": WEEKDAYS, "chips": list(chips(asked, titles)),
        "sites": [one for one in shown.sites if asked.wanted.region in ("", one[2])],
        "regions": sorted({region for _, _, region in shown.sites if region}),
        "older": asked.link(before=str(older)) if older else "", "newest": asked.link() if asked.before else "",
        "paged": asked.before is not None,
    }  # fmt: skip
    return Response.html(await datasette.render_template("changes.html", context, request=request), status=status)
