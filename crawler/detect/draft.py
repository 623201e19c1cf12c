"""What is looked at and what is made of it: pages seen, and the draft of a site file."""

from __future__ import annotations

from dataclasses import dataclass

from archive.extract.charset import charset_of, decode
from archive.records import Capture, Confidence
from crawler.site import SiteSpider


@dataclass(frozen=True, slots=True)
class Seen:
    """A page that was looked at: its address, its text, and the addresses that only led to it, in order."""

    url: str
    text: str
    capture: Capture
    led_by: tuple[str, ...] = ()


def seen(capture: Capture, led_by: tuple[str, ...] = ()) -> Seen:
    """A captured page as text."""
    decoded = decode(capture.payload, declared=charset_of(capture.header("Content-Type")))
    return Seen(capture.url, decoded.text, capture, led_by)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose site it is, as far as its pages say; `doubts` are what was only guessed, a line each."""

    title: str
    region: str
    level: str
    kind: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A site file before it is written: columns, or for e-papers an entrance and perhaps an issue's address.

    `article_pattern` is "" where the family's holds. `doubts`: what was guessed or could not be checked, a line each.
    """

    name: str
    owner: Owner
    home: str
    family: type[SiteSpider]
    article_example: str
    columns: tuple[tuple[str, str], ...] = ()
    entrance: str = ""
    issue_url: str = ""
    article_pattern: str = ""
    confidence: Confidence = "medium"
    provenance: str = "synthetic"
    doubts: tuple[str, ...] = ()
