"""Datasette's own JSON of our tables, asked anything: never a 5xx but for time, nothing private, always an end.

JINGWEN_FUZZ=600 asks so many times; `make fuzz` does.
"""

import os
import time

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.publish.publicity import PRIVATE, PUBLIC

EXAMPLES = int(os.environ.get("JINGWEN_FUZZ", "60"))
SETTINGS = settings(
    max_examples=EXAMPLES, derandomize="JINGWEN_FUZZ" not in os.environ, deadline=None, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
LONGEST = 12  # seconds; a statement has two, and an answer some statements
TABLES = (*PUBLIC, *PRIVATE, "article_search_data", "article_search_idx", "nothing")
COLUMNS = ("id", "site", "year", "headline", "published", "text", "name", "article_id", "rules", "rowid", "no_such")
OPERATORS = (
    "exact", "not", "contains", "notcontains", "endswith", "startswith", "gt", "gte", "lt", "lte", "like", "glob", "in",
    "notin", "arraycontains", "date", "isnull", "notnull", "isblank", "notblank", "magic",
)  # fmt: skip
NASTY = (
    "", "0", "-1", "1e309", "NaN", "9" * 40, "-99999999999999999", "%", "_", "'", '"', "\x00", "\x1f", "~", "~2F",
    "a,b",
    "[1]", "[", "{}", "*", "[[]*]", "%" * 900, "诈骗", "𠀀", "\u202e", "\ufeff", "(" * 200, "公 OR " * 700, "^(a+)+$",
    "' OR 1=1 --", "2024-13-99", "on", "off", "max", "array", "objects", "arrays", "object", "arrayfirst", "nl",
    "../../etc/passwd", "file:/etc/passwd?mode=ro", "article_text", "links", "null", "A" * 5000,
)  # fmt: skip
SPECIAL = (
    "_search", "_search_headline", "_searchmode", "_where", "_facet", "_facet_array", "_facet_date", "_facet_size",
    "_sort", "_sort_desc", "_next", "_size", "_shape", "_json", "_json_infinity", "_col", "_nocol", "_nofacet",
    "_nocount", "_labels", "_label", "_through", "_trace", "_timelimit", "_ttl", "_extra", "_stream", "_header", "_dl",
)  # fmt: skip
THROUGH = '{"table":"people","column":"name","value":"1"}'
values = st.one_of(st.sampled_from((*NASTY, *COLUMNS, THROUGH)), st.text(max_size=30))
filters = st.builds("{}__{}".format, st.sampled_from(COLUMNS), st.sampled_from(OPERATORS))
names = st.one_of(st.sampled_from(SPECIAL), filters, st.sampled_from(COLUMNS))
paths = st.one_of(
    st.builds("/jingwen/{}{}".format, st.sampled_from(TABLES), st.sampled_from((".json", "", ".csv"))),
    st.builds(
        "/jingwen/{}/{}.json".format, st.sampled_from(TABLES),
        st.sampled_from(("1", "-1", "81862656", "a,b", "1,1", "~00", "~F0~9F", "%00", "9" * 40, ",", "sites", "~2C")),
    ),
)  # fmt: skip
EXPRESSIONS = (
    "1", "NULL", "x'00ff'", "1e999", "-9223372036854775808", "'诈骗'", "abs(-9223372036854775808)", "char(0, 55296)",
    "json('[')", "json_extract('{}', '$[')", "printf('%*d', 999999999, 1)", "replace('a', '', 'b')", "random()",
    "substr('a', -9223372036854775808, 9)", "round(1e300, 99)", "like('%', 'a', 'bb')", "cast(x'ff' AS text)",
    "article_snippet('-x', 'y')", "article_snippet(NULL, NULL)", "escape_fts(NULL)", "escape_fts('\"')",
    "strftime('%J', 'now')", "group_concat(headline)", "(SELECT id FROM links)", "(SELECT rules FROM redactions)",
    "max(text)", "count(*) OVER ()", "headline COLLATE nocase", ":p", "?", "@a", "$b", "*", "articles.*",
    "sqlite_version()",
)  # fmt: skip
SOURCES = (
    "articles", "article_text", "links", "moved", "redactions", "sqlite_master", "article_search", "json_each('[1]')",
    "articles a, articles b, articles c, articles d", "pragma_table_info('articles')", "pragma_database_list",
    "article_search('诈骗')", "article_search('\"')", "(VALUES (1), (2))", "articles LEFT JOIN readings USING (id)",
    "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n)", "nothing",
)  # fmt: skip
statements = st.one_of(
    st.builds(
        "SELECT {} FROM {} {}".format, st.sampled_from(EXPRESSIONS), st.sampled_from(SOURCES),
        st.sampled_from(
            ("", "ORDER BY 1", "LIMIT -1", "GROUP BY 1 HAVING 1", "WHERE article_search MATCH 'x OR'", ";", "--")
        ),
    ),
    st.text(max_size=60),
    st.sampled_from(EXPRESSIONS).map("WITH x AS (SELECT 1) SELECT {}".format),
    st.sampled_from(
        ("EXPLAIN ", "EXPLAIN QUERY PLAN ", "VALUES ", "PRAGMA ", "ATTACH ", "/* */ SELECT ", "select\x00")
    ),
)  # fmt: skip


def sound(address: str, path: str, asked: list[tuple[str, str]]) -> httpx.Response:
    """The answer, which came in time, says what was wrong, and shows nothing of the machine or the code."""
    began = time.monotonic()
    answer = httpx.get(address + path, params=asked, timeout=30)
    assert time.monotonic() - began < LONGEST, answer.url
    assert answer.status_code in (200, 302, 400, 403, 404, 503), (answer.status_code, answer.text[:500])
    assert "Traceback" not in answer.text
    assert "jingwen.db" not in answer.text
    if answer.status_code >= 400 and path.endswith(".json"):
        assert answer.json()["ok"] is False
        assert answer.json()["error"]
    return answer


@SETTINGS
@given(path=paths, asked=st.lists(st.tuples(names, values), max_size=4))
def test_a_table_may_be_asked_anything(address: str, path: str, asked: list[tuple[str, str]]) -> None:
    answer = sound(address, path, asked)
    table = path.split("/")[2].split(".")[0]
    assert table in PUBLIC or answer.status_code >= 400, table


@SETTINGS
@given(sql=statements, asked=st.lists(st.tuples(names, values), max_size=2))
def test_sql_may_be_anything(address: str, sql: str, asked: list[tuple[str, str]]) -> None:
    answer = sound(address, "/jingwen.json", [("sql", sql), ("p", "1"), *asked])
    assert "gat.yunling.test/news" not in answer.text or "links" not in sql


BOMBS = {
    "longest": "字" * 20_000, "brackets": "(" * 20_000, "ors": "公 OR " * 8_000,
    "nots": "NOT " * 5_000 + "公",
    "number": "9" * 30_000, "null": "\x00" * 1_000, "regex": "^(([a-z])+.)+[A-Z]([a-z])+$" * 10, "quotes": "“" * 10_000,
    "stars": "a* " * 5_000, "surrogate": "%ED%A0%80", "bytes": "%FF%FE%00", "halves": "公 " * 149,
    "deep": "(-" * 140 + "公",
    "fields": "title:source:site:" * 15, "dates": "since:9999-12-31 until:0001-01-01", "either": "公 OR " * 59 + "公",
}  # fmt: skip
ASKED = (
    "/-/search?q={}", "/-/search.json?q={}&facets=1&limit=100", "/-/search.json?q={}&by=relevance", "/-/trends?q={}",
    "/-/feed.atom?q={}", "/-/extract.csv?q={}", "/jingwen/articles.json?_search={}", "/jingwen/articles/1?q={}",
    "/-/search.json?before={}", "/-/search?before={}&start={}&year={}", "/jingwen/articles.json?_next={}",
    "/-/changes.atom?before={}|{}|{}", "/-/search.json?site={}&region={}&source={}&section={}", "/-/sites?region={}",
    "/-/article/{}.json", "/-/site/{}", "/-/versions/{}", "/-/capture/{}", "/jingwen/articles.json?headline__glob={}",
)  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_ends_with_an_answer_or_says_what_is_wrong(address: str, bomb: str) -> None:
    text = BOMBS[bomb] if bomb in ("surrogate", "bytes") else str(httpx.QueryParams({"q": BOMBS[bomb]}))[2:]
    for path in ASKED:
        piece = text[: 60_000 // path.count("{}") // 9 * 9]  # no escape is cut in two
        began = time.monotonic()
        answer = httpx.get(address + path.replace("{}", piece), timeout=30)
        # 414 and the like are the server's own, which reads no line longer than 64 kB
        assert answer.status_code in (200, 302, 400, 403, 404, 414, 503), (path, answer.status_code)
        assert "Traceback" not in answer.text
        assert time.monotonic() - began < LONGEST, path
