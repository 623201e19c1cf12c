"""The printings of a story for a reader: where each is filed, who printed it, from whom it was taken and how late."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from archive.dedup.lineage import Descent, descents
from archive.store.printings import Place, place_of
from archive.store.stories import printing


@dataclass(frozen=True, slots=True)
class Printed:
    """One printing of a story. `descent` says what it was taken from, as a key of another."""

    key: str
    place: Place
    url: str
    site: str
    headline: str
    source: str
    published: str
    descent: Descent

    @property
    def label(self) -> str:
        """Its id, as the commands take it."""
        if self.place.copy_id is None:
            return f"article:{self.place.article_id}"
        return f"copy:{self.place.copy_id}"


def printed(conn: sqlite3.Connection, keys: Iterable[str]) -> list[Printed]:
    """The pages with these keys as printings of one story, first to last. Those no longer filed are left out."""
    places = {key: place for key in keys if (place := place_of(conn, key)) is not None}
    told = descents([printing(conn, key, place, 0) for key, place in places.items()])
    return [_printed(conn, places[one.printing.key], one) for one in told]


def _printed(conn: sqlite3.Connection, place: Place, descent: Descent) -> Printed:
    table, row_id = ("articles", place.article_id) if place.copy_id is None else ("copies", place.copy_id)
    row = conn.execute(
        "SELECT url, site, coalesce(headline, ''), coalesce(source, ''), coalesce(published, '')"  # noqa: S608  ours
        f" FROM {table} WHERE id = ?",
        (row_id,),
    ).fetchone()
    url, site, headline, source, published = row
    return Printed(descent.printing.key, place, url, site, headline, source, published, descent)
