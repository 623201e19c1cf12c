"""Chinese search in Datasette's own search box and SQL: `escape_fts` replaced, answers verified on the text."""

from __future__ import annotations

from typing import Any

from datasette import hookimpl
from datasette.filters import FilterArguments
from datasette.views.base import DatasetteError

from archive.search.candidates import IDS_A_DAY, first_id
from archive.search.lexer import QueryError
from archive.search.query import compile_query, match_expression
from archive.search.texts import record_columns, record_of
from archive.search.verify import folded, snippet, verifies
from datasette_config.room import ARTICLES, DATABASE

CHECK = f"article_answers(:jingwen_query, id, {record_columns(ARTICLES)})"


@hookimpl(trylast=True)
def prepare_connection(conn: Any) -> None:
    """trylast: plugins of a folder are called before Datasette's own, which would take escape_fts back."""
    conn.create_function("escape_fts", 1, match_expression, deterministic=True)
    conn.create_function("article_answers", -1, article_answers, deterministic=True)
    conn.create_function("article_snippet", 2, article_snippet, deterministic=True)


def article_answers(query: str, article: int, *columns: str | float | None) -> bool:
    """SQL: whether an article, its older versions and copies with it, holds what was asked, dates included."""
    compiled = compile_query(query)
    if compiled.since and article < first_id(compiled.since):
        return False
    if compiled.until and article >= first_id(compiled.until) + IDS_A_DAY:
        return False
    return verifies(compiled, folded(record_of(columns)))


def article_snippet(query: str, text: str | None) -> str:
    """SQL: the part of a text that holds the most hits, hits in 【 】."""
    return snippet(compile_query(query), text or "").replace("\x02", "【").replace("\x03", "】")


@hookimpl
def filters_from_request(request: Any, database: str, table: str) -> Any:
    """Make `?_search=` exact, or say why the search cannot be answered."""
    text = request.args.get("_search") if (database, table) == (DATABASE, ARTICLES) else None
    if not text or request.args.get("_searchmode") == "raw":
        return None
    try:
        query = compile_query(text)
    except QueryError as error:
        raise DatasetteError(str(error), title="检索式 Query", status=400) from error
    if query.exact and not (query.since or query.until):
        return None
    return FilterArguments([CHECK], params={"jingwen_query": text})
