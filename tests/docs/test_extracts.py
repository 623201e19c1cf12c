"""Every block of docs/extracts.md, run as it stands: what it reads is the archive, cell by cell."""

from __future__ import annotations

import math
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.publish.codebook import COLUMNS
from archive.publish.csv import safe_cell
from archive.publish.rows import Row
from archive.publish.xlsx import LONGEST_CELL
from tests.archive.publish.office import NEEDS_OFFICE, fitted
from tests.archive.publish.trapped import LONG, TRAPS, file_traps

PAGE = (Path(__file__).parents[2] / "docs" / "extracts.md").read_text("utf-8")
FENCE = re.compile(r"^#{2,3} (.+)$|^```(\w+)\n((?s:.*?))^```$", re.MULTILINE)
NEEDS_R = pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
# every cell on a line of its own: a number as it is, a text as the hexadecimal of its bytes
R_CELLS = """
told <- function(cell) if (is.numeric(cell)) format(cell, digits = 17, scientific = FALSE) else
  if (is.na(cell)) "missing" else paste0("x", paste(charToRaw(enc2utf8(cell)), collapse = ""))
for (row in seq_len(nrow(articles))) writeLines(sapply(articles[row, ], told))
"""


@dataclass(frozen=True)
class Block:
    """A block of code: the heading it stands under, its language, and itself."""

    heading: str
    language: str
    code: str


def blocks() -> list[Block]:
    heading, found = "", []
    for title, language, code in FENCE.findall(PAGE):
        heading = title or heading
        if language:
            found.append(Block(heading, language, code))
    return found


def code(heading: str, language: str) -> list[str]:
    """The blocks of one language under a heading, in order."""
    return [block.code for block in blocks() if (block.heading, block.language) == (heading, language)]


