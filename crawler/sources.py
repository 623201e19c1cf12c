"""What people bring: saved pages, an index of them, WARC, ARC and WACZ files; each page as a capture."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from archive.capture.foreign import Passed, read_foreign
from archive.capture.splitting import Broken
from archive.errors import ArchiveError, UsageError
from archive.records import Capture
from crawler.catalogue import site_classes
from crawler.fetch import NO_ADDRESS, is_address, saved_page

PAGES = (".html", ".htm", ".shtml", ".xhtml")
UNKNOWN = "ingested"  # the site of a page nobody knows the site of
_HEAD = 4096
# What browsers write into a page they save, and what pages say of themselves.
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
_CANONICAL = re.compile(rb"""<link[^>]{0,200}rel=["']?canonical["']?[^>]{0,200}href=["']([^"'>]+)""", re.IGNORECASE)
# How the further pages of an article are numbered: in the name of the file, or in the query.
_TAIL = re.compile(r"([_-])(\d{1,2})(\.\w{3,5})$")
_PAGE = re.compile(r"(^|&)(page|p|pageno|currentpage)=\d{1,2}(?=&|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refused:
    """What cannot be filed: its name (a line, a file and a place in it, an address) and why."""

    name: str
    problem: str


Brought = Capture | Refused | Passed


def pages_of(index: Path, site: str = "") -> Iterator[Brought]:
    """The pages an index of JSON lines names.

    A line holds `file` or `path` (relative to the index), or a `slug` whose page is `pages/<slug>.html`; and where
    known `url` and `site`. A line whose `kind` is not `article` is passed over.
    """
    try:
        lines = index.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{index} cannot be read as JSON lines: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield page_of(line, index, number, site)


def page_of(line: str, index: Path, number: int, site: str) -> Brought:
    """The page one line names; a line may name something else, such as a list of articles."""
    try:
        named = json.loads(line)
        if named.get("kind", "article") != "article":
            return Passed("lines that name no article")
        path = next(path for path in places(named, index.parent) if path.is_file())
    except (ValueError, AttributeError, TypeError) as error:
        return Refused(f"line {number}", f"is not a JSON object: {error}")
    except StopIteration:
        return Refused(f"line {number}", "names no file that is there; give `file`, relative to the index")
    try:
        return saved_page(path, str(named.get("url") or ""), site or site_name(str(named.get("site") or "")))
    except ArchiveError as error:
        return Refused(f"line {number}", str(error))


def places(named: dict[str, object], folder: Path) -> Iterator[Path]:
    """Where a line's page may lie, in the order to look."""
    for key in ("file", "path"):
        if named.get(key):
            yield folder / str(named[key])
    for key in ("slug", "id"):
        if named.get(key):
            yield folder / "pages" / f"{named[key]}.html"


def site_name(host: str) -> str:
    """A site's name made of a host: www.example.gov.cn becomes example_gov_cn."""
    return host.lower().removeprefix("www.").replace(".", "_").replace("-", "_") or UNKNOWN


def captures_of(files: Iterable[Path], site: str = "") -> Iterator[Brought]:
    """The pages of WARC, ARC and WACZ files, of saved pages, and of folders of these."""
    for path in files:
        if path.is_dir():
            yield from captures_of(sorted(one for one in path.rglob("*") if is_source(one)), site)
        elif path.suffix.lower() in PAGES:
            yield page_at(path, site)
        else:
            for found in read_foreign(path, site=site):
                yield found if isinstance(found, Passed) else page_in(found)


def is_source(path: Path) -> bool:
    """Whether a file in a folder is one to take in."""
    name = path.name.lower()
    return path.is_file() and name.endswith((*PAGES, ".warc", ".warc.gz", ".arc", ".arc.gz", ".wacz"))


def page_in(found: Capture | Broken) -> Brought:
    """A record as a page, or why it is none."""
    if isinstance(found, Broken):
        return Refused(f"{found.file} at {found.offset:,}", f"{found.why}; it was stepped over")
    mime = found.header("Content-Type").lower()
    if found.status != 200:
        return Passed("not answered with 200")
    if mime and "html" not in mime:
        return Passed("not pages of text")
    if not is_address(found.url):
        return Passed("without an address of the web")
    return found if found.site else replace(found, site=site_of(found.url))


def page_at(path: Path, site: str) -> Brought:
    """A saved page, with the address it was saved from where it says so."""
    try:
        page = saved_page(path)
    except ArchiveError as error:
        return Refused(str(path), str(error))
    head = page.payload[:_HEAD]
    found = _SAVED_FROM.search(head) or _CANONICAL.search(page.payload, 0, 16 * _HEAD)
    url = unescape(found[1].decode("utf-8", "replace")) if found else ""
    if is_address(url) and url.isprintable() and " " not in url:
        page = replace(page, url=url)
    return replace(page, site=site or (UNKNOWN if page.url.startswith(NO_ADDRESS) else site_of(page.url)))


def site_of(url: str) -> str:
    """The site whose file claims an address, else a name made of its host."""
    host = urlsplit(url).hostname or ""
    return owner_of(host) or site_name(host)


@cache
def owner_of(host: str) -> str:
    """The name of the one site that claims a host; "" where none does, or several share it."""
    names = [name for name, found in site_classes().items() if found.owns(f"http://{host}/")]
    return names[0] if len(names) == 1 else ""


def first_pages(url: str) -> Iterator[str]:
    """The addresses of articles whose further page this one looks like: x_2.html may follow x.html."""
    parts = urlsplit(url)
    tail, numbered = _TAIL.search(parts.path), _PAGE.search(parts.query)
    begins = []
    if tail:
        stem = parts.path[: tail.start()]
        begins = [parts._replace(path=f"{stem}{tail[3]}"), parts._replace(path=f"{stem}{tail[1]}1{tail[3]}")]
    elif numbered:
        queries = (_PAGE.sub("", parts.query).strip("&"), _PAGE.sub(r"\g<1>\g<2>=1", parts.query))
        begins = [parts._replace(query=query) for query in queries]
    yield from (one.geturl() for one in begins if one.geturl() != url)
