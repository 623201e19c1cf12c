"""The archive made to follow the reviewed list of what is not published: masked, suppressed, or given back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from archive.errors import UsageError
from archive.redaction import LIST, WITHHELD, Redaction, Redactions, read_list, redacted
from archive.store import articles, copy_records, search_index
from archive.store.clock import utc_now
from archive.urls import url_key

_PLAIN = {
    "articles": ("id", ("kicker", "subheadline", "byline", "dateline")),
    "article_text": ("id", ("text", "text_hans")),
    "versions": ("article_id", ("headline", "text")),
    "readings": ("article_id", ("fields", "text")),
    "copies": ("article_id", ("headline", "own_text")),
    "links": ("article_id", ("headline",)),
}
_LISTS = ("captions", "images", "attachments")
# ruff: noqa: S608  the names of tables and columns are ours


@dataclass(frozen=True, slots=True)
class Due:
    """One article that is not yet as the list says: its rules (none: it is given back)."""

    article_id: int
    url: str
    rules: tuple[Redaction, ...]


def load_list(data: Path) -> Redactions:
    """The list beside the database; an empty one where there is none. Raises UsageError for one that is wrong."""
    path = data / LIST
    if not path.exists():
        return Redactions()
    try:
        return Redactions(read_list(path.read_text("utf-8")))
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8: save it as CSV in UTF-8") from error


def due(conn: sqlite3.Connection, listed: Redactions) -> Iterator[Due]:
    """The articles whose rows do not follow the list yet. Raises UsageError for an address that is not filed."""
    standing: dict[int, str] = dict(conn.execute("SELECT article_id, rules FROM redactions").fetchall())
    wanted: dict[int, tuple[str, tuple[Redaction, ...]]] = {}
    for key, rules in listed.by_article.items():
        row = conn.execute(
            "SELECT a.id, a.url FROM links l JOIN articles a ON a.id = l.article_id WHERE l.key = ?", (key,)
        ).fetchone()
        if row is None:
            raise UsageError(f"{LIST}: the archive has no article of {key}; see `jingwen search`")
        wanted[row[0]] = row[1], (*wanted.get(row[0], ("", ()))[1], *rules)
    for article_id, (url, rules) in wanted.items():
        if standing.get(article_id) != _digest(rules):
            yield Due(article_id, url, rules)
    for article_id in standing.keys() - wanted.keys():
        row = conn.execute("SELECT url FROM articles WHERE id = ?", (article_id,)).fetchone()
        if row is not None:
            yield Due(article_id, row[0], ())


def withhold(conn: sqlite3.Connection, one: Due) -> None:
    """Mask or suppress an article in every row that says anything of it. The caller holds the transaction."""
    stored = articles.load(conn, one.article_id)
    if stored is None:
        return
    suppressed = any(rule.action == "suppress" for rule in one.rules)

    def of(text: str) -> str:
        return redacted(text, one.rules)

    search_index.take_out(conn, one.article_id)
    for table, (column, names) in _PLAIN.items():
        _rewrite(conn, table, column, names, one.article_id, of)
    _rewrite(conn, "article_text", "id", _LISTS, one.article_id, (lambda _: "[]") if suppressed else of)
    _rewrite(conn, "articles", "id", ("headline",), one.article_id, (lambda _: WITHHELD) if suppressed else of)
    if suppressed:
        conn.execute("DELETE FROM people WHERE article_id = ?", (one.article_id,))
        conn.execute("UPDATE readings SET fields = '{}' WHERE article_id = ?", (one.article_id,))
    else:
        _rewrite(conn, "people", "article_id", ("name",), one.article_id, of)
    for (copy_id,) in conn.execute("SELECT id FROM copies WHERE article_id = ?", (one.article_id,)).fetchall():
        kept = copy_records.kept(conn, copy_id)
        if kept is not None and suppressed:
            conn.execute("DELETE FROM copy_records WHERE copy_id = ?", (copy_id,))
        elif kept is not None:
            copy_records.keep(conn, copy_id, json.loads(of(json.dumps(kept, ensure_ascii=False))))
    search_index.put_in(conn, one.article_id)
    note(conn, one)


def note(conn: sqlite3.Connection, one: Due) -> None:
    """Write what readers may know of it: that it was done, why and when, and not what was masked."""
    conn.execute("DELETE FROM redactions WHERE article_id = ?", (one.article_id,))
    if one.rules:
        action = "suppress" if any(rule.action == "suppress" for rule in one.rules) else "mask"
        reasons = "；".join(dict.fromkeys(rule.reason for rule in one.rules))
        conn.execute(
            "INSERT INTO redactions(article_id, action, reason, at, rules) VALUES (?, ?, ?, ?, ?)",
            (one.article_id, action, reasons, utc_now(), _digest(one.rules)),
        )


def why_withheld(conn: sqlite3.Connection, capture_id: int) -> str:
    """Why a capture is not shown: it, or the one it repeats, is of an article masked or suppressed; "" where none is.

    It is of the article it is filed under, and of that which its address was filed under last.
    """
    last = "SELECT article_id FROM captures WHERE key = b.key AND article_id IS NOT NULL ORDER BY id DESC LIMIT 1"
    row = conn.execute(
        "SELECT r.reason FROM captures c JOIN captures b ON b.id IN (c.id, c.refers_to)"
        f" JOIN redactions r ON r.article_id IN (b.article_id, ({last})) WHERE c.id = ? LIMIT 1",
        (capture_id,),
    ).fetchone()
    return str(row[0]) if row else ""


def rules_for(listed: Redactions, conn: sqlite3.Connection, article_id: int | None, url: str) -> tuple[Redaction, ...]:
    """What holds for a page: the rules of any printing of the story it is filed under, and its own."""
    if not listed.by_article:
        return ()
    keys = {url_key(url)}
    if article_id is not None:
        keys |= {key for (key,) in conn.execute("SELECT key FROM links WHERE article_id = ?", (article_id,))}
    return tuple(rule for key in sorted(keys) for rule in listed.by_article.get(key, ()))


def _rewrite(
    conn: sqlite3.Connection, table: str, column: str, names: tuple[str, ...], article_id: int, of: Callable[[str], str]
) -> None:
    own = "position" if table == "people" else "id"
    asked = f"SELECT {own}, {', '.join(names)} FROM {table} WHERE {column} = ?"
    changed = f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in names)} WHERE {column} = ? AND {own} = ?"
    for row_id, *values in conn.execute(asked, (article_id,)).fetchall():
        shown = [value if value is None else of(str(value)) for value in values]
        conn.execute(changed, (*shown, article_id, row_id))


def _digest(rules: tuple[Redaction, ...]) -> str:
    """What tells one set of rules from another without saying what they mask."""
    return sha256(repr(sorted(map(repr, rules))).encode()).hexdigest()[:16]
