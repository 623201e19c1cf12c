"""The ledger of links: every address ever offered, and what became of it; a run resumes from here."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from archive.records import ArticleLink
from archive.store.clock import utc_now
from archive.urls import url_key

LinkKind = Literal["article", "list"]
LinkState = Literal["done", "failed", "skipped"]

MAX_TRIES = 3
OFF_TOPIC = "off_topic"  # why a link is `skipped`: its page was read and is not about public security
# Asking again would bring the same answer.
FINAL_FAILURES = frozenset(
    {"http_404", "http_410", "robots", "not_html", "not_a_picture", "private_address", "too_large", "soft_404"}
)

_COLUMNS = "url, headline, published, section, page"


@dataclass(frozen=True, slots=True)
class PendingLink:
    """A link still to be fetched, and how often that was tried."""

    kind: str
    link: ArticleLink
    tries: int


def offer(db: Database, site: str, links: Sequence[ArticleLink], kind: str, found_on: str) -> list[ArticleLink]:
    """Enter new links; returns those to fetch, new or still pending, each address once, in the order given."""
    keyed: dict[str, ArticleLink] = {}
    for link in links:
        keyed.setdefault(url_key(link.url), link)
    states = dict(
        db.execute(
            "SELECT key, state FROM links WHERE key IN (SELECT value FROM json_each(?))", (json.dumps(list(keyed)),)
        ).fetchall()
    )
    now = utc_now()
    new = [
        (key, link.url, site, kind, link.headline, link.published, link.section, link.page, "pending", now, found_on)
        for key, link in keyed.items()
        if key not in states
    ]
    if new:
        columns = ("key", "url", "site", "kind", *_COLUMNS.split(", ")[1:], "state", "found_at", "found_on")
        db.table("links").insert_all([columns, *new])
    return [link for key, link in keyed.items() if states.get(key, "pending") == "pending"]


def reopen(db: Database, site: str, url: str, found_on: str) -> None:
    """Enter a list page as still to be fetched, even if an earlier run has fetched it: its links have moved on."""
    offer(db, site, [ArticleLink(url)], "list", found_on)
    db.execute("UPDATE links SET state = 'pending', tries = 0 WHERE key = ?", (url_key(url),))


def pending(conn: sqlite3.Connection, site: str) -> list[PendingLink]:
    """The pages of a site still to be fetched, in the order they were found."""
    rows = conn.execute(
        f"SELECT kind, tries, {_COLUMNS} FROM links WHERE site = ? AND state = 'pending'"  # noqa: S608 - our own names
        " AND kind != 'picture' ORDER BY id",
        (site,),
    )
    return [PendingLink(kind, link_of(*columns), tries) for kind, tries, *columns in rows]


def known(conn: sqlite3.Connection, url: str) -> bool:
    """Whether the address, in any spelling, is in the ledger."""
    return conn.execute("SELECT 1 FROM links WHERE key = ?", (url_key(url),)).fetchone() is not None


def is_skipped(conn: sqlite3.Connection, url: str) -> bool:
    """Whether the address was settled as one there is no use in asking for."""
    row = conn.execute("SELECT 1 FROM links WHERE key = ? AND state = 'skipped'", (url_key(url),)).fetchone()
    return row is not None


def settle(db: Database, url: str, state: str, failure: str, article_id: int | None) -> None:
    """Say what became of a link; a failure that may pass leaves it pending until it was tried MAX_TRIES times."""
    settle_key(db, url_key(url), state, failure, article_id)


def settle_key(db: Database, key: str, state: str, failure: str, article_id: int | None) -> None:
    """The same of a link by its key."""
    if state != "failed":
        db.execute(
            "UPDATE links SET state = ?, failure = ?, article_id = coalesce(?, article_id) WHERE key = ?",
            (state, failure, article_id, key),
        )
        return
    db.execute(
        "UPDATE links SET tries = tries + 1, failure = ?,"
        " state = CASE WHEN ? OR tries + 1 >= ? THEN 'failed' ELSE 'pending' END WHERE key = ?",
        (failure, failure in FINAL_FAILURES, MAX_TRIES, key),
    )


def link_of(url: str, headline: str, published: str, section: str, page: str) -> ArticleLink:
    """An ArticleLink of the columns of a row, absent ones as ""."""
    return ArticleLink(url, headline or "", published or "", section or "", page or "")
