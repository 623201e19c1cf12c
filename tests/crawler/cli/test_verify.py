"""`jingwen verify`: one flipped byte, one missing file, one moved row, each found and named."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.crawler.conftest import Jingwen, one_line


def row_of(data: Path, columns: str) -> tuple[object, ...]:
    with sqlite3.connect(data / "jingwen.db") as conn:
        found: tuple[object, ...] = conn.execute(
            f"SELECT {columns} FROM captures WHERE kind = 'article' AND refers_to IS NULL ORDER BY id LIMIT 1"
        ).fetchone()
    return found


def test_a_whole_archive_is_found_whole(told: Jingwen, crawled: Path) -> None:
    done = told("verify", "--json", "--jobs", "2", data=crawled)
    with sqlite3.connect(crawled / "jingwen.db") as conn:
        count = conn.execute("SELECT count(*) FROM captures").fetchone()[0]
    found = json.loads(done.out)
    assert (done.code, found["checked"], found["problems"], found["wrong"]) == (0, count, [], [])
    assert found["texts"] > 40 and sum(one["drifted"] for one in found["drift"]) == 0
    drawn = json.loads(told("verify", "--sample", "3", "--json", data=crawled).out)
    assert (drawn["checked"], drawn["texts"]) == (3, 3)
    assert json.loads(told("verify", "--bytes-only", "--json", data=crawled).out)["texts"] == 0
    assert "0 with a problem" in told("verify", data=crawled).out


@pytest.mark.parametrize("place", [12, 200, -9])
def test_one_flipped_byte_is_found_and_its_row_named(place: int, told: Jingwen, copied: Path) -> None:
    row, url, file, offset, length = row_of(copied, "id, url, file, offset, length")
    warc = copied / "warc" / str(file)
    raw = bytearray(warc.read_bytes())
    raw[int(str(offset)) + (place if place > 0 else int(str(length)) + place)] ^= 1
    warc.write_bytes(raw)
    done = told("verify", "--json", data=copied)
    found = json.loads(done.out)
    assert done.code == 1
    assert [(problem["capture_id"], problem["url"]) for problem in found["problems"]] == [(row, url)]
    assert f"capture {row}" in told("verify", data=copied).out


def test_a_row_that_points_elsewhere_is_found(told: Jingwen, copied: Path) -> None:
    with sqlite3.connect(copied / "jingwen.db") as conn:
        ids = [row[0] for row in conn.execute("SELECT id FROM captures WHERE kind = 'article' LIMIT 2")]
        places = conn.execute("SELECT file, offset, length, digest FROM captures WHERE id = ?", (ids[1],)).fetchone()
        conn.execute("UPDATE captures SET offset = -1 WHERE id = ?", (ids[1],))
        conn.execute("UPDATE captures SET file = ?, offset = ?, length = ?, digest = ? WHERE id = ?", (*places, ids[0]))
    problems = json.loads(told("verify", "--json", data=copied).out)["problems"]
    found = {problem["capture_id"]: problem["problem"] for problem in problems}
    assert set(found) == set(ids)
    assert "wrong offset" in found[ids[0]]


def test_a_missing_file_is_named_for_every_row_in_it(told: Jingwen, copied: Path) -> None:
    (file,) = row_of(copied, "file")
    (copied / "warc" / str(file)).unlink()
    done = told("verify", "--json", data=copied)
    problems = json.loads(done.out)["problems"]
    assert done.code == 1 and problems
    assert all("missing file" in one["problem"] and str(file) in one["problem"] for one in problems)


def test_a_torn_database_is_damaged(told: Jingwen, copied: Path) -> None:
    database = copied / "jingwen.db"
    database.write_bytes(database.read_bytes()[: 4096 * 3 + 100])
    one_line(told("verify", data=copied), 3, "jingwen.db")


def test_a_text_that_is_not_what_its_bytes_give_is_found(told: Jingwen, copied: Path) -> None:
    with sqlite3.connect(copied / "jingwen.db") as conn:
        one, other = (
            row[0] for row in conn.execute("SELECT id FROM article_text WHERE text_hans IS NULL ORDER BY id LIMIT 2")
        )
        conn.execute("UPDATE article_text SET text = text || '。' || text WHERE id = ?", (one,))
        conn.execute("UPDATE articles SET headline = '另一个标题' WHERE id = ?", (other,))
    done = told("verify", "--json", data=copied)
    found = {problem["id"]: problem["problem"] for problem in json.loads(done.out)["wrong"]}
    assert (done.code, set(found)) == (1, {one, other})
    assert "headline" in found[other] and "digest" in found[one]
    assert "2 with a problem" in told("verify", data=copied).out


def test_drift_is_told_by_extractor_and_is_no_fault(told: Jingwen, copied: Path) -> None:
    with sqlite3.connect(copied / "jingwen.db") as conn:
        conn.execute("UPDATE extractors SET version = '0.0.1+00000000/' || id")
        conn.execute("UPDATE articles SET kicker = '旧引题' WHERE id IN (SELECT id FROM articles LIMIT 2)")
    done = told("verify", data=copied)
    assert done.code == 0 and "0.0.1+00000000" in done.out and "kicker 2" in done.out
    assert "2 drifted, 0 with a problem" in done.out
    (drift,) = json.loads(told("verify", "--json", data=copied).out)["drift"]
    assert (drift["extractor"], drift["drifted"], drift["fields"]) == ("0.0.1+00000000", 2, {"kicker": 2})
