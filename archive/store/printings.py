"""The pages a story was printed on: each is an article's own page or a copy's, and can be made the other."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive.store import articles, copy_records, neighbours, search_index
from archive.urls import url_key

Row = dict[str, Any]
_COPIED = ("url", "site", "headline", "source", "published", "capture_id", "first_seen", "text_digest")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page is filed now: under which article, and as which of its copies (None: it is the article's own)."""

    article_id: int
    copy_id: int | None = None


def place_of(conn: sqlite3.Connection, key: str) -> Place | None:
    """Where the page with this url_key is filed; None where it is not."""
    row = conn.execute("SELECT article_id, copy_id FROM links WHERE key = ?", (key,)).fetchone()
    return None if row is None or row[0] is None else Place(*row)


def pages_of(conn: sqlite3.Connection, article_id: int) -> dict[str, Place]:
    """The pages of a story by their key, the article's own first."""
    own = conn.execute("SELECT url FROM articles WHERE id = ?", (article_id,)).fetchall()
    copies = conn.execute("SELECT url, id FROM copies WHERE article_id = ? ORDER BY id", (article_id,))
    pages = {url_key(url): Place(article_id) for (url,) in own}
    return pages | {url_key(url): Place(article_id, copy_id) for url, copy_id in copies}


def text_of(conn: sqlite3.Connection, place: Place) -> str | None:
    """The simplified text of a page; None for a copy filed before its text was kept."""
    if place.copy_id is None:
        stored = articles.load(conn, place.article_id)
        return None if stored is None else stored.searched_text
    rows = copy_records.kept(conn, place.copy_id)
    return None if rows is None else copy_records.searched_text(rows)


def promote(conn: sqlite3.Connection, copy_id: int) -> int | None:
    """Make an article of a copy; returns its id, the one it had before if it had one. None where its text is not kept.

    The caller holds the transaction, here as in `demote` and `move`.
    """
    rows = copy_records.kept(conn, copy_id)
    found = conn.execute("SELECT article_id, url FROM copies WHERE id = ?", (copy_id,)).fetchone()
    if rows is None or found is None:
        return None
    story, url = found
    keys = _keys(conn, Place(story, copy_id), url)
    row = rows["articles"][0]
    article_id = _former_id(conn, "article", url_key(url))
    if article_id is None:
        article_id = articles.next_id(conn, row["published"] or "", row["first_seen"], {})
    with search_index.kept_in_step(conn, story):
        conn.execute("DELETE FROM copies WHERE id = ?", (copy_id,))
        conn.execute("UPDATE articles SET copies = copies - 1 WHERE id = ?", (story,))
    _give_up(conn, "copy", copy_id, url_key(url))
    _insert(conn, "articles", {**row, "id": article_id, "copies": 0})
    for table, column in _about_articles(conn):
        for one in rows.get(table, ()):
            _insert(conn, table, {**_without(one, "id"), column: article_id})
    _refile(conn, keys, story, Place(article_id))
    stored = articles.load(conn, article_id)
    if stored is not None:
        search_index.put_in(conn, article_id)
        neighbours.enter(conn, article_id, stored.searched_text)
    return article_id


def demote(conn: sqlite3.Connection, article_id: int, story: int, similarity: float) -> int:
    """Make an article, which must have no copies, a copy of another; returns the id of the copy.

    Everything said of it is kept with the copy. Its id goes on leading to its page.
    """
    stored = articles.load(conn, article_id)
    if stored is None:
        raise LookupError(f"no article {article_id}")
    keys = _keys(conn, Place(article_id), stored.url)
    search_index.take_out(conn, article_id)
    neighbours.forget(conn, article_id, stored.searched_text)
    rows: dict[str, list[Row]] = {}
    for table, column in reversed(_about_articles(conn)):
        rows[table] = [_without(one, column) for one in _taken(conn, table, column, article_id)]
    row = _taken(conn, "articles", "id", article_id)[0]
    rows["articles"] = [_without(row, "id")]
    told = {name: row[name] for name in _COPIED}
    former = _former_id(conn, "copy", url_key(stored.url))
    copied = {"id": former, "article_id": story, "similarity": round(similarity, 4), **told}
    with search_index.kept_in_step(conn, story):
        copy_id = _insert(conn, "copies", copied)
        conn.execute("UPDATE articles SET copies = copies + 1 WHERE id = ?", (story,))
        copy_records.keep(conn, copy_id, rows)
    _give_up(conn, "article", article_id, url_key(stored.url))
    _refile(conn, keys, article_id, Place(story, copy_id))
    return copy_id


