"""The rows of sites, runs and issues: who was visited, how it went, and what went wrong."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlite_utils import Database

from archive.records import Issue, Site
from archive.regions import region_name
from archive.store.clock import utc_now

RUNNING, INTERRUPTED = "running", "interrupted"


@dataclass(frozen=True, slots=True)
class RunCounts:
    """What one run of one site did; `bytes` are bytes of payload received, `off_topic` pages read and not filed.

    `looked`: known articles looked at again; of these `withdrawn` were gone for the first time, `returned` back.
    """

    requests: int = 0
    not_modified: int = 0
    lists: int = 0
    articles_new: int = 0
    articles_copy: int = 0
    articles_version: int = 0
    articles_same: int = 0
    skipped: int = 0
    failed: int = 0
    bytes: int = 0
    off_topic: int = 0
    looked: int = 0
    withdrawn: int = 0
    returned: int = 0


def record_site(db: Database, site: Site) -> None:
    """Enter or update the row of a site."""
    row = asdict(site)
    row.pop("expects")
    row["region_name"] = region_name(site.region)
    db.table("sites").upsert(row, pk="name")


def start(db: Database, site: str) -> int:
    """Open a run of a site; returns its id."""
    cursor = db.execute("INSERT INTO runs(site, started_at, outcome) VALUES (?, ?, ?)", (site, utc_now(), RUNNING))
    return int(cursor.lastrowid or 0)


def end(db: Database, run_id: int, outcome: str, counts: RunCounts) -> None:
    """Close a run with its outcome and counts."""
    db.table("runs").update(run_id, {"ended_at": utc_now(), "outcome": outcome, **asdict(counts)})


def close_interrupted(db: Database) -> int:
    """Runs that never ended (their process was killed) are closed as interrupted; returns how many."""
    return int(db.execute("UPDATE runs SET outcome = ? WHERE outcome = ?", (INTERRUPTED, RUNNING)).rowcount)


def report(db: Database, run_id: int | None, issue: Issue) -> None:
    """Enter one thing that went wrong in a run."""
    db.execute(
        "INSERT INTO issues(run_id, site, url, failure, detail, at) VALUES (?,?,?,?,?,?)",
        (run_id, issue.site, issue.url, issue.failure, issue.detail, utc_now()),
    )
