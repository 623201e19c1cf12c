"""The records that travel from one stage to the next: frozen, typed, free of I/O.

`ArticleLink → Capture → Extraction → Article → Verdict`, and what a run says of itself: `Issue`.
Dates are ISO 8601 text. Publication is Beijing time without an offset ("2024-03-05", "2024-03-05T09:30"), never finer
than the page shows; moments the archive itself observed are UTC and end in "Z".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Precision = Literal["second", "minute", "day", "month"]
Script = Literal["hans", "hant", "mixed", "unknown"]
Role = Literal["reporter", "correspondent", "author", "editor", "photographer"]
Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """What a list page says of one article; an empty string is "the list does not say"."""

    url: str
    headline: str = ""
    published: str = ""
    section: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class CapturePlace:
    """Where one WARC response record lies: `file` is a name in `warc/`, `offset` and `length` are bytes in it."""

    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Capture:
    """抓取记录: the bytes received for one address at one moment.

    `payload` is the body after content-encoding was undone; `digest` is "sha256:<hex>" of it; `captured_at` is UTC.
    `rendered`: it is what a browser made of the page, not what was received.
    """

    site: str
    url: str
    captured_at: str
    status: int
    headers: tuple[tuple[str, str], ...]
    payload: bytes
    digest: str
    link: ArticleLink | None = None
    rendered: bool = False

    def header(self, name: str) -> str:
        """The first value of a header, whatever its case; "" where there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")


@dataclass(frozen=True, slots=True)
class BodyLayout:
    """How one site laid out its articles up to a day: CSS selectors, tried in order. `until` "" is "to this day"."""

    body: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    headline: tuple[str, ...] = ()
    kicker: tuple[str, ...] = ()
    subheadline: tuple[str, ...] = ()
    meta: tuple[str, ...] = ()
    until: str = ""


