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
    done = told("verify", "--json", data=crawled)
    with sqlite3.connect(crawled / "jingwen.db") as conn:
        count = conn.execute("SELECT count(*) FROM captures").fetchone()[0]
    assert (done.code, json.loads(done.out)) == (0, {"checked": count, "problems": []})
    assert json.loads(told("verify", "--sample", "3", "--json", data=crawled).out)["checked"] == 3
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
