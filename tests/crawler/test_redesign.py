"""Every publication is redesigned in mid-archive: no article is lost, and the next run reports each, and no other."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse

from archive.store.archive import Archive
from archive.urls import url_key
from crawler.catalogue import site_classes
from crawler.listing import NO_MARKUP, list_layout, read_list
from crawler.redesign import Layouts, Redesign, redesigns
from crawler.sample_web.process import SampleWebHandle
from crawler.sample_web.redesign import redesigned
from crawler.sample_web.truth import SampleArticle
from crawler.sample_web.world import World
from tests.crawler.conftest import DAY, Crawl

LATER = "2025-12-20"
SITES = site_classes(sample=True)
HOSTS = {name: house.host for name, house in World().publications.items()}
LIST = "<div class='main'><ul class='newslist'><li><a href='{path}'>月湖民警护航开学季</a></li></ul>"


def grams(text: str) -> Counter[str]:
    solid = "".join(text.split())
    return Counter(solid[at : at + 4] for at in range(len(solid) - 3))


def f1(true: str, read: str) -> float:
    one, other = grams(true), grams(read)
    return 2 * sum((one & other).values()) / max(1, sum(one.values()) + sum(other.values()))


def filed(data: Path) -> dict[str, tuple[str, str]]:
    """Headline and text of every article, by its key; of a copy its headline and that of which it is one."""
    sql = (
        "SELECT a.url, a.headline, coalesce(t.text_hans, t.text) FROM articles a JOIN article_text t USING (id)"
        " UNION ALL SELECT c.url, c.headline, coalesce(t.text_hans, t.text) FROM copies c"
        " JOIN article_text t ON t.id = c.article_id"
    )
    with sqlite3.connect(data / "jingwen.db") as conn:
        return {url_key(url): (headline, text) for url, headline, text in conn.execute(sql)}


def told(data: Path) -> dict[str, set[str]]:
    """The kinds of page that were reported as laid out anew, by site."""
    with sqlite3.connect(data / "jingwen.db") as conn:
        found: dict[str, set[str]] = {}
        for site, detail in conn.execute("SELECT site, detail FROM issues WHERE failure = 'layout_changed'"):
            found.setdefault(site, set()).add(detail.split()[0])
        return found


def test_after_a_redesign_of_every_publication_nothing_is_lost_and_each_is_reported_once(
    web: SampleWebHandle, crawl: Crawl, first_day: Path
) -> None:
    assert told(first_day) == {}
    before = filed(first_day).keys()
    web.redesign(HOSTS.values())
    web.set_day(LATER)
    run = crawl(first_day, "--since", "2025-12-03", "--until", LATER)
    after = filed(first_day)
    truth: dict[str, SampleArticle] = {url_key(one.url): one for one in World().articles(LATER)}
    assert after.keys() == before | truth.keys()
    new = {key: truth[key] for key in truth.keys() - before if truth[key].script == "hans"}
    assert len(new) > 20
    assert [one.url for key, one in new.items() if after[key][0] != one.headline] == []
    assert sum(f1(one.text, after[key][1]) for key, one in new.items()) / len(new) >= 0.98
    assert set(told(first_day)) == set(SITES)
    assert {site["outcome"] for site in run.sites.values()} == {"degraded"}
    told_once = told(first_day)
    crawl(first_day, "--since", "2025-12-03", "--until", LATER)
    assert told(first_day) == told_once


def test_only_those_that_were_redesigned_are_reported(web: SampleWebHandle, crawl: Crawl, tmp_path: Path) -> None:
    names = ["yunling_police", "haiwan_police", "haiwan_fzb", "beichuan_online"]
    days = ("--since", "2025-11-20", "--until")
    crawl(tmp_path, *names, *days, DAY)
    web.set_day("2025-12-13")
    crawl(tmp_path, *names, *days, "2025-12-13")
    assert told(tmp_path) == {}
    web.redesign([HOSTS["haiwan_police"], HOSTS["haiwan_fzb"]])
    web.set_day(LATER)
    run = crawl(tmp_path, *names, *days, LATER)
    assert set(told(tmp_path)) == {"haiwan_police", "haiwan_fzb"}
    assert {name for name, site in run.sites.items() if site["outcome"] == "degraded"} == {
        "haiwan_police",
        "haiwan_fzb",
    }


def layouts(**pages: list[str]) -> Layouts:
    run = Layouts()
    for kind, seen in pages.items():
        for at, layout in enumerate(seen):
            run.add(kind, layout, f"http://a.test/{kind}/{at}")
    return run


@pytest.mark.parametrize(
    ("known", "run", "kinds"),
    [
        ({}, layouts(list=["a"], article=["b"] * 9), []),
        ({"list": {"a": 3}, "article": {"b": 9}}, layouts(list=["a"], article=["b", "c", "c"]), []),
        ({"list": {"a": 3}, "article": {"b": 9}}, layouts(list=["z"], article=["c"]), ["list", "article"]),
        ({"list": {"a": 3}, "article": {"b": 9}}, layouts(list=["a"], article=["c", "c"]), []),
        ({"list": {"a": 3}, "article": {"b": 9}}, layouts(list=["a"], article=["c", "c", "d"]), ["article"]),
        ({"list": {"a": 3}, "article": {"b": 4}}, layouts(article=["c"] * 9), []),
        ({"list": {"a": 3}, "article": {"b": 19, "x": 1}}, layouts(list=["a"], article=["c"]), ["article"]),
        ({"list": {"a": 3}, "article": {"b": 16, "x": 4}}, layouts(list=["a"], article=["c"]), []),
        ({"list": {"a": 3}, "article": {"b": 9}}, layouts(), []),
    ],
)
def test_a_redesign_is_when_no_page_is_as_any_before(
    known: dict[str, dict[str, int]], run: Layouts, kinds: list[str]
) -> None:
    assert [found.kind for found in redesigns(known, run)] == kinds


def test_a_redesign_says_what_was_and_what_is() -> None:
    found = redesigns({"article": {"main > zoom": 8, "zoom": 1}}, layouts(article=["page > text"] * 3))
    assert found == [Redesign("article", "main > zoom", "page > text", "http://a.test/article/0")]
    assert "page > text was main > zoom" in str(found[0])


def test_the_layout_of_a_list_is_that_of_most_of_its_articles() -> None:
    spider = SITES["yunling_police"]()
    response = HtmlResponse(
        f"{spider.home}jwyw/", body=LIST.format(path="/jwyw/202511/t20251105_710001.html"), encoding="utf-8"
    )
    page, by_family = read_list(spider, response)
    assert by_family and list_layout(page, response) == "main > newslist"
    feed = HtmlResponse(response.url, body="<record>1</record>", encoding="utf-8")
    assert list_layout(page, feed) == NO_MARKUP


def test_layouts_are_kept_run_by_run_and_those_not_seen_for_long_are_forgotten(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        archive.note_layouts("a", "list", {"x": 2, "y": 1})
        archive.note_layouts("a", "list", {"x": 3})
        archive.note_layouts("b", "list", {"z": 1})
        assert archive.known_layouts("a") == {"list": {"x": 5, "y": 1}}
        archive.note_layouts("a", "list", {f"n{at}": 9 for at in range(80)})
        assert len(archive.known_layouts("a")["list"]) == 60


def test_the_new_design_has_other_names_and_elements_and_the_same_words() -> None:
    old = (
        "<body><ul class='list'><li id=\"n1\"><a href='/1.html'>通报</a></li></ul><script>var a='<li>'</script></body>"
    )
    new = redesigned(old, "a.test")
    assert "<ul" not in new and "class='list'" not in new and "n1" not in new
    assert "<a href='/1.html'>通报</a>" in new and "<script>var a='<li>'</script>" in new
    assert redesigned(old, "a.test") == new != redesigned(old, "b.test")


def test_records_of_a_script_stand_in_the_page_of_the_new_design() -> None:
    record = "<record><![CDATA[<li><a href='/1.html'>通报</a></li>]]></record>"
    old = f"<script type='text/xml'><datastore>{record}</datastore></script>"
    assert "<article><a href='/1.html'>通报</a></article>" in redesigned(old, "a.test")