@dataclass(frozen=True, slots=True)
class ArticleRules:
    """How the pages of one site are read, as data: it is pickled to the reader processes.

    `layouts` newest first; `readers` restricts and orders the readers of metadata (empty: all, in the house order);
    `furniture` holds regular expressions of lines only this site prints; `learned` the keys of lines that
    repeat at the ends of its pages; `own_names` the values of 来源 that mean the site itself, which become `publisher`.
    """

    site: str = ""
    publisher: str = ""
    layouts: tuple[BodyLayout, ...] = ()
    readers: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    learned: tuple[str, ...] = ()
    own_names: tuple[str, ...] = ("本站", "本网", "本网站", "本站原创", "本报")
    charset: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One untouched string from a page, the reader that gave it, and how far to trust it."""

    value: str
    reader: str
    confidence: Confidence = "high"


BlockKind = Literal["paragraph", "subhead", "caption", "table", "list", "credit"]


@dataclass(frozen=True, slots=True)
class Block:
    """One block-level piece of the body, as published, white space folded."""

    text: str
    kind: BlockKind = "paragraph"


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the article: absolute address and the caption that stands by it ("" where none)."""

    url: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file the article offers: absolute address and its printed name."""

    url: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a page holds, untouched: candidates for each field (best first), the body's blocks, its pictures and files.

    Field names: headline kicker subheadline byline source section page published editor author view_count.
    `next_pages` are the addresses of the article's further pages (2, 3, …), in order.
    """

    readings: tuple[tuple[str, Reading], ...] = ()
    blocks: tuple[Block, ...] = ()
    images: tuple[Image, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    next_pages: tuple[str, ...] = ()
    charset: str = ""
    body_reader: str = ""
    body_confidence: Confidence = "high"
    layout: str = ""

    def of(self, name: str) -> tuple[Reading, ...]:
        """The candidates for one field, best first."""
        return tuple(reading for key, reading in self.readings if key == name)


@dataclass(frozen=True, slots=True)
class Person:
    """A name and its part: 记者 reporter, 通讯员 correspondent, 作者 author, 责任编辑 editor, 摄 photographer."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What duplicates are judged by.

    `text_digest`: "sha256:<hex>" of the normalised text (simplified, NFKC, word characters only, lower case);
    `grams`: sampled 32-bit hashes of its 8-grams, sorted, distinct; `length`: characters of the normalised text.
    """

    text_digest: str
    grams: tuple[int, ...]
    length: int


# What a reader of a text should know of it.
FLAGS = (
    "low_confidence_body", "mirror_repaired", "mirror_suspect", "mirror_shuffled", "short", "undated", "no_headline",
    "paywall",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Article:
    """One page, read. Text is as published; `paragraphs_hans` is the repaired, simplified text, None where it is equal.

    `read_by`: (field, "reader:confidence") pairs. `removed`: (rule, line) pairs of furniture taken out, for --explain.
    `flags`: quality flags, of FLAGS. `layout`: the named elements around the body, "" where it stands in none.
    `extractor`: the version of code and rules that read it, "" where nobody said.
    """

    url: str
    site: str
    headline: str
    kicker: str = ""
    subheadline: str = ""
    byline: str = ""
    people: tuple[Person, ...] = ()
    dateline: str = ""
    source: str = ""
    section: str = ""
    page: str = ""
    published: str = ""
    precision: Precision | None = None
    view_count: int | None = None
    paragraphs: tuple[str, ...] = ()
    paragraphs_hans: tuple[str, ...] | None = None
    headline_hans: str | None = None
    captions: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    next_pages: tuple[str, ...] = ()
    script: Script = "unknown"
    charset: str = ""
    flags: tuple[str, ...] = ()
    read_by: tuple[tuple[str, str], ...] = ()
    removed: tuple[tuple[str, str], ...] = ()
    layout: str = ""
    fingerprint: Fingerprint | None = None
    extractor: str = ""

    @property
    def text(self) -> str:
        """The body as published, a paragraph a line."""
        return "\n".join(self.paragraphs)

    @property
    def text_hans(self) -> str:
        """The body in simplified characters, mirror damage repaired; equal to `text` where nothing was changed."""
        return self.text if self.paragraphs_hans is None else "\n".join(self.paragraphs_hans)

    def named(self, *roles: Role) -> tuple[str, ...]:
        """The names of the people with one of these roles, in the order of the page."""
        return tuple(person.name for person in self.people if person.role in roles)


VerdictKind = Literal["new", "copy", "version", "same"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one reading was filed: a new story, a copy 转载 of one, a new version of one, or the same text again."""

    kind: VerdictKind
    article_id: int
    similarity: float = 1.0


FailureClass = Literal[
    "dns", "refused", "timeout", "tls", "reset", "too_large", "redirect_loop", "private_address", "robots",
    "http_403", "http_404", "http_410", "http_429", "http_4xx", "http_5xx", "challenge", "redirected_home", "soft_404",
    "javascript_shell", "not_html", "not_a_picture", "empty_list", "endless_list", "empty_body", "layout_changed",
    "parse_error", "read_timeout", "reader_died", "expectation",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that went wrong in a run: where, its class, and a line a person can act on."""

    site: str
    url: str
    failure: FailureClass
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a healthy run of a site yields: at least `articles` listed, and body texts of at least `characters`."""

    articles: int = 1
    characters: int = 40
    days: int = 30


@dataclass(frozen=True, slots=True)
class Window:
    """The days of publication a crawl covers, both included; "" is open."""

    since: str = ""
    until: str = ""

    def holds(self, published: str) -> bool:
        """Whether a date lies in the window; an unknown date ("") always does."""
        day = published[:10]
        return not day or ((not self.since or day >= self.since) and (not self.until or day <= self.until))


@dataclass(frozen=True, slots=True)
class Site:
    """What a site file says of its site; the row of the `sites` table."""

    name: str
    title: str
    region: str
    level: str
    kind: str
    publisher: str
    family: str
    home: str
    provenance: Literal["recorded", "synthetic"] = "synthetic"
    confidence: Confidence = "medium"
    cadence: str = ""
    expects: Expectation = field(default_factory=Expectation)
