"""A snapshot: what readers see and nothing else, whole, though a writer writes meanwhile."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from archive.errors import UsageError
from archive.publish.publicity import PRIVATE, PUBLIC
from archive.publish.snapshot import write_snapshot
from archive.records import Article
from archive.search.find import search
from archive.store.archive import Archive
from archive.store.readonly import connect


def article(number: int) -> Article:
    letters = "".join(chr(0x4E00 + (number * 977 + place * 31) % 20_000) for place in range(300))
    return Article(
        f"http://a.test/{number}", "a_site", f"第{number}号通报", published="2024-03-05", precision="day",
        paragraphs=(letters, "派出所民警到场。"), script="hans",
    )  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Archive.open(tmp_path / "data") as archive:
        for number in range(40):
            archive.add(article(number), [])
    return tmp_path / "data"


def tables(conn: sqlite3.Connection) -> set[str]:
    sql = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
    names = {row[0] for row in conn.execute(sql)}
    return {name for name in names if not name.startswith("article_search_") or name == "article_search_sample"}


def test_every_table_of_the_schema_is_judged_public_or_private(data: Path) -> None:
    with closing(connect(data)) as conn:
        assert tables(conn) == set(PUBLIC) | set(PRIVATE)
    assert not set(PUBLIC) & set(PRIVATE)


def test_readers_find_what_the_archive_holds_and_no_table_of_its_own(data: Path, tmp_path: Path) -> None:
    steps: list[str] = []
    rows = write_snapshot(data, tmp_path, steps.append)
    with closing(connect(data)) as source, closing(sqlite3.connect(tmp_path / "jingwen.db")) as made:
        assert tables(made) == set(PUBLIC)
        assert rows["articles"] == len(search(made, "派出所", limit=100).hits) == 40
        whole = "SELECT * FROM articles JOIN article_text USING (id) ORDER BY id"
        assert made.execute(whole).fetchall() == source.execute(whole).fetchall()
        assert made.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert made.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert made.execute("PRAGMA foreign_key_check").fetchall() == []
    assert len(steps) == 5
    assert [path.name for path in tmp_path.glob("jingwen.db*")] == ["jingwen.db"]


def test_an_id_that_went_up_in_another_still_leads_there(data: Path, tmp_path: Path) -> None:
    with Archive.open(data) as archive:
        (held,) = archive.conn.execute("SELECT min(id) FROM articles").fetchone()
        archive.conn.execute(
            "INSERT INTO links(key, url, site, kind, state, article_id, found_at)"
            " VALUES ('k', 'u', 'a_site', 'article', 'done', ?, '')",
            (held,),
        )
        archive.conn.execute("INSERT INTO former_ids(kind, id, key) VALUES ('article', 77, 'k')")
    write_snapshot(data, tmp_path)
    with closing(sqlite3.connect(tmp_path / "jingwen.db")) as made:
        assert made.execute("SELECT id, article_id FROM moved").fetchall() == [(77, held)]


def test_it_is_of_one_moment_though_a_crawl_files_meanwhile(data: Path, tmp_path: Path) -> None:
    enough = threading.Event()

    def write() -> None:
        with Archive.open(data) as archive:
            number = 1_000
            while not enough.is_set():
                archive.add(article(number), [])
                archive.commit()
                number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        rows = write_snapshot(data, tmp_path)
    finally:
        enough.set()
        writer.join()
    assert rows["articles"] == rows["article_text"] >= 40
    with closing(sqlite3.connect(tmp_path / "jingwen.db")) as made:
        found = made.execute("SELECT count(*) FROM article_search('\"派出\"')").fetchone()
        assert found == (rows["articles"],)


def test_where_there_is_no_archive_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no archive"):
        write_snapshot(tmp_path / "nothing", tmp_path)
