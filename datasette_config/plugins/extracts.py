"""Extracts, streamed: /-/extract.csv, .jsonl, .xlsx and .parquet of any search, and .wacz, its captures."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import parse_qsl, urlencode

from datasette import NotFound, Response, hookimpl

from archive.errors import ArchiveError, UsageError
from archive.publish.csv import csv_chunks
from archive.publish.jsonl import jsonl_lines
from archive.publish.parquet import is_installed, write_parquet
from archive.publish.rows import Row, read_rows, select_rows
from archive.publish.wacz import Extract, write_wacz
from archive.publish.xlsx import write_xlsx
from datasette_config.api import HTML, PLAIN, SIDES, Parameter, Q, Route, form, one_of
from datasette_config.packages import NO_WARC, packable
from datasette_config.room import ARTICLES, DATABASE, ensure_readable, narrowing_of, warc_folder

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "wacz": "application/wacz",
}
ON_DISK = {"xlsx": write_xlsx, "parquet": write_parquet}  # whole only when their last row is in
AT_ONCE, PACKED_AT_ONCE = 4, 2
PIECE = 256 * 1024
running, packing = asyncio.Semaphore(AT_ONCE), asyncio.Semaphore(PACKED_AT_ONCE)
RAW = Parameter("raw", "无 BOM、不改单元格", "no BOM, cells untouched", "1", one_of("0", "1"))
TABLES = [name for name in TYPES if name != "wacz"]
STREAMED = {200: tuple(TYPES[name].partition(";")[0] for name in TABLES), 400: (PLAIN,), 404: (HTML,)}
API = (
    Route(
        "/-/extract.{form}", "一次检索的全部文章", "every article that answers a search", STREAMED,
        (form(*TABLES), Q, *SIDES, RAW), "/-/extract.csv?q=诈骗&raw=1",
    ),
    Route(
        "/-/extract.wacz", "一次检索收到的网页，至多一千篇", "the pages as received, of at most a thousand articles",
        {200: (TYPES["wacz"],), 400: (PLAIN,)}, (Q, *SIDES), "/-/extract.wacz?q=走失",
    ),
    Route(
        "/-/extract/articles.{form}", "表页的全部文章，参数同 /jingwen/articles",
        "every article of a table page, with the arguments of /jingwen/articles", STREAMED,
        (
            form(*TABLES), RAW, Parameter("_search", "检索式", "the query", "诈骗"),
            Parameter("_sort", "按此列排序", "order by this column", "id"),
        ),
        "/-/extract/articles.jsonl?site=gansu_zhengfa",
    ),
)  # fmt: skip


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [
        (r"^/-/extract\.(?P<form>csv|jsonl|xlsx|parquet)$", extract),
        (r"^/-/extract\.wacz$", package),
        (r"^/-/extract/articles\.(?P<form>csv|jsonl|xlsx|parquet)$", table_extract),
    ]


async def extract(datasette: Any, request: Any, send: Any, receive: Any) -> Response | None:
    """GET /-/extract.csv?q=&site=&region=&since=&until=&source=&section=&topic=[&raw=1]

    The answer is streamed. Once it has begun, an error ends the connection without its proper end, so that every
    client reports a broken download; nothing is ever written into the file in its place.
    """
    await ensure_readable(datasette, request)
    if request.url_vars["form"] == "parquet" and not is_installed():
        raise NotFound("这里没有装 pyarrow，不能给 Parquet (Parquet needs pyarrow, which is not installed here)")
    args = request.args
    conn = sqlite3.connect(address(datasette), uri=True, check_same_thread=False)
    try:
        query, encoded = args.get("q") or args.get("_search") or "", request.url_vars["form"] == "csv"
        rows = select_rows(conn, query, narrowing_of(args), encoded=encoded)
    except ArchiveError as error:
        conn.close()
        return Response.text(f"{error}\n", status=400)
    await send_rows(request, conn, rows, send, receive)
    return None


async def table_extract(datasette: Any, request: Any, send: Any, receive: Any) -> Response | None:
    """GET /-/extract/articles.csv?<query string of the table page>: the same articles, in its order, every column."""
    await ensure_readable(datasette, request)
    view = TableView(datasette, request)
    try:
        await view.turn()
    except ArchiveError as error:
        return Response.text(f"{error}\n", status=400)
    conn = sqlite3.connect(address(datasette), uri=True, check_same_thread=False)
    rows = read_rows(conn, view.ids(), encoded=request.url_vars["form"] == "csv")
    await send_rows(request, conn, rows, send, receive)
    return None


async def package(datasette: Any, request: Any, send: Any, receive: Any) -> Response | None:
    """GET /-/extract.wacz?<as extract>: the captures of what answers, as `jingwen export --format wacz` gives them."""
    await ensure_readable(datasette, request)
    folder = warc_folder(datasette)
    if not folder.is_dir():
        return Response.text(f"{NO_WARC}\n", status=400)
    q, narrowing = request.args.get("q") or request.args.get("_search") or "", narrowing_of(request.args)
    conn = sqlite3.connect(address(datasette), uri=True, check_same_thread=False)
    try:
        async with packing:
            ids = await asyncio.to_thread(packable, conn, q, narrowing)
            write = partial(write_wacz, conn, folder, extract=Extract.of(q, narrowing))
            await stream("wacz", made_on_disk(read_rows(conn, iter(ids)), write), send, receive)
    except ArchiveError as error:
        return Response.text(f"{error}\n", status=400)
    finally:
        conn.close()
    return None


class TableView:
    """The ids of a filtered table page, page after page, as Datasette itself finds them."""

    def __init__(self, datasette: Any, request: Any) -> None:
        ours = ("raw", "_size", "_shape", "_facet", "_col", "_nocol", "_next", "_format", "_trace", "_nocount")
        self.asked = [(name, value) for name, value in parse_qsl(request.query_string, True) if name not in ours]
        self.asked += [("_shape", "objects"), ("_col", "id"), ("_size", "max"), ("_nofacet", "1"), ("_nocount", "1")]
        self.datasette, self.cookies = datasette, request.cookies
        self.loop = asyncio.get_running_loop()
        self.page: list[int] = []
        self.next: str | None = ""

    async def turn(self) -> None:
        """Read the next page. Raises UsageError with what Datasette says is wrong."""
        asked = [*self.asked, ("_next", self.next)] if self.next else self.asked
        path = f"/{DATABASE}/{ARTICLES}.json?{urlencode(asked)}"
        found = (await self.datasette.client.get(path, cookies=self.cookies)).json()
        if not found.get("ok", True):
            raise UsageError(str(found.get("error")))
        self.page = [row["id"] for row in found["rows"]]
        self.next = found["next"]

    def ids(self) -> Iterator[int]:
        """Every id; called in a thread, it has the pages turned in the server's loop."""
        while True:
            yield from self.page
            if not self.next:
                return
            asyncio.run_coroutine_threadsafe(self.turn(), self.loop).result()


