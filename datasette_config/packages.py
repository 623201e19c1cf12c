"""What a WACZ taken from a page may hold: the captures of a search, of so many articles and bytes and no more."""

from __future__ import annotations

import json
import sqlite3
from itertools import islice

from datasette.utils import sqlite_timelimit

from archive.errors import UsageError
from archive.search.candidates import Narrowing, question, verified_ids
from archive.store.pictures import of_article

MOST_ARTICLES, MOST_BYTES = 1_000, 500_000_000
LOOKING_MS = 10_000  # the longest that is looked for what a package would hold
NO_WARC = "这份数据库旁没有 WARC 文件，给不出 WACZ (no WARC files lie beside this database; a published copy has none)"
TOO_MUCH = (
    f"一个 WACZ 至多 {MOST_ARTICLES:,} 篇、{MOST_BYTES // 10**6:,} MB：请缩小检索，或用 jingwen export --format wacz"
    f" (a WACZ from a page holds at most {MOST_ARTICLES:,} articles and {MOST_BYTES // 10**6:,} MB: narrow the search,"
    " or use that command)"
)
TOO_SLOW = "这个检索太慢，请缩小范围 (too slow: narrow the search by site, region or date)"
SIZE = (
    "SELECT coalesce(sum(length), 0) FROM (SELECT id, length FROM captures WHERE article_id IN"
    " (SELECT value FROM json_each(?)) UNION SELECT id, length FROM captures WHERE id IN"
    " (SELECT value FROM json_each(?)))"
)


def packable(conn: sqlite3.Connection, q: str, narrowing: Narrowing) -> list[int]:
    """The articles that answer a search, newest first.

    Raises QueryError, UsageError where they or their bytes are too many for a package or take too long to find.
    """
    try:
        with sqlite_timelimit(conn, LOOKING_MS):
            ids = list(islice(verified_ids(conn, question(q, narrowing)), MOST_ARTICLES + 1))
            shown = {capture_id for number in ids[:MOST_ARTICLES] for capture_id in of_article(conn, number)}
            size = conn.execute(SIZE, (json.dumps(ids), json.dumps(list(shown)))).fetchone()[0]
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise UsageError(TOO_SLOW) from error
        raise
    if len(ids) > MOST_ARTICLES or size > MOST_BYTES:
        raise UsageError(TOO_MUCH)
    return ids
