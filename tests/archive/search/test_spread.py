"""How answers spread over time: exact where it says so, near where it estimates, and never more work than the caps."""

import random
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from archive.records import Article, Site
from archive.search import spread
from archive.search.candidates import Narrowing
from archive.search.lexer import QueryError
from archive.search.spread import LONGEST, Span, extent, over_time, spans
from archive.store.archive import Archive

SITES = [Site(f"site{n}", "站", f"990{n}00", "province", "police", "站", "trs", f"http://s{n}.test/") for n in (1, 2)]
WORDS = ("诈骗", "酒驾", "派出所", "电动自行车")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three hundred articles over a year and a half, some of them undated."""
    chance, folder = random.Random(5), tmp_path_factory.mktemp("spread")
    with Archive.open(folder) as filing:
        for site in SITES:
            filing.record_site(site)
        for number in range(300):
            day = f"{chance.choice((2023, 2024))}-{chance.randint(1, 9):02}-{chance.randint(1, 28):02}"
            text = f"第{number}件：{'、'.join(chance.sample(WORDS, 2))}，{chance.random()}号，自行车电动。"
            filing.add(
                Article(f"http://a.test/{number}", chance.choice(SITES).name, f"题{number}", published=day,
                        precision="day", paragraphs=(text,)), [],
            )  # fmt: skip
        filing.commit()
    return folder / "jingwen.db"


@pytest.fixture
def conn(archive: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{archive}?mode=ro", uri=True)


def by_hand(conn: sqlite3.Connection, word: str, region: str = "") -> Counter[str]:
    rows = conn.execute(
        "SELECT substr(published, 1, 7) FROM articles JOIN article_text USING (id)"
        " WHERE instr(text, ?) AND region LIKE ?",
        (word, region or "%"),
    )
    return Counter(month for (month,) in rows)


@pytest.mark.parametrize("word", [*WORDS, "自行车", "行车电"])
@pytest.mark.parametrize("region", ["", "云岭省"])
def test_counts_are_those_of_a_scan(conn: sqlite3.Connection, word: str, region: str) -> None:
    parts = spans("2023-01-01", "2024-09-30", "month")
    counted = over_time(conn, word, Narrowing(region=region), parts)
    expected = by_hand(conn, word, region)
    assert counted.exact
    assert list(counted.numbers) == [expected[part.first[:7]] for part in parts]


def test_a_filter_alone_and_the_whole_archive(conn: sqlite3.Connection) -> None:
    parts = spans("2023-01-01", "2024-12-31", "year")
    assert sum(over_time(conn, "", Narrowing(), parts).numbers) == 300
    assert over_time(conn, "诈骗 since:2024", Narrowing(), parts).numbers[0] == 0
    with pytest.raises(QueryError):
        over_time(conn, "-诈骗", Narrowing(), parts)


def test_beyond_the_caps_it_says_about(conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = spans("2023-01-01", "2024-12-31", "year")
    exact = over_time(conn, "诈骗", Narrowing(), parts).numbers
    monkeypatch.setattr(spread, "SPAN_CAP", 40)
    monkeypatch.setattr(spread, "READ_CAP", 40)
    for word in ("诈骗", "派出所"):
        about = over_time(conn, word, Narrowing(), parts)
        assert not about.exact
        assert all(abs(guess - truth) < truth for guess, truth in zip(about.numbers, exact, strict=True))


@pytest.mark.parametrize(
    ("since", "until", "unit", "first", "last", "count"),
    [
        ("2024-02-27", "2024-03-01", "day", "2024-02-27", "2024-03-01", 4),
        ("2024-02-28", "2024-03-05", "week", "2024-02-28", "2024-03-05", 2),
        ("2024-01-15", "2024-03-05", "month", "2024-01-15", "2024-03-05", 3),
        ("2023-12-31", "2024-01-01", "year", "2023-12-31", "2024-01-01", 2),
    ],
)
def test_spans_cover_the_days_asked_for(since: str, until: str, unit: str, first: str, last: str, count: int) -> None:
    parts = spans(since, until, unit)
    assert (parts[0].first, parts[-1].last, len(parts)) == (first, last, count)
    assert sum(part.days for part in parts) == Span(since, until).days


def test_no_more_spans_than_can_be_drawn() -> None:
    for unit, most in LONGEST.items():
        assert len(spans("1900-01-01", "2024-12-31", unit)) == most


def test_an_empty_archive_has_no_extent(tmp_path: Path, conn: sqlite3.Connection) -> None:
    Archive.open(tmp_path).close()
    with sqlite3.connect(tmp_path / "jingwen.db") as empty:
        assert extent(empty) is None
    found = extent(conn)
    assert found is not None
    assert found[0].startswith("2023-01")
    assert found[1].startswith("2024-09")
