"""The further pages of an article that is spread over several."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urljoin, urlsplit

from archive.extract.page_tree import PageTree, text_of

_NUMBER = re.compile(r"^[\[【(（]?\s*(\d{1,2})\s*[\]】)）]?$")
_NEXT = re.compile(r"^(?:下一页|下页|下一頁|后一页)\s*[>»]*$")
_TAIL = re.compile(r"[_-](\d{1,2})(\.\w{3,5})$")


def next_pages(page: PageTree) -> tuple[str, ...]:
    """The addresses of pages 2, 3, … in order: links that are numbers (or 下一页), to this address and a number."""
    if not page.url:
        return ()
    here = urldefrag(page.url)[0]
    found: dict[int, str] = {}
    for node in page.root.iter("a"):
        address = (node.get("href") or "").strip()
        if not address or address.startswith(("#", "javascript:", "mailto:")):
            continue
        text = text_of(node) if len(node) <= 2 else ""
        number = _NUMBER.match(text)
        if number is None and not _NEXT.match(text):
            continue
        try:
            target = urldefrag(urljoin(here, address))[0]
        except ValueError:
            continue
        page_number = _follows(here, target)
        if page_number is not None and page_number > _current(here, target):
            found.setdefault(page_number, target)
    return tuple(found[number] for number in sorted(found))


def _follows(first: str, target: str) -> int | None:
    """Which page of the article `first` an address is (1 for itself), None where it is of another article."""
    one, other = urlsplit(first), urlsplit(target)
    if one.netloc != other.netloc:
        return None
    stem = re.sub(r"(?:[_-]\d{1,2})?(\.\w{3,5})$", "", one.path)
    plain = re.sub(r"(\.\w{3,5})$", "", one.path)
    if other.path == one.path:
        numbers = [
            re.search(r"(?:^|[&?])(?:page|p|pageno|currentpage)=(\d{1,2})(?:&|$)", part.query, re.I)
            for part in (one, other)
        ]
        return int(numbers[1].group(1)) if numbers[1] else 1
    match = _TAIL.search(other.path)
    if match is None:
        return None
    base = other.path[: match.start()]
    if base in (stem, plain):
        return int(match.group(1))
    return None


def _current(here: str, target: str) -> int:
    """The number that further pages exceed: t123.html may go on in t123_1.html, 0171.shtml in 0171_01.shtml."""
    one, other = urlsplit(here), urlsplit(target)
    if one.path != other.path and _TAIL.search(one.path) is None:
        return 0
    return _follows(here, here) or 1
