"""The data dictionary: what every column of an extract holds, what each table is, what codes stand for."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from datasette import Response, hookimpl
from datasette.utils import parse_metadata

from archive.publish.codebook import CODEBOOK
from datasette_config.api import PAGE, Route
from datasette_config.room import DATABASE, ensure_readable
from datasette_config.words import FLAGS, OUTCOMES, PRECISIONS, ROLES, SCRIPTS

ROOM = Path(__file__).parent.parent
CODES = (
    ("precision", PRECISIONS), ("script", SCRIPTS), ("flags", FLAGS), ("role", ROLES),
    ("outcome", {code: words for code, words in OUTCOMES.items() if code}),
)  # fmt: skip
API = (Route("/-/codebook", "数据字典", "the data dictionary", PAGE),)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/-/codebook$", codebook)]


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    env.globals |= {"table_words": table_words, "shelved": shelved}


def table_words(name: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """The title and the description of a table, each in both languages; its name where it has no title."""
    table = described().get(name, {})
    return pair(table.get("title", name)), pair(table.get("description", ""))


def shelved(tables: list[Any]) -> list[Any]:
    """The tables of a database page in the order metadata.yaml describes them, those it does not last."""
    order = {name: place for place, name in enumerate(described())}
    named = [(table["name"] if isinstance(table, dict) else table.name, table) for table in tables]
    return [table for _, table in sorted(named, key=lambda one: (order.get(one[0], len(order)), one[0]))]


async def codebook(datasette: Any, request: Any) -> Response:
    """GET /-/codebook"""
    await ensure_readable(datasette, request)
    tables = [
        (name, pair(table["title"]), pair(table.get("description", "")))
        for name, table in described().items()
        if not table.get("hidden") and "title" in table
    ]
    context = {"columns": CODEBOOK, "tables": tables, "codes": CODES}
    return Response.html(await datasette.render_template("codebook.html", context, request=request))


@cache
def described() -> dict[str, Any]:
    """What metadata.yaml says of the tables; read from the file, as Datasette 1.0 has no call for all of it."""
    metadata = parse_metadata((ROOM / "metadata.yaml").read_text("utf-8"))
    tables: dict[str, Any] = metadata["databases"][DATABASE]["tables"]
    return tables


def pair(words: str) -> tuple[str, str]:
    """The Chinese and the English half of "中文 — English" or "中文 English"; one half serves as both."""
    zh, dash, en = words.partition(" — ")
    if not dash:
        zh, _, en = words.partition(" ")
    return zh, en or zh
