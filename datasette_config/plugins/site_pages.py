"""The sources: a table of all, and a page for each with what it yields and the history of its health."""

from __future__ import annotations

import sqlite3
from typing import Any

from datasette import NotFound, Response, hookimpl

from datasette_config.api import FOUND, PAGE, Parameter, Route, one_of
from datasette_config.charts import bars
from datasette_config.room import ask, ensure_readable
from datasette_config.sites import HEALTH_ORDER, every_site, latest, site
from datasette_config.tallies import SiteTally, last_days, tally
from datasette_config.words import (
    CADENCES,
    CHANGES,
    FAILURES,
    FOUND_IN,
    KINDS,
    LEVELS,
    OUTCOMES,
    PRECISIONS,
    SCRIPTS,
    STATES,
    named,
)

LATEST = 12
YIELD = ("articles_new", "articles_copy", "articles_version")
API = (
    Route(
        "/-/sites", "全部来源及其健康", "every source and how it is", PAGE,
        (
            Parameter("region", "地区", "region", "甘肃"),
            Parameter("state", "状况", "state of the last run", "bad", one_of(*HEALTH_ORDER)),
        ),
    ),
    Route(
        "/-/site/{name}", "一个来源：产量、运行、问题", "a source: what it yields, its runs, its troubles", FOUND,
        (Parameter("name", "站点代号", "name of a site", "", {"type": "string", "minLength": 1}, "path"),),
    ),
)  # fmt: skip


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/-/sites$", sites_page), (r"^/-/site/(?P<name>[^/]{1,100})$", site_page)]


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    tables = {
        "outcome": OUTCOMES, "failure": FAILURES, "kind": KINDS, "level": LEVELS, "cadence": CADENCES,
        "precision": PRECISIONS, "script": SCRIPTS, "found_in": FOUND_IN,
        "change": CHANGES,
    }  # fmt: skip
    env.globals["worded"] = lambda table, code: named(tables[table], code)
    env.globals["state_of"] = lambda outcome: STATES.get(outcome or "", "warn")


async def sites_page(datasette: Any, request: Any) -> Response:
    """GET /-/sites?region=&state=: every site with its last run."""
    await ensure_readable(datasette, request)
    counted = await tally(datasette)
    sites = await ask(datasette, every_site)
    region, state = request.args.get("region") or "", request.args.get("state") or ""
    for one in sites:
        one["tally"] = counted.sites.get(one["name"], SiteTally()) if counted else None
        one["state"] = STATES.get(one["outcome"] or "", "warn")
    shown = [one for one in sites if region in ("", one["region_name"]) and state in ("", one["state"])]
    shown.sort(key=lambda one: -(one["tally"].articles if one["tally"] else 0))
    context = {
        "sites": shown, "every": len(sites), "region": region, "state": state, "states": HEALTH_ORDER,
        "regions": sorted({one["region_name"] for one in sites if one["region_name"]}),
        "tally": counted,
    }  # fmt: skip
    return Response.html(await datasette.render_template("sites.html", context, request=request))


async def site_page(datasette: Any, request: Any) -> Response:
    """GET /-/site/<name>"""
    await ensure_readable(datasette, request)
    name = request.url_vars["name"]
    counted = await tally(datasette)

    def read(conn: sqlite3.Connection) -> dict[str, Any] | None:
        found = site(conn, name)
        return found and {"site": found, "latest": latest(conn, LATEST, name), "days": last_days(conn, name)}

    context = await ask(datasette, read)
    if context is None:
        raise NotFound("没有这个站点 (no such site)")
    days = context["days"]
    strip = context["site"]["strip"]
    context |= {
        "run_bars": bars([(run["started_at"], sum(run[name] for name in YIELD)) for run in strip]),
        "tally": counted.sites.get(name, SiteTally()) if counted else None, "bars": bars(days),
        "most_a_day": max((count for _, count in days), default=0), "total_days": sum(count for _, count in days),
    }  # fmt: skip
    return Response.html(await datasette.render_template("site.html", context, request=request))
