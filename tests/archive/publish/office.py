"""LibreOffice, as a reader of extracts has it: opens a file and writes it again in another form."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from pathlib import Path

import pytest

OFFICE = shutil.which("soffice")
NEEDS_OFFICE = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
CALC_CELL = 65_535  # UTF-16 units of a cell that LibreOffice reads from a CSV
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false"  # every text in quotes, as it is shown


def opened(file: Path, kind: str, *options: str) -> Path:
    """The file as LibreOffice writes it again, in a folder beside it named after the kind."""
    folder = file.parent / kind.partition(":")[0]
    words = [str(OFFICE), "--headless", *options, "--convert-to", kind, "--outdir", str(folder), str(file)]
    environment = {**os.environ, "HOME": str(file.parent), "LC_ALL": "C.UTF-8"}
    subprocess.run(words, check=True, capture_output=True, timeout=120, env=environment)
    return folder / f"{file.stem}.{folder.name}"


def units(text: str) -> int:
    """The length of a text as spreadsheets count it."""
    return len(text.encode("utf-16-le")) // 2


def fitted(text: str, longest: int) -> str:
    """As much of a text as goes into so many units."""
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore")


def csv_rows(file: Path) -> list[dict[str, object]]:
    """The rows of a CSV, every cell a text."""
    csv.field_size_limit(10_000_000)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return [dict(row) for row in csv.DictReader(stream)]
