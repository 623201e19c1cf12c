"""`jingwen demo`: the whole path in one command, and again three days later."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from tests.crawler.conftest import Jingwen, one_line


def test_the_demo_twice(jingwen: Jingwen, tmp_path: Path) -> None:
    first = jingwen("demo", "--no-serve", "--to", str(tmp_path / "demo"), data=tmp_path)
    assert first.code == 0, first.err
    assert "诈骗" in first.out and "2025-12-10" in first.out
    second = jingwen("demo", "--no-serve", "--to", str(tmp_path / "demo"), data=tmp_path)
    assert second.code == 0, second.err
    assert "2025-12-13" in second.out
    new = [int(re.search(r"(\d+) new articles", done.out)[1]) for done in (first, second)]  # type: ignore[index]
    assert new[0] > 200 and 0 < new[1] < 60
    with sqlite3.connect(tmp_path / "demo" / "jingwen.db") as conn:
        assert conn.execute("SELECT count(*) FROM articles").fetchone()[0] == sum(new)


def test_a_place_that_is_no_archive_is_left_as_it_is(jingwen: Jingwen, tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "jingwen.db").write_bytes(b"this is no database " * 4096)
    one_line(jingwen("demo", "--no-serve", "--to", str(tmp_path / "demo"), data=tmp_path), 3, "jingwen.db")
    assert (tmp_path / "demo" / "jingwen.db").read_bytes().startswith(b"this is no database")
