"""The schema, as migrations: each is applied once, in order, in one transaction; none is ever edited afterwards."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from archive.errors import UsageError
from archive.store.faults import damaged

APPLICATION_ID = 0x4A57454E  # "JWEN": tells our file from any other SQLite file
PAGE_SIZE = 16384
BUSY_MS = 10_000


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: its number, why it was taken, and its statements."""

    number: int
    why: str
    sql: str


MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        1,
        "the archive as first laid out",
        """
CREATE TABLE sites(
  name TEXT PRIMARY KEY, title TEXT, region TEXT, region_name TEXT, level TEXT, kind TEXT, publisher TEXT,
  family TEXT, home TEXT, provenance TEXT, confidence TEXT, cadence TEXT);
CREATE TABLE runs(
  id INTEGER PRIMARY KEY, site TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT, outcome TEXT NOT NULL,
  requests INTEGER NOT NULL DEFAULT 0, not_modified INTEGER NOT NULL DEFAULT 0, lists INTEGER NOT NULL DEFAULT 0,
  articles_new INTEGER NOT NULL DEFAULT 0, articles_copy INTEGER NOT NULL DEFAULT 0,
  articles_version INTEGER NOT NULL DEFAULT 0, articles_same INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0, bytes INTEGER NOT NULL DEFAULT 0);
CREATE INDEX runs_site ON runs(site, id);
CREATE TABLE links(
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, url TEXT NOT NULL, site TEXT NOT NULL, kind TEXT NOT NULL,
  headline TEXT, published TEXT, section TEXT, page TEXT, state TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
  failure TEXT, found_at TEXT NOT NULL, found_on TEXT, article_id INTEGER, copy_id INTEGER);
CREATE INDEX links_pending ON links(site, id) WHERE state = 'pending';
CREATE TABLE captures(
  id INTEGER PRIMARY KEY, run_id INTEGER, site TEXT NOT NULL, url TEXT NOT NULL, key TEXT NOT NULL,
  kind TEXT NOT NULL, captured_at TEXT NOT NULL, status INTEGER NOT NULL, mime TEXT, digest TEXT NOT NULL,
  size INTEGER NOT NULL, file TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL,
  refers_to INTEGER REFERENCES captures(id), etag TEXT, last_modified TEXT, state TEXT NOT NULL,
  article_id INTEGER, part INTEGER NOT NULL DEFAULT 1);
CREATE UNIQUE INDEX captures_place ON captures(file, offset);
CREATE INDEX captures_key ON captures(key, id);
CREATE INDEX captures_unread ON captures(site, id) WHERE state = 'unread';
CREATE INDEX captures_article ON captures(article_id) WHERE article_id IS NOT NULL;
CREATE TABLE articles(
  id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, site TEXT NOT NULL, region TEXT, headline TEXT, kicker TEXT,
  subheadline TEXT, byline TEXT, published TEXT, precision TEXT, year INTEGER, source TEXT, section TEXT, page TEXT,
  dateline TEXT, view_count INTEGER, word_count INTEGER NOT NULL, script TEXT, flags TEXT,
  first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, copies INTEGER NOT NULL DEFAULT 0,
  versions INTEGER NOT NULL DEFAULT 1, capture_id INTEGER REFERENCES captures(id), text_digest TEXT NOT NULL);
CREATE INDEX articles_site ON articles(site);
CREATE INDEX articles_region ON articles(region);
CREATE INDEX articles_year ON articles(year);
CREATE INDEX articles_text_digest ON articles(text_digest);
CREATE TABLE article_text(
  id INTEGER PRIMARY KEY REFERENCES articles(id), text TEXT NOT NULL, text_hans TEXT,
  captions TEXT, images TEXT, attachments TEXT, read_by TEXT);
CREATE TABLE copies(
  id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles(id), url TEXT NOT NULL UNIQUE,
  site TEXT NOT NULL, headline TEXT, source TEXT, published TEXT, similarity REAL NOT NULL,
  capture_id INTEGER REFERENCES captures(id), first_seen TEXT NOT NULL, text_digest TEXT NOT NULL);
CREATE INDEX copies_article ON copies(article_id);
CREATE TABLE versions(
  id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles(id), number INTEGER NOT NULL,
  seen_at TEXT NOT NULL, capture_id INTEGER REFERENCES captures(id), headline TEXT, text_digest TEXT NOT NULL,
  text TEXT, UNIQUE(article_id, number));
CREATE TABLE people(
  article_id INTEGER NOT NULL REFERENCES articles(id), position INTEGER NOT NULL, name TEXT NOT NULL,
  role TEXT NOT NULL, PRIMARY KEY(article_id, position)) WITHOUT ROWID;
CREATE INDEX people_name ON people(name);
CREATE TABLE issues(
  id INTEGER PRIMARY KEY, run_id INTEGER REFERENCES runs(id), site TEXT NOT NULL, url TEXT, failure TEXT NOT NULL,
  detail TEXT, at TEXT NOT NULL);
CREATE INDEX issues_site ON issues(site, id);
CREATE TABLE grams(hash INTEGER NOT NULL, article_id INTEGER NOT NULL, PRIMARY KEY(hash, article_id)) WITHOUT ROWID;
CREATE TABLE archive_meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE VIRTUAL TABLE article_search USING fts5(t, content='', detail=none, columnsize=0, tokenize='ascii');
""",
    ),
    Migration(
        2,
        "furniture is learned: how many pages of a site end or begin with a line",
        """
CREATE TABLE site_lines(
  site TEXT NOT NULL, line TEXT NOT NULL, pages INTEGER NOT NULL, PRIMARY KEY(site, line)) WITHOUT ROWID;
""",
    ),
    Migration(
        3,
        "topic: how surely an article is about public security (null: filed before this), and what a run set aside",
        """
ALTER TABLE articles ADD COLUMN topic REAL;
ALTER TABLE runs ADD COLUMN off_topic INTEGER NOT NULL DEFAULT 0;
""",
    ),
    Migration(
        6,
        "redesigns are told: how the lists and articles of a site are laid out",
        """
CREATE TABLE layouts(
  site TEXT NOT NULL, kind TEXT NOT NULL, layout TEXT NOT NULL, pages INTEGER NOT NULL, first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL, PRIMARY KEY(site, kind, layout)) WITHOUT ROWID;
""",
    ),
    Migration(
        7,
        "every text says which extractor read it (null: before this), and a reading that was replaced is kept",
        """
CREATE TABLE extractors(id INTEGER PRIMARY KEY, version TEXT NOT NULL UNIQUE, first_used TEXT NOT NULL);
ALTER TABLE articles ADD COLUMN extractor_id INTEGER REFERENCES extractors(id);
ALTER TABLE versions ADD COLUMN extractor_id INTEGER REFERENCES extractors(id);
ALTER TABLE copies ADD COLUMN extractor_id INTEGER REFERENCES extractors(id);
CREATE TABLE readings(
  id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles(id), version INTEGER NOT NULL,
  capture_id INTEGER,
  extractor_id INTEGER REFERENCES extractors(id), replaced_by INTEGER REFERENCES extractors(id),
  replaced_at TEXT NOT NULL, fields TEXT NOT NULL, text TEXT);
CREATE INDEX readings_article ON readings(article_id, version);
""",
    ),
    Migration(
        10,
        "known articles are looked at again; what is gone is recorded with its evidence, and whether it came back",
        """
CREATE TABLE looks(
  link_id INTEGER PRIMARY KEY REFERENCES links(id), site TEXT NOT NULL, due TEXT NOT NULL, since TEXT NOT NULL,
  step INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0);
CREATE INDEX looks_due ON looks(site, due);
CREATE TABLE withdrawals(
  id INTEGER PRIMARY KEY, link_id INTEGER NOT NULL, article_id INTEGER NOT NULL, copy_id INTEGER, site TEXT NOT NULL,
  url TEXT NOT NULL, how TEXT NOT NULL, first_seen TEXT, last_seen TEXT, last_seen_capture INTEGER,
  missing_since TEXT NOT NULL, missing_capture INTEGER, times INTEGER NOT NULL DEFAULT 1, last_missing TEXT NOT NULL,
  last_capture INTEGER, returned_at TEXT, returned_capture INTEGER, run_id INTEGER, run_looked INTEGER,
  run_missing INTEGER);
CREATE INDEX withdrawals_article ON withdrawals(article_id);
CREATE INDEX withdrawals_link ON withdrawals(link_id);
CREATE INDEX withdrawals_run ON withdrawals(run_id);
ALTER TABLE copies ADD COLUMN last_seen TEXT;
ALTER TABLE runs ADD COLUMN looked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN returned INTEGER NOT NULL DEFAULT 0;
""",
    ),
    Migration(
        11,
        "duplicates are judged again and by hand: what copies say, whose ids were given up, what was decided",
        """
CREATE TABLE copy_records(
  copy_id INTEGER PRIMARY KEY REFERENCES copies(id) ON DELETE CASCADE, word_count INTEGER NOT NULL,
  record BLOB NOT NULL);
CREATE TABLE former_ids(
  kind TEXT NOT NULL, id INTEGER NOT NULL, key TEXT NOT NULL, PRIMARY KEY(kind, id)) WITHOUT ROWID;
CREATE INDEX former_ids_key ON former_ids(key, kind);
CREATE TABLE dedup_decisions(
  id INTEGER PRIMARY KEY, verdict TEXT NOT NULL, by TEXT NOT NULL, why TEXT NOT NULL, at TEXT NOT NULL,
  undone_at TEXT);
CREATE TABLE dedup_pairs(
  decision_id INTEGER NOT NULL REFERENCES dedup_decisions(id), one TEXT NOT NULL, other TEXT NOT NULL,
  PRIMARY KEY(decision_id, one, other)) WITHOUT ROWID;
CREATE INDEX dedup_pairs_other ON dedup_pairs(other);
CREATE INDEX dedup_pairs_one ON dedup_pairs(one);
""",
    ),
    Migration(
        12,
        "what is not published: that an article was masked or suppressed, why and when; never what was masked",
        """
CREATE TABLE redactions(
  article_id INTEGER PRIMARY KEY, action TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL, rules TEXT NOT NULL);
""",
    ),
    Migration(
        13,
        "what a reprint says beyond its story can be searched (null: its text was not kept); a sample to estimate by",
        """
ALTER TABLE copies ADD COLUMN own_text TEXT;
CREATE VIRTUAL TABLE article_search_sample USING fts5(t, content='', detail=none, columnsize=0, tokenize='ascii');
""",
    ),
    Migration(
        14,
        "where the articles are that have gone up in another, by the ids they had",
        """
CREATE VIEW moved AS
  SELECT f.id, l.article_id FROM former_ids f JOIN links l ON l.key = f.key
  WHERE f.kind = 'article' AND l.article_id IS NOT NULL;
""",
    ),
    Migration(
        15,
        "how often a page said it had been read, each time it said something else",
        """
CREATE TABLE view_counts(
  url TEXT NOT NULL, seen_at TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY(url, seen_at)) WITHOUT ROWID;
INSERT INTO view_counts(url, seen_at, count)
  SELECT url, last_seen, view_count FROM articles WHERE view_count IS NOT NULL;
""",
    ),
    Migration(
        16,
        "what was edited, withdrawn and came back is read in order, of one site too: a version says whose it is",
        """
ALTER TABLE versions ADD COLUMN site TEXT;
UPDATE versions SET site = (SELECT site FROM articles a WHERE a.id = article_id);
CREATE TRIGGER versions_site AFTER INSERT ON versions WHEN new.site IS NULL BEGIN
  UPDATE versions SET site = (SELECT site FROM articles a WHERE a.id = new.article_id) WHERE id = new.id; END;
CREATE INDEX versions_edited ON versions(seen_at, id, number) WHERE number > 1;
CREATE INDEX versions_edited_site ON versions(site, seen_at, id, number) WHERE number > 1;
CREATE INDEX withdrawals_missing ON withdrawals(missing_since);
CREATE INDEX withdrawals_missing_site ON withdrawals(site, missing_since);
CREATE INDEX withdrawals_returned ON withdrawals(returned_at) WHERE returned_at IS NOT NULL;
CREATE INDEX withdrawals_returned_site ON withdrawals(site, returned_at) WHERE returned_at IS NOT NULL;
""",
    ),
)
LATEST = MIGRATIONS[-1].number


