"""What a reprint's page says, kept packed: the rows it would have as an article of its own."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from archive.search.texts import own_lines

Rows = Mapping[str, Sequence[Mapping[str, Any]]]  # the rows of each table, without the article's id


def keep(conn: sqlite3.Connection, copy_id: int, rows: Rows) -> None:
    """Keep the rows of a copy, in the place of those kept before."""
    packed = zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), 6)
    conn.execute(
        "INSERT INTO copy_records(copy_id, word_count, record) VALUES (?, ?, ?)"
        " ON CONFLICT(copy_id) DO UPDATE SET word_count = excluded.word_count, record = excluded.record",
        (copy_id, rows["articles"][0]["word_count"], packed),
    )
    compare(conn, copy_id)


def compare(conn: sqlite3.Connection, copy_id: int) -> None:
    """Note what a copy says that its story, as it now stands, does not: it is searched with the story."""
    rows = kept(conn, copy_id)
    story = conn.execute(
        "SELECT coalesce(t.text_hans, t.text) FROM copies c JOIN article_text t ON t.id = c.article_id WHERE c.id = ?",
        (copy_id,),
    ).fetchone()
    own = None if rows is None else own_lines(searched_text(rows), story[0] if story else "")
    conn.execute("UPDATE copies SET own_text = ? WHERE id = ?", (own, copy_id))


def kept(conn: sqlite3.Connection, copy_id: int) -> Rows | None:
    """The rows of a copy; None for one filed before they were kept."""
    row = conn.execute("SELECT record FROM copy_records WHERE copy_id = ?", (copy_id,)).fetchone()
    return None if row is None else json.loads(zlib.decompress(row[0]))


def searched_text(rows: Rows) -> str:
    """The simplified, repaired text of a copy."""
    text = rows["article_text"][0]
    return str(text["text"] if text["text_hans"] is None else text["text_hans"])
