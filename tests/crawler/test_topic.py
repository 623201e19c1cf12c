"""A portal files what is about public security; the rest is read once, counted, and kept as bytes alone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive.capture.digest import payload_digest
from archive.capture.writer import WarcWriter
from archive.records import Article, ArticleLink, Capture
from archive.store.archive import Archive
from archive.store.captures import NewCapture
from archive.store.verify import verify
from crawler.catalogue import site_classes
from crawler.sample_web.sites.portals import BeichuanOnlineSpider
from crawler.sample_web.world import World
from crawler.site import SiteSpider
from tests.crawler.conftest import Answers, Jingwen, Ran

HOME = "http://www.beichuan-online.test"
LIST = f"{HOME}/fazhi/"
POLICE = ("派出所民警连夜寻回走失老人", "民警接到报警后沿河搜寻四小时，在芦苇荡边找到了冻得发抖的老人，把他背回家中。")
COURT = ("法官把庭开进果园", "法院巡回审判点设在果树下，一起拖了两年的水果买卖纠纷当庭调解，双方握手言和。")
FLOWERS = ("油菜花开引来三万游客", "周末的山沟里停满了车，农家乐的腊肉供不应求，村民把晒谷场让出来当停车场。")
FOOTBALL = (
    "三名后卫伤停北川队告急",
    "主教练说年轻后卫将获得首发机会，门将的状态是球队眼下唯一的好消息，球迷仍抱希望。",
)
MOVED = ("旧城墙根下开起咖啡馆", "老屋改造后留下了木梁与天井，年轻的店主每天清晨磨豆子，街坊们端着搪瓷缸来尝鲜。")

Visit = Callable[[], tuple[Ran, dict[str, Any]]]


def page(story: tuple[str, str]) -> str:
    headline, text = story
    body = f"<p>{text}</p><p>{text[:20]}，{headline}，在场的人都说好。</p>"
    return f"<title>{headline}</title><h1>{headline}</h1><div id='zoom'>{body}</div>"


def address(number: int) -> str:
    return f"{HOME}/2025/1105/{1013000 + number}.html"


def put_list(web: Answers, stories: dict[int, tuple[str, str]]) -> None:
    rows = "".join(
        f"<li><a href='{address(number)}'>{story[0]}</a><span>2025-11-05</span></li>"
        for number, story in stories.items()
    )
    web.put(LIST, f"<ul>{rows}</ul>")


@pytest.fixture
def portal(answers: Answers) -> Answers:
    """Two stories about public security, two that are not, and one of these behind a redirect."""
    stories = {1: POLICE, 2: COURT, 3: FLOWERS, 4: FOOTBALL, 5: MOVED}
    put_list(answers, stories)
    for number, story in stories.items():
        answers.put(address(number), page(story))
    answers.put(address(5), status=302, Location=address(55))
    answers.put(address(55), page(MOVED))
    return answers


@pytest.fixture
def visit(portal: Answers, jingwen: Callable[..., Ran], tmp_path: Path) -> Visit:
    def run() -> tuple[Ran, dict[str, Any]]:
        done = jingwen(
            "crawl", "beichuan_online", "--json", "--sample-web", portal.address, data=tmp_path, env={"COLUMNS": "200"}
        )
        return done, json.loads(done.out)["sites"][0]

    return run


def rows(data: Path, sql: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(data / "jingwen.db") as conn:
        return conn.execute(sql).fetchall()


def test_what_is_off_topic_is_counted_and_not_filed_and_no_failure(visit: Visit, tmp_path: Path) -> None:
    done, site = visit()
    assert (done.code, site["outcome"], site["failed"]) == (0, "ok", 0), done.err
    assert (site["articles_new"], site["off_topic"]) == (2, 3)
    filed = dict(rows(tmp_path, "SELECT headline, topic FROM articles"))
    assert set(filed) == {POLICE[0], COURT[0]}
    assert min(filed.values()) > 0.5
    assert rows(tmp_path, "SELECT off_topic, skipped, failed FROM runs") == [(3, 0, 0)]
    assert rows(tmp_path, "SELECT * FROM issues") == []


def test_what_is_off_topic_is_kept_as_bytes_and_never_asked_for_again(
    visit: Visit, portal: Answers, tmp_path: Path
) -> None:
    visit()
    aside = rows(tmp_path, "SELECT url FROM links WHERE state = 'skipped' AND failure = 'off_topic' ORDER BY url")
    assert [url for (url,) in aside] == [address(3), address(4), address(5), address(55)]
    kept = rows(tmp_path, "SELECT url, state FROM captures WHERE article_id IS NULL AND kind = 'article' ORDER BY url")
    assert kept == [(address(number), "read") for number in (3, 4, 55)]
    with Archive.open(tmp_path, write=False) as archive:
        assert verify(archive.conn, tmp_path / "warc").problems == ()
    portal.asked.clear()
    put_list(portal, {1: POLICE, 3: FLOWERS, 4: FOOTBALL, 5: MOVED, 55: MOVED})
    _, site = visit()
    assert (site["outcome"], site["off_topic"]) == ("nothing_new", 0)
    assert [url for url in portal.asked if "/2025/" in url] == []


def set_aside(data: Path, number: int, story: tuple[str, str]) -> None:
    """A page as a crawl with a poorer lexicon left it: bytes kept, capture read, link skipped."""
    payload = page(story).encode()
    with Archive.open(data) as archive, WarcWriter(archive.warc_folder) as writer:
        capture = Capture(
            "beichuan_online",
            address(number),
            "2025-11-05T01:00:00Z",
            200,
            (("Content-Type", "text/html"),),
            payload,
            payload_digest(payload),
        )
        place = writer.write(capture)
        kept = archive.record_capture(
            NewCapture(
                None,
                capture.site,
                capture.url,
                "article",
                capture.captured_at,
                200,
                "text/html",
                capture.digest,
                len(payload),
                place,
            )
        )
        archive.offer("beichuan_online", [ArticleLink(capture.url, story[0], "2025-11-05")])
        archive.mark_read(kept)
        archive.settle(capture.url, "skipped", "off_topic")


def test_a_better_lexicon_brings_back_what_was_set_aside_without_fetching(
    visit: Visit, portal: Answers, told: Jingwen, tmp_path: Path
) -> None:
    set_aside(tmp_path, 71, POLICE)
    set_aside(tmp_path, 72, FLOWERS)
    assert "2 pages were off topic; 1 of them no longer are (run with --write" in told("reextract", data=tmp_path).out
    assert rows(tmp_path, "SELECT count(*) FROM links WHERE state = 'skipped'") == [(2,)]
    assert "2 pages were off topic; 1 of them" in told("reextract", "--write", data=tmp_path).out
    put_list(portal, {})
    visit()
    assert rows(tmp_path, "SELECT url FROM articles") == [(address(71),)]
    assert [url for url in portal.asked if "/2025/" in url] == []
    assert rows(tmp_path, "SELECT url FROM links WHERE state = 'skipped'") == [(address(72),)]


def test_an_article_filed_before_there_were_scores_gets_one(visit: Visit, told: Jingwen, tmp_path: Path) -> None:
    visit()
    with sqlite3.connect(tmp_path / "jingwen.db") as conn:
        before = conn.execute("SELECT id, topic FROM articles").fetchall()
        conn.execute("UPDATE articles SET topic = NULL")
    assert "2 changed" in told("reextract", "--write", data=tmp_path).out
    assert rows(tmp_path, "SELECT id, topic FROM articles") == before


@pytest.mark.parametrize(
    ("keeps", "kind", "wanted"),
    [
        ("", "police", True),
        ("", "zhengfa", True),
        ("", "epaper", False),
        ("", "portal", False),
        ("", "media", False),
        ("all", "media", True),
        ("topic", "police", False),
    ],
)
def test_what_a_site_keeps_is_said_or_follows_from_its_kind(keeps: str, kind: str, wanted: bool) -> None:
    site: type[SiteSpider] = type("Beichuan", (BeichuanOnlineSpider,), {"keeps": keeps, "kind": kind})
    assert site.wants(Article(url=address(3), site="x", headline=FLOWERS[0], paragraphs=(FLOWERS[1],))) is wanted
    assert site.wants(Article(url=address(1), site="x", headline=POLICE[0], paragraphs=(POLICE[1],)))


def test_the_choosy_sites_of_the_sample_web_keep_all_its_stories() -> None:
    flowers = Article(url="http://x.test/", site="x", headline=FLOWERS[0])
    choosy = {name: site for name, site in site_classes(sample=True).items() if not site.wants(flowers)}
    assert {"beichuan_online", "tide_news"} <= set(choosy)
    stories = [story for story in World().articles() if story.publication in choosy]
    assert len(stories) > 100
    for story in stories:
        site = choosy[story.publication]
        read = Article(story.url, "x", story.headline, paragraphs=story.paragraphs, section=next(iter(site.columns)))
        assert site.wants(read), story.headline