def check_file(conn: sqlite3.Connection, path: Path) -> int:
    """The schema number of an open file, 0 when it is empty.

    Raises ArchiveDamaged for a SQLite file that is not an archive, UsageError for one of a newer jingwen.
    """
    # asked first: while another process lays out a new archive, tables and mark come in one moment
    filled = conn.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None
    ours = conn.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    number = int(conn.execute("PRAGMA user_version").fetchone()[0])
    if not ours and filled:
        raise damaged(path, "is a database, but not one of jingwen")
    if number > LATEST:
        raise UsageError(f"{path} was written by a newer jingwen (schema {number}, this one knows {LATEST}): upgrade.")
    return number if ours else 0


def migrate(conn: sqlite3.Connection, path: Path) -> None:
    """Bring an open database to the latest schema; a step that fails leaves it as it was."""
    number = check_file(conn, path)
    if number == 0:
        conn.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    conn.execute("PRAGMA journal_mode = WAL")
    conn.execute("PRAGMA synchronous = NORMAL")
    conn.execute("PRAGMA foreign_keys = ON")
    for step in MIGRATIONS:
        if step.number <= number:
            continue
        conn.execute("BEGIN IMMEDIATE")
        try:
            for statement in step.sql.split(";\n"):
                if statement.strip():
                    conn.execute(statement)
            conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            conn.execute(f"PRAGMA user_version = {step.number}")
            conn.execute("COMMIT")
        except sqlite3.Error:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise
