"""`jingwen dedup` as its user calls it: looking, judging again, deciding, taking back."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from tests.crawler.conftest import Jingwen, one_line


def printings(told: Jingwen, data: Path, named: str) -> list[dict[str, Any]]:
    done = told("dedup", "show", named, "--json", data=data)
    assert done.code == 0, done.err
    found: list[dict[str, Any]] = json.loads(done.out)["printings"]
    return found


def a_copy(data: Path) -> tuple[int, int]:
    with sqlite3.connect(data / "jingwen.db") as conn:
        article_id, copy_id = conn.execute("SELECT article_id, id FROM copies ORDER BY id LIMIT 1").fetchone()
        return article_id, copy_id


def filed(data: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(data / "jingwen.db") as conn:
        return conn.execute("SELECT url, 0 FROM articles UNION ALL SELECT url, 1 FROM copies ORDER BY 1").fetchall()


def test_a_story_is_shown_with_its_printings(told: Jingwen, copied: Path) -> None:
    article_id, copy_id = a_copy(copied)
    shown = printings(told, copied, str(article_id))
    assert len(shown) >= 2 and shown == printings(told, copied, f"copy:{copy_id}")
    table = told("dedup", "show", str(article_id), data=copied)
    assert table.code == 0 and f"copy:{copy_id}" in table.out


def test_nothing_is_written_without_yes(told: Jingwen, copied: Path) -> None:
    _, copy_id = a_copy(copied)
    before = filed(copied)
    assert told("dedup", "split", f"copy:{copy_id}", data=copied).code == 0
    assert told("dedup", "rejudge", data=copied).code == 0
    assert filed(copied) == before


def test_a_split_is_made_and_taken_back(told: Jingwen, copied: Path) -> None:
    told("dedup", "rejudge", "--yes", data=copied)
    before = filed(copied)
    _, copy_id = a_copy(copied)
    done = told("dedup", "split", f"copy:{copy_id}", "--why", "别的年份", "--yes", data=copied)
    assert done.code == 0, done.err
    apart = filed(copied)
    assert sum(is_copy for _, is_copy in apart) == sum(is_copy for _, is_copy in before) - 1  # type: ignore[misc]
    assert told("dedup", "rejudge", "--yes", data=copied).code == 0
    assert filed(copied) == apart
    assert told("dedup", "undo", "--yes", data=copied).code == 0
    assert filed(copied) == before
    assert told("verify", data=copied).code == 0


def test_wrong_words_are_answered_in_one_line(told: Jingwen, copied: Path) -> None:
    one_line(told("dedup", "show", "article:1", data=copied), 2, "article 1")
    one_line(told("dedup", "split", "copy:999999", "--yes", data=copied), 2, "copy 999999")
    one_line(told("dedup", "undo", "--yes", data=copied), 2, "decision")
    article_id, copy_id = a_copy(copied)
    one_line(told("dedup", "join", str(article_id), f"copy:{copy_id}", data=copied), 2, "one story already")
