"""Each request gets its language, each template the words of it; ?lang= is remembered and never seen by Datasette."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from datasette import hookimpl
from jinja2 import pass_context

from datasette_config import language
from datasette_config.marks import beijing, day_and_year, minute, safe_link, second, told, weekday
from datasette_config.places import ENGLISH

STYLE = Path(__file__).parent.parent / "static" / "jingwen.css"
App = Callable[[Any, Any, Any], Awaitable[None]]


@hookimpl
def asgi_wrapper() -> Callable[[App], App]:
    return with_language


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    env.filters |= {"beijing": in_its_language, "region": region, "number": "{:,}".format}
    env.filters |= {"safe_link": safe_link, "minute": minute, "second": second}
    env.filters |= {"weekday": weekday_in_its_language, "told": told_in_its_language}
    env.filters["day_and_year"] = day_and_year_in_its_language


@pass_context
def in_its_language(context: Any, published: str | None, precision: str | None) -> str:
    return beijing(published, precision, context.get("lang", language.ZH))


@pass_context
def weekday_in_its_language(context: Any, published: str | None) -> str:
    return weekday(published, context.get("lang", language.ZH))


@pass_context
def day_and_year_in_its_language(context: Any, published: str | None) -> tuple[str, str]:
    return day_and_year(published, context.get("lang", language.ZH))


@pass_context
def told_in_its_language(context: Any, words: str) -> str:
    return told(words, context.get("lang", language.ZH))


@pass_context
def region(context: Any, name: str | None) -> str:
    """The name of a region in the page's language."""
    return ENGLISH.get(name or "", name or "") if context.get("lang") == language.EN else name or ""


@hookimpl
def extra_template_vars(datasette: Any, request: Any) -> dict[str, Any]:
    whole = datasette.absolute_url(request, request.path) if request else ""
    return {**template_words(request), "here": whole}


def template_words(request: Any) -> dict[str, Any]:
    """`lang`, `say(zh, en)`, the switch, and the version of the stylesheet: what every template speaks with."""
    spoken = language.of(request)
    other = language.ZH if spoken == language.EN else language.EN
    return {
        "lang": spoken, "say": language.speech(spoken), "style_version": int(STYLE.stat().st_mtime),
        "other_language": other, "switch": language.switch_address(request, other) if request else "",
    }  # fmt: skip


def with_language(app: App) -> App:
    """The application with its language settled; answers vary by it, and a choice is remembered."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        query = scope.get("query_string", b"").decode("latin-1")
        asked = language.asked_for(query)
        headers = {name: value.decode("latin-1") for name, value in scope.get("headers", ())}
        spoken = asked or language.remembered(headers.get(b"cookie", ""))
        spoken = spoken or language.preferred(headers.get(b"accept-language", ""))
        remember = [(b"set-cookie", language.set_cookie(asked))] if asked else []

        async def add(message: Any) -> None:
            if message["type"] == "http.response.start" and is_page(message["headers"]):
                added = [(b"vary", b"accept-language, cookie"), *remember]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        await app(stripped(scope, query, spoken), receive, add)

    return wrapped


def stripped(scope: Any, query: str, spoken: str) -> dict[str, Any]:
    """The scope with its language in it, and without ?lang=, which Datasette would take for a column."""
    changed = {**scope, language.CHOSEN: spoken}
    plain = language.without(query)
    if plain != query:
        changed["query_string"] = plain.encode("latin-1")
        if raw := scope.get("raw_path"):
            path = raw.partition(b"?")[0]
            changed["raw_path"] = path + b"?" + changed["query_string"] if b"?" in raw else raw
    return changed


def is_page(headers: Any) -> bool:
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in headers)
