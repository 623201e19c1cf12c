"""Which pages are one story, judged anew: the longest first, so that the order of arrival does not matter."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from archive.dedup.fingerprint import fingerprint
from archive.dedup.judge import Prepared, prepare, same_story
from archive.dedup.lineage import WHOLE
from archive.records import Fingerprint
from archive.store import neighbours
from archive.store.decisions import Decided
from archive.store.neighbours import SHORT
from archive.store.printings import Place, text_of

VARIANTS = 4  # texts of one story that others are compared with
DISTINCT = 0.95  # a text that shares less than this with its story's is one more to compare with
_GATHERED = 1_000
_TABLES = """
CREATE TABLE pages(
  number INTEGER PRIMARY KEY, key TEXT NOT NULL, article_id INTEGER NOT NULL, copy_id INTEGER, copies INTEGER,
  length INTEGER NOT NULL, published TEXT NOT NULL, headline TEXT NOT NULL, identity TEXT, story INTEGER);
CREATE TABLE gathered AS SELECT * FROM pages;
CREATE TABLE articles(id INTEGER PRIMARY KEY, word_count INTEGER NOT NULL, published TEXT NOT NULL);
CREATE TABLE grams(hash INTEGER NOT NULL, article_id INTEGER NOT NULL, PRIMARY KEY(hash, article_id)) WITHOUT ROWID;
CREATE TABLE variants(story INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY(story, number)) WITHOUT ROWID;
"""
_COLUMNS = "key, article_id, copy_id, copies, length, published, headline"


@dataclass(frozen=True, slots=True)
class Page:
    """One page to judge: where it is filed now, how many copies the article has that is its own, how long, when."""

    key: str
    place: Place
    copies: int
    length: int
    published: str
    headline: str


@dataclass(frozen=True, slots=True)
class _Judged:
    """A page with its number, its text made ready and its fingerprint."""

    number: int
    page: Page
    print_: Fingerprint
    text: Prepared


class Clusters:
    """Judges pages in a scratch database of their own; `conn` is only read, for their texts."""

    def __init__(self, conn: sqlite3.Connection, scratch: sqlite3.Connection, decided: Decided) -> None:
        self.conn, self.scratch, self.decided = conn, scratch, decided
        self.count = 0
        scratch.executescript(_TABLES)
        self._prepared = lru_cache(maxsize=512)(self._prepare)

    def gather(self, pages: Iterable[Page]) -> None:
        """Take in the pages to judge, in any order, each once."""
        self.scratch.execute("BEGIN")
        self.scratch.executemany(
            f"INSERT INTO gathered({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608  the names are ours
            ((p.key, p.place.article_id, p.place.copy_id, p.copies, p.length, p.published, p.headline) for p in pages),
        )
        self.scratch.execute(
            f"INSERT INTO pages({_COLUMNS}) SELECT {_COLUMNS} FROM gathered ORDER BY length DESC, key"  # noqa: S608
        )
        self.scratch.execute("DROP TABLE gathered")
        self.scratch.execute("CREATE INDEX pages_key ON pages(key)")
        self.scratch.execute("CREATE INDEX pages_identity ON pages(identity) WHERE identity IS NOT NULL")
        self.scratch.execute("CREATE INDEX pages_own ON pages(article_id) WHERE copy_id IS NULL")
        self.scratch.execute("COMMIT")
        self.count = int(self.scratch.execute("SELECT count(*) FROM pages").fetchone()[0])

    def judge(self) -> Iterator[int]:
        """Judge every page, yielding after each; then follow what was decided by hand."""
        after = 0
        self.scratch.execute("BEGIN")
        while rows := self.scratch.execute(
            f"SELECT number, {_COLUMNS} FROM pages WHERE number > ? ORDER BY number LIMIT ?",  # noqa: S608
            (after, _GATHERED),
        ).fetchall():
            for number, key, article_id, copy_id, *rest in rows:
                self._judge_page(number, Page(key, Place(article_id, copy_id), *rest))
                yield number
            after = rows[-1][0]
        self._follow_decisions()
        self._keep_unread()
        self.scratch.execute("CREATE INDEX pages_story ON pages(story, number)")
        self.scratch.execute("COMMIT")

    def _judge_page(self, number: int, page: Page) -> None:
        text = text_of(self.conn, page.place)
        if text is None:
            return
        judged = _Judged(number, page, fingerprint(text), prepare(text))
        identity = _identity(page, judged.print_)
        around = neighbours.company(self.scratch, judged.print_)
        story, share = self._known(identity, page), 1.0
        if story is None and judged.print_.length >= SHORT:
            story, share = self._nearest(judged, around)
        self._enter(judged, story, share, around)
        self.scratch.execute(
            "UPDATE pages SET story = ?, identity = ? WHERE number = ?",
            (number if story is None else story, identity, number),
        )
        if story is not None and page.published:
            self.scratch.execute(
                "UPDATE articles SET published = min(?1, iif(published = '', ?1, published)) WHERE id = ?2"
                " AND word_count * ?3 <= ?4",
                (page.published, story, WHOLE, page.length),
            )

    def _enter(self, judged: _Judged, story: int | None, share: float, around: neighbours.Company) -> None:
        """Have later pages compared with this one, where it says something its story does not say yet."""
        if judged.print_.length < SHORT:
            return
        page, number = judged.page, judged.number
        if story is None:
            self.scratch.execute("INSERT INTO articles VALUES (?, ?, ?)", (number, page.length, page.published))
        elif share < DISTINCT and len(self._variants(story)) < VARIANTS:
            number = story
        else:
            return
        self.scratch.execute("INSERT INTO variants VALUES (?, ?)", (number, judged.number))
        neighbours.remember(self.scratch, number, judged.print_, around.crowded)

    def _known(self, identity: str | None, page: Page) -> int | None:
        """The story that holds a page with the same text, unless it was decided that this one does not belong there."""
        if identity is None:
            return None
        rows = self.scratch.execute("SELECT DISTINCT story FROM pages WHERE identity = ? ORDER BY story", (identity,))
        return next((story for (story,) in rows.fetchall() if self._may_join(page.key, story)), None)

    def _nearest(self, judged: _Judged, around: neighbours.Company) -> tuple[int | None, float]:
        best: tuple[int | None, float] = None, 0.0
        for story in neighbours.candidates(self.scratch, judged.print_, around):
            share = self._likeness(judged, story)
            if share > best[1] and self._may_join(judged.page.key, story):
                best = story, share
        return best

    def _likeness(self, judged: _Judged, story: int) -> float:
        """How much of a page its likest text of a story holds; 0 where none is of one story with it."""
        found = 0.0
        length, published = self.scratch.execute(
            "SELECT word_count, published FROM articles WHERE id = ?", (story,)
        ).fetchone()
        if neighbours.is_ingredient(judged.page.length, judged.page.published, length, published):
            return found
        for number in self._variants(story):
            likeness = same_story(self._prepared(number), judged.text)
            if likeness is not None:
                found = max(found, likeness.containment)
        return found

    def _variants(self, story: int) -> list[int]:
        rows = self.scratch.execute("SELECT number FROM variants WHERE story = ? ORDER BY number", (story,))
        return [number for (number,) in rows]

    def _prepare(self, number: int) -> Prepared:
        row = self.scratch.execute("SELECT article_id, copy_id FROM pages WHERE number = ?", (number,)).fetchone()
        return prepare(text_of(self.conn, Place(*row)) or "")

    def _may_join(self, key: str, story: int) -> bool:
        return all(self._story_of(other) != story for other in self.decided.apart.get(key, ()))

    def _story_of(self, key: str) -> int | None:
        row = self.scratch.execute("SELECT story FROM pages WHERE key = ?", (key,)).fetchone()
        return None if row is None else row[0]

    def _follow_decisions(self) -> None:
        """Make one story of those that were joined by hand."""
        for key, others in sorted(self.decided.together.items()):
            for other in sorted(others):
                one, another = self._story_of(key), self._story_of(other)
                if one is not None and another is not None and one != another:
                    self.scratch.execute(
                        "UPDATE pages SET story = ? WHERE story = ?", (min(one, another), max(one, another))
                    )

    def _keep_unread(self) -> None:
        """Copies whose text was not kept stay with the page they are copies of."""
        self.scratch.execute(
            "UPDATE pages SET story = (SELECT own.story FROM pages own WHERE own.article_id = pages.article_id"
            " AND own.copy_id IS NULL) WHERE story IS NULL"
        )


def _identity(page: Page, print_: Fingerprint) -> str | None:
    """What pages with the same text share; of short ones ("详见附件"), those of one headline and day. No text: None."""
    if not print_.length:
        return None
    short = "" if print_.length >= SHORT else f"|{page.headline}|{page.published[:10]}"
    return print_.text_digest + short
