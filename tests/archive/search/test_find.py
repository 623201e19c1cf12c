"""Search against brute force: every answer found, no answer too many, over random texts and random queries."""

import random
import re
import sqlite3
from pathlib import Path

import pytest

from archive.errors import ArchiveDamaged
from archive.search import candidates
from archive.search.candidates import EVERYWHERE, Narrowing, question, verified_ids
from archive.search.find import search
from archive.search.fold import fold
from archive.search.lexer import QueryError
from tests.archive.search.conftest import LETTERS, TEXTS

WORD = r"[0-9a-z]"


def stored(conn: sqlite3.Connection) -> dict[int, tuple[str, str]]:
    sql = "SELECT a.id, headline, coalesce(text_hans, text) FROM articles a JOIN article_text t ON t.id = a.id"
    return {number: (title, body) for number, title, body in conn.execute(sql)}


def brute(conn: sqlite3.Connection, query: str) -> set[int]:
    """What a scan finds: the folded query as it stands, whole words at its Latin edges, any punctuation inside."""
    pieces = [piece for piece in re.split(r"[\W_]+", fold(query)) if piece]
    pattern = r"[\W_]{1,3}".join(pieces)
    if re.match(WORD, pieces[0]):
        pattern = rf"(?<!{WORD})" + pattern
    if re.search(WORD + "$", pieces[-1]):
        pattern += rf"(?!{WORD})"
    wanted = re.compile(pattern)
    return {number for number, parts in stored(conn).items() if any(wanted.search(fold(part)) for part in parts)}


def answers(conn: sqlite3.Connection, query: str) -> list[int]:
    return list(verified_ids(conn, question(query, EVERYWHERE)))


def random_queries(count: int) -> list[str]:
    """Pieces of the texts and pieces that are mostly in none, of 1 to 8 characters."""
    chance = random.Random(11)
    queries = []
    while len(queries) < count:
        length = chance.randint(1, 8)
        body = chance.choice(TEXTS)[chance.randint(0, 1)]
        start = chance.randrange(max(1, len(body) - length))
        query = body[start : start + length] if chance.random() < 0.7 else "".join(chance.choices(LETTERS, k=length))
        if re.search(r"\w", query) and '"' not in query:
            queries.append(query)
    return queries


def test_recall_and_precision_are_one_on_random_queries(conn: sqlite3.Connection) -> None:
    wrong = []
    for query in random_queries(1_000):
        if set(answers(conn, f'"{query}"')) != brute(conn, query):
            wrong.append(query)
    assert wrong == []


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("警察 公安", lambda a, b: a("警察") & a("公安")),
        ("警察 OR 公安机关", lambda a, b: a("警察") | a("公安机关")),
        ("警察 -派出所", lambda a, b: a("警察") - a("派出所")),
        ("警察 NOT (派出 OR 电信诈骗)", lambda a, b: a("警察") - a("派出") - a("电信诈骗")),
        ("(警察 OR 公安) 5G", lambda a, b: (a("警察") | a("公安")) & a("5G")),
        ("title:警", lambda a, b: b("警")),
        ("标题：警察 OR title:5G", lambda a, b: b("警察") | b("5G")),
        ("警 NOT title:警", lambda a, b: a("警") - b("警")),
        ("(警察 (公安", lambda a, b: a("警察") & a("公安")),
        ("電信", lambda a, b: a("电信")),
    ],
)
def test_operators_agree_with_sets(conn: sqlite3.Connection, query: str, parts: object) -> None:
    rows = stored(conn)

    def anywhere(word: str) -> set[int]:
        return brute(conn, word)

    def in_title(word: str) -> set[int]:
        return {number for number in brute(conn, word) if holds_word(fold(rows[number][0]), fold(word))}

    assert set(answers(conn, query)) == parts(anywhere, in_title)  # type: ignore[operator]


def holds_word(text: str, word: str) -> bool:
    return bool(re.search(rf"(?<!{WORD}){word}(?!{WORD})" if re.match(WORD, word) else word, text))


def test_pages_follow_one_another_without_gap_or_repeat(conn: sqlite3.Connection) -> None:
    whole, before, seen = answers(conn, "公安"), None, []
    for _ in range(100):
        page = search(conn, "公安", limit=7, before=before)
        assert page.count_is_exact
        assert page.count == len(whole)
        seen += [hit.id for hit in page.hits]
        before = page.next_before
        if before is None:
            break
    assert seen == whole == sorted(whole, reverse=True)


def test_narrowing_by_site_region_and_date(conn: sqlite3.Connection) -> None:
    every = search(conn, "", limit=500)
    assert every.count == len(stored(conn))
    assert {hit.site for hit in search(conn, "公", Narrowing(site="other-site"), limit=500).hits} == {"other-site"}
    assert {hit.region for hit in search(conn, "公", Narrowing(region="云岭省"), limit=500).hits} == {"云岭省"}
    in_year = search(conn, "公", Narrowing(since="2023", until="2023"), limit=500)
    assert {hit.published[:4] for hit in in_year.hits} == {"2023"}
    assert [hit.id for hit in search(conn, "公 since:2023 until:2023", limit=500).hits] == [h.id for h in in_year.hits]
    assert {hit.source for hit in search(conn, "source:新华社", limit=500).hits} == {"新華社"}
    assert {hit.site for hit in search(conn, "site:other-site 公", limit=500).hits} == {"other-site"}


def test_what_the_index_cannot_point_to_is_found_page_by_page(
    conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = answers(conn, '"公 安"')
    assert 0 < len(whole) < len(stored(conn)) / 2
    monkeypatch.setattr(candidates, "SCAN_CAP", 40)
    seen: list[int] = []
    before: int | None = None
    for _ in range(20):
        page = search(conn, '"公 安"', limit=50, before=before, counted=False)
        seen += [hit.id for hit in page.hits]
        before = page.next_before
        if before is None:
            break
    assert seen == whole


def test_the_snippet_marks_the_text_as_published(conn: sqlite3.Connection) -> None:
    for hit in search(conn, "騙", limit=5).hits:
        for marked in re.findall("\x02(.*?)\x03", hit.snippet):
            assert fold(marked) == "骗"


@pytest.mark.parametrize(
    "query", ["-公安", "NOT 公安", "公安 OR -警察", "。。。", "since:2024-13", "until:昨天", "公" * 301]
)
def test_what_cannot_be_answered_is_refused(conn: sqlite3.Connection, query: str) -> None:
    with pytest.raises(QueryError):
        search(conn, query)


def test_a_database_without_index_is_said_to_be_damaged(tmp_path: Path) -> None:
    empty = sqlite3.connect(tmp_path / "x.db")
    with pytest.raises(ArchiveDamaged, match="search index"):
        search(empty, "公安")
