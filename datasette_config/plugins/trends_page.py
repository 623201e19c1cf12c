"""The trends page: words over time as lines drawn on the server, with the table behind them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from datasette import Response, hookimpl
from datasette.database import QueryInterrupted

from archive.errors import ArchiveError
from archive.search.spread import UNITS, Span
from datasette_config.api import ASKING, Parameter, Route, one_of
from datasette_config.charts import lines
from datasette_config.room import ask, ensure_readable
from datasette_config.tallies import tally
from datasette_config.trends import Asked, Line, Trend, trend

REGIONS_TRIED = 12
SLOW = "这些词太慢，请缩短时间或换一个词 (too slow: choose fewer days or another word)"
WIDE = {"width": 920, "height": 400, "margin": 150, "ticks": 9}
NARROW = {"width": 360, "height": 300, "margin": 12, "ticks": 3}
EXAMPLES = (
    (urlencode({"q": "诈骗，酒驾，走失"}), "诈骗，酒驾，走失", "三个词，三条线", "three words, three lines"),
    (urlencode({"q": "派出所", "by": "region"}), "派出所", "一个词，各地区一条线", "one word, a line for each region"),
    (urlencode({"q": "诈骗，反诈", "as": "share"}), "诈骗，反诈", "每千篇中的篇数", "articles in a thousand"),
    (urlencode({"q": "无人机", "unit": "day"}), "无人机", "逐日", "day by day"),
)
API = (
    Route(
        "/-/trends", "词语随时间的多少", "words over time", ASKING,
        (
            Parameter("q", "几个词，以逗号隔开", "words, with commas between them", "诈骗，酒驾"),
            Parameter("region", "地区", "region", "甘肃"),
            Parameter("by", "首词在各地区", "the first word in each", "region", one_of("region")),
            Parameter("since", "自某日起", "from a day on", "2023"),
            Parameter("until", "至某日", "until a day", "2024-06"),
            Parameter("unit", "每格多长", "how long a span is", "month", one_of(*UNITS)),
            Parameter("as", "每千篇中", "in a thousand articles", "share", one_of("share")),
        ),
        "/-/trends?q=诈骗，走失&unit=month",
    ),
)  # fmt: skip


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/-/trends$", trends_page)]


async def trends_page(datasette: Any, request: Any) -> Response:
    """GET /-/trends?q=诈骗，酒驾&region=&by=region&since=&until=&unit=day|month|year&as=share"""
    await ensure_readable(datasette, request)
    asked = Asked.of(request.args)
    counted = await tally(datasette)
    regions = sorted(counted.regions, key=lambda name: -counted.regions[name]) if counted else []
    found, trouble, status = None, "", 200
    if asked.words:
        try:
            found = await ask(datasette, lambda conn: trend(conn, asked, regions[:REGIONS_TRIED]))
        except ArchiveError as error:
            trouble, status = str(error), 400
        except QueryInterrupted:
            trouble, status = SLOW, 503
    context = {
        "asked": asked, "trend": found, "trouble": trouble, "regions": regions,
        "examples": EXAMPLES, **drawings(asked, found),
    }  # fmt: skip
    return Response.html(await datasette.render_template("trends.html", context, request=request), status=status)


def drawings(asked: Asked, found: Trend | None) -> dict[str, Any]:
    """The chart for wide and for narrow windows, and what each point leads to."""
    if found is None:
        return {"charts": []}
    values = found.values(asked.share)
    least = 1e-3 if asked.share else 1.0
    charts = [(name, lines(values, least=least, **size)) for name, size in (("wide", WIDE), ("narrow", NARROW))]
    links = [[search_of(line, part) for part in found.parts] for line in found.lines]
    return {"charts": charts, "values": values, "links": links}


def search_of(line: Line, part: Span) -> str:
    """The query string of the search that finds the articles of one point."""
    parts = {"q": line.query, "region": line.region, "since": part.first, "until": part.last}
    return urlencode({name: value for name, value in parts.items() if value})
