"""A draft as a site: the class it would be, and the file that says so."""

from __future__ import annotations

import ast
import json
import re
import unicodedata
from typing import Any

from archive.errors import ArchiveError
from crawler.detect.draft import Draft
from crawler.site import SiteFileError, SiteSpider

WIDTH = 120
NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


def made(draft: Draft) -> type[SiteSpider]:
    """The class a draft's file would define. Raises ArchiveError where the file would not load."""
    said: dict[str, Any] = {"__module__": f"spiders.{draft.name}", "columns": dict(draft.columns)}
    said |= {name: getattr(draft, name) for name in ("name", "home", "entrance", "issue_url", "article_example")}
    said |= {name: getattr(draft.owner, name) for name in ("title", "region", "level", "kind")}
    said |= {"provenance": draft.provenance, "confidence": draft.confidence}
    said |= {"article_pattern": draft.article_pattern} if draft.article_pattern else {}
    try:
        return type(class_name(draft.name), (draft.family,), said)
    except SiteFileError as error:
        raise ArchiveError(f"the site file would not load: {error}; say it by an option or write the file") from error


def rendered(draft: Draft, seen: str, assumed: str) -> str:
    """The text of a site file; `seen` and `assumed` are the words of its docstring."""
    owner = draft.owner
    lines = [
        *_docstring(f"{_plain(owner.title)}. Seen: {seen}. Assumed: {assumed}."),
        "",
        f"from {draft.family.__module__} import {draft.family.__name__}",
        "",
        "",
        f"class {class_name(draft.name)}({draft.family.__name__}):",
        f"    name = {_quoted(draft.name)}",
        f"    title = {_quoted(owner.title)}",
        f"    region, level, kind = {_quoted(owner.region)}, {_quoted(owner.level)}, {_quoted(owner.kind)}",
        f"    home = {_quoted(draft.home)}",
        *_columns(draft),
        *(f"    {name} = {_quoted(url)}" for name in ("entrance", "issue_url") if (url := getattr(draft, name))),
        *([f"    article_pattern = {_raw(draft.article_pattern)}"] if draft.article_pattern else []),
        f"    article_example = {_quoted(draft.article_example)}",
        f"    provenance, confidence = {_quoted(draft.provenance)}, {_quoted(draft.confidence)}",
    ]
    return "\n".join(line + _too_wide(line) for line in lines) + "\n"


def class_name(name: str) -> str:
    """`jiangsu_gat` as JiangsuGatSpider."""
    return "".join(word.capitalize() for word in name.split("_")) + "Spider"


def _columns(draft: Draft) -> list[str]:
    """The columns on one line where they fit, else a line each."""
    if not draft.columns:
        return []
    pairs = [f"{_quoted(name)}: {_quoted(url)}" for name, url in draft.columns]
    whole = f"    columns = {{{', '.join(pairs)}}}"
    return [whole] if width(whole) <= WIDTH else ["    columns = {", *(f"        {pair}," for pair in pairs), "    }"]


def _docstring(words: str) -> list[str]:
    """A docstring of one line, or of two or more where it is wide."""
    if width(words) + 6 <= WIDTH:
        return [f'"""{words}"""']
    first, _, rest = words.partition(". Seen: ")
    return [f'"""{first}.', "", f"Seen: {rest.replace('. Assumed: ', '.' + chr(10) + 'Assumed: ')}", '"""']


def _too_wide(line: str) -> str:
    """The remark that lets an address be longer than a line."""
    return "  # noqa: E501" if width(line) > WIDTH and line.startswith("    ") else ""


def width(line: str) -> int:
    """How wide a line is where a Chinese character takes two columns."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


def _quoted(value: str) -> str:
    """A Python string in double quotes; what pages say stays a string whatever is in it."""
    return json.dumps(value, ensure_ascii=False)


def _raw(pattern: str) -> str:
    return f'r"{pattern}"' if '"' not in pattern and not pattern.endswith("\\") else repr(pattern)


def _plain(words: str) -> str:
    """Words that cannot end a docstring."""
    return re.sub(r"[\"\\\s]+", " ", words).strip() or "?"


_PROVENANCE = re.compile(r"^    provenance(?P<more>, confidence)? = \"synthetic\"", re.MULTILINE)


def as_recorded(text: str) -> str:
    """The text of a site file whose pages somebody has fetched: its `provenance` says so, all else stays as it is.

    Raises ArchiveError where the file is not one class whose body ends the file.
    """
    if re.search(r"^    provenance(?:, confidence)? = \"recorded\"", text, re.MULTILINE):
        return text
    if _PROVENANCE.search(text):
        return _PROVENANCE.sub(lambda found: f'    provenance{found["more"] or ""} = "recorded"', text, count=1)
    body = ast.parse(text).body
    if not body or not isinstance(body[-1], ast.ClassDef) or body[-1].body[-1].col_offset != 4:
        raise ArchiveError('the file does not end with its class; add `provenance = "recorded"` by hand')
    return f'{text.rstrip()}\n    provenance = "recorded"\n'
