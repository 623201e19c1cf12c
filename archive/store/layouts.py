"""How the pages of a site have been laid out so far: what a redesign is told by."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping

from sqlite_utils import Database

from archive.store.clock import utc_now

MOST_KEPT = 60  # layouts of a site's lists, or of its articles; a portal has a dozen


def known(conn: sqlite3.Connection, site: str) -> dict[str, dict[str, int]]:
    """Pages by layout, by kind of page (`list`, `article`)."""
    found: dict[str, dict[str, int]] = {}
    for kind, layout, pages in conn.execute("SELECT kind, layout, pages FROM layouts WHERE site = ?", (site,)):
        found.setdefault(kind, {})[layout] = pages
    return found


def note(db: Database, site: str, kind: str, layouts: Mapping[str, int]) -> None:
    """Add the pages a run saw; of more than MOST_KEPT layouts those not seen for longest are forgotten."""
    now = utc_now()
    db.conn.executemany(
        "INSERT INTO layouts(site, kind, layout, pages, first_seen, last_seen) VALUES (?,?,?,?,?,?)"
        " ON CONFLICT(site, kind, layout) DO UPDATE SET pages = pages + excluded.pages, last_seen = excluded.last_seen",
        [(site, kind, layout, pages, now, now) for layout, pages in Counter(layouts).items()],
    )
    db.execute(
        "DELETE FROM layouts WHERE site = ?1 AND kind = ?2 AND layout NOT IN (SELECT layout FROM layouts"
        " WHERE site = ?1 AND kind = ?2 ORDER BY last_seen DESC, pages DESC LIMIT ?3)",
        (site, kind, MOST_KEPT),
    )
