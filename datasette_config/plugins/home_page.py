"""The home page: what this is, the latest, articles a day, the provinces, and how the sources are."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Any

from datasette import Response, hookimpl

from datasette_config.api import PAGE, Route
from datasette_config.charts import bars, squares
from datasette_config.places import sheets
from datasette_config.room import ask, ensure_readable
from datasette_config.sites import HEALTH_ORDER, every_site, latest
from datasette_config.tallies import Tally, tally
from datasette_config.words import OUTCOMES, STATES, named

LATEST, TROUBLED = 11, 8
API = (
    Route(
        "/",
        "首页：最新文章、每日篇数、各省、来源健康",
        "home: the latest, provinces, source health",
        PAGE,
    ),
)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/$", home_page)]


async def home_page(datasette: Any, request: Any) -> Response:
    """GET /: in place of Datasette's own, which counts every table each time."""
    await ensure_readable(datasette, request)
    counted = await tally(datasette)
    newest, sites = await ask(datasette, lambda conn: (latest(conn, LATEST), every_site(conn)))
    context = {"tally": counted, "latest": newest, "by_day": by_day(newest), **drawn(counted), **health(sites)}
    context |= {"maps": maps(counted, sites), "site_count": len(sites)}
    return Response.html(await datasette.render_template("index.html", context, request=request, view_name="index"))


def by_day(newest: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Articles under the days they were published on, in their order; "" for those without a date."""
    days = groupby(newest, key=lambda article: (article["published"] or "")[:10])
    return [(day, list(articles)) for day, articles in days]


def drawn(counted: Tally | None) -> dict[str, Any]:
    """The bars of the last days."""
    days = counted.days if counted else ()
    return {"bars": bars(days), "most_a_day": max((count for _, count in days), default=0)}


def maps(counted: Tally | None, sites: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The tile maps of the regions that have sites or articles."""
    regions = Counter(site["region_name"] for site in sites if site["region_name"])
    drawn = []
    for name, tiles in sheets(counted.regions if counted else {}, dict(regions)):
        placed, width, height = squares(tiles)
        drawn.append({"name": name, "squares": placed, "width": width, "height": height})
    return drawn


def health(sites: list[dict[str, Any]]) -> dict[str, Any]:
    """How many sites are well, and those that are not, worst first."""
    states = Counter(STATES.get(site["outcome"] or "", "warn") for site in sites)
    troubled = [site for site in sites if STATES.get(site["outcome"] or "", "warn") in ("bad", "warn")]
    troubled.sort(key=lambda site: HEALTH_ORDER.index(STATES.get(site["outcome"], "warn")))
    for site in troubled:
        site["outcome_words"] = named(OUTCOMES, site["outcome"])
    return {"states": states, "troubled": troubled[:TROUBLED], "more_troubled": max(0, len(troubled) - TROUBLED)}
