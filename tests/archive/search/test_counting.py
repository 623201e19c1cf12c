"""Counts and facets: exact where answers are few, estimated from a random sample and said so where many."""

import random
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from archive.records import Article
from archive.search import counting
from archive.search.candidates import EVERYWHERE, Narrowing, question, verified_ids
from archive.search.counting import FACETS, Facets, facets, some, tally
from archive.store.archive import Archive
from archive.topic import band_of


def answers(conn: sqlite3.Connection, query: str, narrowing: Narrowing = EVERYWHERE) -> list[int]:
    return list(verified_ids(conn, question(query, narrowing)))


@pytest.mark.parametrize("query", ["", "公", "公安", "公安机", "title:警 -骗", "source:新华社"])
def test_facets_are_what_the_answers_hold(conn: sqlite3.Connection, query: str) -> None:
    found, spread = answers(conn, query), facets(conn, query, EVERYWHERE)
    assert (spread.answers.count, spread.answers.exact) == (len(found), True)
    marks = ",".join("?" * len(found))
    for name in ("year", "region", "site", "source", "section"):
        sql = f"SELECT {name} FROM articles WHERE id IN ({marks}) AND {name} != ''"
        assert dict(spread.spreads[name]) == Counter(str(row[0]) for row in conn.execute(sql, found))
    years = [year for year, _ in spread.spreads["year"]]
    assert years == sorted(years, reverse=True)


@pytest.mark.parametrize("name", FACETS)
def test_every_value_of_a_facet_narrows_to_as_many_as_it_says(conn: sqlite3.Connection, name: str) -> None:
    for value, count in facets(conn, "公", EVERYWHERE).spreads[name]:
        narrowing = Narrowing(since=value, until=value) if name == "year" else Narrowing(**{name: value})
        assert len(answers(conn, "公", narrowing)) == count


def test_topics_are_told_in_bands(conn: sqlite3.Connection) -> None:
    bands = Counter(band_of(topic) for (topic,) in conn.execute("SELECT topic FROM articles"))
    assert dict(facets(conn, "", EVERYWHERE).spreads["topic"]) == bands
    assert len(bands) > 1


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    """3,000 short articles: 警 in all, 警察局 in every third, 察局 apart in the others."""
    folder, chance = tmp_path_factory.mktemp("many"), random.Random(5)
    with Archive.open(folder) as archive:
        for number in range(3_000):
            words = "警察局" if number % 3 == 0 else "警察、察局"
            letters = "".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(40))
            archive.add(
                Article(
                    f"http://one.test/{number}", f"site{number % 4}", f"{words}第{number}", source=f"报{number % 2}",
                    published=f"{2020 + number % 5}-03-{1 + number % 28:02}", precision="day",
                    paragraphs=(letters,), script="hans",
                ),
                [],
            )  # fmt: skip
    return sqlite3.connect(f"file:{folder / 'jingwen.db'}?mode=ro", uri=True)


def capped(many: sqlite3.Connection, query: str, monkeypatch: pytest.MonkeyPatch) -> Facets:
    monkeypatch.setattr(counting, "COUNT_CAP", 500)
    monkeypatch.setattr(counting, "VERIFY_CAP", 30)
    monkeypatch.setattr(counting, "SAMPLE", 30)
    return facets(many, query, EVERYWHERE)


def test_beyond_the_cap_a_sample_stands_for_all_and_the_count_says_about(
    many: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    spread = capped(many, "警", monkeypatch)
    assert not spread.answers.exact
    assert 2_000 <= spread.answers.count <= 4_000
    for name, values in (("site", 4), ("source", 2), ("year", 5)):
        counts = [count for _, count in spread.spreads[name]]
        assert len(counts) == values
        assert abs(sum(counts) - spread.answers.count) <= len(counts)


def test_a_longer_word_is_read_in_some_of_its_candidates(
    many: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = len(answers(many, "警察局"))
    assert true == 1_000
    half, rough = facets(many, "警察局", EVERYWHERE).answers, capped(many, "警察局", monkeypatch).answers
    assert (half.exact, rough.exact) == (False, False)
    assert abs(half.count - true) < 100
    assert abs(rough.count - true) < 700


def test_more_than_a_sample_can_tell_is_said_to_be_at_least(
    many: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "COUNT_CAP", 100)
    monkeypatch.setattr(counting, "POOL_CAP", 20)
    found = tally(many, question("警", EVERYWHERE))
    assert (found.count, found.exact, found.floor) == (20 * 32, False, True)


def test_some_are_spread_over_all() -> None:
    assert list(some(range(5), 9)) == [0, 1, 2, 3, 4]
    assert list(some(range(100), 4)) == [0, 25, 50, 75]


def test_a_database_without_index_is_said_to_be_damaged(tmp_path: Path) -> None:
    with pytest.raises(counting.damaged(sqlite3.OperationalError("no such table")).__class__, match="search index"):
        facets(sqlite3.connect(tmp_path / "x.db"), "公安", EVERYWHERE)
