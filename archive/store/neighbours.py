"""Which stored story a new text may be a reprint of: by digest, then by shared sampled 8-grams, then judged."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from archive.dedup.fingerprint import VERSION, expected
from archive.dedup.fingerprint import fingerprint as fingerprint_of
from archive.dedup.judge import prepare, same_story
from archive.dedup.lineage import WHOLE
from archive.records import Article, Fingerprint
from archive.store import decisions
from archive.store.articles import StoredArticle, every, load

CROWDED = 50  # a hash that more stories share than this says nothing (boilerplate)
LOOKED_AT = 24  # of the stories that share a hash, those that share most
JUDGED = 8  # of these, those that share most of what they could
LEAST_SHARED = 0.3  # of the hashes that one story's texts would share
VERSION_KEY = "fingerprint_version"
_BATCH = 500
SHORT = 40  # characters: below this, equal texts ("详见附件") are not yet the same story
# A text twice as long as the stored one (WHOLE) holds more than it: filing it as a copy would lose that.


@dataclass(frozen=True, slots=True)
class Company:
    """Who shares sampled hashes with a text: how many each story shares, and which hashes too many have."""

    shared: Counter[int]
    crowded: frozenset[int]


def company(conn: sqlite3.Connection, fingerprint: Fingerprint) -> Company:
    """The stories that share sampled hashes with a text."""
    by_gram: dict[int, list[int]] = {}
    for found, article_id in conn.execute(
        "SELECT hash, article_id FROM grams WHERE hash IN (SELECT value FROM json_each(?))",
        (json.dumps(fingerprint.grams),),
    ):
        by_gram.setdefault(found, []).append(article_id)
    crowded = frozenset(found for found, stories in by_gram.items() if len(stories) > CROWDED)
    shared = Counter(story for found, stories in by_gram.items() if found not in crowded for story in stories)
    return Company(shared, crowded)


def remember(conn: sqlite3.Connection, article_id: int, fingerprint: Fingerprint, crowded: frozenset[int]) -> None:
    """Enter the hashes of a story; a hash already crowded is left out, as it would be ignored."""
    conn.executemany(
        "INSERT OR IGNORE INTO grams(hash, article_id) VALUES (?, ?)",
        [(gram, article_id) for gram in fingerprint.grams if gram not in crowded],
    )


def enter(conn: sqlite3.Connection, article_id: int, text_hans: str) -> None:
    """Enter the hashes of a stored text."""
    fingerprint = fingerprint_of(text_hans)
    remember(conn, article_id, fingerprint, company(conn, fingerprint).crowded)


def forget(conn: sqlite3.Connection, article_id: int, text_hans: str) -> None:
    """Take out the hashes of a stored text."""
    conn.execute(
        "DELETE FROM grams WHERE article_id = ? AND hash IN (SELECT value FROM json_each(?))",
        (article_id, json.dumps(fingerprint_of(text_hans).grams)),
    )


def is_current(conn: sqlite3.Connection) -> bool:
    """Whether the hashes were chosen as they are now; a new archive's are not yet."""
    row = conn.execute("SELECT value FROM archive_meta WHERE key = ?", (VERSION_KEY,)).fetchone()
    return row is not None and row[0] == str(VERSION)


def rebuild(conn: sqlite3.Connection, begin: Callable[[], None], commit: Callable[[], None]) -> int:
    """Choose the hashes of every story anew, in batches; returns how many stories there are.

    The version is noted last, so that a rebuild cut short is made again.
    """
    begin()
    conn.execute("DELETE FROM grams")
    count, after = 0, -(2**62)
    while batch := every(conn, after, _BATCH):
        for stored in batch:
            enter(conn, stored.id, stored.searched_text)
        after, count = batch[-1].id, count + len(batch)
        commit()
        begin()
    conn.execute("INSERT OR REPLACE INTO archive_meta(key, value) VALUES (?, ?)", (VERSION_KEY, str(VERSION)))
    commit()
    return count


def nearest(
    conn: sqlite3.Connection, article: Article, fingerprint: Fingerprint, around: Company
) -> tuple[int, float] | None:
    """The story this text is a reprint of and how close it is (0–1); None when it is a story of its own.

    What was decided by hand goes before what is judged.
    """
    decided = decisions.about(conn, article.url)
    joined = decisions.stories(conn, decided.together)
    if joined:
        return min(joined), 1.0
    apart = decisions.stories(conn, decided.apart)
    exact = _exact(conn, article, fingerprint, apart)
    if exact is not None:
        return exact, 1.0
    if fingerprint.length < SHORT:
        return None
    text = None
    best: tuple[int, float] | None = None
    for article_id in candidates(conn, fingerprint, around):
        stored = load(conn, article_id)
        if stored is None or article_id in apart or not _may_be_copied(conn, article, stored):
            continue
        text = text or prepare(article.text_hans)
        likeness = same_story(prepare(stored.searched_text), text)
        if likeness is not None and (best is None or likeness.containment > best[1]):
            best = article_id, likeness.containment
    return best


def is_ingredient(length: int, published: str, whole: int, first_printed: str) -> bool:
    """Whether a text stood in print days before one twice as long that holds it: a round-up's part, not an excerpt."""
    dated = len(published) >= 10 and len(first_printed) >= 10
    return length < WHOLE * whole and dated and published[:10] < first_printed[:10]


def _may_be_copied(conn: sqlite3.Connection, article: Article, stored: StoredArticle) -> bool:
    """Whether a text can be a copy of a stored one by their lengths and dates."""
    ours, theirs = len(article.text_hans), len(stored.searched_text)
    if theirs < WHOLE * ours:
        return False
    if not is_ingredient(ours, article.published, theirs, stored.published):
        return True
    first = conn.execute(
        "SELECT min(published) FROM copies WHERE article_id = ? AND published <> ''", (stored.id,)
    ).fetchone()[0]
    return first is not None and not is_ingredient(ours, article.published, theirs, first)


def candidates(conn: sqlite3.Connection, fingerprint: Fingerprint, around: Company) -> list[int]:
    """The stories worth comparing, those first that share most of the hashes one story's texts would share."""
    most = dict(around.shared.most_common(LOOKED_AT))
    lengths = conn.execute(
        "SELECT id, word_count FROM articles WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(most)),)
    )
    shares = [
        (most[article_id] / max(1.0, expected(fingerprint.length, length) - len(around.crowded)), article_id)
        for article_id, length in lengths
    ]
    best = sorted(((-share, article_id) for share, article_id in shares if share >= LEAST_SHARED))
    return [article_id for _, article_id in best[:JUDGED]]


def _exact(conn: sqlite3.Connection, article: Article, fingerprint: Fingerprint, apart: set[int]) -> int | None:
    if fingerprint.length == 0:
        return None
    rows = conn.execute(
        "SELECT id, headline, published FROM articles WHERE text_digest = ? ORDER BY id", (fingerprint.text_digest,)
    )
    for article_id, headline, published in rows:
        alike = headline == article.headline and published[:10] == article.published[:10]
        if article_id not in apart and (fingerprint.length >= SHORT or alike):
            return int(article_id)
    return None
