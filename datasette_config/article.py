"""What is known of one article, read for its page: its record, its people, its printings, its versions."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import date, datetime
from typing import Any

from datasette import NotFound

from archive.dedup.lineage import Printing, descents
from archive.publish.citation import Citation
from archive.search.lexer import QueryError
from archive.search.query import Query, compile_query
from archive.search.verify import mark
from datasette_config.charts import course
from datasette_config.marks import marked_html
from datasette_config.room import rows
from datasette_config.words import FLAGS, GONE, ROLES, Pair, named

MANY = 5  # so many missing at once are looked at twice: a site may have moved
MOST_COPIES, MOST_VERSIONS, MOST_ANSWERS, MOST_VIEWS = 200, 50, 20, 40
LONGEST_SUBHEAD, SHORTEST_PARAGRAPH = 20, 30  # characters
UNFINISHED = re.compile(r"[^。！？…；：，、”’』」）)\]》.!?;:,]$")  # how a heading ends, and no sentence does
UNBROKEN = re.compile(r"[!-~]{24}")  # an address, say: justified, the rest of its line would be torn apart
Record = dict[str, Any]
RECORD = (
    "SELECT a.*, t.text, t.text_hans, t.captions, t.images, t.attachments, s.title AS site_title, s.provenance,"
    " c.captured_at, c.file, c.offset, c.digest, c.status, c.key FROM articles a"
    " LEFT JOIN article_text t ON t.id = a.id LEFT JOIN sites s ON s.name = a.site"
    " LEFT JOIN captures c ON c.id = a.capture_id WHERE a.id = ?"
)


def record(conn: sqlite3.Connection, number: str) -> Record:
    """The row of an article with its text, site and capture. Raises NotFound."""
    wanted = int(number) if re.fullmatch("-?[0-9]{1,18}", number) else -1
    found = rows(conn, RECORD, wanted) or rows(conn, RECORD, follows(conn, wanted))
    if not found:
        raise NotFound("没有这篇文章 (no such article)")
    return found[0]


def follows(conn: sqlite3.Connection, number: int) -> int:
    """The article that holds the page which had this id before duplicates were judged again; -1 where there is none."""
    found = conn.execute("SELECT article_id FROM moved WHERE id = ?", (number,)).fetchone()
    return int(found[0]) if found else -1


def article(conn: sqlite3.Connection, number: str, words: str) -> Record:
    """Everything the page of one article shows; its hits marked when it was come to from a search."""
    row = record(conn, number)
    query, seen = understood(words), views(conn, row["url"])
    shown = {name: marked_html(mark(query, row[name] or "")) for name in ("headline", "kicker", "subheadline")}
    return {
        **row, "shown": shown, "words": words, "people_by_role": people(conn, row["id"]),
        "paragraphs": paragraphs(query, row["text"]), "repaired": paragraphs(query, row["text_hans"]),
        "caption_list": listed(row["captions"]), "image_list": listed(row["images"]),
        "attachment_list": listed(row["attachments"]), "flag_words": flag_words(row["flags"]),
        "printings": printings(conn, row), "version_list": versions(conn, row), "gone": gone(conn, row),
        "views": seen, "course": course([(one["seen_at"], one["count"]) for one in seen]),
        "withheld": withheld(conn, row["id"]),
    }  # fmt: skip


def withheld(conn: sqlite3.Connection, number: int) -> list[Record]:
    """That something of an article is not published, why and since when."""
    return rows(conn, "SELECT action, reason, at FROM redactions WHERE article_id = ?", number)


def understood(words: str) -> Query:
    try:
        return compile_query(words)
    except QueryError:
        return compile_query("")


def paragraphs(query: Query, text: str | None) -> list[tuple[Any, str]]:
    """The paragraphs with their hits marked, and how each is set: "subhead", "loose" (not justified) or ""."""
    every = lines(text)
    return [
        (
            marked_html(mark(query, line)),
            "subhead" if is_subhead(every, place) else "loose" if UNBROKEN.search(line) else "",
        )
        for place, line in enumerate(every)
    ]


def is_subhead(every: list[str], place: int) -> bool:
    """Whether a line looks like a heading: short, unfinished, alone between paragraphs. Only its weight hangs on it."""
    line = every[place].strip()
    around = every[max(0, place - 1) : place] + every[place + 1 : place + 2]
    return (
        1 < len(line) <= LONGEST_SUBHEAD
        and place + 1 < len(every)
        and UNFINISHED.search(line) is not None
        and all(len(other) >= SHORTEST_PARAGRAPH for other in around)
    )


def lines(text: str | None) -> list[str]:
    """The paragraphs of a stored text."""
    return [line for line in (text or "").split("\n") if line.strip()]


def people(conn: sqlite3.Connection, number: int) -> list[tuple[Pair, list[str]]]:
    """The people of an article by role, in the order of the page."""
    by_role: dict[str, list[str]] = {}
    for name, role in conn.execute("SELECT name, role FROM people WHERE article_id = ? ORDER BY position", (number,)):
        by_role.setdefault(role, []).append(name)
    return [(named(ROLES, role), names) for role, names in by_role.items()]


def views(conn: sqlite3.Connection, url: str) -> list[Record]:
    """How often the page said it had been read, the last MOST_VIEWS times it said something else, oldest first."""
    asked = "SELECT seen_at, count FROM view_counts WHERE url = ? ORDER BY seen_at DESC LIMIT ?"
    return rows(conn, asked, url, MOST_VIEWS)[::-1]


def printings(conn: sqlite3.Connection, row: Record) -> list[Record]:
    """The article and its copies, first printing first, undated ones last; [] where it has no copies.

    Each says whether it is the record's own page, how long after the first it stands ("" where that is unknown), and
    which site it was `taken` from ("" for the first).
    """
    found = rows(
        conn,
        "SELECT c.*, s.title AS site_title, s.publisher FROM copies c LEFT JOIN sites s ON s.name = c.site"
        " WHERE article_id = ? ORDER BY c.id LIMIT ?",
        row["id"],
        MOST_COPIES,
    )
    if not found:
        return []
    every = {row["url"]: {**row, "own": True, "similarity": 1.0}}
    every |= {copy["url"]: {**copy, "own": False} for copy in found}
    told = [
        (every[one.printing.key], every.get(one.taken_from)) for one in descents(list(map(printing, every.values())))
    ]
    first = told[0][0]["published"]
    return [{**one, "after": after(first, one["published"]), "taken": site_of(before)} for one, before in told]


def printing(row: Record) -> Printing:
    """A row of an article or a copy as a printing, named by its address."""
    names = tuple(row[name] for name in ("site_title", "publisher") if row.get(name))
    return Printing(row["url"], names or (row["site"],), row["source"] or "", row["published"] or "", 0)


def site_of(row: Record | None) -> str:
    """What the site of a row is called; "" for no row."""
    return str(row["site_title"] or row["site"]) if row else ""


def after(first: str | None, published: str | None) -> Pair:
    """How long after the first printing, no finer than both are known; ("", "") where it cannot be said."""
    if not first or not published or len(first) < 10 or len(published) < 10:
        return "", ""
    try:
        days = (date.fromisoformat(published[:10]) - date.fromisoformat(first[:10])).days
        if days > 1 or "T" not in first or "T" not in published:
            return (f"{days} 天后", f"{days} day{'s' if days > 1 else ''} later") if days else ("", "")
        minutes = round((datetime.fromisoformat(published) - datetime.fromisoformat(first)).total_seconds() / 60)
    except ValueError:
        return "", ""
    if minutes >= 60:
        return f"{minutes // 60} 小时后", f"{minutes // 60} h later"
    return (f"{minutes} 分钟后", f"{minutes} min later") if minutes else ("", "")


def versions(conn: sqlite3.Connection, row: Record) -> list[Record]:
    """The versions of an article, newest first, each with its paragraphs; the current one's text is the article's."""
    found = rows(
        conn, "SELECT * FROM versions WHERE article_id = ? ORDER BY number DESC LIMIT ?", row["id"], MOST_VERSIONS
    )
    for place, version in enumerate(found):
        version["current"] = place == 0
        version["paragraphs"] = lines(row["text"] if place == 0 and version["text"] is None else version["text"])
        version["headline"] = version["headline"] or (row["headline"] if place == 0 else "")
    return found


def gone(conn: sqlite3.Connection, row: Record) -> list[Record]:
    """The withdrawals of an article and of its copies, latest first, each with the captures that show it.

    `own` is the article's own page; `moved` that most of what was looked at in that run was missing too.
    """
    found = rows(
        conn,
        "SELECT w.*, s.title AS site_title, m.status AS status FROM withdrawals w"
        " LEFT JOIN sites s ON s.name = w.site LEFT JOIN captures m ON m.id = w.missing_capture"
        " WHERE w.article_id = ? ORDER BY w.id DESC LIMIT ?",
        row["id"],
        MOST_ANSWERS,
    )
    for one in found:
        one["own"] = one["copy_id"] is None
        one["words"] = named(GONE, one["how"])
        one["moved"] = most_were_missing(one)
    return found


def most_were_missing(withdrawal: Record) -> bool:
    """Whether most of what was looked at in the run of a withdrawal was missing too: the site may have moved."""
    missing, looked = withdrawal["run_missing"] or 0, withdrawal["run_looked"] or 0
    return missing >= MANY and missing * 2 > looked


def listed(stored: str | None) -> list[Any]:
    """A JSON list of the database; [] where there is none."""
    value = json.loads(stored) if stored else []
    return value if isinstance(value, list) else []


def flag_words(stored: str | None) -> list[Pair]:
    """Quality flags in words."""
    text = stored or ""
    flags = listed(text) if text.startswith("[") else text.replace(",", " ").split()
    return [named(FLAGS, str(flag)) for flag in flags if flag]


def citation(conn: sqlite3.Connection, row: Record, address: str) -> Citation:
    """What citing an article names; `address` is its page here."""
    authors = conn.execute(
        "SELECT name FROM people WHERE article_id = ? AND role IN ('reporter', 'correspondent', 'author')"
        " ORDER BY position",
        (row["id"],),
    )
    return Citation(
        row["id"], row["headline"] or "", tuple(name for (name,) in authors), row["source"] or row["site_title"] or "",
        row["published"] or "", row["captured_at"] or row["first_seen"], row["url"], address, row["versions"],
        row["digest"] or row["text_digest"], row["page"] or "",
    )  # fmt: skip
