"""What is true of the invented web: stories as written, and each article as a perfect reader would record it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from archive.records import Block, Person, Precision, Script

Size = Literal["notice", "brief", "middle", "long", "feature"]
Origin = Literal["own", "reprint", "mirror"]
Withdrawal = Literal["404", "410", "home"]


@dataclass(frozen=True, slots=True)
class Story:
    """A story as written once, before any publication prints it."""

    number: int
    kind: str
    size: Size
    region: str
    police: str
    headline: str
    other_headlines: tuple[str, ...]
    kicker: str
    subheadline: str
    section: str
    blocks: tuple[Block, ...]
    revised: tuple[int, str]
    captions: tuple[str, ...]
    reporters: tuple[str, ...]
    correspondents: tuple[str, ...]
    photographer: str
    editor: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Which story stands where and when; `number` rises with the moment of publication. Days are ISO, "" is never."""

    number: int
    story: int
    publication: str
    day: str
    clock: str
    origin: Origin = "own"
    copy_of: int | None = None
    size: Size = "middle"
    edited_on: str = ""
    withdrawn_on: str = ""
    withdrawal: Withdrawal = "404"
    visible_from: str = ""
    page: int = 0

    def stands(self, day: str) -> bool:
        """Whether the article is on the web on a day."""
        return (self.visible_from or self.day) <= day and (not self.withdrawn_on or day < self.withdrawn_on)


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """The truth of one article on one day, in the terms of `archive.records.Article`.

    `blocks` is the body with its sub-heads marked; `paragraphs` the same as plain lines, always simplified (for a
    mirror: what the repaired text must be). `script` is the page's; `copy_of` the number of the article copied.
    """

    number: int
    story: int
    publication: str
    url: str
    headline: str
    kicker: str
    subheadline: str
    byline: str
    people: tuple[Person, ...]
    dateline: str
    source: str
    section: str
    page: str
    published: str
    precision: Precision
    view_count: int | None
    blocks: tuple[Block, ...]
    captions: tuple[str, ...]
    script: Script
    pages: int
    origin: Origin
    copy_of: int | None
    edited_on: str
    withdrawn_on: str
    withdrawal: Withdrawal
    kind: str
    size: Size
    photographer: str = ""
    editor: str = ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(block.text for block in self.blocks)

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)

    def named(self, role: str) -> tuple[str, ...]:
        """The names with one role, in the order of the page."""
        return tuple(person.name for person in self.people if person.role == role)
