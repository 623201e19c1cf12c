"""What a page declares of itself: government <meta>, Open Graph, JSON-LD, e-paper comments, telling classes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from archive.extract.characters import without_controls
from archive.extract.names import named
from archive.extract.page_tree import PageTree, text_of
from archive.extract.survey import Survey
from archive.records import Confidence, Reading

Readings = tuple[tuple[str, Reading], ...]
_GOV_META = {
    "articletitle": "headline",
    "pubdate": "published",
    "contentsource": "source",
    "author": "author",
    "columnname": "section",
    "publishdate": "published",
    "publish_date": "published",
    "pubtime": "published",
    "publishtime": "published",
    "source": "source",
    "editor": "editor",
    "contentauthor": "author",
    "_pubdate": "published",
    "weibo: article:create_at": "published",
    "weibo:article:create_at": "published",
    "apub:time": "published",
    "mediaid": "source",
    "cxenseparse:recs:publishtime": "published",
}
_OPEN_GRAPH = {
    "og:title": "headline",
    "article:published_time": "published",
    "og:release_date": "published",
    "og:article:published_time": "published",
    "article:author": "author",
    "og:article:author": "author",
    "article:section": "section",
}
_ENP = {
    "title": "headline",
    "founder-title": "headline",
    "subtitle": "subheadline",
    "introtitle": "kicker",
    "author": "author",
    "founder-author": "author",
    "date": "published",
    "nodename": "section",
    "founder-nodename": "section",
    "papername": "source",
    "founder-papername": "source",
    "pagenum": "page",
    "pageno": "page",
}
_CLASSES = (
    (
        "published",
        named(
            """pub[-_]?(?:lish)?[-_]?(?:time|date)
            (?:news|post|art(?:icle)?|info)?[-_]?(?:time|date|shijian|riqi|rq)(?:[-_]source)?"""
        ),
    ),
    (
        "source",
        named("(?:news|art(?:icle)?|info|date)?[-_]?(?:source|laiyuan|from|ly) source_baidu media_?name ent-source"),
    ),
    ("editor", named("editor bianji zebian artical_editor edit editor_baidu")),
    ("author", named("author zuozhe reporter writer")),
)
_SCRIPTY = re.compile(r"[{}<>]|\$\{|undefined|null$")


def gov_meta(page: PageTree) -> Readings:
    """<meta name=ArticleTitle>, PubDate, ContentSource … that government sites must carry."""
    return _metas(page, _GOV_META, "gov_meta", "name", "medium")


def open_graph(page: PageTree) -> Readings:
    """<meta property="og:…"> and "article:…"."""
    return _metas(page, _OPEN_GRAPH, "open_graph", "property", "medium")


def _metas(page: PageTree, names: dict[str, str], reader: str, attribute: str, confidence: Confidence) -> Readings:
    found = []
    for node in page.root.iter("meta"):
        name = (node.get(attribute) or node.get("name") or node.get("itemprop") or "").strip().lower()
        value = " ".join((node.get("content") or "").split())
        if name in names and value and not _SCRIPTY.search(value):
            found.append((names[name], Reading(value, reader, confidence)))
    return tuple(dict.fromkeys(found))


def enpproperty(page: PageTree) -> Readings:
    """The comment of a Founder e-paper."""
    return tuple((_ENP[name], Reading(value, "enpproperty")) for name, value in page.enp.items() if name in _ENP)


def json_ld(page: PageTree) -> Readings:
    """Schema.org's NewsArticle; a script that is no JSON says nothing."""
    found: list[tuple[str, Reading]] = []
    for script in page.json_ld:
        try:
            parsed = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _articles(parsed):
            for key, name in (("headline", "headline"), ("datePublished", "published"), ("pubDate", "published")):
                if isinstance(value := thing.get(key), str) and value.strip():
                    found.append((name, Reading(value, "json_ld", "medium")))
            found += [("author", Reading(name, "json_ld", "low")) for name in _names(thing.get("author"))]
            found += [("source", Reading(name, "json_ld", "low")) for name in _names(thing.get("publisher"))]
    plain = ((name, replace(reading, value=without_controls(reading.value).strip())) for name, reading in found)
    return tuple(dict.fromkeys(pair for pair in plain if pair[1].value))


def _articles(parsed: Any) -> Iterator[dict[str, Any]]:
    """The objects in a JSON-LD script that are articles."""
    waiting = [parsed]
    for thing in waiting:
        if isinstance(thing, list):
            waiting += thing[:50]
        elif isinstance(thing, dict):
            if isinstance(graph := thing.get("@graph"), list):
                waiting += graph[:50]
            kind = thing.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if (
                any(isinstance(k, str) and k.endswith("Article") for k in kinds)
                or "datePublished" in thing
                or "pubDate" in thing
            ):
                yield thing
        if len(waiting) > 500:
            return


def _names(thing: Any) -> list[str]:
    """The names in an author or publisher, however it is written."""
    things = thing if isinstance(thing, list) else [thing]
    names = [entry.get("name") if isinstance(entry, dict) else entry for entry in things]
    return [name.strip() for name in names if isinstance(name, str) and name.strip()]


def by_class(weights: Survey, body: int) -> Readings:
    """Short texts of elements whose class or id names a field, near the article: class="source", id="pubtime_baidu"."""
    found: list[tuple[str, Reading]] = []
    first, end = (max(0, body - 80), weights.last[body] + 61) if body >= 0 else (0, len(weights.nodes))
    for at, names in enumerate(weights.names[first:end], first):
        if len(names) < 3 or weights.hidden[at] or weights.han[at] > 60:
            continue
        node = weights.nodes[at]
        if node.tag in ("li", "ul", "body", "html"):
            continue
        for field, pattern in _CLASSES:
            if pattern.search(names):
                if body >= 0 and at > weights.last[body] and field in ("published", "source"):
                    break
                text = text_of(node)
                if 1 < len(text) <= 60 and not _SCRIPTY.search(text):
                    found.append((field, Reading(text, "by_class", "medium")))
                break
    return tuple(dict.fromkeys(found))


READERS: dict[str, Callable[[PageTree], Readings]] = {
    "enpproperty": enpproperty,
    "gov_meta": gov_meta,
    "json_ld": json_ld,
    "open_graph": open_graph,
}
