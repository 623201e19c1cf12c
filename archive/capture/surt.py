"""SURT: the key web archives sort and look up addresses by, host reversed: `test,yunling,gat)/2025/1.html`."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes, urlsplit

_SAFE = "!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~"  # what a canonical address leaves as it is, beside letters and digits
_WWW = re.compile(r"www\d*\.")
_PORTS = {"http": 80, "https": 443}
_BLANK = str.maketrans("", "", "\r\n\t")
# Session ids that servers hang on a query: the same page has another one at every visit.
_SESSIONS = (
    re.compile(r"^(.*)(?:jsessionid=[0-9a-z]{32})(?:&(.*))?$", re.IGNORECASE),
    re.compile(r"^(.*)(?:phpsessid=[0-9a-z]{32})(?:&(.*))?$", re.IGNORECASE),
    re.compile(r"^(.*)(?:sid=[0-9a-z]{32})(?:&(.*))?$", re.IGNORECASE),
    re.compile(r"^(.*)(?:aspsessionid[a-z]{8}=[a-z]{24})(?:&(.*))?$", re.IGNORECASE),
    re.compile(r"^(.*)(?:cfid=[^&]+&cftoken=[^&]+)(?:&(.*))?$", re.IGNORECASE),
)


def surt(url: str) -> str:
    """The key of an address as pywb, the Wayback Machine and wabac.js make it; an address that is none is its own."""
    spelled = url.strip().translate(_BLANK)
    try:
        parts = urlsplit(spelled.partition("#")[0])
        port = parts.port
    except ValueError:
        return _escaped(spelled.encode("utf-8", "surrogatepass"))
    if not parts.hostname:
        return _escaped(spelled.encode("utf-8", "surrogatepass"))
    key = ",".join(reversed(_host(parts.hostname).split(".")))
    if port is not None and port != _PORTS.get(parts.scheme.lower()):
        key += f":{port}"
    query = _query(parts.query)
    return f"{key}){_path(parts.path)}" + (f"?{query}" if query else "")


def _host(host: str) -> str:
    bare = unquote_to_bytes(host).decode("utf-8", "ignore")
    if not bare.isascii():
        try:
            bare = bare.encode("idna").decode("ascii")
        except UnicodeError:
            bare = quote(bare)
    bare = bare.replace("..", ".").strip(".").lower()
    return _WWW.sub("", bare, count=1) if _WWW.match(bare) else bare


def _path(path: str) -> str:
    """Lower case, without dots and doubled slashes, without the slash at its end."""
    kept: list[bytes] = []
    steps = _unescaped(path).split(b"/")[1:]
    for step in steps:
        if step == b".." and kept:
            kept.pop()
        elif step != b".":
            kept.append(step)
    last = kept[-1:]
    joined = b"/" + b"".join(step + b"/" for step in kept[:-1] if step) + b"".join(last)
    lowered = _escaped(joined).lower()
    return lowered[:-1] if lowered.endswith("/") and len(lowered) > 1 else lowered


def _query(query: str) -> str:
    """Lower case, without session ids, its parameters in order."""
    plain = _escaped(_unescaped(query))
    for session in _SESSIONS:
        found = session.match(plain)
        if found:
            plain = found[1] + (found[2] or "")
    pairs = [tuple(pair.split("=", 1)) for pair in plain.lower().split("&")]
    return "&".join("=".join(pair) for pair in sorted(pairs))


def _unescaped(text: str) -> bytes:
    """Every %XX undone, those that were written %25XX too."""
    now, before = unquote_to_bytes(text), b""
    while now != before:
        now, before = unquote_to_bytes(now), now
    return now


def _escaped(raw: bytes) -> str:
    return quote(raw, safe=_SAFE)
