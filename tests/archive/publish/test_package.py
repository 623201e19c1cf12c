"""The data package: what it says of its files is true, it is of one moment, and a month once frozen stays."""

import csv
import json
import random
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from archive.errors import ArchiveDamaged, UsageError
from archive.publish.package import following, write_package
from archive.publish.rows import select_rows
from archive.records import Article, Person, Site
from archive.store.archive import Archive
from archive.store.readonly import connect

CHECKS = {
    "string": str,
    "integer": int,
    "number": float,
    "datetime": lambda text: datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ"),
}
LETTERS = "".join(map(chr, range(0x4E00, 0x9000)))
csv.field_size_limit(sys.maxsize)


def prose(number: int, length: int = 300) -> str:
    return "".join(random.Random(number).choices(LETTERS, k=length))


def article(number: int, text: str, url: str = "", **more: Any) -> Article:
    return Article(
        url or f"http://a.test/{number}", "a_site", f"第{number}号", published="2024-03", precision="month",
        paragraphs=tuple(text.split("\n")), script="hans", people=(Person("林远舟", "reporter"),), **more,
    )  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Archive.open(tmp_path / "data") as archive:
        archive.record_site(Site("a_site", "甲站", "990100", "province", "police", "甲", "trs", "http://a.test/"))
        archive.add(article(0, prose(0, 70_000)), [])
        archive.add(article(1, prose(1) + '\n带"引号"、逗号,与\u2028分行'), [])
        archive.add(article(1, prose(1) + "\n后来改了一句话"), [])
        archive.add(article(2, prose(1), url="http://b.test/copy", source="沧江晚报"), [])
        archive.conn.execute("UPDATE articles SET first_seen = '2025-10-31T23:59:59Z' WHERE url LIKE '%/0'")
        archive.conn.execute("UPDATE articles SET first_seen = '2025-11-01T00:00:00Z' WHERE url LIKE '%/1'")
        archive.conn.execute("UPDATE copies SET first_seen = '2025-11-30T23:59:59Z'")
    return tmp_path / "data"


@pytest.fixture
def conn(data: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect(data)) as conn:
        yield conn


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_what_the_package_says_of_its_files_is_true(conn: sqlite3.Connection, tmp_path: Path) -> None:
    made = write_package(conn, tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    assert manifest["profile"] == "tabular-data-package"
    assert re.fullmatch(r"[a-z0-9._/-]+", manifest["name"])
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "datapackage.json", *(resource["path"] for resource in manifest["resources"])
    }  # fmt: skip
    for resource in manifest["resources"]:
        held = (tmp_path / "out" / resource["path"]).read_bytes()
        assert (len(held), f"sha256:{sha256(held).hexdigest()}") == (resource["bytes"], resource["hash"])
        rows = table(tmp_path / "out", resource["name"])
        assert len(rows) == resource["rows"] == made.rows[resource["name"]]
        fields = resource["schema"]["fields"]
        if rows:
            assert list(rows[0]) == [field["name"] for field in fields]
        for field in fields:
            assert field["title"]
            assert field["description"]
            for row in rows:
                if row[field["name"]] not in resource["schema"]["missingValues"]:
                    CHECKS[field["type"]](row[field["name"]])
        keys = [tuple(row[name] for name in resource["schema"]["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)
        for key in resource["schema"].get("foreignKeys", ()):
            articles = {row["id"] for row in table(tmp_path / "out", key["reference"]["resource"])}
            assert {row[key["fields"]] for row in rows} <= articles


def test_it_holds_the_rows_of_an_extract_and_what_belongs_to_them(conn: sqlite3.Connection, tmp_path: Path) -> None:
    write_package(conn, tmp_path / "out")
    wanted = {row["id"]: row for row in select_rows(conn)}
    for row in table(tmp_path / "out", "articles"):
        assert row == {name: "" if value is None else str(value) for name, value in wanted.pop(int(row["id"])).items()}
    assert not wanted
    assert [row["number"] for row in table(tmp_path / "out", "versions")] == ["1", "2"]
    assert [row["source"] for row in table(tmp_path / "out", "copies")] == ["沧江晚报"]
    assert [row["name"] for row in table(tmp_path / "out", "people")] == ["林远舟"] * 2
    assert [row["title"] for row in table(tmp_path / "out", "sites")] == ["甲站"]


def test_a_month_holds_what_was_first_seen_in_it_and_stays_as_it_was(data: Path, tmp_path: Path) -> None:
    with closing(connect(data)) as conn:
        made = write_package(conn, tmp_path / "out", "2025-11")
    assert (made.frozen, made.folder) == (False, tmp_path / "out" / "2025-11")
    assert (made.rows["articles"], made.rows["copies"], made.rows["people"]) == (1, 1, 1)
    before = {path.name: path.read_bytes() for path in made.folder.iterdir()}
    with Archive.open(data) as archive:
        archive.add(article(1, prose(1) + "\n又改了一次"), [])
    with closing(connect(data)) as conn:
        again = write_package(conn, tmp_path / "out", "2025-11")
    assert (again.frozen, again.rows) == (True, made.rows)
    assert {path.name: path.read_bytes() for path in made.folder.iterdir()} == before


def test_a_frozen_month_that_has_changed_is_said_to_be_damaged(conn: sqlite3.Connection, tmp_path: Path) -> None:
    folder = write_package(conn, tmp_path / "out", "2025-11").folder
    with (folder / "articles.csv").open("ab") as file:
        file.write(b"x")
    with pytest.raises(ArchiveDamaged, match=r"articles\.csv is not what was frozen"):
        write_package(conn, tmp_path / "out", "2025-11")
    (folder / "copies.csv").unlink()
    (folder / "articles.csv").write_bytes((folder / "articles.csv").read_bytes()[:-1])
    with pytest.raises(ArchiveDamaged, match=r"copies\.csv is gone"):
        write_package(conn, tmp_path / "out", "2025-11")


def test_the_whole_takes_the_place_of_the_one_before(conn: sqlite3.Connection, tmp_path: Path) -> None:
    write_package(conn, tmp_path / "out")
    (tmp_path / "out" / "old.csv").write_text("x")
    write_package(conn, tmp_path / "out")
    assert not (tmp_path / "out" / "old.csv").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_failure_leaves_the_package_that_stood_there(conn: sqlite3.Connection, tmp_path: Path) -> None:
    write_package(conn, tmp_path / "out")
    before = (tmp_path / "out" / "datapackage.json").read_bytes()

    def full(name: str, _rows: int) -> None:
        if name == "versions":
            raise OSError(28, "No space left on device")

    with pytest.raises(Exception, match="No room left"):
        write_package(conn, tmp_path / "out", told=full)
    assert (tmp_path / "out" / "datapackage.json").read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"out", "data"}
    assert not conn.in_transaction


@pytest.mark.parametrize(
    ("month", "said"), [("2025-13", "not a month"), ("November", "not a month"), ("2999-01", "from 2999-02-01")]
)
def test_a_month_that_cannot_be_frozen_is_refused(
    conn: sqlite3.Connection, tmp_path: Path, month: str, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        write_package(conn, tmp_path / "out", month)
    assert not (tmp_path / "out").exists()


def test_a_folder_of_something_else_is_left_alone(conn: sqlite3.Connection, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter").write_text("…")
    with pytest.raises(UsageError, match="no package"):
        write_package(conn, tmp_path / "out")


def test_december_is_followed_by_january() -> None:
    assert [following(month) for month in ("2025-11", "2025-12", "0999-12")] == ["2025-12", "2026-01", "1000-01"]
