"""Which addresses a crawl may reach: the public web, and the sample web where it is asked for."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred, maybeDeferred

SAMPLE_SUFFIX = ".test"


class PrivateAddress(IgnoreRequest):
    """The address leads into a private network, to this machine, or to no public place at all."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public Internet; addresses embedded in IPv6 are judged by themselves."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        embedded = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if embedded is None and found in _NAT64:
            embedded = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if embedded is not None:
            return is_public(str(embedded))
    return found.is_global and not found.is_multicast


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def literal_address(host: str) -> str | None:
    """The IP address a host part spells, in any of the spellings resolvers take (2130706433, 0x7f.1, 127.1)."""
    bare = host.strip("[]")
    try:
        return str(ipaddress.ip_address(bare.partition("%")[0]))
    except ValueError:
        pass
    parts = bare.split(".")
    if not 1 <= len(parts) <= 4:
        return None
    try:
        numbers = [
            int(part, 16 if part[:2] in ("0x", "0X") else 8 if part[:1] == "0" and part != "0" else 10)
            for part in parts
        ]
    except ValueError:
        return None
    *leading, last = numbers
    if any(not 0 <= number <= 255 for number in leading) or not 0 <= last < 256 ** (5 - len(parts)):
        return None
    whole = last
    for place, number in enumerate(leading):
        whole += number << (24 - 8 * place)
    return str(ipaddress.IPv4Address(whole))


def check_url(url: str) -> None:
    """Raise PrivateAddress for an address that names a private place outright; names are judged when resolved."""
    host = urlsplit(url).hostname or ""
    literal = literal_address(host)
    if not host or host == "localhost" or host.endswith(".localhost") or (literal and not is_public(literal)):
        raise PrivateAddress(f"{host or url} is not an address of the public web")


def check_resolved(url: str) -> None:
    """Raise PrivateAddress where `check_url` does, or where the host's name leads into a private network today."""
    check_url(url)
    host = urlsplit(url).hostname or ""
    try:
        found = {str(answer[4][0]) for answer in socket.getaddrinfo(host, None)}
    except OSError:
        return  # a name nobody knows leads nowhere; who asks for it is told so
    for address in found:
        if not is_public(address):
            raise PrivateAddress(f"{host} leads to {address}, which is not an address of the public web")


def sample_host(url: str) -> bool:
    """Whether an address belongs to the invented web."""
    return (urlsplit(url).hostname or "").endswith(SAMPLE_SUFFIX)


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver, that refuses every answer outside the public web at the moment of connecting.

    A name that is public when asked first and private when asked again (DNS rebinding) is refused like any other:
    what is judged is the address that is about to be connected to.
    """

    def __init__(self, reactor: Any, cache_size: int, timeout: float, allowed: str = "") -> None:
        super().__init__(reactor, cache_size, timeout)
        self.allowed = allowed

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> GuardedResolver:
        settings = crawler.settings
        allowed = settings.get("SAMPLE_WEB", "").rpartition(":")[0]
        return cls(reactor, settings.getint("DNSCACHE_SIZE"), settings.getfloat("DNS_TIMEOUT"), allowed)

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        literal = literal_address(name)
        answer: Deferred[str] = maybeDeferred(lambda: literal) if literal else super().getHostByName(name, timeout)
        answer.addCallback(self._public_only, name)
        return answer

    def _public_only(self, address: str, name: str) -> str:
        if address == self.allowed == name or is_public(address):
            return address
        raise PrivateAddress(f"{name} leads to {address}, which is not an address of the public web")
