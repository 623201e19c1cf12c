"""Looking again at what is known: when each address is due, what was found there, and what has been withdrawn.

An address is looked at on days that lie further and further apart, counted from its publication; a change, a
withdrawal or a return begins them anew. Only an answer that says so makes a withdrawal: an address that could not be
asked is asked again tomorrow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sqlite_utils import Database

from archive.records import ArticleLink
from archive.store.clock import utc_now
from archive.store.faults import Explained
from archive.store.links import link_of
from archive.urls import url_key

MOST_TRIES = 5  # days in a row that an address could not be asked, before its look is left out

Gone = Literal["http_404", "http_410", "redirected_home", "soft_404", "emptied"]
GONE: tuple[Gone, ...] = ("http_404", "http_410", "redirected_home", "soft_404", "emptied")

_DUE = """
SELECT k.link_id, l.article_id, l.copy_id, k.since, k.step, k.tries, l.url, l.headline, l.published, l.section, l.page
FROM looks k JOIN links l ON l.id = k.link_id WHERE k.site = ? AND k.due <= ? ORDER BY k.due, k.link_id LIMIT ?"""


@dataclass(frozen=True, slots=True)
class Look:
    """One address to be looked at again: its link, whose it is (a copy's `copy_id`), and where it is in its days."""

    link_id: int
    article_id: int
    copy_id: int | None
    since: str
    step: int
    tries: int
    link: ArticleLink


def next_look(since: str, step: int, today: str, days: Sequence[int]) -> tuple[int, str] | None:
    """The step and day of the next look after today, counted from `since`; None when there is none left.

    >>> next_look("2025-01-01", 0, "2025-01-02", (1, 3, 7))
    (1, '2025-01-04')
    """
    begin = date.fromisoformat(since)
    for number in range(step, len(days)):
        day = (begin + timedelta(days=days[number])).isoformat()
        if day > today:
            return number, day
    return None


class Looks:
    """The tables `looks` and `withdrawals` of an open archive.

    `today` is an ISO day; `days` are those after publication, or the last change, on which there is a look.
    """

    def __init__(self, db: Database, begin: Callable[[], None], explained: Explained) -> None:
        self.db = db
        self._begin = begin
        self._explained = explained

    def plan(self, url: str, published: str, today: str, days: Sequence[int]) -> None:
        """Enter an address just filed: its days count from its publication; an old one has a look of the last kind."""
        if not days:
            return
        since = published[:10] if len(published) >= 10 and published[:10] <= today else today
        step, due = next_look(since, 0, today, days) or (len(days), _later(today, days[-1]))
        with self._explained:
            self._begin()
            self.db.execute(
                "INSERT OR IGNORE INTO looks(link_id, site, due, since, step)"
                " SELECT id, site, ?, ?, ? FROM links WHERE key = ? AND article_id IS NOT NULL",
                (due, since, step, url_key(url)),
            )

    def due(self, site: str, today: str, limit: int) -> list[Look]:
        """The addresses of a site whose day has come, those that have waited longest first."""
        with self._explained:
            rows = self.db.execute(_DUE, (site, today, limit)).fetchall()
        return [
            Look(link_id, article_id, copy_id, since, step, tries, link_of(*link))
            for link_id, article_id, copy_id, since, step, tries, *link in rows
        ]

    def stored_text(self, look: Look) -> str:
        """The text that is kept of what stood there."""
        with self._explained:
            row = self.db.execute("SELECT text FROM article_text WHERE id = ?", (look.article_id,)).fetchone()
        return str(row[0]) if row else ""

    def seen(self, look: Look, capture_id: int | None, today: str, days: Sequence[int], *, changed: bool) -> bool:
        """It stands, as it was or changed; returns whether it had been withdrawn."""
        with self._explained:
            self._begin()
            now = utc_now()
            article_id, copy_id = self._owner(look)
            if capture_id is not None:
                self.db.execute("UPDATE captures SET article_id = ? WHERE id = ?", (article_id, capture_id))
            table, row_id = ("articles", article_id) if copy_id is None else ("copies", copy_id)
            self.db.execute(
                f"UPDATE {table} SET last_seen = max(coalesce(last_seen, ''), ?) WHERE id = ?",  # noqa: S608 - ours
                (now, row_id),
            )
            returned = self.db.execute(
                "UPDATE withdrawals SET returned_at = ?, returned_capture = ?"
                " WHERE link_id = ? AND returned_at IS NULL",
                (now, capture_id, look.link_id),
            ).rowcount
            if changed or returned:
                self._begin_anew(look, today, days)
            else:
                self._advance(look, today, days)
        return bool(returned)

    def missing(
        self, look: Look, how: Gone, capture_id: int | None, run_id: int | None, today: str, days: Sequence[int]
    ) -> bool:
        """It is gone; returns whether that is news. The captures that show it, standing and missing, are kept by id."""
        with self._explained:
            self._begin()
            now = utc_now()
            again = self.db.execute(
                "UPDATE withdrawals SET times = times + 1, last_missing = ?, last_capture = ?"
                " WHERE link_id = ? AND returned_at IS NULL",
                (now, capture_id, look.link_id),
            ).rowcount
            if again:
                self._advance(look, today, days)
                return False
            article_id, copy_id = self._owner(look)
            stood = self.db.execute(
                "SELECT id, captured_at FROM captures WHERE key = ? AND state = 'read' AND status IN (200, 304)"
                " ORDER BY id DESC LIMIT 1",
                (url_key(look.link.url),),
            ).fetchone() or (None, None)
            first = self.db.execute("SELECT found_at, site FROM links WHERE id = ?", (look.link_id,)).fetchone()
            self.db.execute(
                "INSERT INTO withdrawals(link_id, article_id, copy_id, site, url, how, first_seen, last_seen,"
                " last_seen_capture, missing_since, missing_capture, last_missing, run_id)"
                " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
                (
                    look.link_id, article_id, copy_id, first[1], look.link.url, how, first[0], stood[1], stood[0], now,
                    capture_id, now, run_id,
                ),
            )  # fmt: skip
            self._begin_anew(look, today, days)
        return True

    def unanswered(self, look: Look, today: str, days: Sequence[int]) -> None:
        """It could not be asked: that says nothing of it; tomorrow again, a few times."""
        with self._explained:
            self._begin()
            if look.tries + 1 >= MOST_TRIES:
                self._advance(look, today, days)
            else:
                self.db.execute(
                    "UPDATE looks SET due = ?, tries = tries + 1 WHERE link_id = ?", (_later(today, 1), look.link_id)
                )

    def weigh(self, run_id: int, looked: int) -> None:
        """Write beside a run's withdrawals how many addresses were looked at and missing: a site's move shows."""
        with self._explained:
            self._begin()
            self.db.execute(
                "UPDATE withdrawals SET run_looked = ?1, run_missing ="
                " (SELECT count(*) FROM withdrawals WHERE run_id = ?2) WHERE run_id = ?2",
                (looked, run_id),
            )

    def _owner(self, look: Look) -> tuple[int, int | None]:
        """Whose the address is by now: a copy may have become a story of its own."""
        row = self.db.execute("SELECT article_id, copy_id FROM links WHERE id = ?", (look.link_id,)).fetchone()
        return (int(row[0]), row[1]) if row and row[0] is not None else (look.article_id, look.copy_id)

    def _advance(self, look: Look, today: str, days: Sequence[int]) -> None:
        self._set(look, look.since, next_look(look.since, look.step + 1, today, days))

    def _begin_anew(self, look: Look, today: str, days: Sequence[int]) -> None:
        self._set(look, today, next_look(today, 0, today, days))

    def _set(self, look: Look, since: str, following: tuple[int, str] | None) -> None:
        if following is None:
            self.db.execute("DELETE FROM looks WHERE link_id = ?", (look.link_id,))
            return
        self.db.execute(
            "UPDATE looks SET since = ?, step = ?, due = ?, tries = 0 WHERE link_id = ?",
            (since, *following, look.link_id),
        )


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
