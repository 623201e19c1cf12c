"""Chinese search in Datasette's own search box and SQL: `escape_fts` replaced, answers verified on the text."""

from __future__ import annotations

from typing import Any

from datasette import hookimpl
from datasette.filters import FilterArguments
from datasette.views.base import DatasetteError

from archive.search.candidates import IDS_A_DAY, first_id
from archive.search.lexer import QueryError
from archive.search.query import Query, compile_query, match_expression
from archive.search.texts import TOPIC, WIDTH, record_columns, record_of
from archive.search.verify import folded, snippet, verifies
from datasette_config.room import ARTICLES, DATABASE

CHECK = f"article_answers(:jingwen_query, id, {record_columns(ARTICLES)})"


@hookimpl(trylast=True)
def prepare_connection(conn: Any) -> None:
    """trylast: plugins of a folder are called before Datasette's own, which would take escape_fts back."""
    conn.create_function("escape_fts", 1, lambda text: match_expression(str(text or "")), deterministic=True)
    conn.create_function("article_answers", 2 + WIDTH, article_answers, deterministic=True)
    conn.create_function("article_snippet", 2, article_snippet, deterministic=True)


def understood(query: object) -> Query | None:
    """A query out of SQL; None for what is none, which SQL answers with null."""
    try:
        return compile_query(query) if isinstance(query, str) else None
    except QueryError:
        return None


def article_answers(query: object, article: object, *columns: str | float | None) -> bool | None:
    """SQL: whether an article, its older versions and copies with it, holds what was asked, dates included."""
    compiled, topic = understood(query), columns[TOPIC]
    if compiled is None or not isinstance(article, int) or isinstance(topic, str | bytes):
        return None
    if compiled.since and article < first_id(compiled.since):
        return False
    if compiled.until and article >= first_id(compiled.until) + IDS_A_DAY:
        return False
    return verifies(compiled, folded(record_of(columns)))


def article_snippet(query: object, text: object) -> str | None:
    """SQL: the part of a text that holds the most hits, hits in 【 】."""
    compiled = understood(query)
    if compiled is None or not isinstance(text, str | None):
        return None
    return snippet(compiled, text or "").replace("\x02", "【").replace("\x03", "】")


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
