"""WACZ 1.1.1: the captures an extract rests on, in one file that ReplayWeb.page and pywb open."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import IO, BinaryIO, Self

from archive.capture.cdxj import index_line
from archive.capture.members import pack
from archive.capture.reader import read_capture, record_bytes, request_bytes
from archive.capture.warc import warcinfo_bytes
from archive.errors import ArchiveDamaged
from archive.extractor import code_version
from archive.publish.rows import Row
from archive.publish.wacz_index import SortedLines, write_blocks
from archive.records import CapturePlace
from archive.search.candidates import Narrowing
from archive.store import pictures
from archive.store.captures import KeptCapture, find, of_article
from archive.store.withholding import why_withheld

VERSION = "1.1.1"
MOST_BYTES = 1_000_000_000  # of one WARC in the package
_IN_MEMORY = 1 << 22  # bytes of the page list before it lies in a file
_OK = 200
_WITHHELD = "withheld by the reviewed list of redactions"


@dataclass(slots=True)
class Packed:
    """What a package holds: articles with pages, records, and what is not in it (article or capture, and why)."""

    articles: int = 0
    records: int = 0
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Extract:
    """What a package is called, and what it was asked for."""

    title: str
    description: str = ""

    @classmethod
    def of(cls, query: str, narrowing: Narrowing) -> Self:
        """The package of what answers a query."""
        asked = "; ".join(f"{name} {value}" for name, value in {"query": query, **asdict(narrowing)}.items() if value)
        return cls(f"警闻 jingwen: {asked or 'everything'}", "Pages of public-security news, as they were received.")


class Package:
    """A ZIP written from front to end; every file in it is counted and hashed for the data package."""

    def __init__(self, stream: BinaryIO) -> None:
        self.made = datetime.now(UTC)
        self._zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED, allowZip64=True)
        self._resources: list[dict[str, object]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._zip.fp = None  # what was begun is given up, not finished when the memory is freed

    @contextmanager
    def file(self, path: str, *, deflate: bool = False) -> Iterator[Hashed]:
        """A file to write into; WARCs and their index are stored as they are, so that a part of them can be read."""
        named = zipfile.ZipInfo(path, self.made.timetuple()[:6])
        named.compress_type = zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED
        with self._zip.open(named, "w", force_zip64=True) as stream:
            hashed = Hashed(stream)
            yield hashed
        name = path.rpartition("/")[2].lower()
        self._resources.append({"name": name, "path": path, "hash": hashed.digest(), "bytes": hashed.size})

    def close(self, extract: Extract) -> None:
        """Write what the package says of itself, and the digest of that; nothing can follow."""
        described = {
            "profile": "data-package",
            "wacz_version": VERSION,
            "title": extract.title,
            "description": extract.description,
            "created": f"{self.made:%Y-%m-%dT%H:%M:%SZ}",
            "software": f"jingwen {code_version().partition('+')[0]}",
            "resources": self._resources,
        }
        raw = json.dumps(described, ensure_ascii=False, indent=2).encode()
        digest = {"path": "datapackage.json", "hash": f"sha256:{sha256(raw).hexdigest()}"}
        self._zip.writestr("datapackage.json", raw, zipfile.ZIP_DEFLATED)
        self._zip.writestr("datapackage-digest.json", json.dumps(digest, indent=2), zipfile.ZIP_DEFLATED)
        self._zip.close()


class Hashed:
    """A stream to write to that knows how much went through, and its digest."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._digest = sha256()
        self.size = 0

    def write(self, raw: bytes) -> None:
        self._stream.write(raw)
        self._digest.update(raw)
        self.size += len(raw)

    def digest(self) -> str:
        return f"sha256:{self._digest.hexdigest()}"


