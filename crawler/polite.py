"""A few pages of one site, asked for by hand and politely: identified, spaced, bounded, robots.txt obeyed."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx
from protego import Protego

from archive.capture.digest import payload_digest
from archive.errors import UsageError
from archive.records import Capture, FailureClass
from crawler.address import SAMPLE_SUFFIX, PrivateAddress, check_url, is_public, sample_host
from crawler.failures import PageRefused, status_failure
from crawler.fetch import NoMore, NotHad, captured, host_of
from crawler.middlewares.unpack import is_gzip, opened
from crawler.settings import (
    DOWNLOAD_DELAY,
    DOWNLOAD_MAXSIZE,
    REDIRECT_MAX_TIMES,
    ROBOTSTXT_USER_AGENT,
    USER_AGENT,
)
from crawler.stand_ins import is_challenge

PATIENCE = 15  # seconds for one answer: somebody sits before the screen
MOST_PAGES = 32
MOST_SECONDS = 50.0
TEXTUAL = ("html", "xml", "text/plain")


class PublicOnly(httpcore.SyncBackend):
    """Connects to the public web alone: what is judged is the address about to be connected to."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = [str(answer[4][0]) for answer in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except OSError as error:
            raise httpcore.ConnectError(f"there is no host {host}") from error
        for address in found:
            if not is_public(address):
                raise PrivateAddress(f"{host} leads to {address}, which is not an address of the public web")
        for address in found[:-1]:
            try:
                return super().connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue  # such as an IPv6 address where there is no IPv6
        return super().connect_tcp(found[-1], port, timeout, local_address, socket_options)


class Polite:
    """Fetches pages one after the other; a context manager. `sample_web`: host:port where *.test hosts are found."""

    def __init__(self, sample_web: str = "", *, seconds: float = MOST_SECONDS, pages: int = MOST_PAGES) -> None:
        self.ends = time.monotonic() + seconds
        self.pages_left = pages
        self.delay = 0.0 if sample_web else DOWNLOAD_DELAY
        self._sample_web = bool(sample_web)
        self._next = 0.0
        self._robots: dict[str, Protego] = {}
        transport = httpx.HTTPTransport()
        transport._pool = httpcore.ConnectionPool(ssl_context=httpx.create_ssl_context(), network_backend=PublicOnly())
        mounts = {f"all://*{SAMPLE_SUFFIX}": httpx.HTTPTransport(proxy=f"http://{sample_web}")} if sample_web else {}
        headers = {"User-Agent": USER_AGENT, "Accept-Language": "zh-CN,zh"}
        self._client = httpx.Client(transport=transport, mounts=mounts, timeout=PATIENCE, headers=headers)

    def __enter__(self) -> Polite:
        return self

    def __exit__(self, *exc: object) -> None:
        self._client.close()

    def page(self, url: str) -> Capture:
        """The page at an address, after its redirects.

        Raises UsageError for what is no public address, NoMore when the bounds are reached, and ArchiveError where
        the page cannot be had, is forbidden by robots.txt, is a challenge, or is no page at all.
        """
        host_of(url)
        asked = url
        for _ in range(REDIRECT_MAX_TIMES + 1):
            self._permit(asked)
            response, payload = self._get(asked)
            if response.next_request is None:
                return judged(captured(str(response.url), response, payload))
            asked = str(response.next_request.url)
        raise NotHad("redirect_loop", f"{url} redirects more than {REDIRECT_MAX_TIMES} times; give its target")

    def _permit(self, url: str) -> None:
        """Raise unless robots.txt permits an address; a host's robots.txt is read once."""
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        rules = self._robots.get(host)
        if rules is None:
            rules = self._robots[host] = Protego.parse(self._robots_txt(f"{host}/robots.txt"))
            wanted = rules.crawl_delay(ROBOTSTXT_USER_AGENT)
            if wanted and not self._sample_web:
                self.delay = max(self.delay, float(wanted))
        if not rules.can_fetch(url, ROBOTSTXT_USER_AGENT):
            raise NotHad("robots", f"{url} may not be fetched: the site's robots.txt forbids it")

    def _robots_txt(self, url: str) -> str:
        """The text of a robots.txt, after its redirects; "" where there is none."""
        for _ in range(REDIRECT_MAX_TIMES + 1):
            response, payload = self._get(url)
            if response.next_request is None:
                return payload.decode("utf-8", "replace") if response.status_code == 200 else ""
            url = str(response.next_request.url)
        return ""

    def _get(self, url: str) -> tuple[httpx.Response, bytes]:
        """An answer and its bytes, when it is time to ask. Raises as `page` does."""
        self._wait()
        try:
            if not (self._sample_web and sample_host(url)):
                check_url(url)
            with self._client.stream("GET", url) as response:
                payload = bytearray()
                for chunk in response.iter_bytes():
                    payload += chunk
                    if len(payload) > DOWNLOAD_MAXSIZE or time.monotonic() > self.ends:
                        raise NotHad(too_much(payload), f"{url} is too large or too slow; it was not read to its end")
                return response, bytes(payload)
        except PrivateAddress as error:
            raise UsageError(f"{error}; private networks are never fetched from") from error
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise UsageError(f"{url[:80]!r} is not an address: {error}") from error
        except httpx.HTTPError as error:
            said = str(error) or type(error).__name__
            words = f"{url} could not be fetched: {said}; check the address and the connection"
            raise NotHad(failure_of(error), words) from error

    def _wait(self) -> None:
        """Sleep until the site may be asked again. Raises NoMore where the errand would take too long."""
        now = time.monotonic()
        if self.pages_left <= 0 or max(now, self._next) > self.ends:
            raise NoMore("the time for looking around was up")
        self.pages_left -= 1
        time.sleep(max(0.0, self._next - now))
        self._next = time.monotonic() + self.delay


