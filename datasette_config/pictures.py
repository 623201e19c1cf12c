"""The pictures of an article as its page shows them: from the archive where they are kept, else as links."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from archive.store.pictures import kept
from archive.store.withholding import why_withheld


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture: its address, its caption, the capture that holds it (0: none), whether that is withheld."""

    url: str
    caption: str
    capture: int = 0
    withheld: bool = False


def pictures(conn: sqlite3.Connection, images: Sequence[Any], *, here: bool) -> list[Shown]:
    """The pictures an article names, in its order; `here`: the WARC files lie beside the database."""
    named = [(str(image["url"]), str(image.get("caption") or "")) for image in images]
    held = kept(conn, (url for url, _ in named)) if here else {}
    withheld = {url for url, capture in held.items() if why_withheld(conn, capture)}
    return [Shown(url, caption, 0 if url in withheld else held.get(url, 0), url in withheld) for url, caption in named]
