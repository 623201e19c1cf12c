"""A Frictionless data package: every table as CSV, what its columns mean, and a sum of every file.

The form is that of Tabular Data Package 1.0 (specs.frictionlessdata.io).
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from archive.errors import ArchiveDamaged, UsageError
from archive.publish.codebook import Column
from archive.publish.rows import read_rows
from archive.publish.tables import ARTICLES, OTHERS, Table
from archive.store.clock import utc_now
from archive.store.faults import Explained

MANIFEST = "datapackage.json"
TYPES = {"integer": "integer", "number": "number", "datetime": "datetime"}  # a date no finer than the page: a string
FLUSH_AT = 64 * 1024
DESCRIPTION = (
    "公安 · 政法新闻档案。文字版权归原发布者。"
    " — An archive of Chinese public-security news. The texts are their publishers'."
)
Told = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Package:
    """What was written: its folder, the rows of each table, and whether it was frozen before and left as it is."""

    folder: Path
    rows: dict[str, int]
    frozen: bool = False


def write_package(
    conn: sqlite3.Connection, folder: Path, month: str = "", told: Told = lambda _table, _rows: None
) -> Package:
    """Write the whole archive, or what was first seen in a month ("2025-11", UTC), as a data package.

    A month goes into `folder`/2025-11 and is frozen: where it is there already, its sums are checked and nothing is
    written. The whole takes the place of the package written before. `told` hears of each table and its rows. Raises
    UsageError for a month that is none or not over and for a folder that holds something else, ArchiveDamaged where a
    frozen month is not what it was, NoRoom, NoPermission.
    """
    if month:
        check_month(month)
        folder = folder / month
        if (folder / MANIFEST).exists():
            return Package(folder, checked(folder), frozen=True)
    elif folder.exists() and any(folder.iterdir()) and not (folder / MANIFEST).exists():
        raise UsageError(f"{folder} is not empty and no package: give an empty folder, or that of an earlier package")
    with Explained(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        unfinished = folder.with_name(f".{folder.name}.part")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        try:
            rows = write_tables(conn, unfinished, month, told)
            put(unfinished, folder)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return Package(folder, rows)


def put(made: Path, folder: Path) -> None:
    """Put a finished package in its place, and what stood there away."""
    before = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(before, ignore_errors=True)
    if folder.exists():
        folder.rename(before)
    made.rename(folder)
    shutil.rmtree(before, ignore_errors=True)


def check_month(month: str) -> None:
    """Raise UsageError for what is no month, or not over yet."""
    if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", month):
        raise UsageError(f"“{month}” is not a month; write it as 2025-11")
    if date.fromisoformat(following(month) + "-01") > datetime.now(UTC).date():
        raise UsageError(f"{month} is not over: it can be frozen from {following(month)}-01 (UTC)")


def following(month: str) -> str:
    """The month after: "2025-12" → "2026-01"."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"


def write_tables(conn: sqlite3.Connection, folder: Path, month: str, told: Told) -> dict[str, int]:
    """The files of a package, all as of one moment; the rows of each table."""
    conn.execute("BEGIN")
    try:
        resources = [
            write_table(folder / f"{table.name}.csv", table, rows_of(conn, table, month), told)
            for table in (ARTICLES, *OTHERS)
        ]
    finally:
        conn.execute("ROLLBACK")
    title = f"警闻 Jingwen{f' {month}' if month else ''}"
    manifest = {
        "profile": "tabular-data-package", "name": f"jingwen-{month}" if month else "jingwen", "title": title,
        "description": DESCRIPTION, "created": utc_now(), "keywords": ["公安", "政法", "news", "China"],
        "resources": [resource if month else linked(resource) for resource, _ in resources],
    }  # fmt: skip
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return {str(resource["name"]): count for resource, count in resources}


def rows_of(conn: sqlite3.Connection, table: Table, month: str) -> Iterator[Iterable[object]]:
    """The rows of a table, or of a month of it, in the order of its columns."""
    where, between = "", tuple[str, ...]()
    if month and table.seen:
        where, between = f" WHERE {table.seen} >= ? AND {table.seen} < ?", (month, following(month))
    elif month and table.name == "people":
        where = " WHERE article_id IN (SELECT id FROM articles WHERE first_seen >= ? AND first_seen < ?)"
        between = (month, following(month))
    order = ", ".join(table.key)
    if table is ARTICLES:
        ids = conn.execute(f"SELECT id FROM articles{where} ORDER BY {order}", between)  # noqa: S608 - our own names
        return (row.values() for row in read_rows(conn, (row[0] for row in ids)))
    columns = ", ".join(column.name for column in table.columns)
    return iter(conn.execute(f"SELECT {columns} FROM {table.name}{where} ORDER BY {order}", between))  # noqa: S608


def write_table(path: Path, table: Table, rows: Iterator[Iterable[object]], told: Told) -> tuple[dict[str, Any], int]:
    """One CSV file (UTF-8, no BOM, CRLF) and its description."""
    digest, size, count = sha256(), 0, 0
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(column.name for column in table.columns)
    with path.open("wb") as file:
        for row in rows:
            writer.writerow(row)
            count += 1
            if buffer.tell() > FLUSH_AT:
                size += flushed(buffer, file.write, digest.update)
                told(table.name, count)
        size += flushed(buffer, file.write, digest.update)
    told(table.name, count)
    found = {"bytes": size, "hash": f"sha256:{digest.hexdigest()}", "rows": count}
    return {**described(table, path.name), **found}, count


def flushed(buffer: io.StringIO, *takers: Callable[[bytes], object]) -> int:
    """Hand on what the buffer holds and empty it; the number of bytes."""
    piece = buffer.getvalue().encode("utf-8", "replace")
    for take in takers:
        take(piece)
    buffer.seek(0)
    buffer.truncate()
    return len(piece)


def described(table: Table, path: str) -> dict[str, Any]:
    """A table as a resource of a package."""
    schema: dict[str, Any] = {
        "fields": [field_of(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    return {
        "profile": "tabular-data-resource", "name": table.name, "path": path, "title": f"{table.zh} {table.en}",
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }  # fmt: skip


def linked(resource: dict[str, Any]) -> dict[str, Any]:
    """The resource with its foreign key; in the package of a month the article may be of another."""
    if "article_id" not in {field["name"] for field in resource["schema"]["fields"]}:
        return resource
    key = {"fields": "article_id", "reference": {"resource": ARTICLES.name, "fields": "id"}}
    return {**resource, "schema": {**resource["schema"], "foreignKeys": [key]}}


def field_of(column: Column) -> dict[str, str]:
    return {
        "name": column.name,
        "type": TYPES.get(column.type, "string"),
        "title": column.zh,
        "description": column.en,
    }


def checked(folder: Path) -> dict[str, int]:
    """The rows of a frozen package, every file held against its sum. Raises ArchiveDamaged."""
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    counts = {}
    for resource in manifest["resources"]:
        path = folder / resource["path"]
        if not path.exists():
            raise ArchiveDamaged(f"{path} is gone from a frozen package: restore it from a copy")
        with path.open("rb") as file:
            if f"sha256:{file_digest(file, 'sha256').hexdigest()}" != resource["hash"]:
                raise ArchiveDamaged(f"{path} is not what was frozen: restore it from a copy")
        counts[resource["name"]] = resource["rows"]
    return counts