def too_much(payload: bytearray) -> FailureClass:
    """Whether it was the size or the time that was too much."""
    return "too_large" if len(payload) > DOWNLOAD_MAXSIZE else "timeout"


def failure_of(error: httpx.HTTPError) -> FailureClass:
    """The class of what went wrong on the way."""
    words = str(error).lower()
    if isinstance(error, httpx.TimeoutException):
        return "timeout"
    if isinstance(error, httpx.ConnectError):
        told: tuple[tuple[str, FailureClass], ...] = (
            ("there is no host", "dns"), ("name or service", "dns"), ("ssl", "tls"), ("certificate", "tls"),
        )  # fmt: skip
        return next((failure for word, failure in told if word in words), "refused")
    return "reset"


def judged(capture: Capture) -> Capture:
    """A capture that is a page of the site. Raises ArchiveError for an error, a challenge, or another kind of file."""
    capture = unpacked(capture)
    url, payload = capture.url, capture.payload
    if is_challenge(capture.status, payload):
        words = f"{url} answers with a challenge ({capture.status}); it is never solved: save pages by hand"
        raise NotHad("challenge", words)
    if capture.status >= 400:
        words = f"{url} answered {capture.status}; open it in a browser to see what it says"
        raise NotHad(status_failure(capture.status), words)
    kind = capture.header("Content-Type").lower()
    if kind and not any(name in kind for name in TEXTUAL):
        raise NotHad("not_html", f"{url} is not a page but {kind.partition(';')[0]}; give the address of a page")
    return capture


def unpacked(capture: Capture) -> Capture:
    """A capture of a gzip file (sitemap.xml.gz) as one of the page in it. Raises ArchiveError where there is none."""
    if not is_gzip(capture.payload):
        return capture
    try:
        payload = opened(capture.payload, DOWNLOAD_MAXSIZE)
    except PageRefused as error:
        raise NotHad(error.failure, f"{capture.url} {error}") from error
    return replace(capture, headers=(), payload=payload, digest=payload_digest(payload))
