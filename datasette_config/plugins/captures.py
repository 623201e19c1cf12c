"""The capture: the bytes as they were received, shown as text or handed over, never run."""

from __future__ import annotations

import sqlite3
from typing import Any

from datasette import NotFound, Response, hookimpl

from archive.capture.reader import read_capture
from archive.errors import ArchiveError
from archive.extract.charset import decode
from archive.pictures import LARGEST, TYPES, picture_type
from archive.records import Capture, CapturePlace
from archive.store.pictures import KIND
from archive.store.withholding import why_withheld
from datasette_config.api import FOUND, HTML, NUMBER, PLAIN, Route, form
from datasette_config.inert import can_be_shown, inert_page
from datasette_config.marks import safe_link
from datasette_config.room import ask, ensure_readable, rows, warc_folder

SANDBOX = "default-src 'none'; sandbox"
FRAMED = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'self'; sandbox"
)
SHOWN = 200_000
ELSEWHERE = "原始字节不在这份公开副本里 (the bytes are not part of this published copy)"
WITHHELD = "按审核清单不予公开，原始字节仍保存在馆 (withheld by a reviewed list; the bytes are kept):"
API = (
    Route(
        "/-/capture/{id}", "一次抓取：何时何地收到何物", "a capture: what was received, from where, when",
        FOUND, (NUMBER,),
    ),
    Route(
        "/-/capture/{id}.{form}", "收到的字节：源码、原样、沙盒中的网页",
        "what was received: its source, its bytes, the page in a sandbox",
        {200: (PLAIN, "application/octet-stream", HTML), 404: (HTML,), 410: (PLAIN,), 451: (PLAIN,)},
        (NUMBER, form("txt", "bin", "html")),
    ),
    Route(
        "/-/picture/{id}", "收存的图片", "a picture that is kept, by the number of its capture",
        {200: TYPES, 302: (), 304: (), 404: (HTML,), 410: (PLAIN,), 451: (PLAIN,)}, (NUMBER,),
    ),
)  # fmt: skip


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [
        (r"^/-/capture/(?P<id>\d{1,15})$", capture_page),
        (r"^/-/capture/(?P<id>\d{1,15})\.(?P<form>txt|bin|html)$", capture_bytes),
        (r"^/-/picture/(?P<id>\d{1,15})$", picture),
    ]


async def found(datasette: Any, request: Any, *, wanted: bool = False) -> tuple[dict[str, Any], Capture | None, str]:
    """The row of a capture, its bytes, and what is wrong with them ("" when their digest is right).

    `wanted`: a picture is; nothing is read of what is none. Raises NotFound.
    """
    await ensure_readable(datasette, request)
    folder = warc_folder(datasette)

    def read(conn: sqlite3.Connection) -> tuple[dict[str, Any], Capture | None, str]:
        matching = rows(conn, "SELECT * FROM captures WHERE id = ?", int(request.url_vars["id"]))
        if not matching:
            raise NotFound("没有这条抓取记录 (no such capture)")
        row = matching[0]
        if wanted and not is_kept_picture(row):
            raise NotFound("没有这张图片 (no such picture)")
        if reason := why_withheld(conn, row["id"]):
            return row, None, f"{WITHHELD} {reason}"
        if not folder.is_dir():
            return row, None, ELSEWHERE
        try:
            return row, read_capture(folder, CapturePlace(row["file"], row["offset"], row["length"])), ""
        except (ArchiveError, OSError) as error:
            return row, None, str(error)

    return await ask(datasette, read)


async def capture_page(datasette: Any, request: Any) -> Response:
    """GET /-/capture/<id>: what was received, from where, when, and where it is kept; its source below."""
    row, capture, trouble = await found(datasette, request)
    source = text_of(capture) if capture and row["kind"] != KIND else ""
    context = {
        "row": row, "capture": capture, "trouble": trouble, "source": source[:SHOWN], "cut": len(source) > SHOWN,
        "size": len(capture.payload) if capture else 0, "original": safe_link(row["url"]),
    }  # fmt: skip
    context["picture"] = capture is not None and is_kept_picture(row)
    context["framed"] = capture is not None and is_page(capture) and can_be_shown(source)
    html = await datasette.render_template("capture.html", context, request=request)
    return Response.html(html)


async def capture_bytes(datasette: Any, request: Any) -> Response:
    """GET /-/capture/<id>.txt, the source as plain text, .bin, the bytes as a file, .html, what a frame shows."""
    row, capture, trouble = await found(datasette, request)
    if capture is None:
        return Response.text(f"{trouble}\n", status=451 if trouble.startswith(WITHHELD) else 410)
    safe = {"content-security-policy": SANDBOX, "x-content-type-options": "nosniff"}
    if request.url_vars["form"] == "html":
        return framed(capture)
    if request.url_vars["form"] == "txt":
        return Response.text(text_of(capture), headers=safe)
    name = f"capture-{row['id']}.bin"
    safe["content-disposition"] = f'attachment; filename="{name}"'
    return Response(body=capture.payload, status=200, headers=safe, content_type="application/octet-stream")


async def picture(datasette: Any, request: Any) -> Response:
    """GET /-/picture/<capture>: the picture as it was received, called what its first bytes are and nothing else."""
    row, capture, trouble = await found(datasette, request, wanted=True)
    if capture is None:
        return Response.text(f"{trouble}\n", status=451 if trouble.startswith(WITHHELD) else 410)
    kind = picture_type(capture.payload)
    if not kind or len(capture.payload) > LARGEST:
        raise NotFound("没有这张图片 (no such picture)")
    etag = f'"{row["digest"]}"'
    headers = {"etag": etag, "cache-control": "private, max-age=31536000, immutable"}
    if etag in (request.headers.get("if-none-match") or ""):
        return Response(body="", status=304, headers=headers)
    headers |= {"content-security-policy": SANDBOX, "x-content-type-options": "nosniff"}
    headers["content-disposition"] = "inline"
    return Response(body=capture.payload, status=200, headers=headers, content_type=kind)


def is_kept_picture(row: dict[str, Any]) -> bool:
    """Whether a capture holds a picture of an article."""
    return bool(row["kind"] == KIND and row["state"] == "read" and row["size"] <= LARGEST)


def framed(capture: Capture) -> Response:
    """The page as it looked, in a sandbox of its own, without anything that acts or asks. Raises NotFound."""
    page = inert_page(text_of(capture)) if is_page(capture) else None
    if page is None:
        raise NotFound("这条抓取不是可显示的网页 (this capture is no page that can be shown)")
    safe = {"content-security-policy": FRAMED, "x-frame-options": "SAMEORIGIN", "x-dns-prefetch-control": "off"}
    return Response.html(page, headers=safe)


def is_page(capture: Capture) -> bool:
    """Whether a web page was received."""
    kind = (capture.header("content-type") or "").lower()
    return not kind or "html" in kind


def text_of(capture: Capture) -> str:
    """The payload as text, by the archive's own reading of its charset."""
    return decode(capture.payload, declared=capture.header("content-type")).text
