"""Today's readings put in the place of the stored ones, so that a run that is killed goes on where it was."""

from __future__ import annotations

import json
from collections.abc import Iterator

from archive.extractor import code_version
from archive.store.archive import Archive
from archive.store.rereading import KINDS, Kind, Reread, StoredReading, stored_readings

KEY = "reextract"  # of the archive's meta: how far the run has got, committed with what it wrote
COMMIT_EVERY = 200  # texts


class Rewriting:
    """The writing side of one run over a site, or ("") all: where it begins, what it files, how far it has got."""

    def __init__(self, archive: Archive, site: str, *, restart: bool = False) -> None:
        self.archive = archive
        self.site = site
        self.kind: Kind = KINDS[0]
        self.after = -1
        if not restart:
            self._resume()
        self.resumed = f"{self.kind} {self.after}" if self.after >= 0 or self.kind != KINDS[0] else ""
        self._unchanged: list[tuple[StoredReading, str]] = []
        self._since_commit = 0

    def readings(self) -> Iterator[StoredReading]:
        """The texts still to be read, articles first, as an article's reading may decide what is a copy of it."""
        for kind in KINDS[KINDS.index(self.kind) :]:
            after = self.after if kind == self.kind else -1
            yield from stored_readings(self.archive.conn, self.site, kind=kind, after=after)

    def take(self, stored: StoredReading, again: Reread) -> None:
        """File a reading that changed, and stamp one that did not; one with a problem stays as it is."""
        if again.changes:
            self.archive.refile(stored, again)
        elif not again.problem:
            self._unchanged.append((stored, again.extractor))
        self.kind, self.after = stored.kind, stored.id
        self._since_commit += 1
        if self._since_commit >= COMMIT_EVERY:
            self._commit()

    def finish(self) -> None:
        """All has been read: the next run begins anew."""
        self.kind, self.after = KINDS[0], -1
        self._commit()

    def _commit(self) -> None:
        self.archive.stamp(self._unchanged)
        state = {"site": self.site, "code": code_version(), "kind": self.kind, "after": self.after}
        self.archive.set_meta(KEY, json.dumps(state))
        self.archive.commit()
        self._unchanged, self._since_commit = [], 0

    def _resume(self) -> None:
        """Go on behind the last text of a run over the same site with the same code."""
        state = json.loads(self.archive.get_meta(KEY) or "{}")
        if state.get("site") == self.site and state.get("code") == code_version() and state.get("kind") in KINDS:
            self.kind, self.after = state["kind"], int(state["after"])
