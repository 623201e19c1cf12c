"""Feeds are valid Atom whatever a page said, and name each entry for ever."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archive.publish.atom import NAMESPACE, Entry, Feed, atom, moment, urn

ATOM = f"{{{NAMESPACE}}}"


def parsed(*entries: Entry, older: str = "") -> etree._Element:
    return etree.fromstring(atom(Feed("警闻", "http://here.test/f", "http://here.test/", older, entries)))


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_a_page_said_the_document_can_be_parsed(title: str, summary: str) -> None:
    feed = parsed(Entry("x", title, "2025-01-01T00:00:00Z", "http://here.test/1", "http://a.test/1", summary, title))
    assert feed.findtext(f"{ATOM}entry/{ATOM}title")


def test_a_feed_has_what_atom_asks_for() -> None:
    entry = Entry(
        "http://a.test/1", "标题 <b>&", "2025-11-05T01:30:00Z", "http://here.test/1", "http://a.test/1", "摘要",
        "云岭公安", moment("2025-11-05T09:30"), "yunling",
    )  # fmt: skip
    feed = parsed(entry, older="http://here.test/f?before=1")
    assert feed.findtext(f"{ATOM}updated") == "2025-11-05T01:30:00Z"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "self": "http://here.test/f", "alternate": "http://here.test/", "next": "http://here.test/f?before=1",
    }  # fmt: skip
    one = feed.find(f"{ATOM}entry")
    assert one is not None
    assert one.findtext(f"{ATOM}title") == "标题 <b>&"
    assert one.findtext(f"{ATOM}published") == "2025-11-05T09:30:00+08:00"
    assert one.findtext(f"{ATOM}author/{ATOM}name") == "云岭公安"
    assert {link.get("rel") for link in one.findall(f"{ATOM}link")} == {"alternate", "via"}


def test_an_entry_is_named_the_same_for_ever_and_no_address_of_a_page_is_trusted() -> None:
    assert urn("http://a.test/1") == urn("http://a.test/1") != urn("http://a.test/2")
    one = parsed(Entry("x", "t", "2025-01-01T00:00:00Z", "http://here.test/1", "javascript:alert(1)")).find(
        f"{ATOM}entry"
    )
    assert one is not None and b"javascript" not in etree.tostring(one)
    assert (moment("2025-11"), moment("x"), moment("")) == ("", "", "")
