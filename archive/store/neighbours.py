"""Which stored story a new text may be a reprint of: by digest, then by shared sampled 8-grams, then judged."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter

from archive.dedup.judge import same_story
from archive.records import Article, Fingerprint
from archive.store.articles import load

CROWDED = 50  # a hash that more stories share than this says nothing (boilerplate)
SHARED = 2
JUDGED = 8  # the candidates that share most
SHORT = 40  # characters: below this, equal texts ("详见附件") are not yet the same story
WHOLE = 0.5  # a text twice as long as the stored one holds more than it: filing it as a copy would lose that


def remember(conn: sqlite3.Connection, article_id: int, fingerprint: Fingerprint) -> None:
    """Enter the hashes of a story; a hash already crowded is left out, as it would be ignored."""
    crowded = {found for found, count in _shared(conn, fingerprint)[1].items() if count > CROWDED}
    conn.executemany(
        "INSERT OR IGNORE INTO grams(hash, article_id) VALUES (?, ?)",
        [(gram, article_id) for gram in fingerprint.grams if gram not in crowded],
    )


def nearest(conn: sqlite3.Connection, article: Article, fingerprint: Fingerprint) -> tuple[int, float] | None:
    """The story this text is a reprint of and how close it is (0–1); None when it is a story of its own."""
    exact = _exact(conn, article, fingerprint)
    if exact is not None:
        return exact, 1.0
    if fingerprint.length < SHORT:
        return None
    by_gram, crowd = _shared(conn, fingerprint)
    shared: Counter[int] = Counter()
    for found, stories in by_gram.items():
        if crowd[found] <= CROWDED:
            shared.update(stories)
    best: tuple[int, float] | None = None
    for article_id, count in shared.most_common(JUDGED):
        stored = load(conn, article_id) if count >= SHARED else None
        if stored is None or len(stored.searched_text) < WHOLE * len(article.text_hans):
            continue
        likeness = same_story(stored.searched_text, article.text_hans)
        if likeness is not None and (best is None or likeness.containment > best[1]):
            best = article_id, likeness.containment
    return best


def _exact(conn: sqlite3.Connection, article: Article, fingerprint: Fingerprint) -> int | None:
    if fingerprint.length == 0:
        return None
    rows = conn.execute(
        "SELECT id, headline, published FROM articles WHERE text_digest = ? ORDER BY id", (fingerprint.text_digest,)
    )
    for article_id, headline, published in rows:
        alike = headline == article.headline and published[:10] == article.published[:10]
        if fingerprint.length >= SHORT or alike:
            return int(article_id)
    return None


def _shared(conn: sqlite3.Connection, fingerprint: Fingerprint) -> tuple[dict[int, list[int]], Counter[int]]:
    """The stories that have each of these hashes, and how many have it."""
    stories: dict[int, list[int]] = {}
    for found, article_id in conn.execute(
        "SELECT hash, article_id FROM grams WHERE hash IN (SELECT value FROM json_each(?))",
        (json.dumps(fingerprint.grams),),
    ):
        stories.setdefault(found, []).append(article_id)
    return stories, Counter({found: len(ids) for found, ids in stories.items()})
