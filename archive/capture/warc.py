"""WARC 1.1 records: built from captures and read back as captures, by warcio."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from urllib.parse import quote, urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordbuilder import RecordBuilder
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParserException
from warcio.warcwriter import WARCWriter

from archive.capture.digest import payload_digest
from archive.records import Capture, CapturePlace

SITE = "WARC-Jingwen-Site"
REFERS_FILE = "WARC-Refers-To-Filename"
REFERS_OFFSET = "WARC-Refers-To-File-Offset"
REFERS_LENGTH = "WARC-Jingwen-Refers-To-Length"
NOT_MODIFIED_PROFILE = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
WARC_VERSION = "1.1"

# The payload is kept decoded: these would say of it what is no longer so.
_RENAMED = {"content-encoding": "X-Crawler-Content-Encoding", "transfer-encoding": "X-Crawler-Transfer-Encoding"}
_FOLDED = str.maketrans({"\r": " ", "\n": " ", "\0": " "})
_PRINTABLE = "".join(map(chr, range(0x80)))
_BUILDER = RecordBuilder(warc_version=WARC_VERSION)


@dataclass(frozen=True, slots=True)
class Revisit:
    """A record that only says "the payload was that of this earlier record": its place, address and date."""

    place: CapturePlace
    url: str
    captured_at: str


def warcinfo_bytes(file_name: str, software: str) -> bytes:
    """The record every file begins with: what wrote it, and in which format."""
    record = _BUILDER.create_warcinfo_record(
        file_name,
        {
            "software": software,
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        },
    )
    return _formatted(record)


def response_bytes(capture: Capture) -> bytes:
    """A `response` record: the HTTP headers as received but for encodings and length, and the decoded payload."""
    record = _BUILDER.create_warc_record(
        capture.url,
        "response",
        payload=BytesIO(capture.payload),
        length=len(capture.payload),
        warc_headers_dict={
            "WARC-Date": capture.captured_at,
            "WARC-Payload-Digest": capture.digest,
            SITE: _line(capture.site),
        },
        http_headers=_http_response(capture),
    )
    return _formatted(record)


def conversion_bytes(capture: Capture) -> bytes:
    """A `conversion` record: a page as a browser built it, which nobody sent; its `response` stands before it."""
    record = _BUILDER.create_warc_record(
        capture.url,
        "conversion",
        payload=BytesIO(capture.payload),
        length=len(capture.payload),
        warc_content_type=capture.header("Content-Type") or "text/html; charset=utf-8",
        warc_headers_dict={
            "WARC-Date": capture.captured_at,
            "WARC-Refers-To-Target-URI": capture.url,
            "WARC-Payload-Digest": capture.digest,
            SITE: _line(capture.site),
        },
    )
    return _formatted(record)


def revisit_bytes(capture: Capture, revisit: Revisit) -> bytes:
    """A `revisit` record: the same payload as an earlier record (or 304: the server says so), headers only."""
    record = _BUILDER.create_revisit_record(
        capture.url,
        capture.digest,
        revisit.url,
        revisit.captured_at,
        http_headers=_http_response(capture),
        warc_headers_dict={
            "WARC-Date": capture.captured_at,
            REFERS_FILE: revisit.place.file,
            REFERS_OFFSET: str(revisit.place.offset),
            REFERS_LENGTH: str(revisit.place.length),
            SITE: _line(capture.site),
        },
    )
    if capture.status == HTTPStatus.NOT_MODIFIED:
        record.rec_headers.replace_header("WARC-Profile", NOT_MODIFIED_PROFILE)
    return _formatted(record)


def request_bytes(capture: Capture, method: str, request_headers: Sequence[tuple[str, str]]) -> bytes:
    """A `request` record: the request line and headers that brought this capture."""
    parts = urlsplit(capture.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = [(name, _line(text)) for name, text in request_headers]
    if not any(name.lower() == "host" for name, _ in headers):
        headers.insert(0, ("Host", parts.netloc.rpartition("@")[2]))
    record = _BUILDER.create_warc_record(
        capture.url,
        "request",
        warc_headers_dict={"WARC-Date": capture.captured_at},
        http_headers=StatusAndHeaders(f"{method} {_line(target)} HTTP/1.1", headers, is_http_request=True),
    )
    return _formatted(record)


def read_record(raw: bytes) -> tuple[Capture, Revisit | None] | None:
    """The capture in one record's bytes, and what it refers to if it is a revisit (payload b"" then).

    None for a record that is no answer of a web server (warcinfo, request, metadata) or cannot be parsed.
    """
    try:
        record = next(iter(ArchiveIterator(BytesIO(raw))), None)
        if record is None or record.rec_type not in ("response", "revisit", "conversion"):
            return None
        rendered = record.rec_type == "conversion"
        if record.http_headers is None and not rendered:
            return None
        payload = record.raw_stream.read()
        status = 200 if rendered else int(record.http_headers.get_statuscode())
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError):
        return None
    fields = record.rec_headers
    headers = [("Content-Type", fields.get_header("Content-Type"))] if rendered else record.http_headers.headers
    digest = fields.get_header("WARC-Payload-Digest") or payload_digest(payload)
    capture = Capture(
        site=fields.get_header(SITE) or "",
        url=fields.get_header("WARC-Target-URI") or "",
        captured_at=fields.get_header("WARC-Date") or "",
        status=status,
        headers=tuple((name, text) for name, text in headers),
        payload=payload,
        digest=digest,
        rendered=rendered,
    )
    return capture, _revisit(fields) if record.rec_type == "revisit" else None


def _revisit(fields: StatusAndHeaders) -> Revisit:
    def number(name: str) -> int:
        text = fields.get_header(name) or ""
        return int(text) if text.isdecimal() else 0

    return Revisit(
        place=CapturePlace(fields.get_header(REFERS_FILE) or "", number(REFERS_OFFSET), number(REFERS_LENGTH)),
        url=fields.get_header("WARC-Refers-To-Target-URI") or "",
        captured_at=fields.get_header("WARC-Refers-To-Date") or "",
    )


def _http_response(capture: Capture) -> StatusAndHeaders:
    headers = [
        (_RENAMED.get(name.lower(), _line(name)), _line(text))
        for name, text in capture.headers
        if name and name.lower() != "content-length"
    ]
    headers.append(("Content-Length", str(len(capture.payload))))
    try:
        phrase = HTTPStatus(capture.status).phrase
    except ValueError:
        phrase = "Unknown"
    return StatusAndHeaders(f"{capture.status} {phrase}", headers, protocol="HTTP/1.1")


def _line(text: str) -> str:
    """A header value on one line, in ASCII: a line break would end the headers early, other characters the writing."""
    return quote(text.translate(_FOLDED), safe=_PRINTABLE)


def _formatted(record: object) -> bytes:
    formatted = BytesIO()
    WARCWriter(formatted, gzip=False, warc_version=WARC_VERSION).write_record(record)
    return formatted.getvalue()
