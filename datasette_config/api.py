"""What our routes are asked and answer, said beside each of them and gathered here: into OpenAPI, a page, a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from archive.errors import UsageError
from archive.topic import BANDS

PLUGINS = Path(__file__).parent / "plugins"
Schema = Mapping[str, Any]
TEXT: Schema = {"type": "string"}
HTML, JSON, PLAIN = "text/html", "application/json", "text/plain"
ATOM, CALENDAR = "application/atom+xml", "text/calendar"
WHOLE = re.compile(r"-?[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument of an address: what it means, what it may be (a JSON schema), and a value that shows it."""

    name: str
    zh: str
    en: str
    example: str = ""
    schema: Schema = field(default_factory=lambda: TEXT)
    place: str = "query"


@dataclass(frozen=True, slots=True)
class Route:
    """One address: its template, what it answers with each status (media types), and the schema of its JSON."""

    path: str
    zh: str
    en: str
    answers: Mapping[int, tuple[str, ...]]
    parameters: tuple[Parameter, ...] = ()
    example: str = ""
    schema: Schema | None = None

    @property
    def shown(self) -> str:
        """An address of it to try."""
        return self.example or self.path


def whole(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


def one_of(*values: str) -> Schema:
    return {"type": "string", "enum": list(values)}


FURTHEST = 10**17 - 1
Q = Parameter("q", "检索式：任何词，繁简皆可", "the query: any words, in either script", "诈骗 NOT 演练")
SIDES = (
    Parameter("site", "站点代号", "name of a site", "gansu_zhengfa"),
    Parameter("region", "地区", "region", "甘肃"),
    Parameter("since", "发布日不早于", "published on or after", "2024-03-01"),
    Parameter("until", "发布日不晚于", "published on or before", "2024-12"),
    Parameter("source", "来源，全文相等", "source, as a whole", "新华社"),
    Parameter("section", "栏目，全文相等", "section, as a whole", "警务动态"),
    Parameter("topic", "主题相关程度", "how surely on the topic", "sure", one_of(*BANDS)),
)
YEAR = Parameter("year", "发布年份", "year of publication", "2024", {"type": "string", "pattern": "^[0-9]{4}$"})
BY = Parameter("by", "按相关度", "the best first", "relevance", one_of("relevance"))
BEFORE = Parameter(
    "before", "翻页：只要编号更小的", "paging: only ids below this", "", whole(-FURTHEST, FURTHEST)
)  # fmt: skip
START = Parameter("start", "按相关度翻页：略过几篇", "paging by relevance: skip so many", "", whole(0, 9999))
EVENTS = (
    Parameter("kind", "只要哪一种", "of this kind only", "withdrawn", one_of("edited", "withdrawn", "returned")),
    *SIDES[:2],
    Parameter("since", "发现之日不早于", "found on or after", "2024-03-01"),
    Parameter("until", "发现之日不晚于", "found on or before", "2024-12"),
    Parameter("before", "翻页，照上一页给的抄", "paging, as the page before gives it"),
)
ID = Parameter("id", "文章编号", "id of an article", "", {"type": "string", "pattern": r"^-?[0-9]{1,18}$"}, "path")
NUMBER = Parameter("id", "编号", "number", "", {"type": "string", "pattern": "^[0-9]{1,15}$"}, "path")
LANGUAGE = Parameter("lang", "界面语言", "language of the page", "en", one_of("zh", "en"))

FAILED: Schema = {
    "type": "object",
    "required": ["ok", "error", "status"],
    "properties": {"ok": {"const": False}, "error": {"type": "string"}, "status": {"type": "integer"}},
}
PAGE: Mapping[int, tuple[str, ...]] = {200: (HTML,)}
ASKING = PAGE | {400: (HTML,), 503: (HTML,)}
FOUND = PAGE | {404: (HTML,)}


def form(*forms: str) -> Parameter:
    return Parameter("form", "格式", "form", forms[0], one_of(*forms), "path")


@cache
def routes() -> tuple[Route, ...]:
    """Every route that our plugins declare in API, by address."""
    modules = [import_module(f"datasette_config.plugins.{file.stem}") for file in sorted(PLUGINS.glob("*.py"))]
    found = [route for module in modules for route in getattr(module, "API", ())]
    return tuple(sorted(found, key=lambda route: route.path))


def checked(args: Any, parameters: Iterable[Parameter]) -> dict[str, str]:
    """The arguments of a request that are not empty. Raises UsageError for one unknown, given twice or wrong."""
    known = {one.name: one for one in parameters if one.place == "query"}
    given = {}
    for name in args:
        if name not in known:
            raise UsageError(f"没有参数 {name[:60]}，可用的有：{'、'.join(known)} (no such argument; see /-/api)")
        values = [value.strip() for value in args.getlist(name)]
        if len(values) > 1:
            raise UsageError(f"参数 {name} 给了两次 ({name} is given twice: give it once)")
        if values[0]:
            wrong(known[name], values[0])
            given[name] = values[0]
    return given


def wrong(parameter: Parameter, value: str) -> None:
    """Raise UsageError where a value is not of its parameter's schema, saying what would be."""
    schema, name = parameter.schema, parameter.name
    if "enum" in schema and value not in schema["enum"]:
        raise UsageError(f"{name} 只能是 {'、'.join(schema['enum'])} ({name} is one of {', '.join(schema['enum'])})")
    if "pattern" in schema and not re.search(schema["pattern"], value, re.ASCII):
        raise UsageError(f"{name} 应如 {parameter.example} ({name} is written like {parameter.example})")
    if schema["type"] == "integer":
        least, most = schema["minimum"], schema["maximum"]
        if not WHOLE.fullmatch(value) or not least <= int(value) <= most:
            raise UsageError(f"{name} 应是 {least} 到 {most} 的整数 ({name} is a whole number from {least} to {most})")


def openapi(address: str) -> dict[str, Any]:
    """The OpenAPI 3.1 document of all routes; `address` is where the room is, without a slash at its end."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "警闻 Jingwen",
            "version": "1",
            "summary": "An archive of Chinese public-security news: read-only, no key needed.",
            "description": "Beside these routes, every table has Datasette's JSON: /jingwen/articles.json.",
        },
        "servers": [{"url": address}],
        "paths": {route.path: {"get": operation(route)} for route in routes()},
        "components": {"schemas": {"Failed": dict(FAILED)}},
    }


def operation(route: Route) -> dict[str, Any]:
    """One route as OpenAPI says it."""
    answers = {**route.answers, 403: (JSON if JSON in route.answers[200] else HTML,)}
    return {
        "operationId": re.sub(r"\W+", "_", route.path).strip("_") or "home",
        "summary": route.en,
        "description": route.zh,
        "parameters": [as_openapi(one) for one in route.parameters],
        "responses": {str(status): response(route, status, kinds) for status, kinds in sorted(answers.items())},
    }


def as_openapi(one: Parameter) -> dict[str, Any]:
    said = {
        "name": one.name, "in": one.place, "description": f"{one.zh} — {one.en}", "schema": dict(one.schema),
        "required": one.place == "path",
    }  # fmt: skip
    return said | ({"example": one.example} if one.example else {})


SAID = {
    200: "found", 302: "to the same address as Datasette spells it", 304: "as it was",
    400: "what was asked cannot be understood; it says why",
    403: "not open to you", 404: "not there", 410: "the bytes are not here", 451: "withheld by a reviewed list",
    503: "too slow: narrow it and ask again",
}  # fmt: skip


def response(route: Route, status: int, kinds: tuple[str, ...]) -> dict[str, Any]:
    """What one status carries; JSON with its schema."""
    schema: Schema = {"$ref": "#/components/schemas/Failed"} if status >= 400 else route.schema or {}
    content: dict[str, Any] = {kind: {"schema": dict(schema)} if kind == JSON else {} for kind in kinds}
    return {"description": SAID[status]} | ({"content": content} if content else {})


def markdown() -> str:
    """The addresses as a table for the documents."""
    lines = ["| address | answers with | arguments |", "|---|---|---|"]
    for route in routes():
        asked = ", ".join(f"`{one.name}`" for one in route.parameters if one.place == "query")
        kinds = ", ".join(kind.rpartition("/")[2].rpartition(".")[2] for kind in route.answers[200])
        lines.append(f"| `{route.path}` | {route.en} ({kinds}) | {asked} |")
    return "\n".join(lines)
