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
from archive.publish import icalendar as ical
from archive.publish.atom import CONTENT_TYPE, Entry, Feed, atom, moment
from archive.search.find import SearchPage, search
from archive.search.lexer import QueryError
from datasette_config.api import ATOM, BEFORE, EVENTS, HTML, PLAIN, SIDES, Q, Route
from datasette_config.api import CALENDAR as ICALENDAR
from datasette_config.changes import Asked
from datasette_config.events import Event, Page, page
from datasette_config.room import ARTICLES, DATABASE, ask, ensure_readable, linker, narrowing_of
from datasette_config.words import CHANGES, GONE, named

PAGE, CALENDAR = 50, 500
MARKS = str.maketrans("", "", "\x02\x03")
PLACES = {"edited": "/-/versions"} | dict.fromkeys(("withdrawn", "returned"), f"/{DATABASE}/{ARTICLES}")
CHANGES_TITLE = "警闻 · 修改与撤下 edits and withdrawals"
API = (
    Route(
        "/-/feed.atom", "一次检索的订阅", "a feed of any search", {200: (ATOM,), 304: (), 400: (PLAIN,), 503: (PLAIN,)},
        (Q, *SIDES, BEFORE), "/-/feed.atom?q=反诈",
    ),
    Route(
        "/-/changes.atom", "修改、撤下与恢复的订阅", "a feed of edits, withdrawals and returns",
        {200: (ATOM,), 304: (), 400: (PLAIN,), 503: (HTML,)}, EVENTS,
    ),
    Route(
        "/-/changes.ics", "同上，供日历订阅", "the same for a calendar",
        {200: (ICALENDAR,), 304: (), 400: (PLAIN,), 503: (HTML,)}, EVENTS,
    ),
)  # fmt: skip


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [
        (r"^/-/feed\.atom$", search_feed),
        (r"^/-/changes\.atom$", changes_feed),
        (r"^/-/changes\.ics$", changes_calendar),
    ]


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
    return answered(request, atom(feed), CONTENT_TYPE)


async def changes_feed(datasette: Any, request: Any) -> Response:
    """GET /-/changes.atom?kind=&site=&region=&since=&until=&before=: what was edited, withdrawn and came back."""
    try:
        asked, found = await changed(datasette, request, PAGE)
    except QueryError as error:
        return Response.text(f"{error}\n", status=400)
    link = linker(datasette, request)
    entries = [
        Entry(identity(one), titled(one), one["at"], address_of(one, link), one["url"], summary(one), one["site"],
              category=one["kind"])
        for one in found.events
    ]  # fmt: skip
    feed = Feed(
        " · ".join((CHANGES_TITLE, *filter(None, (asked.wanted.site, asked.wanted.region)))),
        link("/-/changes.atom", asked.link(before=str(asked.before or ""))),
        link("/-/changes", asked.link()),
        link("/-/changes.atom", asked.link(before=str(found.older))) if found.older else "",
        entries,
        link("/-/changes.atom", asked.link()),
    )
    return answered(request, atom(feed), CONTENT_TYPE)


async def changes_calendar(datasette: Any, request: Any) -> Response:
    """GET /-/changes.ics with the same arguments: the latest 500 as a calendar; its `next` link leads to older ones."""
    try:
        asked, found = await changed(datasette, request, CALENDAR)
    except QueryError as error:
        return Response.text(f"{error}\n", status=400)
    link = linker(datasette, request)
    events = [
        ical.Event(identity(one), titled(one), one["at"], address_of(one, link), evidence(one, link), one["kind"])
        for one in found.events
    ]
    own = link("/-/changes.ics", asked.link(before=str(asked.before or "")))
    older = link("/-/changes.ics", asked.link(before=str(found.older))) if found.older else ""
    told = f"更早的 older: {older}" if older else ""
    answer = answered(request, ical.icalendar(ical.Calendar(CHANGES_TITLE, own, events, told)), ical.CONTENT_TYPE)
    if older:
        answer.headers["link"] = f'<{older}>; rel="next"'
    return answer


async def changed(datasette: Any, request: Any, limit: int) -> tuple[Asked, Page]:
    """What a feed of changes is asked for, and the latest of it. Raises QueryError."""
    await ensure_readable(datasette, request)
    asked = Asked.of(request.args)
    return asked, await ask(datasette, lambda conn: page(conn, asked.wanted, asked.before, limit))


def identity(event: Event) -> str:
    """What names an event for ever."""
    return f"{event['url']}#{event['kind']}-{event.get('version') or event['id']}"


def titled(event: Event) -> str:
    return f"{CHANGES[event['kind']][0]}：{event['headline'] or '（无标题）'}"


def summary(event: Event) -> str:
    """How a page is missing, else what happened."""
    return " · ".join(named(GONE, event["how"]) if event.get("how") else CHANGES[event["kind"]])


def address_of(event: Event, link: Any) -> str:
    return str(link(f"{PLACES[event['kind']]}/{event['article_id']}"))


def evidence(event: Event, link: Any) -> str:
    """What an entry of the calendar tells: what happened, where, and the captures that show it."""
    captures = [link(f"/-/capture/{event[one]}") for one in ("capture_before", "capture") if event[one]]
    return "\n".join((summary(event), event["site_title"] or event["site"] or "", event["url"], *captures))


def updated(conn: sqlite3.Connection, ids: list[int]) -> dict[int, str]:
    """When each article was last changed here: its last version, or when it was first seen."""
    marks = ",".join("?" * len(ids))
    last = "(SELECT max(seen_at) FROM versions WHERE article_id = a.id)"
    asked = f"SELECT id, coalesce({last}, first_seen) FROM articles a WHERE id IN ({marks})"  # noqa: S608 - ours
    return dict(conn.execute(asked, ids).fetchall())


def answered(request: Any, body: bytes, content_type: str) -> Response:
    """The feed, or 304 where the reader has it already."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"etag": etag, "cache-control": "max-age=300"}
    if etag in (request.headers.get("if-none-match") or ""):
        return Response(body="", status=304, headers=headers)
    return Response(body=body.decode(), status=200, headers=headers, content_type=content_type)
