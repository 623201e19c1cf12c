"""The reading room after some weeks: edits, withdrawals and returns on known days, markup in some of them."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.datasette_config.conftest import EVIL, HOSTILE

WITHDRAWN = (
    "INSERT INTO withdrawals(link_id, article_id, copy_id, site, url, how, first_seen, last_seen, last_seen_capture,"
    " missing_since, missing_capture, times, last_missing, returned_at, returned_capture, run_looked, run_missing)"
    " SELECT l.id, a.id, NULL, a.site, a.url, ?2, a.first_seen, ?3, a.capture_id, ?3, a.capture_id, ?4, ?3, ?5,"
    " iif(?5 IS NULL, NULL, a.capture_id), ?6, ?7 FROM articles a JOIN links l ON l.article_id = a.id"
    " WHERE a.id = ?1 AND l.copy_id IS NULL AND l.kind = 'article'"
)
EDITED = (
    "INSERT INTO versions(article_id, number, seen_at, capture_id, headline, text_digest, text)"
    " SELECT id, ?2, ?3, capture_id, ?4, text_digest, ?5 FROM articles WHERE id = ?1"
)


def changed(room: Any, folder: Path) -> Path:
    """A copy of the reading room in which more has happened; its database."""
    shutil.copytree(room.folder, folder, ignore=shutil.ignore_patterns("lock"))
    database = folder / "jingwen.db"
    with sqlite3.connect(database) as conn:
        ordinary = [
            number
            for (number,) in conn.execute(
                "SELECT a.id FROM articles a JOIN links l ON l.article_id = a.id WHERE versions = 1 AND copies = 0"
                " AND l.kind = 'article' AND l.copy_id IS NULL AND a.url LIKE 'http%' ORDER BY a.id DESC LIMIT 40"
            )
        ]
        for place, number in enumerate(ordinary[:12]):
            day = f"2025-01-{3 + place * 2:02}"
            conn.execute(EDITED, (number, 1, "2024-12-30T08:00:00Z", "旧标题", "旧的正文。"))
            conn.execute(EDITED, (number, 2, f"{day}T0{place % 9}:20:00Z", f"第{place}次改动后的标题", None))
            conn.execute("UPDATE articles SET versions = 2 WHERE id = ?", (number,))
        hows = ("http_404", "redirected_home", "emptied", "soft_404", "http_410")
        for place, number in enumerate(ordinary[12:32]):
            at = f"2025-01-{5 + place:02}T1{place % 9}:05:00Z"
            returned = "2025-02-02T06:00:00Z" if place == 3 else None
            run = (9, 7) if place == 5 else (40, 1)
            conn.execute(WITHDRAWN, (number, hows[place % 5], at, 1 + place % 3, returned, *run))
        for number in (room.hostile, room.evil):
            conn.execute(WITHDRAWN, (number, f"如何{EVIL}", "2025-02-03T00:00:00Z", 1, "2025-02-04T00:00:00Z", 9, 9))
        hostile = "UPDATE withdrawals SET site = ?, url = 'javascript:alert(9)' WHERE how LIKE '如何%'"
        conn.execute(hostile, (HOSTILE.name,))
    return database


@pytest.fixture(scope="session")
def changed_room(reading_room: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the reading room after some weeks."""
    return changed(reading_room, tmp_path_factory.mktemp("changed") / "room")
