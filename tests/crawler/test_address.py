"""Which addresses a crawl may reach: the public web, in whatever spelling the others are hidden."""

# ruff: noqa: E501  markup broken into lines is harder to read than a long line
from __future__ import annotations

from typing import Any

import pytest
from scrapy.http import Request

from crawler.address import PrivateAddress, check_url, is_public, literal_address, sample_host
from crawler.middlewares.addresses import Addresses


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1"],
)  # fmt: skip
def test_what_is_not_the_public_web(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"]
)
def test_what_is(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("2130706433", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("10.0.513", "10.0.2.1"),
        ("[::1]", "::1"),
        ("fe80::1%25eth0", "fe80::1"),
        ("256.1.1.1", None),
        ("1.2.3.4.5", None),
        ("gat.yunling.test", None),
        ("", None),
        ("08.1.1.1", None),
    ],
)
def test_an_address_in_any_spelling(host: str, address: str | None) -> None:
    assert literal_address(host) == address


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:8001/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/", "http://localhost/", "http://a.localhost/",
     "http://user@127.1/", "http:///nowhere", "http://169.254.169.254/latest/meta-data/"],
)  # fmt: skip
def test_an_address_that_names_a_private_place_is_refused(url: str) -> None:
    with pytest.raises(PrivateAddress):
        check_url(url)


def test_names_and_public_addresses_pass_and_are_judged_when_resolved() -> None:
    check_url("http://gat.yunling.example/")
    check_url("http://93.184.216.34/")


def test_invented_hosts_are_asked_of_the_sample_web_alone() -> None:
    with_web, without = Addresses("127.0.0.1:9000"), Addresses("")
    invented = Request("http://gat.haiwan.test/", meta={"proxy": "http://10.0.0.1:3128"})
    with_web.process_request(invented)
    assert invented.meta["proxy"] == "http://127.0.0.1:9000"
    real = Request("http://gat.haiwan.example/", meta={"proxy": "http://10.0.0.1:3128"})
    without.process_request(real)
    assert "proxy" not in real.meta  # a page cannot choose its own way out
    assert sample_host("http://gat.haiwan.test/") and not sample_host("http://gat.test.example/")


@pytest.mark.parametrize(("answer", "allowed"), [("93.184.216.34", True), ("10.0.0.8", False), ("::1", False)])
def test_a_name_is_judged_by_what_it_leads_to_at_that_moment(
    answer: str, allowed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from scrapy.resolver import CachingThreadedResolver
    from twisted.internet.defer import succeed

    from crawler.address import GuardedResolver

    monkeypatch.setattr(CachingThreadedResolver, "getHostByName", lambda *_: succeed(answer))  # no DNS in a test
    resolver = object.__new__(GuardedResolver)
    resolver.allowed = ""
    outcome: list[Any] = []
    resolver.getHostByName("rebinding.example").addBoth(outcome.append)
    assert (outcome[0] == answer) is allowed
    assert allowed or outcome[0].check(PrivateAddress)


def test_the_resolver_is_the_one_scrapy_uses() -> None:
    from scrapy.utils.misc import load_object

    from crawler import settings

    assert load_object(settings.TWISTED_DNS_RESOLVER).__name__ == "GuardedResolver"
