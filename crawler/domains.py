"""Whose an address is: its host, the domain it is registered under, and where authorities share one."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

import tldextract

# The list of public suffixes that comes with the library: no network is asked what a domain is.
_SUFFIXES = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def on_same_site(url: str, home: str) -> bool:
    """Whether two addresses belong to one registered domain (www., m., news. … of it)."""
    host, own = ((urlsplit(address).hostname or "") for address in (url, home))
    return host == own or domain_of(host) == domain_of(own)


def bare_host(url: str) -> str:
    """The host of an address, without what only says how it is shown."""
    return re.sub(r"^(?:www|m|wap|3g)\.", "", urlsplit(url).hostname or "")


def is_authority(url: str) -> bool:
    """gat.hunan.gov.cn is a police department and www.hunan.gov.cn the province: one domain, two sites."""
    return bare_host(url).endswith(".gov.cn")


@lru_cache(maxsize=4096)
def domain_of(host: str) -> str:
    """The registered domain of a host; of one outside the public suffixes its last two labels."""
    return _SUFFIXES.extract_str(host).top_domain_under_public_suffix or ".".join(host.split(".")[-2:])
