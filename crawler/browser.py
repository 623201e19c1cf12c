"""Lists that JavaScript builds: a browser runs the page, and every byte it sees is fetched by the crawl itself.

The browser has no network of its own. What a page asks for goes through Scrapy's downloader: robots.txt, the pace of
the site, bounds, private addresses, challenges, and into the WARC. Scripts, data and documents of the site are served;
pictures, styles and other people's hosts are not.
"""

from __future__ import annotations

import os
import shutil
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from OpenSSL import SSL
from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.web.client import ResponseFailed

from crawler.session import Session
from crawler.settings import USER_AGENT
from crawler.site import SiteSpider

if TYPE_CHECKING:
    from playwright.async_api import Page, Route

SECONDS = 60  # one list page, with all it asks for
MOST_REQUESTS = 60  # that one page may make
SERVED = ("document", "script", "xhr", "fetch")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
RENDERED = "playwright"  # the flag of an answer that is a page's DOM after its scripts, not what was received
MISSING = "its lists need a browser: pip install 'jingwen[browser]', and Chromium (on Debian: apt install chromium)"
FAILURES = (
    IgnoreRequest, CannotResolveHostError, DownloadCancelledError, DownloadConnectionRefusedError, DownloadFailedError,
    DownloadTimeoutError, ResponseDataLossError, UnsupportedURLSchemeError, OSError, ResponseFailed, SSL.Error,
)  # fmt: skip
_HANDLER = "crawler.browser_handler.BoundedBrowser"
_UNTRUE = {b"content-encoding", b"transfer-encoding", b"content-length", b"set-cookie"}  # the body was unpacked
_PASSED_ON = ("accept", "content-type", "x-requested-with", "referer")


def can_browse() -> bool:
    """Whether the extra is installed and there is a Chromium to run."""
    return find_spec("scrapy_playwright") is not None and chromium() is not None


def chromium() -> str | None:
    """The path of the browser: `JINGWEN_CHROMIUM`, else the system's."""
    return os.environ.get("JINGWEN_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)


def switch_on(settings: BaseSettings) -> None:
    """Let requests that ask for it be answered by a browser, which there must be (`can_browse`)."""
    handlers = {**settings.getdict("DOWNLOAD_HANDLERS"), "http": _HANDLER, "https": _HANDLER}
    launch = {
        "executable_path": chromium(),
        "args": ["--host-resolver-rules=MAP * ~NOTFOUND", "--disable-background-networking", "--mute-audio"],
        "chromium_sandbox": os.geteuid() != 0,
    }
    context = {"user_agent": USER_AGENT, "locale": "zh-CN", "service_workers": "block", "accept_downloads": False}
    for name, value in (
        ("DOWNLOAD_HANDLERS", handlers),
        ("PLAYWRIGHT_LAUNCH_OPTIONS", launch),
        ("PLAYWRIGHT_CONTEXTS", {"default": context}),
        ("PLAYWRIGHT_PROCESS_REQUEST_HEADERS", None),
        ("PLAYWRIGHT_MAX_PAGES_PER_CONTEXT", 4),
        ("PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT", SECONDS * 1000),
    ):
        settings.set(name, value, priority="cmdline")


def in_browser(spider: SiteSpider) -> dict[str, Any]:
    """What the meta of a request says to have it answered by the browser; nothing for a site that needs none."""
    if not spider.browser:
        return {}
    return {
        RENDERED: True,
        "playwright_include_page": True,  # the handler closes it, whatever happens
        "playwright_page_goto_kwargs": {"wait_until": "networkidle"},
        "playwright_page_init_callback": partial(give_network, spider),
        # The page waits for requests of its own host: in its slot it would wait for itself.
        "download_slot": f"browser of {spider.name}",
    }


def is_rendered(response: Response) -> bool:
    """Whether an answer is what a browser made of a page."""
    return RENDERED in response.flags


async def give_network(spider: SiteSpider, page: Page, request: Request) -> None:
    """Answer whatever a page asks for out of the crawl."""
    await page.route("**/*", Network(spider, request).serve)


class Network:
    """The network as one page sees it. `failure` of the page's own request is left in the meta of Scrapy's."""

    def __init__(self, spider: SiteSpider, request: Request) -> None:
        self.spider = spider
        self.request = request
        self.left = MOST_REQUESTS

    async def serve(self, route: Route) -> None:
        """Answer one request of the page, or refuse it."""
        asked = route.request
        self.left -= 1
        if self.left < 0 or asked.resource_type not in SERVED or not self.spider.owns(asked.url):
            await route.abort()
            return
        try:
            response = await self.fetch(asked)
        except FAILURES as error:
            if asked.is_navigation_request():
                self.request.meta["browser_failure"] = error
            await route.abort()
            return
        headers = {
            name.decode("latin-1"): b", ".join(values).decode("latin-1")
            for name, values in response.headers.items()
            if name.lower() not in _UNTRUE
        }
        await route.fulfill(status=response.status, headers=headers, body=response.body)

    async def fetch(self, asked: Any) -> Response:
        """One request through the crawl's own downloader; what comes is kept."""
        engine = self.spider.crawler.engine
        assert engine is not None
        headers = {name: value for name, value in asked.headers.items() if name in _PASSED_ON}
        body, meta = asked.post_data_buffer or b"", {"kind": "resource"}
        request = Request(asked.url, method=asked.method, headers=headers, body=body, meta=meta)
        response: Response = await engine.download_async(request)
        kept = response.meta.get("kept")
        if kept is not None and Session.current is not None:
            Session.current.archive.mark_read(kept.capture_id, "read")
        return response
