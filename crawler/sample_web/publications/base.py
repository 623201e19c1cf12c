"""What every publication has: a name, a house style that dresses stories, and an answer to each request."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import ClassVar, Literal, Protocol

from archive.records import Block, Person, Precision, Script
from crawler.sample_web.truth import Placement, SampleArticle, Story

Style = Literal["box", "run_in", "tail", "plain"]
Kind = Literal["paper", "police", "politics", "portal", "mirror"]
PAGE_LENGTH = 300  # characters, after which a house that parts its stories begins a new page


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: path without query, query as written, body for POST."""

    path: str
    query: str = ""
    method: str = "GET"
    body: str = ""

    @classmethod
    def of(cls, target: str) -> Asked:
        """A GET of a path with its query."""
        path, _, query = target.partition("?")
        return cls(path, query)


@dataclass(frozen=True, slots=True)
class Page:
    """One answer. `modified` is the day its text last changed ("" unknown); `location` makes it a redirect."""

    body: bytes
    status: int = 200
    mime: str = "text/html"
    modified: str = ""
    location: str = ""


class Newsstand(Protocol):
    """What a publication asks of the world."""

    def standing(self, publication: str, day: str) -> Sequence[Placement]: ...
    def placement(self, number: int) -> Placement | None: ...
    def story(self, placement: Placement) -> Story: ...
    def publication(self, name: str) -> Publication: ...
    def article(self, number: int, day: str = "") -> SampleArticle: ...


