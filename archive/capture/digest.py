"""The digest of a payload, as WARC headers and capture rows carry it."""

from __future__ import annotations

from hashlib import sha256


def payload_digest(payload: bytes) -> str:
    """`"sha256:<hex>"` of the payload."""
    return "sha256:" + sha256(payload).hexdigest()
