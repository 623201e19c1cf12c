"""A picture is told by its first bytes, and only what its server calls one as well is kept."""

from __future__ import annotations

import pytest

from archive.pictures import LARGEST, is_picture, picture_type

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
        (b"GIF87a\x01\0", "image/gif"),
        (b"GIF89a=1;/*<script>alert(1)</script>*/", "image/gif"),
        (b"RIFF\x0a\x0a\0\0WEBPVP8 ", "image/webp"),
        (b"RIFF\x24\0\0\0WAVEfmt ", ""),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", ""),
        (b"<?xml version='1.0'?><svg/>", ""),
        (b"<html><script>alert(1)</script>", ""),
        (b" GIF89a", ""),
        (b"\x89PNG\n", ""),
        (b"BM\0\0", ""),
        (b"", ""),
    ],
)
def test_the_first_bytes_say_what_it_is(payload: bytes, kind: str) -> None:
    assert picture_type(payload) == kind


@pytest.mark.parametrize(
    ("declared", "payload", "kept"),
    [
        ("image/png", PNG, True),
        ("image/jpeg; charset=utf-8", PNG, True),
        ("IMAGE/PNG", PNG, True),
        ("text/html", PNG, False),
        ("", PNG, False),
        ("image/svg+xml", PNG, False),
        ("image/png", b"<html>", False),
        ("image/png", PNG + bytes(LARGEST), False),
    ],
)
def test_what_is_kept(declared: str, payload: bytes, kept: bool) -> None:
    assert is_picture(declared, payload) == kept
