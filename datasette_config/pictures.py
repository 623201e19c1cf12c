"""The pictures of an article as its page shows them: from the archive where they are kept, else why they are not."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from archive.store.pictures import Fate, fates
from archive.store.withholding import why_withheld
from datasette_config.words import FAILURES, Pair, named

NOT_ASKED: Pair = ("", "")
WITHHELD: Pair = ("按审核清单不予公开", "withheld by a reviewed list")


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture: its address, its caption, the capture that holds it (0: none), and why there is none."""

    url: str
    caption: str
    capture: int = 0
    why: Pair = NOT_ASKED


def pictures(conn: sqlite3.Connection, images: Sequence[Any], *, here: bool) -> list[Shown]:
    """The pictures an article names, in its order; `here`: the WARC files lie beside the database."""
    told = fates(conn, [str(image["url"]) for image in images]) if here else {}
    return [_shown(conn, image, told.get(str(image["url"]), Fate())) for image in images]


def _shown(conn: sqlite3.Connection, image: Any, fate: Fate) -> Shown:
    url, caption = str(image["url"]), str(image.get("caption") or "")
    if fate.capture_id is None:
        return Shown(url, caption, why=named(FAILURES, fate.failure) if fate.failure else NOT_ASKED)
    if why_withheld(conn, fate.capture_id):
        return Shown(url, caption, why=WITHHELD)
    return Shown(url, caption, fate.capture_id)