def write_wacz(
    conn: sqlite3.Connection, warc_folder: Path, rows: Iterable[Row], stream: BinaryIO, extract: Extract
) -> Packed:
    """Write every capture the articles of an extract, their versions and copies were read from, and their pictures.

    Memory stays flat.

    Records are copied byte for byte, each checked on the way; what cannot be read is left out and named.
    """
    packed = Packed()
    with Package(stream) as package, SortedLines() as lines, tempfile.SpooledTemporaryFile(_IN_MEMORY) as pages:
        pages.write(_line({"format": "json-pages-1.0", "id": "pages", "title": extract.title, "hasText": True}))
        articles = _articles(conn, rows, packed)
        article = next(articles, None)
        number = 0
        while number == 0 or article is not None:
            number += 1
            name = f"jingwen-{number:05d}.warc.gz"
            with package.file(f"archive/{name}") as warc:
                warc.write(pack(warcinfo_bytes(name, "jingwen")))
                while article is not None and warc.size < MOST_BYTES:
                    row, captures = article
                    copied = [one for one in captures if _copy(warc_folder, one, warc, name, lines, packed)]
                    pages.writelines(_pages(row, copied))
                    packed.articles += bool(copied)
                    packed.records += len(copied)
                    article = next(articles, None)
        _write_index(package, lines)
        pages.seek(0)
        with package.file("pages/pages.jsonl", deflate=True) as listed:
            for line in pages:
                listed.write(line)
        package.close(extract)
    return packed


def _articles(conn: sqlite3.Connection, rows: Iterable[Row], packed: Packed) -> Iterator[tuple[Row, list[KeptCapture]]]:
    """Each article with its captures, and those whose payload they repeat before them; what is withheld is named."""
    shared: set[int] = set()  # pictures of several articles: packed with the first
    for row in rows:
        number = int(str(row["id"]))
        if conn.execute("SELECT 1 FROM redactions WHERE article_id = ?", (number,)).fetchone():
            packed.missing.append(f"article {number}: {_WITHHELD}")
            continue
        captures = [one for one in _captures(conn, number) if one.id not in shared]
        shared |= {one.id for one in captures if one.kind == pictures.KIND}
        withheld = [one for one in captures if why_withheld(conn, one.id)]
        packed.missing += [f"capture {one.id}: {_WITHHELD}" for one in withheld]
        shown = [one for one in captures if one not in withheld]
        if any(one.kind != pictures.KIND for one in shown):
            yield row, shown
        elif not captures:
            packed.missing.append(f"article {number}: filed without a capture")


def _captures(conn: sqlite3.Connection, article_id: int) -> list[KeptCapture]:
    """The captures of an article and of its pictures, and those whose payload they repeat, in order of id."""
    shown = (find(conn, capture_id) for capture_id in pictures.of_article(conn, article_id))
    captures = {one.id: one for one in (*of_article(conn, article_id), *shown) if one is not None}
    for one in list(captures.values()):
        base = find(conn, one.refers_to) if one.refers_to and one.refers_to not in captures else None
        if base is not None:
            captures[base.id] = base
    return [captures[key] for key in sorted(captures)]


def _copy(folder: Path, row: KeptCapture, warc: Hashed, name: str, lines: SortedLines, packed: Packed) -> bool:
    """Copy one record and its request, and index it; False where it is damaged."""
    try:
        member, capture, revisit = record_bytes(folder, row.place)
        read_capture(folder, row.place)  # its payload has the digest it should
    except ArchiveDamaged as error:
        packed.missing.append(f"capture {row.id}: {error}")
        return False
    lines.add(index_line(CapturePlace(name, warc.size, len(member)), capture, revisit))
    warc.write(member)
    warc.write(request_bytes(folder, row.place))
    return True


def _pages(row: Row, captures: list[KeptCapture]) -> Iterator[bytes]:
    """The lines of the page list: every first page that was answered, an article's own first and with its text."""
    own = row["capture_id"]
    shown = [one for one in captures if one.part == 1 and one.status == _OK and one.kind not in ("list", pictures.KIND)]
    for one in sorted(shown, key=lambda one: one.id != own):
        page = {"id": f"capture-{one.id}", "url": one.url, "ts": one.captured_at, "title": row["headline"]}
        yield _line({**page, "text": row["text"]} if one.id == own else page)


def _write_index(package: Package, lines: SortedLines) -> None:
    """The sorted index in blocks, and the index of these blocks."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as blocks:
        with package.file("indexes/index.cdx.gz") as index:
            for line in write_blocks(lines, index, "index.cdx.gz"):
                blocks.write(line.encode("ascii"))
        blocks.seek(0)
        with package.file("indexes/index.idx", deflate=True) as listed:
            for block in blocks:
                listed.write(block)


def _line(values: dict[str, object]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode() + b"\n"
