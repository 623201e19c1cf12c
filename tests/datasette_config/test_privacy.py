"""What is not for readers is not to be had by any page, JSON or SQL, in the live room as in a published copy."""

import shutil
import sqlite3
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml

from archive.publish.publicity import KEYS, PRIVATE, PUBLIC, WITHHELD
from archive.publish.snapshot import write_snapshot
from tests.datasette_config.conftest import ROOM

INDEXES = [
    f"{name}_{part}" for name in ("article_search", "article_search_sample") for part in ("data", "idx", "config")
]
SECRET = "f00ba4f00ba4"


@pytest.fixture(scope="module")
def room(reading_room: Any, serve: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The room over an archive with something withheld, something decided, and a table nobody has judged."""
    folder = tmp_path_factory.mktemp("private")
    shutil.copy(reading_room.database, folder / "jingwen.db")
    with sqlite3.connect(folder / "jingwen.db") as conn:
        conn.execute(
            "INSERT INTO redactions VALUES (?, 'mask', '当事人申请', '2025-02-01', ?)", (reading_room.network, SECRET)
        )
        conn.execute("INSERT INTO dedup_decisions VALUES (1, 'join', ?, '同一事件', '2025-02-01', NULL)", (SECRET,))
        conn.execute("INSERT INTO dedup_pairs VALUES (1, ?, 'b')", (SECRET,))
        conn.execute(
            "INSERT INTO readings VALUES (1, ?, 1, 1, NULL, NULL, '2025', ?, ?)", (reading_room.network, SECRET, SECRET)
        )
        conn.execute("CREATE TABLE unjudged(id INTEGER PRIMARY KEY, said TEXT)")
        conn.execute("INSERT INTO unjudged VALUES (1, ?)", (SECRET,))
    return serve(folder / "jingwen.db")


async def sql(room: Any, statement: str) -> Any:
    return await room.client.get("/jingwen.json?" + urlencode({"sql": statement, "_shape": "objects"}))


async def shown_tables(room: Any) -> set[str]:
    return {table["name"] for table in (await room.client.get("/jingwen.json")).json()["tables"]}


@pytest.mark.parametrize("table", [*PRIVATE, *INDEXES, "unjudged"])
async def test_a_table_that_is_not_public_is_not_there(room: Any, table: str) -> None:
    for path in (
        f"/jingwen/{table}",
        f"/jingwen/{table}.json",
        f"/jingwen/{table}.csv?_stream=1",
        f"/jingwen/{table}/1",
    ):
        answer = await room.client.get(path)
        assert answer.status_code in (400, 403, 404), path
        assert SECRET not in answer.text
    for statement in (
        f"SELECT * FROM {table}",
        f"SELECT * FROM main.{table.upper()}",
        f"SELECT t.* FROM [{table}] AS t",
    ):
        answer = await sql(room, statement)
        assert answer.status_code in (400, 403), statement
        assert SECRET not in answer.text.replace(statement, "")
    assert table == "unjudged" or table not in await shown_tables(room)


@pytest.mark.parametrize(
    "statement",
    [
        "WITH moved AS (SELECT headline FROM links) SELECT * FROM moved",
        "SELECT (SELECT group_concat(text) FROM readings)",
        "SELECT id FROM articles WHERE EXISTS (SELECT 1 FROM readings WHERE fields LIKE 'f%')",
        "SELECT * FROM articles JOIN readings ON readings.article_id = articles.id ORDER BY readings.text",
        "SELECT a.id FROM articles a UNION SELECT said FROM main.unjudged",
        "SELECT * FROM pragma_database_list()",
        "SELECT count(*) FROM pragma_database_list()",
        "SELECT * FROM pragma_function_list()",
        "SELECT * FROM dbstat",
        "SELECT * FROM sqlite_dbpage",
        "SELECT term FROM \"article_search_idx\"",
        "SELECT load_extension('/tmp/x')",
        "SELECT length(zeroblob(1000000000))",
        "SELECT * FROM fsdir('/')",
        "SELECT readfile('/etc/passwd')",
        "ATTACH '/tmp/x' AS x",
        "PRAGMA database_list",
        "EXPLAIN SELECT text FROM readings",
    ],
)  # fmt: skip
async def test_no_statement_goes_round_it(room: Any, statement: str) -> None:
    answer = await sql(room, statement)
    assert answer.status_code in (400, 403), answer.text
    assert SECRET not in answer.text


async def test_the_search_box_of_a_table_goes_round_nothing(room: Any) -> None:
    for where in (
        "id IN (SELECT article_id FROM readings WHERE text > '')",
        "EXISTS (SELECT 1 FROM article_search_idx)",
    ):
        answer = await room.client.get("/jingwen/articles.json", params={"_where": where})
        assert answer.status_code in (400, 403)


@pytest.mark.parametrize(("table", "column"), WITHHELD)
async def test_a_withheld_column_reads_as_null(room: Any, table: str, column: str) -> None:
    answer = await sql(room, f"SELECT {column} FROM {table}")
    assert answer.status_code == 200
    assert [row[column] for row in answer.json()["rows"]] == [None]
    guessed = await sql(room, f"SELECT count(*) AS n FROM {table} WHERE {column} >= 'f'")
    assert guessed.json()["rows"] == [{"n": 0}]
    for path in (
        f"/jingwen/{table}.json",
        f"/jingwen/{table}",
        f"/jingwen/{table}.csv",
        f"/jingwen/{table}.json?_facet={column}",
    ):
        answer = await room.client.get(path)
        assert answer.status_code == 200
        assert SECRET not in answer.text


async def test_what_is_public_is_still_to_be_had(room: Any, reading_room: Any) -> None:
    assert (await sql(room, "SELECT * FROM moved")).status_code == 200
    found = await sql(room, "SELECT id FROM articles WHERE id IN (SELECT rowid FROM article_search('\"诈骗\"'))")
    assert found.json()["rows"]
    counted = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9) SELECT count(*) AS n FROM n"
    assert (await sql(room, counted)).json()["rows"] == [{"n": 9}]
    for table in sorted(set(PUBLIC) - {"article_search", "article_search_sample"}):
        assert (await room.client.get(f"/jingwen/{table}")).status_code == 200, table
    for path in (
        f"/jingwen/articles/{reading_room.network}",
        "/jingwen/copies/1",
        "/jingwen",
    ):
        assert (await room.client.get(path)).status_code == 200, path


def test_what_pages_count_of_private_rows_is_what_hangs_on_public_ones(reading_room: Any) -> None:
    with sqlite3.connect(reading_room.database) as conn:
        hanging = {
            (table, key[3])
            for table in PRIVATE
            for key in conn.execute(f"PRAGMA foreign_key_list({table})")
            if key[2] in PUBLIC
        }
    assert hanging == KEYS


def test_the_pages_say_the_same_of_every_table() -> None:
    tables = yaml.safe_load((ROOM / "metadata.yaml").read_text("utf-8"))["databases"]["jingwen"]["tables"]
    assert {name for name, table in tables.items() if table.get("allow") is False} == {*PRIVATE, *INDEXES}


def test_every_judgement_has_its_reason() -> None:
    assert all(len(reason) > 10 for reason in (*PUBLIC.values(), *PRIVATE.values(), *WITHHELD.values()))


def test_a_published_copy_holds_nothing_of_it(room: Any, tmp_path: Path) -> None:
    with sqlite3.connect(room.get_database("jingwen").path) as conn:
        conn.execute("DROP TABLE IF EXISTS unjudged")
    write_snapshot(Path(room.get_database("jingwen").path).parent, tmp_path)
    assert SECRET.encode() not in (tmp_path / "jingwen.db").read_bytes()


@pytest.mark.parametrize(
    "statement",
    [
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT printf('%1900000d', i) FROM n",
        "SELECT length(printf('%1900000d', 1) || printf('%1900000d', 1))",
        "SELECT group_concat(t.text) FROM article_text t, article_text u, article_text v",
        "SELECT '" + "a" * 3000 + "' LIKE '" + "%a" * 1500 + "b'",
        "SELECT " + "(" * 500 + "1" + ")" * 500,
        "SELECT sum(length(article_snippet('诈骗', printf('%1900000d', a.id)))) FROM articles a, articles b",
        "SELECT " + " OR ".join(["1"] * 3000),
    ],
)  # fmt: skip
async def test_a_statement_that_grows_is_stopped(room: Any, statement: str) -> None:
    began = time.monotonic()
    answer = await sql(room, statement)
    assert answer.status_code in (400, 503), answer.text[:300]
    assert answer.json()["error"]
    assert time.monotonic() - began < 20
