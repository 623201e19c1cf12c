"""The canonical key of an address: what makes two spellings of one address the same."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from w3lib.url import canonicalize_url

TRACKING = frozenset({"spm", "from", "isappinstalled", "scene"})
TRACKING_PREFIXES = ("utm_", "share")
SESSIONS = re.compile(r"(?:j|php|asp)?sess(?:ion)?_?id\w*|cftoken", re.IGNORECASE)
MAYBE_SESSIONS = frozenset({"sid", "session", "token"})  # where the value is as long as a session's
DEFAULT_PORTS = (80, 443)

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_SESSION = re.compile(r";jsessionid=[^/?#;]*|/\((?:[A-Z]\([^()/]+\))+\)(?=/)", re.IGNORECASE)  # of Java, of ASP.NET
_TICKET = re.compile(r"[0-9a-zA-Z_-]{16,}")
_HOST = re.compile(r"[^\s/@%?#]+")
_INDEX_PAGE = re.compile(r"/index\.[a-z]{1,5}$", re.IGNORECASE)


def url_key(url: str) -> str:
    """The key of an address, for unique indexes only: requests and records keep the address as found.

    Dropped: scheme, default port, user, www., tracking parameters, session ids, index.* at the end, fragments other
    than `#/…`. Parameters are sorted, the host is IDNA. Bytes written %XX are kept, whatever their charset. An address
    that cannot be parsed is its own key. `url_key(url_key(u)) == url_key(u)`.
    """
    spelled = url.strip()
    if spelled.startswith("//"):
        spelled = "http:" + spelled
    elif not _SCHEME.match(spelled):
        spelled = "http://" + spelled
    spelled, _, fragment = spelled.partition("#")
    try:
        parts = urlsplit(canonicalize_url(_SESSION.sub("", spelled)))
        port = parts.port
        host = _bare_host(parts.hostname or "")
    except ValueError:
        return url.strip()
    if not _HOST.fullmatch(host):
        return url.strip()
    place = host if port is None or port in DEFAULT_PORTS else f"{host}:{port}"
    key = place + _INDEX_PAGE.sub("/", _without_dots(parts.path))
    kept = [pair for pair in parts.query.split("&") if pair and not _is_tracking(*pair.partition("=")[::2])]
    if kept:
        key += "?" + "&".join(kept)
    if fragment.startswith(("/", "!/")):
        key += "#" + fragment
    return key


def _bare_host(host: str) -> str:
    """The host without www.; `www.cn` keeps it, as nothing but a suffix would be left."""
    while host.startswith("www.") and "." in host[4:]:
        host = host[4:]
    return host


def _is_tracking(name: str, value: str) -> bool:
    """Whether a parameter says who asks and from where, not what for."""
    lowered = name.lower()
    if lowered in TRACKING or lowered.startswith(TRACKING_PREFIXES) or SESSIONS.fullmatch(lowered):
        return True
    return lowered in MAYBE_SESSIONS and bool(_TICKET.fullmatch(value))


def _without_dots(path: str) -> str:
    """The path with `.` and `..` resolved; doubled slashes are kept, as servers may tell them apart."""
    if "/." not in path:
        return path or "/"
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)
