"""What the archive holds and how its sites last fared, for `jingwen status`."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SiteStatus:
    """One site: how many articles it holds, and its last run ("" where it never ran)."""

    name: str
    title: str
    region: str
    provenance: str
    articles: int
    last_run: str
    outcome: str
    articles_new: int
    failed: int


@dataclass(frozen=True, slots=True)
class ReportedIssue:
    """One thing that went wrong, with the moment it was reported (UTC)."""

    at: str
    site: str
    url: str
    failure: str
    detail: str


@dataclass(frozen=True, slots=True)
class ArchiveStatus:
    """The figures of an archive.

    `bytes` is the payload of all captures, `versions` counts superseded texts, `withdrawn` pages gone today.
    """

    articles: int
    copies: int
    versions: int
    captures: int
    unread: int
    pending: int
    bytes: int
    withdrawn: int
    sites: tuple[SiteStatus, ...]
    issues: tuple[ReportedIssue, ...]


def status(conn: sqlite3.Connection, *, issues: int = 20) -> ArchiveStatus:
    """Count what is there, with the last `issues` issues, newest first."""

    def number(sql: str) -> int:
        return int(conn.execute(sql).fetchone()[0] or 0)

    reported = conn.execute(
        "SELECT at, site, coalesce(url, ''), failure, coalesce(detail, '') FROM issues ORDER BY id DESC LIMIT ?",
        (issues,),
    )
    return ArchiveStatus(
        articles=number("SELECT count(*) FROM articles"),
        copies=number("SELECT count(*) FROM copies"),
        versions=number("SELECT count(*) FROM versions WHERE text IS NOT NULL"),
        captures=number("SELECT count(*) FROM captures"),
        unread=number("SELECT count(*) FROM captures WHERE state = 'unread'"),
        pending=number("SELECT count(*) FROM links WHERE state = 'pending' AND kind != 'picture'"),
        bytes=number("SELECT sum(size) FROM captures"),
        withdrawn=number("SELECT count(*) FROM withdrawals WHERE returned_at IS NULL"),
        sites=_sites(conn),
        issues=tuple(ReportedIssue(*row) for row in reported),
    )


def _sites(conn: sqlite3.Connection) -> tuple[SiteStatus, ...]:
    rows = conn.execute(
        "SELECT s.name, coalesce(s.title, ''), coalesce(s.region_name, ''), coalesce(s.provenance, ''),"
        " (SELECT count(*) FROM articles a WHERE a.site = s.name), coalesce(r.started_at, ''),"
        " coalesce(r.outcome, ''), coalesce(r.articles_new, 0), coalesce(r.failed, 0)"
        " FROM sites s LEFT JOIN runs r ON r.id = (SELECT max(id) FROM runs WHERE site = s.name) ORDER BY s.name"
    )
    return tuple(SiteStatus(*row) for row in rows)