def move(conn: sqlite3.Connection, copy_id: int, story: int, similarity: float) -> None:
    """Make a copy of one story a copy of another."""
    before, url = conn.execute("SELECT article_id, url FROM copies WHERE id = ?", (copy_id,)).fetchone()
    keys = _keys(conn, Place(before, copy_id), url)
    with search_index.kept_in_step(conn, before), search_index.kept_in_step(conn, story):
        conn.execute(
            "UPDATE copies SET article_id = ?, similarity = ? WHERE id = ?", (story, round(similarity, 4), copy_id)
        )
        conn.execute("UPDATE articles SET copies = copies - 1 WHERE id = ?", (before,))
        conn.execute("UPDATE articles SET copies = copies + 1 WHERE id = ?", (story,))
        copy_records.compare(conn, copy_id)
    _refile(conn, keys, before, Place(story, copy_id))


def _give_up(conn: sqlite3.Connection, kind: str, row_id: int, key: str) -> None:
    """Remember whose id it was: it leads to the page for as long as no other has it."""
    conn.execute("INSERT OR REPLACE INTO former_ids(kind, id, key) VALUES (?, ?, ?)", (kind, row_id, key))


def _former_id(conn: sqlite3.Connection, kind: str, key: str) -> int | None:
    """The id the page had when it was an article, or a copy, before; None where it had none or another has it now."""
    table = "articles" if kind == "article" else "copies"
    row = conn.execute(
        f"SELECT id FROM former_ids f WHERE key = ? AND kind = ? AND NOT EXISTS"  # noqa: S608  the names are ours
        f" (SELECT 1 FROM {table} t WHERE t.id = f.id) ORDER BY id",
        (key, kind),
    ).fetchone()
    if row is None:
        return None
    conn.execute("DELETE FROM former_ids WHERE kind = ? AND id = ?", (kind, row[0]))
    return int(row[0])


def _keys(conn: sqlite3.Connection, place: Place, url: str) -> set[str]:
    """The addresses that led to a page: its own, those before redirects, those of its further pages."""
    rows = conn.execute(
        "SELECT DISTINCT c.key FROM captures c JOIN links l ON l.key = c.key"
        " WHERE c.article_id = ? AND l.article_id = ? AND l.copy_id IS ?",
        (place.article_id, place.article_id, place.copy_id),
    )
    return {url_key(url), *(key for (key,) in rows)}


def _refile(conn: sqlite3.Connection, keys: set[str], before: int, now: Place) -> None:
    """Say of a page's links and captures where it is filed now."""
    listed = json.dumps(sorted(keys))
    conn.execute(
        "UPDATE links SET article_id = ?, copy_id = ? WHERE key IN (SELECT value FROM json_each(?))",
        (now.article_id, now.copy_id, listed),
    )
    conn.execute(
        "UPDATE withdrawals SET article_id = ?, copy_id = ? WHERE link_id IN"
        " (SELECT id FROM links WHERE key IN (SELECT value FROM json_each(?)))",
        (now.article_id, now.copy_id, listed),
    )
    conn.execute(
        "UPDATE captures SET article_id = ? WHERE article_id = ? AND key IN (SELECT value FROM json_each(?))",
        (now.article_id, before, listed),
    )


def _about_articles(conn: sqlite3.Connection) -> list[tuple[str, str]]:
    """The tables whose rows are about one article, and the column that names it: those that refer to its id."""
    tables = [name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    named = [
        (table, str(key[3]))
        for table in tables
        for key in conn.execute(f"PRAGMA foreign_key_list({table})")
        if key[2] == "articles"
    ]
    return [one for one in named if one[0] != "copies"]


def _taken(conn: sqlite3.Connection, table: str, column: str, article_id: int) -> list[Row]:
    """The rows of a table about an article, taken out of it."""
    cursor = conn.execute(f"SELECT * FROM {table} WHERE {column} = ?", (article_id,))  # noqa: S608  names are ours
    names = [one[0] for one in cursor.description]
    rows = [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
    conn.execute(f"DELETE FROM {table} WHERE {column} = ?", (article_id,))  # noqa: S608
    return rows


def _insert(conn: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> int:
    names = list(row)
    marks = ", ".join("?" * len(names))
    cursor = conn.execute(
        f"INSERT INTO {table}({', '.join(names)}) VALUES ({marks})",  # noqa: S608  names are ours
        [row[name] for name in names],
    )
    return int(cursor.lastrowid or 0)


def _without(row: Mapping[str, Any], column: str) -> Row:
    return {name: value for name, value in row.items() if name != column}
