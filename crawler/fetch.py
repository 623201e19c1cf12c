"""One page fetched by hand (`jingwen extract URL`): bounded, identified, outside any crawl."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx

from archive.capture.digest import payload_digest
from archive.errors import ArchiveError, UsageError
from archive.records import Capture, FailureClass
from crawler.address import PrivateAddress, check_resolved
from crawler.settings import DOWNLOAD_MAXSIZE, DOWNLOAD_TIMEOUT, REDIRECT_MAX_TIMES, USER_AGENT

NO_ADDRESS = "http://address-unknown.invalid/"  # RFC 2606 keeps .invalid free of hosts for ever


class NotHad(ArchiveError):
    """A page that cannot be had; carries its failure class."""

    def __init__(self, failure: FailureClass, words: str) -> None:
        super().__init__(words)
        self.failure = failure


class NoMore(ArchiveError):
    """No further page can be had: the time is up, or there is no network to ask."""


def now() -> str:
    """This moment as the archive writes it: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_address(word: str) -> bool:
    return word.startswith(("http://", "https://"))


def host_of(url: str) -> str:
    """The host of a page's address. Raises UsageError for what is no such address."""
    try:
        host = urlsplit(url).hostname if is_address(url) and url.isprintable() and " " not in url else None
    except ValueError:
        host = None
    if not host:
        raise UsageError(f"{url[:80]!r} is not the address of a page; give http://… or https://…")
    return host


def fetch_page(url: str) -> Capture:
    """The page at an address as a capture; the address may be anywhere, what it redirects to only in the public web.

    Raises ArchiveError when it cannot be had, is larger than DOWNLOAD_MAXSIZE bytes, or is answered with an error.
    """

    def guard(request: httpx.Request) -> None:
        if request.url.netloc != asked.netloc:
            check_resolved(str(request.url))

    session = httpx.Client(
        timeout=DOWNLOAD_TIMEOUT,
        follow_redirects=True,
        max_redirects=REDIRECT_MAX_TIMES,
        headers={"User-Agent": USER_AGENT},
        event_hooks={"request": [guard]},
    )
    try:
        asked = httpx.URL(url)
        with session as client, client.stream("GET", asked) as response:
            payload = bytearray()
            for chunk in response.iter_bytes():
                payload += chunk
                if len(payload) > DOWNLOAD_MAXSIZE:
                    raise ArchiveError(f"{url} is larger than {DOWNLOAD_MAXSIZE:,} bytes; it was not read")
            if response.status_code >= 400:
                raise ArchiveError(f"{url} answered {response.status_code}; open it in a browser to see what it says")
            return captured(str(response.url), response, bytes(payload))
    except (httpx.InvalidURL, UnicodeError) as error:
        raise UsageError(f"{url} is not an address: {error}") from error
    except PrivateAddress as error:
        raise ArchiveError(f"{url} redirects elsewhere: {error}; it was not followed") from error
    except httpx.HTTPError as error:
        raise ArchiveError(f"{url} could not be fetched: {error}; check the address and the connection") from error


def saved_page(path: Path, url: str = "", site: str = "") -> Capture:
    """A page saved to disk as a capture; without a `url` it is given one on a host that cannot exist.

    Raises UsageError for a file that cannot be read and for a `url` that is none.
    """
    if not isinstance(url, str) or (url and not (is_address(url) and url.isprintable() and " " not in url)):
        raise UsageError(f"{str(url)[:80]!r} is not the address of a page; give http://… or https://…, or none")
    try:
        payload = path.read_bytes()
    except FileNotFoundError as error:
        raise UsageError(f"there is no file {path}") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{str(path)!r} is no name a file can have; say the file again") from error
    digest = payload_digest(payload)
    return Capture(site, url or address_of(path, digest), now(), 200, (("Content-Type", "text/html"),), payload, digest)


def address_of(path: Path, digest: str) -> str:
    """The name of a page whose address nobody knows: by its bytes and its file."""
    return f"{NO_ADDRESS}{digest.partition(':')[2][:16]}/{quote(path.name)}"


def captured(url: str, response: httpx.Response, payload: bytes) -> Capture:
    """An answer as a capture of no site."""
    headers = tuple(response.headers.items())
    return Capture("", url, now(), response.status_code, headers, payload, payload_digest(payload))
