"""Which language a page speaks: what its address says, else what the reader chose before, else the browser's."""

from __future__ import annotations

import re
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode

ZH, EN = "zh", "en"
LANGUAGES = (ZH, EN)
COOKIE = "jingwen_lang"
ARGUMENT = "lang"
CHOSEN = "jingwen.language"  # in the ASGI scope
PREFERENCE = re.compile(r"^([a-z]{1,8}|\*)(?:-[a-z0-9-]*)?(?:\s*;\s*q=([01](?:\.\d{0,3})?))?$", re.IGNORECASE)
KEPT_SECONDS = 365 * 24 * 3600
Say = Callable[[str, str], str]


def preferred(accepted: str) -> str:
    """The language of an Accept-Language header; Chinese where it names neither."""
    best, weight = ZH, 0.0
    for part in accepted[:500].split(","):
        found = PREFERENCE.match(part.strip())
        if found and found[1].lower() in LANGUAGES:
            q = float(found[2] or 1)
            if q > weight:
                best, weight = found[1].lower(), q
    return best


def asked_for(query: str) -> str:
    """The language an address asks for by ?lang=, or ""."""
    values = [value for name, value in parse_qsl(query) if name == ARGUMENT]
    return values[-1] if values and values[-1] in LANGUAGES else ""


def without(query: str) -> str:
    """A query string without its language, byte for byte where it has none."""
    if f"{ARGUMENT}=" not in query:
        return query
    return "&".join(part for part in query.split("&") if part.partition("=")[0] != ARGUMENT)


def remembered(cookies: str) -> str:
    """The language of the cookie, or ""."""
    try:
        morsel = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel is not None and morsel.value in LANGUAGES else ""


def set_cookie(language: str) -> bytes:
    """The header that remembers a choice."""
    return f"{COOKIE}={language}; Path=/; Max-Age={KEPT_SECONDS}; SameSite=Lax; HttpOnly".encode()


def of(request: Any) -> str:
    """The language of a request, as the ASGI layer settled it."""
    return str(request.scope.get(CHOSEN, ZH)) if request is not None else ZH


def speech(language: str) -> Say:
    """The function that says a thing in this language, given both."""
    place = LANGUAGES.index(language)
    return lambda *words: words[place]


def switch_address(request: Any, language: str) -> str:
    """This same page in another language."""
    query = without(request.query_string)
    return f"{request.path}?{f'{query}&' if query else ''}{urlencode({ARGUMENT: language})}"
