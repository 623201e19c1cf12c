"""The pictures of the invented web: gradients drawn by code, each by its address; now and then what is none."""

from __future__ import annotations

import re
import struct
import zlib
from functools import cache
from hashlib import sha256

from crawler.sample_web.publications.base import Page

WIDTHS, HEIGHTS = (360, 480, 600), (240, 270, 320)
LARGE = 5_500_000  # bytes; more than anybody keeps of one picture
IN_A_HUNDRED = {"missing": 4, "page": 2, "svg": 2, "large": 1}  # the rest are pictures
_IS_PICTURE = re.compile(r"\.(?:jpe?g|png)$", re.IGNORECASE)
_SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>document.title='owned'</script></svg>"""
_HTML = b"<html><head><title>x</title></head><body><script>document.title='owned'</script></body></html>"


def picture_at(host: str, path: str) -> Page | None:
    """What lies at the address of a picture; None where nothing does."""
    if not _IS_PICTURE.search(path):
        return None
    seed = sha256(f"{host}{path}".encode()).digest()
    match fate(seed):
        case "missing":
            return None
        case "page":
            return Page(_HTML, mime="image/png")
        case "svg":
            return Page(_SVG, mime="image/svg+xml")
        case "large":
            return Page(large(), mime="image/png")
    return Page(gradient(seed), mime="image/png")


def fate(seed: bytes) -> str:
    """What becomes of a picture; "" for one that is as it should be."""
    drawn, below = seed[0] * 256 + seed[1], 0
    for name, share in IN_A_HUNDRED.items():
        below += share
        if drawn % 100 < below:
            return name
    return ""


@cache
def large() -> bytes:
    """A picture that is too large to be kept."""
    return gradient(bytes(32)) + bytes(LARGE)


def gradient(seed: bytes) -> bytes:
    """A PNG that goes from one colour to another, both and its size by the seed (32 bytes)."""
    width, height = WIDTHS[seed[2] % 3], HEIGHTS[seed[3] % 3]
    top, bottom = seed[4:7], seed[7:10]
    rows = (
        b"\0" + bytes((a * (height - at) + b * at) // height for a, b in zip(top, bottom, strict=True)) * width
        for at in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(b"".join(rows), 6)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
