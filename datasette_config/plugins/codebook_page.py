"""The data dictionary: what every column of an extract holds, what each table is, what codes stand for."""

from __future__ import annotations

from typing import Any

from datasette import Response, hookimpl

from archive.publish.codebook import CODEBOOK
from datasette_config.room import DATABASE, ensure_readable
from datasette_config.words import FLAGS, OUTCOMES, PRECISIONS, ROLES, SCRIPTS

CODES = (
    ("precision", PRECISIONS), ("script", SCRIPTS), ("flags", FLAGS), ("role", ROLES),
    ("outcome", {code: words for code, words in OUTCOMES.items() if code}),
)  # fmt: skip


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(r"^/-/codebook$", codebook)]


async def codebook(datasette: Any, request: Any) -> Response:
    """GET /-/codebook"""
    await ensure_readable(datasette, request)
    described = (datasette.metadata("databases") or {}).get(DATABASE, {}).get("tables", {})
    tables = [
        (name, pair(table["title"]), pair(table.get("description", "")))
        for name, table in described.items()
        if not table.get("hidden") and "title" in table
    ]
    context = {"columns": CODEBOOK, "tables": tables, "codes": CODES}
    return Response.html(await datasette.render_template("codebook.html", context, request=request))


def pair(words: str) -> tuple[str, str]:
    """The Chinese and the English half of "中文 — English" or "中文 English"; one half serves as both."""
    zh, dash, en = words.partition(" — ")
    if not dash:
        zh, _, en = words.partition(" ")
    return zh, en or zh
