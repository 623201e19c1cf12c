"""Characters no text holds and XML forbids: a tree with one in it cannot be changed, a terminal obeys some."""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_REFERENCES = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|127|5529[6-9]|55[3-9]\d\d|5[67]\d{3}|6553[45])"
    r"|x0*(?:[0-8bcef]|1[0-9a-f]|7f|d[89a-f][0-9a-f]{2}|fff[ef]))(?:;|(?![0-9a-f]))",
    re.IGNORECASE,
)


def without_controls(text: str) -> str:
    """A text, or the source of a page, without them, as they are and as references (`&#7;`)."""
    text = _CONTROLS.sub("", text)
    return _REFERENCES.sub("", text) if "&#" in text else text
