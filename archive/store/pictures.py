"""The pictures of articles: which are to be fetched, which are kept, and as which capture.

Their keys, in `links` and in `captures`, begin with a word and a space, as no `url_key` does: whatever address a page
names as a picture's, that of an article among them, says nothing of that article.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator

from sqlite_utils import Database

from archive.pictures import LONGEST_ADDRESS, MOST
from archive.store.clock import utc_now
from archive.store.faults import Explained
from archive.store.links import settle_key
from archive.urls import url_key

KIND = "picture"


def picture_key(url: str) -> str:
    """The key of a picture's address."""
    return f"{KIND} {url_key(url)}"


def addresses(images: Iterable[str]) -> list[str]:
    """The addresses of an article's pictures that may be asked for: of the web, each once, MOST of them."""
    fit = (url for url in images if url.startswith(("http://", "https://")) and len(url) <= LONGEST_ADDRESS)
    keyed: dict[str, str] = {}
    for url in fit:
        keyed.setdefault(picture_key(url), url)
        if len(keyed) == MOST:
            break
    return list(keyed.values())


def kept(conn: sqlite3.Connection, urls: Iterable[str]) -> dict[str, int]:
    """The captures that hold pictures, by their addresses; those of no article yet are not among them."""
    keys = {picture_key(url): url for url in addresses(urls)}
    rows = conn.execute(
        "SELECT key, max(id) FROM captures WHERE kind = ? AND state = 'read'"
        " AND key IN (SELECT value FROM json_each(?)) GROUP BY key",
        (KIND, json.dumps(list(keys))),
    )
    return {keys[key]: capture_id for key, capture_id in rows}


def of_article(conn: sqlite3.Connection, article_id: int) -> list[int]:
    """The captures that hold the pictures an article shows, those first kept for another article among them."""
    row = conn.execute("SELECT images FROM article_text WHERE id = ?", (article_id,)).fetchone()
    images = json.loads(row[0] or "[]") if row else []
    return list(kept(conn, (str(image["url"]) for image in images)).values())


class Pictures:
    """The pictures of an open archive."""

    def __init__(self, db: Database, begin: Callable[[], None], explained: Explained) -> None:
        self.db = db
        self._begin = begin
        self._explained = explained

    def offer(self, site: str, images: Iterable[str], *, found_on: str) -> list[str]:
        """Enter the pictures a filed page names; returns those nobody has asked for yet, for this page or another.

        Whose they are is said when they are kept: by then the page may be another article's.
        """
        with self._explained:
            self._begin()
            now = utc_now()
            return [
                url
                for url in addresses(images)
                if self.db.execute(
                    "INSERT OR IGNORE INTO links(key, url, site, kind, state, found_at, found_on)"
                    " VALUES (?, ?, ?, ?, 'pending', ?, ?)",
                    (picture_key(url), url, site, KIND, now, found_on),
                ).rowcount
            ]

    def pending(self, site: str) -> list[str]:
        """The pictures of a site still to be fetched, in the order they were found."""
        asked = "SELECT url FROM links WHERE site = ? AND state = 'pending' AND kind = ? ORDER BY id"
        with self._explained:
            return [url for (url,) in self.db.execute(asked, (site, KIND)).fetchall()]

    def keep(self, capture_id: int) -> bool:
        """File a captured picture under the article whose page named it; False where no page is known to have."""
        with self._explained:
            self._begin()
            row = self.db.execute(
                "SELECT l.key, l.found_on FROM captures c JOIN links l ON l.key = c.key"
                " WHERE c.id = ? AND c.kind = ? AND l.kind = ?",
                (capture_id, KIND, KIND),
            ).fetchone()
            key, page = row or ("", "")
            filed = self.db.execute("SELECT article_id, copy_id FROM links WHERE key = ?", (url_key(page),)).fetchone()
            article_id, copy_id = filed or (None, None)
            if article_id is None:
                self.db.execute("UPDATE captures SET state = 'failed' WHERE id = ?", (capture_id,))
                return False
            self.db.execute("UPDATE captures SET state = 'read', article_id = ? WHERE id = ?", (article_id, capture_id))
            self.db.execute(
                "UPDATE links SET state = 'done', failure = '', article_id = ?, copy_id = ? WHERE key = ?",
                (article_id, copy_id, key),
            )
        return True

    def fail(self, url: str, failure: str) -> None:
        """Say why a picture could not be had; one that may come yet stays pending until it was tried three times."""
        with self._explained:
            self._begin()
            settle_key(self.db, picture_key(url), "failed", failure, None)

    def claim(self) -> int:
        """After a rebuilding from the WARC files: give kept pictures back to the articles that show them; how many.

        What no article names is settled as not read.
        """
        claimed = 0
        with self._explained:
            unread = "SELECT max(id) FROM captures WHERE key = ? AND kind = ? AND state = 'unread'"
            for site, page, url in _named(self.db.conn):
                (capture_id,) = self.db.execute(unread, (picture_key(url), KIND)).fetchone()
                if capture_id is not None:
                    self.offer(site, [url], found_on=page)
                    claimed += self.keep(capture_id)
            self._begin()
            self.db.execute("UPDATE captures SET state = 'failed' WHERE kind = ? AND state = 'unread'", (KIND,))
        return claimed


def _named(conn: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """Every picture that an article names: the article's site, its page, the picture's address."""
    asked = "SELECT a.site, a.url, t.images FROM articles a JOIN article_text t ON t.id = a.id"
    for site, page, images in conn.execute(asked):
        for url in addresses(str(image["url"]) for image in json.loads(images or "[]")):
            yield site, page, url
