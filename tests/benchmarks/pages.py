"""What the benchmarks read and file: pages of the sample web as captures, and any number of invented articles."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice, zip_longest
from pathlib import Path
from urllib.parse import urlsplit

from archive.capture.digest import payload_digest
from archive.dedup.fingerprint import fingerprint
from archive.records import Article, Capture
from archive.store.archive import Archive
from crawler.sample_web.clock import LAST_DAY
from crawler.sample_web.publications.base import Asked
from crawler.sample_web.server import SampleWeb
from crawler.sample_web.truth import SampleArticle
from crawler.sample_web.world import World

WITHDRAWN = 0.95  # of the articles ever placed, those that surely stand on the last day


def sample_pages(count: int, world: World | None = None) -> list[Capture]:
    """The first pages of `count` articles of the sample web as it would send them, its sites taking turns."""
    web = SampleWeb(world or World())
    return [captured(web, article) for article in islice(by_turns(web.world.articles()), count)]


def sample_truth() -> dict[str, SampleArticle]:
    """What is true of each of those pages, by address."""
    return {article.url: article for article in World().articles()}


def by_turns(articles: list[SampleArticle]) -> Iterator[SampleArticle]:
    """The articles of all publications, one of each in turn."""
    of: dict[str, list[SampleArticle]] = {}
    for article in articles:
        of.setdefault(article.publication, []).append(article)
    return (article for article in chain.from_iterable(zip_longest(*of.values())) if article is not None)


def captured(web: SampleWeb, article: SampleArticle) -> Capture:
    parts = urlsplit(article.url)
    sent = web.respond(parts.hostname or "", Asked(parts.path, parts.query))
    headers = tuple(
        (name, value) for name, _, value in (line.partition(": ") for line in sent.head.decode().split("\r\n"))
    )
    return Capture(
        article.publication,
        article.url,
        f"{LAST_DAY}T12:00:00Z",
        sent.status,
        headers,
        sent.body,
        payload_digest(sent.body),
    )


def invented_articles(count: int, seed: int = 1) -> list[Article]:
    """`count` articles of another world, as the reader processes hand them over; their addresses are of its own."""
    found = [filed(article, seed) for article in World(seed, int(count / WITHDRAWN) + 20).articles()]
    return found[:count]


def filed(article: SampleArticle, seed: int) -> Article:
    read = Article(
        url=article.url.replace("://", f"://world{seed}.", 1),
        site=article.publication,
        headline=article.headline,
        kicker=article.kicker,
        subheadline=article.subheadline,
        byline=article.byline,
        people=article.people,
        dateline=article.dateline,
        source=article.source,
        section=article.section,
        page=article.page,
        published=article.published,
        precision=article.precision,
        view_count=article.view_count,
        paragraphs=article.paragraphs,
        captions=article.captions,
        script="hans",
    )
    return replace(read, fingerprint=fingerprint(read.text_hans))


def file_all(data: Path, articles: Iterable[Article]) -> float:
    """File articles into an archive as a crawl does, a commit each; returns the CPU seconds it took."""
    with Archive.open(data) as archive:
        began = time.process_time()
        for article in articles:
            archive.add(article, [])
            archive.commit()
        return time.process_time() - began
