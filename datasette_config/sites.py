"""The sources: who they are, how their runs went, what went wrong, what they yield."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any

from datasette_config.room import rows
from datasette_config.words import STATES

HEALTH_ORDER = ("bad", "warn", "busy", "none", "good")
RUNS, RUNS_LISTED, ISSUES, SAMPLED = 60, 15, 30, 300
Row = dict[str, Any]


def latest(conn: sqlite3.Connection, limit: int, site: str = "") -> list[Row]:
    """The newest articles, of one site or of all, with the beginning of their text."""
    where, values = ("WHERE a.site = ?", (site,)) if site else ("", ())
    return rows(
        conn,
        "SELECT a.id, a.kicker, a.headline, a.published, a.precision, a.source, a.region, a.site, a.copies, a.versions,"  # noqa: S608
        " s.title AS site_title, substr(coalesce(t.text_hans, t.text), 1, 140) AS lead"
        " FROM articles a JOIN article_text t ON t.id = a.id LEFT JOIN sites s ON s.name = a.site"
        f" {where} ORDER BY a.id DESC LIMIT ?",
        *values,
        limit,
    )


def every_site(conn: sqlite3.Connection) -> list[Row]:
    """All sites by title, each with its last run."""
    return rows(
        conn,
        "SELECT s.*, r.started_at, r.ended_at, r.outcome, r.articles_new, r.failed"
        " FROM sites s LEFT JOIN runs r ON r.id = (SELECT max(id) FROM runs WHERE runs.site = s.name)"
        " ORDER BY s.title, s.name",
    )


def site(conn: sqlite3.Connection, name: str) -> Row | None:
    """One site with its runs (latest first), its issues and what its newest articles are; None where there is none."""
    found = rows(conn, "SELECT * FROM sites WHERE name = ?", name)
    if not found:
        return None
    runs = rows(conn, "SELECT * FROM runs WHERE site = ? ORDER BY id DESC LIMIT ?", name, RUNS)
    issues = rows(conn, "SELECT * FROM issues WHERE site = ? ORDER BY id DESC LIMIT ?", name, ISSUES)
    good = next((run for run in runs if STATES.get(run["outcome"]) == "good"), None)
    return {
        **found[0], "runs": runs[:RUNS_LISTED], "strip": runs[::-1],
        "states": Counter(STATES.get(run["outcome"] or "", "warn") for run in runs).most_common(),
        "issues": issues, "good": good,
        "failures": Counter(issue["failure"] for issue in issues).most_common(), **newest(conn, name),
    }  # fmt: skip


def newest(conn: sqlite3.Connection, name: str) -> Row:
    """What the newest articles of a site are: columns, sources, length, and who printed copies of them."""
    sample = rows(
        conn,
        "SELECT id, section, source, word_count FROM articles WHERE site = ? ORDER BY id DESC LIMIT ?",
        name,
        SAMPLED,
    )
    lengths = sorted(row["word_count"] for row in sample)
    return {
        "sections": Counter(row["section"] for row in sample if row["section"]).most_common(8),
        "sources": Counter(row["source"] for row in sample if row["source"]).most_common(8),
        "median_length": lengths[len(lengths) // 2] if lengths else None, "sampled": len(sample),
        "copiers": copiers(conn, [row["id"] for row in sample]),
    }  # fmt: skip


def copiers(conn: sqlite3.Connection, articles: list[int]) -> list[tuple[str, str, int]]:
    """The sites that printed copies of some articles: (name, title, copies), most first."""
    places = ",".join("?" * len(articles))
    return conn.execute(
        "SELECT c.site, coalesce(s.title, c.site), count(*) FROM copies c LEFT JOIN sites s ON s.name = c.site"  # noqa: S608
        f" WHERE c.article_id IN ({places}) GROUP BY c.site ORDER BY 3 DESC LIMIT 8",
        articles,
    ).fetchall()
