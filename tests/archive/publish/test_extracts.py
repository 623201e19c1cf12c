"""Extracts: stable columns, whole texts, cells no spreadsheet calculates, and the same rows in every form."""

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from archive.errors import UsageError
from archive.publish.codebook import COLUMNS
from archive.publish.csv import csv_line, safe_cell, write_csv
from archive.publish.jsonl import write_jsonl
from archive.publish.rows import Row, select_rows
from archive.publish.xlsx import CUT, LONGEST_CELL, write_xlsx
from archive.records import Article, Person, Site
from archive.search.candidates import Narrowing
from archive.store.archive import Archive

SITES = (
    Site("a_site", "甲站", "990100", "province", "police", "甲", "trs", "http://a.test/"),
    Site("b_site", "乙站", "990200", "province", "police", "乙", "trs", "http://b.test/"),
)
LONG = "".join(chr(0x4E00 + place % 5000) for place in range(70_000))


def article(number: int, text: str, **more: object) -> Article:
    site = SITES[number % 2]
    return Article(
        f"{site.home}{number}", site.name, f"第{number}号通报", published=f"2024-0{1 + number}-02", precision="day",
        source="=HYPERLINK(1)" if number == 0 else "沧江日报", paragraphs=(text,), script="hans", **more,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.fixture(scope="module")
def conn(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    folder = tmp_path_factory.mktemp("publish")
    people = (Person("张三", "reporter"), Person("李四", "reporter"), Person("王五", "editor"))
    with Archive.open(folder) as archive:
        for site in SITES:
            archive.record_site(site)
        archive.add(
            article(0, "望江市公安局通报一起电信诈骗案件，抓获嫌疑人三名。", people=people, flags=("short",)), []
        )
        archive.add(article(1, '带"引号"、逗号,\u2028与换行的正文，由民警在柳溪社区记录下来。'), [])
        archive.add(article(2, LONG), [])
        archive.add(article(3, "-1+1\x01的算式写在公告栏上，社区民警提醒居民谨防刷单诈骗。"), [])
    return sqlite3.connect(f"file:{folder / 'jingwen.db'}?mode=ro", uri=True)


def rows(conn: sqlite3.Connection, query: str = "", **narrowed: str) -> list[Row]:
    return list(select_rows(conn, query, Narrowing(**narrowed)))


def test_rows_have_the_columns_of_the_codebook_newest_first(conn: sqlite3.Connection) -> None:
    found = rows(conn)
    assert [tuple(row) for row in found] == [COLUMNS] * 4
    assert [row["headline"] for row in found] == ["第3号通报", "第2号通报", "第1号通报", "第0号通报"]
    first = found[-1]
    assert (first["reporters"], first["editors"], first["authors"]) == ("张三; 李四", "王五", "")
    assert (first["site_title"], first["region"], first["flags"]) == ("甲站", "云岭省", "short")
    assert first["view_count"] is None


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({"query": "诈骗"}, [3, 0]),
        ({"query": "詐騙 -刷单"}, [0]),
        ({"site": "b_site"}, [3, 1]),
        ({"region": "云岭省"}, [2, 0]),
        ({"since": "2024-02", "until": "2024-03"}, [2, 1]),
        ({"query": "电信诈骗", "site": "b_site"}, []),
    ],
)
def test_rows_are_narrowed(conn: sqlite3.Connection, asked: dict[str, str], numbers: list[int]) -> None:
    assert [row["headline"] for row in rows(conn, **asked)] == [f"第{number}号通报" for number in numbers]


def test_a_wrong_query_is_refused_before_anything_is_written(conn: sqlite3.Connection) -> None:
    with pytest.raises(UsageError):
        select_rows(conn, query="-公安")


def read_csv(written: bytes, encoding: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.decode(encoding), newline="")))


def test_csv_is_safe_and_opens_in_spreadsheets_and_raw_is_untouched(conn: sqlite3.Connection) -> None:
    safe, raw = io.BytesIO(), io.BytesIO()
    assert write_csv(select_rows(conn), safe) == 4
    write_csv(select_rows(conn), raw, raw=True)
    assert safe.getvalue().startswith(b"\xef\xbb\xbfid,headline")
    assert raw.getvalue().startswith(b"id,headline")
    table = read_csv(safe.getvalue(), "utf-8-sig")
    source, text = COLUMNS.index("source"), COLUMNS.index("text")
    assert table[4][source] == "'=HYPERLINK(1)"
    assert table[1][text].startswith("'-1+1")
    assert read_csv(raw.getvalue(), "utf-8")[4][source] == "=HYPERLINK(1)"
    assert table[2][text] == LONG
    assert [cells[text] for cells in read_csv(raw.getvalue(), "utf-8")[1:]] == [row["text"] for row in rows(conn)]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("\t=1", "'\t=1"),
        (" @x", "' @x"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'撇", "'撇"),
        ("公安=", "公安="),
        (-3, -3),
        ("", ""),
        (None, None),
    ],
)
def test_cells_a_spreadsheet_would_calculate_are_quoted(value: object, cell: object) -> None:
    assert safe_cell(value) == cell


def test_jsonl_is_a_row_a_line(conn: sqlite3.Connection) -> None:
    stream = io.BytesIO()
    assert write_jsonl(select_rows(conn), stream) == 4
    text = stream.getvalue().decode()
    assert len(text.splitlines()) == 4  # U+2028 is escaped, or this would be five
    assert [json.loads(line) for line in text.splitlines()] == rows(conn)


def test_a_workbook_holds_no_formula_and_every_text_whole(conn: sqlite3.Connection, tmp_path: Path) -> None:
    assert write_xlsx(select_rows(conn), tmp_path / "x.xlsx") == 4
    book = load_workbook(tmp_path / "x.xlsx")
    table = list(book["articles"].iter_rows())
    assert tuple(cell.value for cell in table[0]) == COLUMNS
    source, text = COLUMNS.index("source"), COLUMNS.index("text")
    assert (table[4][source].value, table[4][source].data_type) == ("=HYPERLINK(1)", "s")
    assert not [cell for line in table for cell in line if cell.data_type == "f"]
    assert table[2][text].value == LONG[: LONGEST_CELL - len(CUT)] + CUT
    parts = list(book["long_text"].iter_rows(min_row=2, values_only=True))
    assert "".join(part[3] for part in parts) == LONG
    assert [line[0] for line in book["codebook"].iter_rows(min_row=2, values_only=True)] == list(COLUMNS)


CELLS = (
    st.none()
    | st.integers()
    | st.text(st.sampled_from("a,'=-＋＝\u3000\"\r\n \u2028公；") | st.characters(codec="utf-8"), max_size=8)
)


@given(st.lists(CELLS, min_size=2, max_size=6))
def test_a_line_is_what_the_csv_module_writes(cells: list[object]) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow(cells)
    assert csv_line(cells, raw=True) + b"\r\n" == buffer.getvalue().encode()


@given(st.lists(CELLS, min_size=len(COLUMNS), max_size=len(COLUMNS)), st.booleans())
def test_a_whole_line_is_the_same_whether_its_texts_are_encoded_already_or_not(cells: list[object], raw: bool) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow(cells if raw else map(safe_cell, cells))
    short, texts = cells[:-2], [str(cell or "") for cell in cells[-2:]]
    line = csv_line([*short, *texts], raw=raw)
    assert line == csv_line([*short, *(text.encode() for text in texts)], raw=raw)
    if all(cell is None or isinstance(cell, str) for cell in cells[-2:]):
        assert line + b"\r\n" == buffer.getvalue().encode()
