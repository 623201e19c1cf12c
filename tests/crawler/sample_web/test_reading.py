"""Every page of the sample web, read: each field is what is true of it, and what is damaged for good is flagged."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

import pytest

from archive.capture.digest import payload_digest
from archive.read import join_pages, read_article
from archive.records import Article, Capture
from crawler.catalogue import rules_of
from crawler.sample_web.clock import LAST_DAY
from crawler.sample_web.publications.base import Asked
from crawler.sample_web.server import SampleWeb
from crawler.sample_web.truth import SampleArticle
from crawler.sample_web.world import PUBLICATIONS, World

NAMES = [kind.name for kind in PUBLICATIONS]


@cache
def web() -> SampleWeb:
    return SampleWeb(World())


def fetched(url: str, site: str) -> Capture:
    parts = urlsplit(url)
    sent = web().respond(parts.hostname or "", Asked(parts.path, parts.query))
    assert sent.status == 200, url
    lines = (line.partition(": ") for line in sent.head.decode().split("\r\n"))
    headers = tuple((name, value) for name, _, value in lines)
    return Capture(site, url, f"{LAST_DAY}T12:00:00Z", 200, headers, sent.body, payload_digest(sent.body))


def read_whole(url: str, site: str) -> Article:
    """An article with all its pages, as a crawl asks for them."""
    rules, urls, pages = rules_of(site), [url], []
    for address in urls:
        pages.append(read_article(fetched(address, site), rules))
        urls += [following for following in pages[-1].next_pages if following not in urls]
    return join_pages(pages)


@cache
def readings(site: str) -> list[tuple[SampleArticle, Article]]:
    true = [article for article in web().world.articles() if article.publication == site]
    assert len(true) > 15
    return [(article, read_whole(article.url, site)) for article in true]


def people(article: Article | SampleArticle) -> list[tuple[str, str]]:
    return sorted((person.name, person.role) for person in article.people)


@pytest.mark.parametrize("site", NAMES)
def test_every_field_is_as_published(site: str) -> None:
    for true, read in readings(site):
        assert (read.headline_hans or read.headline, read.kicker, read.subheadline) == (
            true.headline,
            true.kicker,
            true.subheadline,
        )
        assert (read.published, read.precision, read.source) == (true.published, true.precision, true.source)
        assert (read.view_count, read.script, people(read)) == (true.view_count, true.script, people(true))
        captions = tuple(caption for caption in read.captions if not caption.startswith("本版图片"))
        assert captions == true.captions


@pytest.mark.parametrize("site", NAMES)
def test_no_paragraph_is_lost_and_no_furniture_left(site: str) -> None:
    for true, read in readings(site):
        text = tuple(read.text_hans.split("\n"))
        if "mirror_suspect" in read.flags:  # two bytes are gone: it is said, and not guessed
            assert len(text) == len(true.paragraphs)
            assert 1 <= sum(one != other for one, other in zip(text, true.paragraphs, strict=True)) <= 2
        else:
            assert text == true.paragraphs


def test_nearly_all_of_a_mirrors_damage_is_undone() -> None:
    mirrored = [read for site in ("xiyuan_zfw_mirror", "chenghu_mirror") for _, read in readings(site)]
    assert sum("mirror_repaired" in read.flags for read in mirrored) > 0.9 * len(mirrored)
    assert sum("mirror_suspect" in read.flags for read in mirrored) < 0.1 * len(mirrored)
