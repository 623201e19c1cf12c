"""Which code and which rules read a page: the version every stored reading carries, so that drift can be told."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from archive.records import ArticleRules

# What decides how bytes become an article: our own sources, and the libraries they ask.
_SOURCES = ("extract", "normalise", "read.py", "topic.py", "topic_words.py")
_LIBRARIES = ("trafilatura", "htmldate", "lxml", "resiliparse", "opencc-python-reimplemented")
_FIGURES = 8


def extractor_version(rules: ArticleRules) -> str:
    """`"0.1.0+<code>/<rules>"`: the release, a digest of the code that reads, and one of the rules of the site."""
    return f"{code_version()}/{_rules_version(rules)}"


@cache
def code_version() -> str:
    """The part before the slash; whoever changes a line of the code that reads has another one."""
    digest = sha256()
    for name in _LIBRARIES:
        digest.update(f"{name}={_installed(name)}\n".encode())
    for source in _SOURCES:
        for name, text in _sources(files("archive").joinpath(source), source):
            digest.update(f"{name} {len(text)}\n".encode() + text)
    return f"{_installed('jingwen')}+{digest.hexdigest()[:_FIGURES]}"


@lru_cache(maxsize=256)  # a site's rules grow while it is crawled
def _rules_version(rules: ArticleRules) -> str:
    return sha256(repr(rules).encode()).hexdigest()[:_FIGURES]


def _sources(place: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of a module, or of all in a folder, in the order of their names."""
    if place.is_file():
        yield name, place.read_bytes()
        return
    for inner in sorted(place.iterdir(), key=lambda one: one.name):
        if inner.name.endswith(".py") or (inner.is_dir() and inner.name != "__pycache__"):
            yield from _sources(inner, f"{name}/{inner.name}")


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "0"
