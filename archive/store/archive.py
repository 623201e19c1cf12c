"""The archive: one data directory, one writer, every row it writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlite_utils import Database

from archive.errors import UsageError
from archive.records import Article, ArticleLink, Issue, Site, Verdict
from archive.store import captures, layouts, links, neighbours, readings, repeated, runs, search_index, withholding
from archive.store.captures import LastCapture, NewCapture, UnreadCapture
from archive.store.faults import Explained
from archive.store.filing import Filing
from archive.store.links import LinkKind, LinkState, PendingLink
from archive.store.lock import WriteLock
from archive.store.looks import Looks
from archive.store.pictures import Pictures
from archive.store.readonly import DATABASE, WARC_FOLDER, connect
from archive.store.recovery import Recovery, recover
from archive.store.rereading import Reread, StoredReading
from archive.store.runs import RunCounts
from archive.store.schema import BUSY_MS, migrate
from archive.store.withholding import Due, load_list

CACHE_KIB = 48 * 1024  # the index and the hashes are written in no order; SQLite's own 2 MB would be read over and over


class Archive:
    """An open archive; use as a context manager. Writes gather in one transaction until `commit()`.

    Leaving the block commits, or takes back what was not committed if it is left by an error. Every method raises the
    errors of `archive.errors`: NoRoom on a full disk, ArchiveDamaged on a broken file, LockHeld, NoPermission.
    """

    def __init__(self, data_dir: Path, conn: sqlite3.Connection, lock: WriteLock | None) -> None:
        self.data_dir = data_dir
        self.path = data_dir / DATABASE
        self.warc_folder = data_dir / WARC_FOLDER
        self.conn = conn
        self._lock = lock
        self._open = True
        self._explained = Explained(self.path)
        # a read-only connection refuses the pragma that sqlite-utils would set
        self.db = Database(conn, recursive_triggers=lock is not None, execute_plugins=False)
        self._filing = Filing(self.db, load_list(data_dir) if lock is not None else None)
        self.looks = Looks(self.db, self._begin, self._explained)
        self.pictures = Pictures(self.db, self._begin, self._explained)

    @classmethod
    def open(cls, data_dir: Path, *, write: bool = True) -> Archive:
        """Open the archive of a data directory; `write` makes it where there is none and takes the write lock.

        Raises LockHeld when another process writes it, UsageError for an archive of a newer version (or, to read,
        where there is none), ArchiveDamaged, NoPermission, NoRoom.
        """
        if not write:
            return cls(data_dir, connect(data_dir), None)
        path = data_dir / DATABASE
        with Explained(path):
            (data_dir / WARC_FOLDER).mkdir(parents=True, exist_ok=True)
            lock = WriteLock(data_dir / "lock")
            try:
                conn = _connect_to_write(path)
                archive = cls(data_dir, conn, lock)
            except BaseException:
                lock.release()
                raise
            try:
                archive._bring_index_up_to_date()
            except BaseException:
                archive.close()
                raise
        return archive

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None and self._open:
                self.commit()
        finally:
            self.close()

    def close(self) -> None:
        """Close the database, taking back what was not committed, and free the lock; closing again does nothing."""
        if not self._open:
            return
        self._open = False
        try:
            self.rollback()
            self.conn.close()
        finally:
            if self._lock is not None:
                self._lock.release()

    def commit(self) -> None:
        """Make everything written so far lasting. On NoRoom it is taken back; the WARC has the bytes."""
        with self._explained:
            try:
                self.db.commit()
            except sqlite3.Error:
                self.rollback()
                raise

    def rollback(self) -> None:
        """Take back what was not committed."""
        with self._explained:
            self.db.rollback()

    def _begin(self) -> None:
        """Begin the transaction that `commit()` ends, unless one is open."""
        if not self.conn.in_transaction:
            if self._lock is None:
                raise UsageError(f"{self.path} was opened to read only.")
            self.conn.execute("BEGIN IMMEDIATE")

    def begin(self) -> None:
        """Begin a transaction for rows that other rooms of the store write."""
        with self._explained:
            self._begin()

    def recover(self, *, whole: bool = False) -> Recovery:
        """Repair torn WARC files and enter captures that lost their rows in a crash, as unread; commits.

        Looks behind the last recorded capture only; `whole` compares every record of every file.
        """
        with self._explained:
            self._begin()
            recovery = recover(self.db, self.warc_folder, whole=whole)
            self.commit()
        return recovery

    def rebuild_search(self) -> int:
        """Make the search index anew from the stored text; returns how many articles it holds."""
        with self._explained:
            return search_index.rebuild(self.conn, self._begin, self.commit)

    def _bring_index_up_to_date(self) -> None:
        if not search_index.is_current(self.conn):
            self.rebuild_search()
        if not neighbours.is_current(self.conn):
            with self._explained:
                neighbours.rebuild(self.conn, self._begin, self.commit)

    # sites, runs, issues

    def record_site(self, site: Site) -> None:
        """Enter or update the row of a site."""
        with self._explained:
            self._begin()
            runs.record_site(self.db, site)
            self._filing.forget_site(site.name)

    def start_run(self, site: str) -> int:
        """Open a run of a site; returns its id."""
        with self._explained:
            self._begin()
            return runs.start(self.db, site)

    def end_run(self, run_id: int, outcome: str, counts: RunCounts) -> None:
        """Close a run with its outcome and counts."""
        with self._explained:
            self._begin()
            runs.end(self.db, run_id, outcome, counts)

    def known_layouts(self, site: str) -> dict[str, dict[str, int]]:
        """How many pages of a site were laid out how, by kind of page."""
        with self._explained:
            return layouts.known(self.conn, site)

    def note_layouts(self, site: str, kind: str, pages: Mapping[str, int]) -> None:
        """Add how the pages of a run are laid out."""
        with self._explained:
            self._begin()
            layouts.note(self.db, site, kind, pages)

    def report(self, run_id: int | None, issue: Issue) -> None:
        """Enter one thing that went wrong."""
        with self._explained:
            self._begin()
            runs.report(self.db, run_id, issue)

    # the ledger of links

    def offer(
        self, site: str, offered: Sequence[ArticleLink], *, kind: LinkKind = "article", found_on: str = ""
    ) -> list[ArticleLink]:
        """Enter the links of a list page; returns those to fetch: new or still pending, each address once."""
        with self._explained:
            self._begin()
            return links.offer(self.db, site, offered, kind, found_on)

    def reopen(self, site: str, url: str, *, found_on: str = "") -> None:
        """Enter a list page as still to be fetched, even if an earlier run has fetched it."""
        with self._explained:
            self._begin()
            links.reopen(self.db, site, url, found_on)

    def pending(self, site: str) -> list[PendingLink]:
        """The links of a site still to be fetched, in the order they were found."""
        with self._explained:
            return links.pending(self.conn, site)

    def known(self, url: str) -> bool:
        """Whether an address, in any spelling, is in the ledger."""
        with self._explained:
            return links.known(self.conn, url)

    def is_skipped(self, url: str) -> bool:
        """Whether an address was settled as one there is no use in asking for."""
        with self._explained:
            return links.is_skipped(self.conn, url)

    def settle(self, url: str, state: LinkState, failure: str = "", article_id: int | None = None) -> None:
        """Say what became of a link. A failure that may pass leaves it pending until tried three times."""
        with self._explained:
            self._begin()
            links.settle(self.db, url, state, failure, article_id)

    # captures

    def record_capture(self, new: NewCapture) -> int:
        """Enter a capture, unread where its status is 200; returns its id."""
        with self._explained:
            self._begin()
            return captures.record(self.db, new)

    def last_capture(self, url: str) -> LastCapture | None:
        """The last whole, read capture of an address, for conditional requests and revisits."""
        with self._explained:
            return captures.last_read(self.conn, url)

    def mark_read(self, capture_id: int, state: str = "read") -> None:
        """Say that a capture was read, or ("failed") that it could not be."""
        with self._explained:
            self._begin()
            captures.mark(self.db, capture_id, state)

    def unread(self, site: str = "") -> list[UnreadCapture]:
        """The captures kept but not yet read, of a site or of all, oldest first."""
        with self._explained:
            return captures.unread(self.conn, site)

    def adopt_capture(self, run_id: int, url: str, captured_at: str, digest: str) -> bool:
        """Whether the same bytes of the same moment are kept; if a crash left them unread, this run reads them."""
        with self._explained:
            self._begin()
            return captures.adopt(self.db, run_id, url, captured_at, digest)

    def adopt_unread(self, capture_id: int, run_id: int) -> None:
        """Let a run read what was kept and has no run."""
        with self._explained:
            self._begin()
            self.db.execute("UPDATE captures SET run_id = ?, kind = 'article' WHERE id = ?", (run_id, capture_id))

    def mark_part(self, capture_id: int, part: int, first: int) -> int:
        """Make a capture a further page of the article whose first page is `first`; its id from now on."""
        with self._explained:
            self._begin()
            return captures.mark_part(self.db, capture_id, part, first)

    # articles

    def add(self, article: Article, capture_ids: Sequence[int]) -> Verdict:
        """File one reading: new story, copy, version or same text; writes all its rows or none, commits nothing.

        `capture_ids`: the captures it was read from, its first page first. They are marked read, its link done.
        """
        with self._explained:
            self._begin()
            with self.db.atomic():
                return self._filing.add(article, capture_ids)

    def refile(self, stored: StoredReading, again: Reread) -> None:
        """Put today's reading of a text in the place of the stored one, which is kept; commits nothing."""
        with self._explained:
            self._begin()
            with self.db.atomic():
                readings.refile(self.db, self._filing, stored, again)

    def stamp(self, read: Sequence[tuple[StoredReading, str]]) -> None:
        """Say which extractor gives these texts, as they stand."""
        with self._explained:
            self._begin()
            readings.stamp(self.db, read)

    def withhold(self, one: Due) -> None:
        """Mask or suppress an article as the reviewed list says; commits nothing."""
        with self._explained:
            self._begin()
            with self.db.atomic():
                withholding.withhold(self.conn, one)

    def give_back(self, one: Due, read: Iterable[tuple[StoredReading, Reread]]) -> None:
        """Put what was read from the bytes again in the place of what was withheld; commits nothing."""
        with self._explained:
            self._begin()
            with self.db.atomic():
                withholding.note(self.conn, one)
                for stored, again in read:
                    if again.article is not None and again.changes:
                        readings.refile(self.db, self._filing, stored, again, keep=False)

    def learned_lines(self, site: str) -> tuple[str, ...]:
        """The lines, as keys, that so many pages of a site share that they are furniture (`ArticleRules.learned`)."""
        with self._explained:
            return repeated.learned(self.conn, site)

    # facts about the archive itself

    def set_meta(self, key: str, value: str) -> None:
        """Keep a value under a key."""
        with self._explained:
            self._begin()
            self.db.execute(
                "INSERT INTO archive_meta(key, value) VALUES (?, ?)"
                " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                (key, value),
            )

    def get_meta(self, key: str) -> str | None:
        """The value kept under a key."""
        with self._explained:
            row = self.conn.execute("SELECT value FROM archive_meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else None


def _connect_to_write(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        conn.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        conn.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        migrate(conn, path)
    except BaseException:
        conn.close()
        raise
    return conn
