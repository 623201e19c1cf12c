"""Tells a page of the site from what stands in its place: a challenge, a soft 404, the home page, a file."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response, TextResponse

from archive.store.pictures import KIND as PICTURE
from crawler.domains import bare_host
from crawler.failures import PageRefused
from crawler.stand_ins import is_challenge, is_shell, is_soft_404

HOME = re.compile(r"^/?(?:index\.\w+|default\.\w+|home/?)?$", re.IGNORECASE)


class Challenge:
    def process_response(self, request: Request, response: Response) -> Response:
        """Raise PageRefused, with its class, for an answer that is none of the site's pages. Nothing is ever solved."""
        kind = request.meta.get("kind")
        if kind is None or response.status == 304:
            return response
        if kind == PICTURE and response.status == 200:
            if "kept" not in request.meta:
                raise PageRefused("not_a_picture", f"is no picture but {mime_of(response)}")
            return response
        if is_challenge(response.status, response.body):
            raise PageRefused(
                "challenge", f"answered {response.status} with a challenge; it is not solved, try by hand"
            )
        if response.status != 200 or kind == "resource":
            return response
        if not isinstance(response, TextResponse):
            raise PageRefused("not_html", f"is not a page but {mime_of(response)}")
        if is_shell(response.body):
            raise PageRefused("javascript_shell", "holds hardly any text, only the scripts that would fetch it")
        if kind in ("article", "list"):
            if sent_home(request, response):
                raise PageRefused("redirected_home", f"was led to {response.url}")
            if is_soft_404(response.body, response.text):
                raise PageRefused("soft_404", "answers 200 and says that there is no such page")
        return response


def mime_of(response: Response) -> str:
    """What a server calls its answer."""
    return (response.headers.get("Content-Type") or b"of no type").decode("latin-1")


def sent_home(request: Request, response: Response) -> bool:
    """Whether a request was redirected to its site's front page: an article's there or on the way, a list's there.

    A list may be the front page itself, or have moved to that of another host.
    """
    redirected: list[str] = request.meta.get("redirect_urls", [])
    if not redirected:
        return False
    if request.meta.get("kind") == "article":
        return any(is_home(url) for url in (*redirected[1:], response.url))
    asked = redirected[0]
    return is_home(response.url) and not is_home(asked) and bare_host(asked) == bare_host(response.url)


def is_home(url: str) -> bool:
    """Whether an address is a front page's; `/index.php?id=5` is that of a page."""
    parts = urlsplit(url)
    return bool(HOME.match(parts.path)) and not re.search(r"=\d", parts.query)
