"""Every block of docs/extracts.md, run as it stands: what it reads is the archive, cell by cell."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.publish.codebook import COLUMNS
from archive.publish.csv import safe_cell
from archive.publish.rows import Row
from archive.publish.xlsx import LONGEST_CELL
from tests.archive.publish.office import NEEDS_OFFICE, fitted
from tests.archive.publish.trapped import LONG, TRAPS, file_traps

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "extracts.md").read_text("utf-8")
FENCE = re.compile(r"^#{2,3} (.+)$|^```(\w+)\n((?s:.*?))^```$", re.MULTILINE)
NEEDS_R = pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
READERS = ROOT / ".venv" / "readers" / "bin" / "python"
NEEDS_READERS = pytest.mark.skipif(not READERS.exists(), reason="pandas and DuckDB are not installed: make readers")
PYTHON_ROWS = """
import json
cells = articles.astype(object).where(articles.notna(), None)
print(json.dumps(cells.to_dict("records"), default=str))
"""
DUCKDB_ROWS = """
import json, sys, duckdb
duckdb.execute(sys.stdin.read())
found = duckdb.sql("FROM articles")
print(json.dumps([dict(zip(found.columns, row)) for row in found.fetchall()]))
"""
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
    """Whether a cell is what the archive has: a text as it is, a number as such or as its digits, or none."""
    if given is None:
        return cell in (None, "")
    if isinstance(given, int):
        return str(cell) == str(given)
    return cell == given


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


def test_the_archive_and_its_extract_have_the_texts_that_programs_stumble_over(extracts: Extracts) -> None:
    texts = "".join(str(row["headline"]) for row in extracts.rows)
    assert all(one in texts for one in ("=1+1", "'=1+1", "＠", "007", "NA", "nan", "TRUE", "𠮷", "🚓", "\n", "\t", '"'))
    assert max(len(str(row["text"])) for row in extracts.rows) > 65_535
    assert {row["published"] for row in extracts.rows} >= {"", "2024-03", "2024-03-05", "2024-03-05T09:30"}


def python_rows(extracts: Extracts, words: str, *, stdin: str = "") -> list[dict[str, Any]]:
    """The rows that some Python prints, which has pandas and DuckDB."""
    done = subprocess.run([str(READERS), "-c", words], cwd=extracts.folder, input=stdin, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def pandas_rows(extracts: Extracts, *lines: str) -> list[dict[str, Any]]:
    """The rows of the data frame `articles` that some Python leaves behind."""
    return python_rows(extracts, "\n".join([*lines, PYTHON_ROWS]))


@NEEDS_READERS
def test_pandas_reads_the_csv_and_undoes_its_apostrophes(extracts: Extracts) -> None:
    read, undone, dated = code("pandas", "python")
    check(pandas_rows(extracts, read), guarded(extracts.rows))
    found = pandas_rows(extracts, read, undone, dated)
    check(found, extracts.rows)
    dates = [str(row["published"])[:10] for row in extracts.rows]
    assert [str(row["day"] or "")[:10] for row in found] == [date if len(date) == 10 else "" for date in dates]


@NEEDS_READERS
@pytest.mark.parametrize("form", ["the raw CSV", "Parquet", "JSON Lines", "XLSX"])
def test_pandas_reads_every_other_form(form: str, extracts: Extracts) -> None:
    check(pandas_rows(extracts, code("pandas", "python")[0], *code(f"pandas, from {form}", "python")), extracts.rows)


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


@NEEDS_READERS
@pytest.mark.parametrize("heading", ["DuckDB", "DuckDB, from the raw CSV", "DuckDB, from Parquet"])
def test_duckdb_reads_every_form(heading: str, extracts: Extracts) -> None:
    (read,) = code(heading, "sql")
    check(python_rows(extracts, DUCKDB_ROWS, stdin=read), extracts.rows)


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
