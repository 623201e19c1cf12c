"""What a picture is: told by its first bytes, never by what a server or an address says of it."""

from __future__ import annotations

import re

LARGEST = 5_000_000  # bytes of one picture
MOST = 20  # pictures of one article
LONGEST_ADDRESS = 2_000  # characters

_BEGINNINGS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
)
TYPES = tuple(kind for _, kind in _BEGINNINGS)


def picture_type(payload: bytes) -> str:
    """The media type the first bytes show: PNG, JPEG, GIF or WebP; "" for anything else, SVG among it.

    >>> picture_type(b"GIF89a...")
    'image/gif'
    >>> picture_type(b"<svg onload='alert(1)'>")
    ''
    """
    return next((kind for beginning, kind in _BEGINNINGS if beginning.match(payload)), "")


def is_picture(declared: str, payload: bytes) -> bool:
    """Whether an answer is a picture to be kept: called one by its server, one by its bytes, and not too large."""
    said = declared.strip().lower()
    called = said.startswith("image/") and not said.startswith("image/svg")
    return called and len(payload) <= LARGEST and bool(picture_type(payload))
