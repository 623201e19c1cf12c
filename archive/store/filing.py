"""Filing: where one reading belongs (new story, copy, version, same text again), and the rows that say so."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from sqlite_utils import Database

from archive.dedup.fingerprint import fingerprint as fingerprint_of
from archive.dedup.judge import containment, prepare
from archive.records import Article, Fingerprint, Verdict
from archive.redaction import Redactions, redacted_article
from archive.store import articles, neighbours, repeated, search_index
from archive.store.articles import Reading, StoredArticle
from archive.store.clock import utc_now
from archive.store.withholding import rules_for
from archive.urls import url_key

STILL_A_COPY = 0.5  # of its 8-grams: a reprint that was edited stays one, where a new one must share SAME


class Filing:
    """Files readings into an open database; its cost does not depend on how much the archive holds."""

    def __init__(self, db: Database, listed: Redactions | None = None) -> None:
        self.db = db
        self._listed = listed or Redactions()
        self._full_days: dict[int, int] = {}
        self._regions: dict[str, str] = {}

    def add(self, article: Article, capture_ids: Sequence[int]) -> Verdict:
        """Judge a reading and write its rows; the caller holds the transaction and the savepoint."""
        key = url_key(article.url)
        print_ = article.fingerprint or fingerprint_of(article.text_hans)
        known = self.db.execute("SELECT article_id, copy_id FROM links WHERE key = ?", (key,)).fetchone()
        article_id, copy_id = known or (None, None)
        reading = self._reading(self._as_published(article, article_id), print_, capture_ids)
        stored = articles.load(self.db.conn, article_id) if article_id is not None else None
        if stored is None:
            verdict, copy_id = self._file_unknown(reading, print_)
            repeated.count(self.db.conn, article)
        elif copy_id is None:
            verdict = self._file_again(stored, reading, print_, capture_ids)
        else:
            verdict, copy_id = self._file_copy_again(stored, copy_id, reading, print_)
        self._settle(key, article, capture_ids, verdict.article_id, copy_id)
        return verdict

    def _as_published(self, article: Article, article_id: int | None) -> Article:
        """What of an article may be filed: the reviewed list of redactions holds for what is read later, too."""
        return redacted_article(article, rules_for(self._listed, self.db.conn, article_id, article.url))

    def _reading(self, article: Article, print_: Fingerprint, capture_ids: Sequence[int]) -> Reading:
        capture_id = capture_ids[0] if capture_ids else None
        row = self.db.execute("SELECT captured_at FROM captures WHERE id = ?", (capture_id,)).fetchone()
        return Reading(
            article, print_.text_digest, capture_id, row[0] if row else utc_now(), self._region(article.site)
        )

    def _region(self, site: str) -> str:
        if site not in self._regions:
            row = self.db.execute("SELECT region_name FROM sites WHERE name = ?", (site,)).fetchone()
            if row is None:
                return ""
            self._regions[site] = row[0] or ""
        return self._regions[site]

    def forget_site(self, site: str) -> None:
        """The row of a site has been written: its region is looked up anew."""
        self._regions.pop(site, None)

    def _file_unknown(self, reading: Reading, print_: Fingerprint) -> tuple[Verdict, int | None]:
        """An address never read before: a reprint of a stored story, or a new one."""
        around = neighbours.company(self.db.conn, print_)
        near = neighbours.nearest(self.db.conn, reading.article, print_, around)
        if near is not None:
            article_id, similarity = near
            reading = replace(reading, article=self._as_published(reading.article, article_id))
            with search_index.kept_in_step(self.db.conn, article_id):
                copy_id = articles.insert_copy(self.db, article_id, reading, similarity)
            return Verdict("copy", article_id, similarity), copy_id
        article_id = articles.next_id(self.db.conn, reading.article.published, reading.seen_at, self._full_days)
        articles.insert(self.db, article_id, reading)
        neighbours.remember(self.db.conn, article_id, print_, around.crowded)
        search_index.put_in(self.db.conn, article_id)
        return Verdict("new", article_id), None

    def _file_again(
        self, stored: StoredArticle, reading: Reading, print_: Fingerprint, capture_ids: Sequence[int]
    ) -> Verdict:
        """A story's own address again: the same text, the same bytes read by better rules, or a new version."""
        changed = stored.text_digest != reading.text_digest or stored.headline != reading.article.headline
        if self._same_bytes(stored, capture_ids):
            with search_index.kept_in_step(self.db.conn, stored.id):
                self._replace(stored, reading, print_)
            return Verdict("same", stored.id)
        if not changed:
            articles.touch(self.db, stored, reading)
            return Verdict("same", stored.id)
        with search_index.kept_in_step(self.db.conn, stored.id):
            articles.keep_version(self.db, stored, reading)
            self._replace(stored, reading, print_)
        return Verdict("version", stored.id)

    def _file_copy_again(
        self, stored: StoredArticle, copy_id: int, reading: Reading, print_: Fingerprint
    ) -> tuple[Verdict, int | None]:
        """A reprint's address again: still a reprint of its story, or by now another text."""
        row = self.db.execute("SELECT text_digest, similarity FROM copies WHERE id = ?", (copy_id,)).fetchone()
        if row is None or row[0] == reading.text_digest:
            return Verdict("same", stored.id, row[1] if row else 1.0), copy_id
        share = containment(prepare(stored.searched_text), prepare(reading.article.text_hans))
        if share >= STILL_A_COPY:
            with search_index.kept_in_step(self.db.conn, stored.id):
                articles.overwrite_copy(self.db, copy_id, reading, share)
            return Verdict("version", stored.id, share), copy_id
        with search_index.kept_in_step(self.db.conn, stored.id):
            articles.drop_copy(self.db, copy_id, stored.id)
        return self._file_unknown(reading, print_)

    def _replace(self, stored: StoredArticle, reading: Reading, print_: Fingerprint) -> None:
        articles.overwrite(self.db, stored, reading)
        if stored.text_digest != reading.text_digest:
            neighbours.remember(self.db.conn, stored.id, print_, neighbours.company(self.db.conn, print_).crowded)

    def _same_bytes(self, stored: StoredArticle, capture_ids: Sequence[int]) -> bool:
        """Whether all pages of this reading are, byte for byte, those the stored version was read from."""
        now = self.db.execute(
            "SELECT DISTINCT digest FROM captures WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(capture_ids)),),
        ).fetchall()
        before = self.db.execute(
            "SELECT digest FROM captures WHERE id = ?1"
            " UNION SELECT digest FROM captures WHERE article_id = ?2 AND part > 1 AND id > ?1",
            (stored.capture_id, stored.id),
        ).fetchall()
        return bool(now) and set(now) <= set(before)

    def _settle(
        self, key: str, article: Article, capture_ids: Sequence[int], article_id: int, copy_id: int | None
    ) -> None:
        """Mark the captures read, and every address that led here (before a redirect, too) done."""
        ids = json.dumps(list(capture_ids))
        self.db.execute(
            "UPDATE captures SET state = 'read', article_id = ? WHERE id IN (SELECT value FROM json_each(?))",
            (article_id, ids),
        )
        self.db.execute(
            "UPDATE links SET state = 'done', failure = '', article_id = ?, copy_id = ?"
            " WHERE key IN (SELECT key FROM captures WHERE id IN (SELECT value FROM json_each(?)))",
            (article_id, copy_id, ids),
        )
        self.db.execute(
            "INSERT INTO links(key, url, site, kind, headline, published, section, page, state, found_at, article_id,"
            " copy_id) VALUES (?, ?, ?, 'article', ?, ?, ?, ?, 'done', ?, ?, ?) ON CONFLICT(key) DO UPDATE SET"
            " state = 'done', failure = '', article_id = excluded.article_id, copy_id = excluded.copy_id",
            (
                key, article.url, article.site, article.headline, article.published, article.section, article.page,
                utc_now(), article_id, copy_id,
            ),
        )  # fmt: skip
