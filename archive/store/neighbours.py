"""Which stored story a new text may be a reprint of: by digest, then by shared sampled 8-grams, then judged."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from archive.dedup.fingerprint import KEEP_ONE_IN
from archive.dedup.judge import prepare, same_story
from archive.records import Article, Fingerprint
from archive.store.articles import load

CROWDED = 50  # a hash that more stories share than this says nothing (boilerplate)
SHARED = 2
JUDGED = 8  # the candidates that share most
SHORT = 40  # characters: below this, equal texts ("详见附件") are not yet the same story
WHOLE = 0.5  # a text twice as long as the stored one holds more than it: filing it as a copy would lose that
# Texts that are one story share 85 % of their 8-grams; a sample of a dozen that shares less than this is of two.
LEAST_OF_SAMPLE = 0.4
ENOUGH_OF_SAMPLE = 12


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


def nearest(
    conn: sqlite3.Connection, article: Article, fingerprint: Fingerprint, around: Company
) -> tuple[int, float] | None:
    """The story this text is a reprint of and how close it is (0–1); None when it is a story of its own."""
    exact = _exact(conn, article, fingerprint)
    if exact is not None:
        return exact, 1.0
    if fingerprint.length < SHORT:
        return None
    text = None
    best: tuple[int, float] | None = None
    for article_id in _candidates(conn, fingerprint, around):
        stored = load(conn, article_id)
        if stored is None or len(stored.searched_text) < WHOLE * len(article.text_hans):
            continue
        text = text or prepare(article.text_hans)
        likeness = same_story(prepare(stored.searched_text), text)
        if likeness is not None and (best is None or likeness.containment > best[1]):
            best = article_id, likeness.containment
    return best


def _candidates(conn: sqlite3.Connection, fingerprint: Fingerprint, around: Company) -> Iterator[int]:
    """The stories worth comparing, those that share most first: enough of what the shorter text's sample holds."""
    own = len(fingerprint.grams) - len(around.crowded)
    for article_id, count in around.shared.most_common(JUDGED):
        if count < SHARED:
            return
        length = conn.execute("SELECT word_count FROM articles WHERE id = ?", (article_id,)).fetchone()
        sample = min(own, length[0] // KEEP_ONE_IN) if length else 0
        if sample < ENOUGH_OF_SAMPLE or count >= LEAST_OF_SAMPLE * sample:
            yield article_id


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
