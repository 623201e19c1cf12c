"""What passes between the requests of a visit and the pipeline: an answer that was kept, and an article to be read."""

from __future__ import annotations

from dataclasses import dataclass

from archive.records import ArticleLink, CapturePlace
from archive.store.looks import Look


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that was kept: the id of its row and the place of its bytes."""

    capture_id: int
    place: CapturePlace


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """The one item: an article's first page, kept and not yet read; `look`: it is known, and is looked at again."""

    site: str
    kept: Kept
    link: ArticleLink
    look: Look | None = None
