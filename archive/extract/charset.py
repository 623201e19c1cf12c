"""Bytes to text: which of the encodings of Chinese pages a payload is in."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from resiliparse.parse.encoding import detect_encoding

LARGEST_PAGE = 5_000_000
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_GBK_NAMES = frozenset({"gbk", "gb2312", "gb_2312-80", "x-gbk", "csgb2312", "chinese", "cp936", "ms936", "hz-gb-2312"})
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,24})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A payload as text, and the encoding it was read in."""

    text: str
    charset: str


def decode(payload: bytes, *, declared: str = "", rules_charset: str = "") -> Decoded:
    """Text of a payload (its first 5 MB); `declared` is the charset of the HTTP header. Never raises.

    A byte order mark wins, then the site's rule, then a declaration that decodes, then UTF-8, then what the bytes look
    like, and last gb18030 with replacement characters. gbk and gb2312 are read as gb18030, which holds both.
    """
    payload = payload[:LARGEST_PAGE]
    for mark, name in _BOMS:
        if payload.startswith(mark):
            return Decoded(payload[len(mark) :].decode(name, "replace"), name)
    meta = _META.search(payload, 0, 4096)
    named = meta.group(1).decode("ascii", "replace") if meta else ""
    if rules_charset and (codec := _codec(rules_charset)):
        return Decoded(payload.decode(codec, "replace"), codec)
    for charset in (declared, "utf-8", named):
        if (codec := _codec(charset)) and (text := _strictly(payload, codec)) is not None:
            return Decoded(text, codec)
    return _by_looks(payload)


def charset_of(content_type: str) -> str:
    """The charset a Content-Type header declares; "" where it declares none."""
    return content_type.lower().partition("charset=")[2].partition(";")[0].strip().strip("\"'")


def _codec(charset: str) -> str:
    """Python's name of a charset, "" where there is none; Latin-1 is what servers say when they do not know."""
    name = charset.strip().strip("\"'").lower()
    if not name or name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252"):
        return ""
    if name in _GBK_NAMES:
        return "gb18030"
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    return found.name if found.name not in ("base64", "hex", "rot13", "zlib", "bz2", "uu", "quopri") else ""


def _strictly(payload: bytes, codec: str) -> str | None:
    """The text where (nearly) every byte decodes; None where the charset is the wrong one."""
    try:
        return payload.decode(codec)
    except (UnicodeDecodeError, UnicodeError):
        pass
    # A few broken characters are usual; a page in another encoding has hundreds.
    text = payload.decode(codec, "replace")
    broken = text.count("\ufffd")
    foreign = len(payload) - sum(byte < 0x80 for byte in payload) if broken < 200 else 0
    return text if broken and broken * 100 < foreign else None


def _by_looks(payload: bytes) -> Decoded:
    """The encoding the bytes look like, whatever the page says of itself."""
    guess = detect_encoding(payload, html5_compatible=True, from_html_meta=False) or ""
    codec = _codec(guess)
    if codec in ("", "utf-8"):  # UTF-8 has been tried: short GBK pages look like it to the detector
        codec = "gb18030"
    return Decoded(payload.decode(codec, "replace"), codec)