class Publication(ABC):
    """One invented publication. Subclasses say where pages lie (`path_of`, `number_at`) and what they look like."""

    name: ClassVar[str]
    title: ClassVar[str]
    host: ClassVar[str]
    region: ClassVar[str]
    kind: ClassVar[Kind]
    style: ClassVar[Style] = "plain"
    precision: ClassVar[Precision] = "minute"
    charset: ClassVar[str] = "utf-8"
    header_charset: ClassVar[str] = "utf-8"
    weekdays: ClassVar[frozenset[int]] = frozenset(range(7))
    weight: ClassVar[int] = 10
    script: ClassVar[Script] = "hans"
    per_page: ClassVar[int] = 20
    column: ClassVar[str] = ""
    page_names: ClassVar[Mapping[int, str]] = {}
    calls_itself: ClassVar[str] = "本报"
    prints_editor: ClassVar[bool] = False
    prints_source: ClassVar[bool] = True
    prints_captions: ClassVar[bool] = True
    disallow: ClassVar[str] = ""
    crawl_delay: ClassVar[int] = 0

    def __init__(self, world: Newsstand) -> None:
        self.world = world

    @property
    def home(self) -> str:
        return f"http://{self.host}{self.front}"

    front: ClassVar[str] = "/"

    @abstractmethod
    def path_of(self, placement: Placement) -> str:
        """The path of an article's (first) page."""

    @abstractmethod
    def answer(self, asked: Asked, day: str) -> Page | None:
        """The page at a path on a day; None where there is none."""

    def url_of(self, placement: Placement) -> str:
        return f"http://{self.host}{self.path_of(placement)}"

    def html(self, text: str, modified: str = "", *, mime: str = "text/html") -> Page:
        """A page in the bytes this publication sends."""
        return Page(text.encode(self.charset, errors="xmlcharrefreplace"), mime=mime, modified=modified)

    def withdrawn(self, number: int, day: str) -> Page | None:
        """The answer for an article that is not on the web today: gone, redirected home, or None (unknown)."""
        placement = self.world.placement(number)
        if (
            placement is None
            or placement.publication != self.name
            or not placement.withdrawn_on
            or day < placement.withdrawn_on
        ):
            return None
        if placement.withdrawal == "home":
            return Page(b"", 302, location=self.home, modified=placement.withdrawn_on)
        status = int(placement.withdrawal)
        return Page(f"<html><body><h1>{status}</h1><p>您访问的页面不存在或已删除</p></body></html>".encode(), status)

    def standing_article(self, number: int, day: str) -> SampleArticle | None:
        """The truth of an article of this publication, None unless it stands today."""
        placement = self.world.placement(number)
        if placement is None or placement.publication != self.name or not placement.stands(day):
            return None
        return self.world.article(number, day)

    def slice(self, day: str, page: int, *, section: str = "") -> tuple[list[Placement], int]:
        """One list page, newest first, and how many pages there are; pages count from 1."""
        standing = self.world.standing(self.name, day)
        if section:
            standing = [one for one in standing if self.world.story(one).section == section]
        pages = max(1, -(-len(standing) // self.per_page))
        return list(standing[(page - 1) * self.per_page : page * self.per_page]), pages

    def dress(self, placement: Placement, day: str) -> SampleArticle:
        """A story in this publication's house style, as it stands on a day ("" the last text)."""
        story = self.world.story(placement)
        reprint = placement.origin == "reprint"
        blocks = list(story.blocks)
        if reprint:
            blocks = _shortened(blocks, placement.number)
        if placement.edited_on and (not day or day >= placement.edited_on):
            at, text = story.revised
            blocks[min(at, len(blocks) - 1)] = Block(text)
        origin = self.world.placement(placement.copy_of) if placement.copy_of is not None else None
        source = self.world.publication(origin.publication).title if origin else self.title
        other = (
            story.other_headlines[placement.number % len(story.other_headlines)]
            if story.other_headlines
            else story.headline
        )
        people, byline, dateline = self._credits(story, blocks)
        editor = story.editor if self.prints_editor else ""
        people += [Person(editor, "editor")] if editor else []
        captions = story.captions if self.prints_captions else ()
        with_kicker = self.kind == "paper" and not reprint
        return SampleArticle(
            number=placement.number,
            story=story.number,
            publication=self.name,
            url=self.url_of(placement),
            headline=other if reprint else story.headline,
            kicker=story.kicker if with_kicker else "",
            subheadline=story.subheadline if with_kicker else "",
            byline=byline,
            people=tuple(people),
            dateline=dateline,
            source=source if self.prints_source else "",
            section=self.page_names.get(placement.page, self.column),
            page=f"{placement.page:02d}" if placement.page else "",
            published=self.shown(placement),
            precision=self.precision,
            view_count=self.views(placement),
            blocks=tuple(blocks),
            captions=captions,
            script=self.script,
            pages=self.pages_of(blocks),
            origin=placement.origin,
            copy_of=placement.copy_of,
            edited_on=placement.edited_on,
            withdrawn_on=placement.withdrawn_on,
            withdrawal=placement.withdrawal,
            kind=story.kind,
            size=story.size,
            photographer=story.photographer if captions else "",
            editor=editor,
        )

    def _credits(self, story: Story, blocks: list[Block]) -> tuple[list[Person], str, str]:
        """Who signs, the byline line, the dateline; a run-in or a tail credit is written into the blocks."""
        if story.size == "notice":
            return [], "", ""
        reporters, helpers = story.reporters, story.correspondents
        people = [Person(name, "reporter") for name in reporters] + [Person(name, "correspondent") for name in helpers]
        if self.style == "run_in" and blocks[0].kind == "paragraph":
            signed = f"（记者 {' '.join(reporters)} 通讯员 {' '.join(helpers)}）"
            blocks[0] = Block(f"{self.calls_itself}讯{signed}{blocks[0].text}")
            return people, "", f"{self.calls_itself}讯"
        if self.style == "box":
            return (
                people,
                f"□ 本报记者 {' '.join(map(padded, reporters))} □ 本报通讯员 {' '.join(map(padded, helpers))}",
                "",
            )
        if self.style == "tail" and blocks[-1].kind == "paragraph":
            blocks[-1] = Block(f"{blocks[-1].text}（通讯员 {' '.join(helpers)}）")
            return [Person(name, "correspondent") for name in helpers], "", ""
        return [], "", ""

    def views(self, placement: Placement) -> int | None:  # noqa: ARG002 - one house prints a count for each article
        """The number of readers the page prints, None where it prints none."""
        return None

    def pages_of(self, blocks: Sequence[Block]) -> int:  # noqa: ARG002 - some houses part long stories
        """Over how many pages the article goes."""
        return 1

    def page_at(self, path: str, page: int) -> str:  # noqa: ARG002 - some houses part long stories
        """The path of a further page of the article whose first page is at `path`."""
        return path

    def shown(self, placement: Placement) -> str:
        """The moment of publication as the page shows it."""
        if self.precision == "day":
            return placement.day
        return f"{placement.day}T{placement.clock if self.precision == 'second' else placement.clock[:5]}"


def padded(name: str) -> str:
    """A two-character name as newspapers set it: 杨 昭."""
    return f"{name[0]} {name[1]}" if len(name) == 2 else name


def text(value: str) -> str:
    return escape(value, quote=True)


def weekday(day: str) -> str:
    return "一二三四五六日"[date.fromisoformat(day).weekday()]


def changed_on(article: SampleArticle, day: str) -> str:
    """The day the page last changed, seen from a day."""
    return article.edited_on if article.edited_on and article.edited_on <= day else article.published[:10]


def _shortened(blocks: list[Block], number: int) -> list[Block]:
    """What a reprint keeps: sometimes all, sometimes the tail cut off (never under 85 % of the text)."""
    total = sum(len(block.text) for block in blocks)
    kept = list(blocks)
    if number % 3 and len(kept) > 3 and len(kept[-1].text) < 0.15 * total:
        kept.pop()
    return kept


def parted(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks of each page: a new page once the last holds some PAGE_LENGTH characters."""
    parts: list[list[Block]] = [[]]
    length = 0
    for block in blocks:
        if length >= PAGE_LENGTH and len(parts) < 4:
            parts.append([])
            length = 0
        parts[-1].append(block)
        length += len(block.text)
    if len(parts) > 1 and sum(len(block.text) for block in parts[-1]) < 120:
        last = parts.pop()
        parts[-1] += last
    return parts