async def send_rows(request: Any, conn: sqlite3.Connection, rows: Iterator[Row], send: Any, receive: Any) -> None:
    """Send rows in the form asked for; closes the connection to the database."""
    form = request.url_vars["form"]
    if request.method == "HEAD":
        rows = iter(())
    try:
        async with running:
            await stream(form, pieces(form, rows, raw=request.args.get("raw") == "1"), send, receive)
    finally:
        conn.close()


def address(datasette: Any) -> str:
    """The archive as a read-only SQLite address; a connection of its own, so that pages keep theirs."""
    return f"{Path(datasette.get_database(DATABASE).path).absolute().as_uri()}?mode=ro"


def pieces(form: str, rows: Iterator[Row], *, raw: bool) -> Iterator[bytes]:
    """The file in pieces."""
    if form == "csv":
        return csv_chunks(rows, raw=raw)
    return gathered(jsonl_lines(rows)) if form == "jsonl" else made_on_disk(rows, ON_DISK[form])


def gathered(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Lines joined to pieces worth sending."""
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size > PIECE:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


def made_on_disk(rows: Iterator[Row], write: Callable[[Iterator[Row], BinaryIO], object]) -> Iterator[bytes]:
    """A file whose end says where its parts are: made whole, then sent."""
    with tempfile.TemporaryFile() as file:
        write(rows, file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


async def stream(form: str, chunks: Iterator[bytes], send: Any, receive: Any) -> None:
    """Send the pieces as they are made; stop when the reader has gone."""
    gone = asyncio.ensure_future(left(receive))
    try:
        await send({"type": "http.response.start", "status": 200, "headers": headers(form)})
        async for chunk in stepped(chunks):
            if gone.done():
                return
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    except (sqlite3.Error, ArchiveError, ValueError, OSError):
        logging.getLogger("jingwen").exception("an extract broke off")  # no end is sent: the download visibly fails
    finally:
        gone.cancel()
        with suppress(asyncio.CancelledError):
            await gone


async def stepped(chunks: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Each piece made in a thread, so that pages are answered meanwhile."""
    while (chunk := await asyncio.to_thread(next, chunks, None)) is not None:
        yield chunk


async def left(receive: Any) -> None:
    """Return when the reader has closed the connection."""
    while (await receive())["type"] != "http.disconnect":
        pass


def headers(form: str) -> list[tuple[bytes, bytes]]:
    name = f"jingwen-{datetime.now(UTC):%Y%m%d}.{form}"
    disposition = f'attachment; filename="{name}"'
    return [
        (b"content-type", TYPES[form].encode()),
        (b"content-disposition", disposition.encode()),
        (b"cache-control", b"no-store"),
    ]
