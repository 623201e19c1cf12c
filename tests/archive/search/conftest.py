"""An archive of small texts over few letters, so that words meet by chance, filed through the real store."""

import random
import sqlite3

import pytest

from archive.records import Article, Site
from archive.store.archive import Archive

LETTERS = "公安机关警察派出所电信诈骗網路騙機關警察電5G3k年月日24，。 “、ａＢ"
SITE = Site("one_site", "一", "990100", "province", "police", "一", "trs", "http://one.test/")
OTHER = Site("other-site", "二", "990200", "province", "police", "二", "trs", "http://other.test/")
SECTIONS = ("要闻", "警务动态", "")


def texts(count: int) -> list[tuple[str, str]]:
    """Titles and bodies of widely different length."""
    chance = random.Random(7)
    return [
        ("".join(chance.choices(LETTERS, k=8)), "".join(chance.choices(LETTERS, k=chance.choice((30, 60, 200)))))
        for _ in range(count)
    ]


TEXTS = texts(150)


@pytest.fixture(scope="module")
def conn(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    folder = tmp_path_factory.mktemp("find")
    with Archive.open(folder) as archive:
        for site in (SITE, OTHER):
            archive.record_site(site)
        for number, (title, body) in enumerate(TEXTS):
            site = (SITE, OTHER)[number % 2]
            year, month = 2022 + number % 3, 1 + number % 12
            archive.add(
                Article(
                    f"{site.home}{number}", site.name, title, published=f"{year}-{month:02}-05", precision="day",
                    source=("新華社", "沧江日报")[number % 2], section=SECTIONS[number % 3],
                    paragraphs=tuple(body.split("\n")), script="hans",
                ),
                [],
            )  # fmt: skip
    return sqlite3.connect(f"file:{folder / 'jingwen.db'}?mode=ro", uri=True)