@dataclass(frozen=True)
class Extracts:
    """A folder of extracts, as the page says they are made, and the archive's rows."""

    folder: Path
    rows: list[Row]

    def shell(self, line: str, **environment: str) -> str:
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        done = subprocess.run(
            ["sh", "-ec", line], cwd=self.folder, capture_output=True, text=True, timeout=120, check=False,
            env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", **environment},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def extracts(tmp_path_factory: pytest.TempPathFactory) -> Extracts:
    data, folder = tmp_path_factory.mktemp("archive"), tmp_path_factory.mktemp("extracts")
    made = Extracts(folder, file_traps(data))
    assert len(made.rows) == len(TRAPS) + len(LONG)
    (lines,) = code("Which form", "sh")
    made.shell(lines, JINGWEN_DATA=str(data))
    return made


def same(cell: object, given: object) -> bool:
    """Whether a cell is what the archive has: a number or a text; a number that is absent may be missing in any way."""
    missing = cell is None or cell is pd.NA or (isinstance(cell, float) and math.isnan(cell))
    if given is None:
        return missing or cell == ""
    if isinstance(given, int):
        return not missing and int(cell) == given  # type: ignore[call-overload,no-any-return]
    return isinstance(cell, str) and cell == given


def check(found: Iterable[Mapping[str, object]], rows: list[Row]) -> None:
    """Every cell of a table against the archive's, in its order."""
    table = list(found)
    assert len(table) == len(rows)
    wrong = [
        (name, repr(row[name])[:60], repr(line.get(name))[:60])
        for line, row in zip(table, rows, strict=True)
        for name in COLUMNS
        if name not in line or not same(line[name], row[name])
    ]
    assert wrong == []


def guarded(rows: list[Row]) -> list[Row]:
    """The rows as the CSV has them, its apostrophes not undone."""
    return [{name: safe_cell(value) for name, value in row.items()} for row in rows]


@pytest.fixture
def python(extracts: Extracts, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The names that the first block of pandas leaves behind."""
    monkeypatch.chdir(extracts.folder)
    names: dict[str, Any] = {}
    exec(code("pandas", "python")[0], names)
    return names


def test_the_archive_and_its_extract_have_the_texts_that_programs_stumble_over(extracts: Extracts) -> None:
    texts = "".join(str(row["headline"]) for row in extracts.rows)
    assert all(one in texts for one in ("=1+1", "'=1+1", "＠", "007", "NA", "nan", "TRUE", "𠮷", "🚓", "\n", "\t", '"'))
    assert max(len(str(row["text"])) for row in extracts.rows) > 65_535
    assert {row["published"] for row in extracts.rows} >= {"", "2024-03", "2024-03-05", "2024-03-05T09:30"}


def test_pandas_reads_the_csv_and_undoes_its_apostrophes(extracts: Extracts, python: dict[str, Any]) -> None:
    _read, undone, dated = code("pandas", "python")
    check(python["articles"].to_dict("records"), guarded(extracts.rows))
    exec(undone, python)
    check(python["articles"].to_dict("records"), extracts.rows)
    exec(dated, python)
    days = ["" if pd.isna(day) else f"{day:%Y-%m-%d}" for day in python["articles"]["day"]]
    dates = [str(row["published"])[:10] for row in extracts.rows]
    assert days == [date if len(date) == 10 else "" for date in dates]


@pytest.mark.parametrize("form", ["the raw CSV", "Parquet", "JSON Lines", "XLSX"])
def test_pandas_reads_every_other_form(form: str, extracts: Extracts, python: dict[str, Any]) -> None:
    (read,) = code(f"pandas, from {form}", "python")
    exec(read, python)
    check(python["articles"].to_dict("records"), extracts.rows)


def r_rows(extracts: Extracts, *lines: str) -> list[dict[str, object]]:
    """The data frame `articles` that some R leaves behind."""
    (extracts.folder / "read.R").write_text("\n".join([*lines, R_CELLS]), "utf-8")
    told = extracts.shell("Rscript --vanilla read.R").splitlines()
    cells = [bytes.fromhex(cell[1:]).decode() if cell[0] == "x" else number(cell.strip()) for cell in told]
    width = len(COLUMNS)
    return [dict(zip(COLUMNS, cells[at : at + width], strict=True)) for at in range(0, len(cells), width)]


def number(cell: str) -> int | None:
    assert cell != "missing", "a text was taken for missing"
    return None if cell == "NA" else int(cell)


@NEEDS_R
def test_r_reads_the_csv_and_undoes_its_apostrophes(extracts: Extracts) -> None:
    read, undone = code("R", "r")
    check(r_rows(extracts, read), guarded(extracts.rows))
    check(r_rows(extracts, read, undone), extracts.rows)


@NEEDS_R
def test_r_reads_the_raw_csv(extracts: Extracts) -> None:
    numbers = code("R", "r")[0].splitlines()[0]
    check(r_rows(extracts, numbers, *code("R, from the raw CSV", "r")), extracts.rows)


@pytest.mark.parametrize("heading", ["DuckDB", "DuckDB, from the raw CSV", "DuckDB, from Parquet"])
def test_duckdb_reads_every_form(heading: str, extracts: Extracts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(extracts.folder)
    (read,) = code(heading, "sql")
    with duckdb.connect() as conn:
        conn.execute(read)
        table = conn.sql("FROM articles")
        check((dict(zip(table.columns, row, strict=True)) for row in table.fetchall()), extracts.rows)


@NEEDS_OFFICE
def test_libreoffice_reads_the_csv_as_texts(extracts: Extracts) -> None:
    (line,) = code("Excel and LibreOffice", "sh")
    assert f"1 {len(COLUMNS)})" in line
    extracts.shell(line, HOME=str(extracts.folder))
    book = openpyxl.load_workbook(extracts.folder / "libreoffice" / "extract.xlsx", read_only=True)
    header, *lines = book.worksheets[0].values
    assert header == COLUMNS
    found = [dict(zip(COLUMNS, ("" if cell is None else cell for cell in line), strict=True)) for line in lines]
    check(found, [{**row, "text": fitted(str(row["text"]), LONGEST_CELL)} for row in guarded(extracts.rows)])


def test_every_block_of_the_page_is_run() -> None:
    told = {(block.heading, block.language) for block in blocks() if block.language != "text"}
    forms = {(f"pandas, from {form}", "python") for form in ("the raw CSV", "Parquet", "JSON Lines", "XLSX")}
    databases = {("DuckDB", "sql"), ("DuckDB, from the raw CSV", "sql"), ("DuckDB, from Parquet", "sql")}
    office = {("Which form", "sh"), ("Excel and LibreOffice", "sh")}
    assert told == forms | databases | office | {("pandas", "python"), ("R", "r"), ("R, from the raw CSV", "r")}


LETTERS = st.sampled_from("'=+-@＝＋－＠\t\r\n \u3000a公") | st.characters(codec="utf-8", exclude_characters="\0")
AWKWARD = st.text(LETTERS, max_size=8)


@given(st.lists(AWKWARD))
def test_the_apostrophe_is_undone_exactly_whatever_the_text(texts: list[str]) -> None:
    guard = re.compile(code("The apostrophe", "text")[0].strip())
    assert [guard.sub(r"\1", str(safe_cell(text))) for text in texts] == texts
