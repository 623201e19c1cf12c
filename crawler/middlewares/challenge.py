"""Tells a page of the site from what stands in its place: a challenge, a soft 404, the home page, a file."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response, TextResponse

from crawler.failures import PageRefused

CHALLENGE_STATUS = {412, 521}
SHORT = 6_000  # bytes: a challenge is a script with hardly a page around it
CHALLENGE = re.compile(
    rb"__jsl_clearance|__jsluid|document\.cookie\s*=.{0,200}location|\$_ts\s*=|acw_sc__v2|_waf_|"
    rb"cf-browser-verification|window\.location\.reload\(\).{0,80}cookie",
    re.DOTALL,
)
NOT_FOUND = re.compile(
    r"<title>[^<]{0,40}(?:404|页面(?:不存在|未找到|已删除)|找不到(?:页面|网页)|访问的页面不存在|内容(?:不存在|已删除))",
    re.IGNORECASE,
)
HOME = re.compile(r"^/?(?:index\.\w+|default\.\w+|home/?)?$", re.IGNORECASE)


class Challenge:
    def process_response(self, request: Request, response: Response) -> Response:
        """Raise PageRefused, with its class, for an answer that is none of the site's pages. Nothing is ever solved."""
        kind = request.meta.get("kind")
        if kind is None or response.status == 304:
            return response
        if response.status in CHALLENGE_STATUS or (len(response.body) < SHORT and CHALLENGE.search(response.body)):
            raise PageRefused(
                "challenge", f"answered {response.status} with a challenge; it is not solved, try by hand"
            )
        if response.status != 200:
            return response
        if not isinstance(response, TextResponse):
            mime = (response.headers.get("Content-Type") or b"of no type").decode("latin-1")
            raise PageRefused("not_html", f"is not a page but {mime}")
        if kind == "article":
            if sent_home(request, response):
                raise PageRefused("redirected_home", f"was led to {response.url}")
            if len(response.body) < 5 * SHORT and NOT_FOUND.search(response.text):
                raise PageRefused("soft_404", "answers 200 and says that there is no such page")
        return response


def sent_home(request: Request, response: Response) -> bool:
    """Whether an article's request was redirected to its site's front page, there or on the way."""
    redirected: list[str] = request.meta.get("redirect_urls", [])
    return any(HOME.match(urlsplit(url).path) for url in (*redirected[1:], *([response.url] if redirected else [])))
