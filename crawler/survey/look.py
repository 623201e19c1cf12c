"""Asking for pages while looking around: each once, through redirects and refreshes, what goes wrong kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from archive.errors import ArchiveError
from archive.records import Capture
from crawler.detect.draft import Seen, seen
from crawler.fetch import NoMore
from crawler.links import refresh_target

Ask = Callable[[str], Capture]
Told = Callable[[str], None]
REFRESHES = 4


def nobody(_: str) -> None:
    """Nobody is told."""


class Look:
    """`ask` raises ArchiveError for a page that cannot be had; `told` hears each address before it is asked for."""

    def __init__(self, ask: Ask, told: Told = nobody) -> None:
        self._ask, self._told = ask, told
        self._pages: dict[str, Seen] = {}
        self._missing: set[str] = set()
        self.troubles: dict[str, str] = {}  # what went wrong, and where first

    def arrive(self, url: str) -> Seen:
        """The page an address leads to, through redirects and refreshes. Raises ArchiveError."""
        if url in self._pages:
            return self._pages[url]
        led_by: list[str] = []
        asked = url
        for _ in range(REFRESHES):
            self._told(asked)
            page = seen(self._ask(asked))
            if page.url != asked:
                led_by.append(asked)
            target = refresh_target(page.text, page.url)
            if not target or target in (page.url, *led_by):
                break
            led_by.append(page.url)
            asked = target
        self._pages[url] = self._pages[page.url] = replace(page, led_by=tuple(led_by))
        return self._pages[url]

    def try_page(self, url: str, *, guessed: bool = False) -> Seen | None:
        """The page an address leads to; None where there is none: why stands in `troubles`, unless it was a guess."""
        if url in self._missing:
            return None
        try:
            return self.arrive(url)
        except ArchiveError as error:
            self._missing.add(url)
            if not guessed or isinstance(error, NoMore):
                self.troubles[str(error)] = url
            return None

    @property
    def seen_pages(self) -> list[Seen]:
        """Every page there was, in the order asked for."""
        return list({page.url: page for page in self._pages.values()}.values())
