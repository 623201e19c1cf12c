"""Queries: what the index is asked, and that nothing typed can break it."""

import random
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.query import NOTHING, compile_query, literal_tokens, match_expression
from archive.search.texts import Record
from archive.search.tokens import filter_tokens, tokens
from archive.search.verify import folded, mark, snippet, verifies


@pytest.mark.parametrize(
    ("typed", "match", "exact"),
    [
        ("公安", '"公安"', True),
        ("警", '"警"', True),
        ("公安局", '("公安" AND "安局")', False),
        ("電信詐騙", '("电信" AND "信诈" AND "诈骗")', False),
        ("5G", '"5g"', True),
        ("５Ｇ网", '"5g网"', True),
        ("2024年", '"2024年"', True),
        ("2024年9月20日", '("2024年" AND "年9" AND "9月" AND "月20" AND "20日")', False),
        ("诈骗 -公安", '("诈骗" NOT ("公安"))', True),
        ("诈骗 -公安局", '"诈骗"', False),
        ("title:公安 诈骗", '("¶公安" AND "诈骗")', True),
        ("“电信 网络", '("电信" AND "网络")', False),
        ("公安、警察", '("公安" AND "警察")', True),
        ("wifi*", '"wifi"*', False),
        ("", "", True),
    ],
)
def test_what_the_index_is_asked(typed: str, match: str, exact: bool) -> None:
    query = compile_query(typed)
    assert (query.match, query.exact) == (match, exact)


@pytest.mark.parametrize(("typed", "since", "until"), [
    ("公安 since:2024-02 until:2024-02", "2024-02-01", "2024-02-29"),
    ("公安 自:2024年3月5日", "2024-03-05", ""),
    ("until:2023", "", "2023-12-31"),
])  # fmt: skip
def test_dates_are_whole_days_of_what_was_named(typed: str, since: str, until: str) -> None:
    query = compile_query(typed)
    assert (query.since, query.until) == (since, until)


def index() -> sqlite3.Connection:
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE VIRTUAL TABLE f USING fts5(t, content='', detail=none, columnsize=0, tokenize='ascii')")
    conn.execute(
        "INSERT INTO f(rowid, t) VALUES (1, ?)", (tokens("公安", "公安局 5G", filters=filter_tokens({"site": "a"})),)
    )
    return conn


CONN = index()
SIGNS = [*"公安 a5*-:\"'()（）“”「」¶§^+{}[]\\\x00\x02，", " AND ", " OR ", " NOT ", "title:", "NEAR("]
NASTY = st.lists(st.sampled_from(SIGNS), max_size=40).map("".join)


@given(NASTY | st.text(max_size=60))
def test_whatever_is_typed_is_valid_for_match(typed: str) -> None:
    CONN.execute("SELECT rowid FROM f WHERE f MATCH ?", (match_expression(typed),)).fetchall()


@pytest.mark.parametrize(
    "bomb", ["(" * 300, "公 OR " * 75, "-公 " * 100 + "安", "NOT " * 74 + "公", '"' * 299, "((公 OR 安) 局) " * 20]
)
def test_bombs_are_bounded(bomb: str) -> None:
    CONN.execute("SELECT rowid FROM f WHERE f MATCH ?", (match_expression(bomb),)).fetchall()


def test_a_refused_query_matches_nothing() -> None:
    assert match_expression("-公安") == NOTHING
    assert CONN.execute("SELECT count(*) FROM (SELECT rowid FROM f WHERE f MATCH ?)", (NOTHING,)).fetchone() == (0,)


def test_every_token_of_a_piece_of_text_is_a_token_of_the_text() -> None:
    chance = random.Random(3)
    letters = "公安局電信5Gk2024年，。 ａ"
    for _ in range(500):
        body = "".join(chance.choices(letters, k=40))
        start = chance.randrange(32)
        piece = body[start : start + chance.randint(1, 8)]
        query = compile_query(f'"{piece}"') if any(sign.isalnum() for sign in piece) else None
        if query is not None and verifies(query, folded(Record("", body))):
            have = set(tokens("", body).split(" "))
            words = {literal for node in [query.root] for literal in literal_tokens(node.text)}  # type: ignore[union-attr]
            assert words <= have


def test_tokens_carry_the_filters_whole() -> None:
    told = {"year": "2024", "month": "202409", "site": "js_gat-2", "region": "甘肃", "source": "新華社", "section": ""}
    made = tokens("反诈", "2024年", "新華社", filter_tokens(told)).split(" ")
    assert {"§y2024", "§m202409", "§r甘肃", "§o新华社", "¤新华", "¤华社", "¶反诈", "反诈", "2024年"} <= set(made)
    assert not [token for token in made if token.startswith("§c")]
    site = next(token for token in made if token.startswith("§s"))
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE VIRTUAL TABLE f USING fts5(t, content='', detail=none, columnsize=0, tokenize='ascii')")
    conn.execute("INSERT INTO f(rowid, t) VALUES (1, ?)", (" ".join(made),))
    assert conn.execute("SELECT rowid FROM f WHERE f MATCH ?", (f'"{site}"',)).fetchall() == [(1,)]


def test_highlights_fall_on_the_text_as_published() -> None:
    query = compile_query("电信诈骗 OR 5g")
    assert mark(query, "偵破電信詐騙，５Ｇ來了") == "偵破\x02電信詐騙\x03，\x02５Ｇ\x03來了"
    assert mark(query, "x\x02y\x03") == "x y "
    assert snippet(query, "无" * 300 + "电信诈骗" + "后" * 300, 60).count("\x02") == 1
    assert len(snippet(query, "无" * 300 + "电信诈骗" + "后" * 300, 60)) <= 64


@pytest.mark.parametrize(("typed", "body", "found"), [
    ("5G", "x5G", False), ("5G", "用5G网", True), ("公，安", "公。安", True), ("公安", "公，安", False),
    ("4.5分", "14.5分", False), ("4.5分", "共4.5分", True), ("wifi*", "wifi6来了", True),
])  # fmt: skip
def test_verification_knows_word_edges(typed: str, body: str, found: bool) -> None:
    assert verifies(compile_query(f"「{typed}」"), folded(Record("", body))) is found
