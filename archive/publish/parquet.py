"""Rows as Parquet: typed columns, each with its meaning beside it, written in groups so that memory stays small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from itertools import islice
from typing import Any, BinaryIO

from archive.errors import UsageError
from archive.publish.codebook import CODEBOOK
from archive.publish.rows import Row

GROUP = 2_000  # rows: with the longest texts some tens of megabytes


def is_installed() -> bool:
    """Whether pyarrow, which writes Parquet, is there; it is an extra."""
    return find_spec("pyarrow") is not None


def write_parquet(rows: Iterable[Row], stream: BinaryIO) -> int:
    """Write rows to a binary stream; the number of rows. Raises UsageError where pyarrow is not installed."""
    if not is_installed():
        raise UsageError("Parquet is written by pyarrow, which is not installed: pip install 'jingwen[parquet]'")
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    schema = schema_of(pa)
    count = 0
    with ParquetWriter(stream, schema, compression="zstd") as writer:
        for group in grouped(rows):
            count += len(group)
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
    return count


def schema_of(pa: Any) -> Any:
    """The columns of the codebook: integers as integers, all else as text."""
    kinds = {"integer": pa.int64()}
    return pa.schema(
        [
            pa.field(one.name, kinds.get(one.type, pa.string()), metadata={"zh": one.zh, "en": one.en})
            for one in CODEBOOK
        ]
    )


def grouped(rows: Iterable[Row]) -> Iterator[list[Row]]:
    stream = iter(rows)
    while group := list(islice(stream, GROUP)):
        yield group
