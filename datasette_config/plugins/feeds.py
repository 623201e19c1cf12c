"""Feeds: of any search and so of any site, and of what was edited, withdrawn and came back."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from datasette import Response, hookimpl
from datasette.database import QueryInterrupted

from archive.errors import ArchiveError
from archive.publish.atom import CONTENT_TYPE, Entry, Feed, atom, moment
from archive.search.find import SearchPage, search
from datasette_config.api import ATOM, BEFORE, PLAIN, SIDES, Parameter, Q, Route
from datasette_config.room import ARTICLES, DATABASE, ask, ensure_readable, linker, narrowing_of, rows
from datasette_config.words import GONE, named

PAGE = 50
MARKS = str.maketrans("", "", "\x02\x03")
EVENTS = """
SELECT * FROM (
  SELECT v.seen_at AS at, 'edited' AS what, v.article_id, v.number, '' AS how, a.url, a.headline, a.site
    FROM versions v JOIN articles a ON a.id = v.article_id WHERE v.number > 1
  UNION ALL
  SELECT w.missing_since, 'withdrawn', w.article_id, w.id, w.how, w.url, a.headline, w.site
    FROM withdrawals w JOIN articles a ON a.id = w.article_id
  UNION ALL
  SELECT w.returned_at, 'returned', w.article_id, w.id, w.how, w.url, a.headline, w.site
    FROM withdrawals w JOIN articles a ON a.id = w.article_id WHERE w.returned_at IS NOT NULL)
WHERE ?1 = '' OR (at, what, number) < (?1, ?2, ?3) ORDER BY at DESC, what DESC, number DESC LIMIT ?4
"""
PLACES = {"edited": "/-/versions"} | dict.fromkeys(("withdrawn", "returned"), f"/{DATABASE}/{ARTICLES}")
WHAT = {"edited": ("已修改", "edited"), "withdrawn": ("已撤下", "withdrawn"), "returned": ("已恢复", "back")}
API = (
    Route(
        "/-/feed.atom", "一次检索的订阅", "a feed of any search", {200: (ATOM,), 304: (), 400: (PLAIN,), 503: (PLAIN,)},
        (Q, *SIDES, BEFORE), "/-/feed.atom?q=反诈",
    ),
    Route(
        "/-/changes.atom", "修改、撤下与恢复的订阅", "a feed of edits, withdrawals and returns",
        {200: (ATOM,), 304: (), 503: (PLAIN,)},
        (Parameter("before", "翻页，照上一页给的抄", "paging, as the page before gives it"),),
    ),
)  # fmt: skip


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/-/feed\.atom$", search_feed), (r"^/-/changes\.atom$", changes_feed)]


async def search_feed(datasette: Any, request: Any) -> Response:
    """GET /-/feed.atom?q=&site=&region=&source=…&before=: the newest articles that answer a search."""
    await ensure_readable(datasette, request)
    q, narrowing = (request.args.get("q") or "").strip(), narrowing_of(request.args)
    asked = {name: value for name, value in {"q": q, **asdict(narrowing)}.items() if value}
    before = request.args.get("before") or ""
    last = int(before) if re.fullmatch(r"-?\d{1,17}", before) else None

    def read(conn: sqlite3.Connection) -> tuple[SearchPage, dict[int, str], dict[str, str]]:
        page = search(conn, q, narrowing, limit=PAGE, before=last, counted=False)
        titles = dict(conn.execute("SELECT name, title FROM sites").fetchall())
        return page, updated(conn, [hit.id for hit in page.hits]), titles

    try:
        page, changed, titles = await ask(datasette, read)
    except (ArchiveError, QueryInterrupted) as error:
        return Response.text(f"{error}\n", status=400 if isinstance(error, ArchiveError) else 503)
    link = linker(datasette, request)
    entries = [
        Entry(
            hit.url, hit.headline, changed.get(hit.id, ""), link(f"/{DATABASE}/{ARTICLES}/{hit.id}"), hit.url,
            hit.snippet.translate(MARKS), hit.source or titles.get(hit.site, hit.site), moment(hit.published),
            hit.site,
        )
        for hit in page.hits
    ]  # fmt: skip
    older = urlencode({**asked, "before": page.next_before}) if page.next_before is not None else ""
    named_by = " ".join(titles.get(value, value) if name == "site" else value for name, value in asked.items())
    feed = Feed(
        f"警闻 · {named_by}" if named_by else "警闻 Jingwen",
        link("/-/feed.atom", urlencode({**asked, **({"before": before} if before else {})})),
        link("/-/search", urlencode(asked)),
        link("/-/feed.atom", older) if older else "",
        entries,
        link("/-/feed.atom", urlencode(asked)),
    )
    return answered(request, feed)


async def changes_feed(datasette: Any, request: Any) -> Response:
    """GET /-/changes.atom?before=: what was edited, withdrawn and came back, latest first."""
    await ensure_readable(datasette, request)
    before = (request.args.get("before") or "").split("|")
    after = before if len(before) == 3 and re.fullmatch("[0-9]{1,18}", before[2]) else ["", "", "0"]
    found = await ask(datasette, lambda conn: rows(conn, EVENTS, after[0], after[1], int(after[2]), PAGE))
    link = linker(datasette, request)
    entries = [
        Entry(
            f"{one['url']}#{one['what']}-{one['number']}",
            f"{WHAT[one['what']][0]}：{one['headline']}",
            one["at"],
            link(f"{PLACES[one['what']]}/{one['article_id']}"),
            one["url"],
            " · ".join(named(GONE, one["how"])) if one["how"] else " · ".join(WHAT[one["what"]]),
            one["site"],
            category=one["what"],
        )
        for one in found
    ]
    last = found[-1] if len(found) == PAGE else None
    older = urlencode({"before": f"{last['at']}|{last['what']}|{last['number']}"}) if last else ""
    own = urlencode({"before": request.args["before"]}) if request.args.get("before") else ""
    feed = Feed(
        "警闻 · 修改与撤下 edits and withdrawals",
        link("/-/changes.atom", own),
        link(f"/{DATABASE}/withdrawals"),
        link("/-/changes.atom", older) if older else "",
        entries,
        link("/-/changes.atom"),
    )
    return answered(request, feed)


def updated(conn: sqlite3.Connection, ids: list[int]) -> dict[int, str]:
    """When each article was last changed here: its last version, or when it was first seen."""
    marks = ",".join("?" * len(ids))
    last = "(SELECT max(seen_at) FROM versions WHERE article_id = a.id)"
    asked = f"SELECT id, coalesce({last}, first_seen) FROM articles a WHERE id IN ({marks})"  # noqa: S608 - ours
    return dict(conn.execute(asked, ids).fetchall())


def answered(request: Any, feed: Feed) -> Response:
    """The feed, or 304 where the reader has it already."""
    body = atom(feed)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"etag": etag, "cache-control": "max-age=300"}
    if etag in (request.headers.get("if-none-match") or ""):
        return Response(body="", status=304, headers=headers)
    return Response(body=body.decode(), status=200, headers=headers, content_type=CONTENT_TYPE)
