"""The rows of an extract: one an article, in the columns of the codebook, streamed newest first."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import islice

from archive.publish.codebook import COLUMNS
from archive.search.candidates import EVERYWHERE, Narrowing, damaged, question, verified_ids

Row = dict[str, object]
BATCH = 500
SEPARATOR = "; "
ROLES = {
    "reporter": "reporters", "correspondent": "correspondents", "author": "authors", "editor": "editors",
    "photographer": "photographers",
}  # fmt: skip
ELSEWHERE = {
    "site_title": "s.title", "warc_file": "c.file", "warc_offset": "c.offset", "payload_digest": "c.digest",
    "text": "t.text", "text_hans": "t.text_hans",
}  # fmt: skip
ENCODED = ("text", "text_hans")
NUMBERS = {"id", "view_count", "word_count", "copies", "versions", "capture_id", "warc_offset"}


def expression(name: str) -> str:
    """SQL: what a column of the codebook holds; text never null, names of people left to be filled in."""
    if name in ROLES.values():
        return "''"
    stored = ELSEWHERE.get(name, f"a.{name}")
    return stored if name in NUMBERS else f"coalesce({stored}, '')"


SELECT = (
    f"SELECT {', '.join(map(expression, COLUMNS))} FROM articles a"  # noqa: S608 - our own names
    " JOIN article_text t ON t.id = a.id LEFT JOIN sites s ON s.name = a.site"
    " LEFT JOIN captures c ON c.id = a.capture_id WHERE a.id IN (SELECT value FROM json_each(?))"
)
SELECT_ENCODED = SELECT
for _name in ENCODED:
    SELECT_ENCODED = SELECT_ENCODED.replace(expression(_name), f"CAST({expression(_name)} AS BLOB)")
PEOPLE = (
    "SELECT article_id, role, name FROM people WHERE article_id IN (SELECT value FROM json_each(?))"
    " ORDER BY article_id, position"
)


def select_rows(
    conn: sqlite3.Connection, query: str = "", narrowing: Narrowing = EVERYWHERE, *, encoded: bool = False
) -> Iterator[Row]:
    """Every article that answers, newest first, as dicts with exactly the keys of COLUMNS in that order.

    Absent text is "", an absent number None; `encoded`: the two long texts as UTF-8, as `csv` writes them quickest. A
    query or date that cannot be understood raises QueryError at once; rows are read in batches as they are asked for,
    so a long extract holds neither memory nor a lock.
    """
    return read_rows(conn, verified_ids(conn, question(query, narrowing)), encoded=encoded)


def read_rows(conn: sqlite3.Connection, ids: Iterator[int], *, encoded: bool = False) -> Iterator[Row]:
    """The rows of some articles, in the order given."""
    try:
        while batch := list(islice(ids, BATCH)):
            yield from batch_rows(conn, batch, SELECT_ENCODED if encoded else SELECT)
    except sqlite3.OperationalError as error:
        raise damaged(error) from error


def batch_rows(conn: sqlite3.Connection, ids: list[int], select: str) -> Iterator[Row]:
    """The rows of a batch of articles."""
    asked = (json.dumps(ids),)
    found: dict[int, Row] = {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in conn.execute(select, asked)}
    for article, role, name in conn.execute(PEOPLE, asked):
        row, column = found.get(article), ROLES.get(role)
        if row is not None and column is not None:
            row[column] = f"{row[column]}{SEPARATOR}{name}" if row[column] else name
    for article in ids:
        if article in found:
            row = found[article]
            row["flags"] = flag_list(row["flags"])
            yield row


def flag_list(stored: object) -> str:
    """Quality flags, however they are stored (JSON list or words), joined by "; "."""
    text = str(stored or "")
    if text in ("", "[]"):
        return ""
    words = json.loads(text) if text.startswith("[") else text.replace(",", " ").split()
    return SEPARATOR.join(str(word) for word in words)
