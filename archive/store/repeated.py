"""Lines that repeat across a site's pages, counted as articles are filed: what most pages share is the site's."""

from __future__ import annotations

import sqlite3

from archive.normalise.repeated import candidates, line_key
from archive.records import Article

PAGES = ""  # the line under which a site's pages are counted
LEAST_PAGES = 5
LEAST_SHARE = 0.3
# So many pages later a count is worth half: what a redesign took away is forgotten, and single lines are not kept.
HALVED_AFTER = 200


def count(conn: sqlite3.Connection, article: Article) -> None:
    """Count one page of a site and the lines at its ends, those taken out as learned included."""
    lines = candidates(article.paragraphs) | {line_key(line) for rule, line in article.removed if rule == "learned"}
    conn.executemany(
        "INSERT INTO site_lines(site, line, pages) VALUES (?, ?, 1)"
        " ON CONFLICT(site, line) DO UPDATE SET pages = pages + 1",
        [(article.site, line) for line in (PAGES, *sorted(lines))],
    )
    total = _pages(conn, article.site)
    if total >= HALVED_AFTER:
        conn.execute("UPDATE site_lines SET pages = pages / 2 WHERE site = ?", (article.site,))
        conn.execute("DELETE FROM site_lines WHERE site = ? AND pages = 0", (article.site,))


def learned(conn: sqlite3.Connection, site: str) -> tuple[str, ...]:
    """The keys of the lines that at least five pages of a site, and three in ten of the last few hundred, share."""
    least = max(LEAST_PAGES, LEAST_SHARE * _pages(conn, site))
    rows = conn.execute(
        "SELECT line FROM site_lines WHERE site = ? AND line <> ? AND pages >= ? ORDER BY line", (site, PAGES, least)
    )
    return tuple(line for (line,) in rows)


def _pages(conn: sqlite3.Connection, site: str) -> int:
    row = conn.execute("SELECT pages FROM site_lines WHERE site = ? AND line = ?", (site, PAGES)).fetchone()
    return int(row[0]) if row else 0
