"""A site that was redesigned overnight: its articles are found without its family, and the run says `degraded`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.conftest import Answers, Ran

HOST = "http://news.yunling-police.test"
LIST = f"{HOST}/jwyw/index.html"
NAMES = ("青石", "白塔", "清河", "石门", "双桥", "柳林", "沙河", "东营")


def article(number: int, name: str) -> str:
    lines = (
        f"11月{number}日，{name}派出所民警在第{number * 7}次巡逻时发现一辆陌生货车停在{name}村口，便上前询问。",
        f"司机说，他给{name}小学送去{number * 31}套课桌，因为雪大迷了路。民警带路{number}公里，帮他把课桌送到。",
    )
    body = "</p><p>".join(lines)
    return f"<title>{name}民警雪夜带路</title><h1>{name}民警雪夜带路送课桌</h1><div id='zoom'><p>{body}</p></div>"


def put_site(web: Answers, row: str) -> None:
    """A list whose rows are written as `row`, and its articles wherever they are then."""
    rows = ""
    for number, name in enumerate(NAMES, 1):
        path = row.format(n=number)
        web.put(f"{HOST}{path}", article(number, name))
        rows += f"<li><a href='{path}'>{name}派出所民警雪夜带路送课桌</a><span>2025-11-0{number}</span></li>"
    web.put(LIST, f"<div><a href='/'>首页</a><a href='/jwyw/'>要闻</a></div><ul>{rows}</ul>")


@pytest.fixture
def visited(answers: Answers, jingwen: Callable[..., Ran], tmp_path: Path) -> Callable[[], tuple[Ran, dict[str, Any]]]:
    def run() -> tuple[Ran, dict[str, Any]]:
        words = ("crawl", "yunling_police", "--json", "--sample-web", answers.address)
        done = jingwen(*words, data=tmp_path / "data")
        return done, json.loads(done.out)

    return run


def kept(data: Path) -> list[str]:
    with sqlite3.connect(data / "jingwen.db") as conn:
        return [row[0] for row in conn.execute("SELECT url FROM articles ORDER BY url")]


def test_a_redesigned_site_is_degraded_and_the_archive_keeps_growing(
    answers: Answers, visited: Callable[[], tuple[Ran, dict[str, Any]]], tmp_path: Path
) -> None:
    put_site(answers, "/jwyw/202511/t2025110{n}_71.html")
    done, summary = visited()
    assert (done.code, summary["sites"][0]["outcome"], summary["issues"]) == (0, "ok", [])
    put_site(answers, "/newsite/detail-{n}071.html")
    done, summary = visited()
    site, (issue,) = summary["sites"][0], summary["issues"]
    assert (done.code, site["outcome"], site["degraded"]) == (0, "degraded", 1)
    assert (issue["failure"], issue["url"]) == ("layout_changed", LIST)
    assert "trs found nothing; 8 links" in issue["detail"]
    before = [f"{HOST}/jwyw/202511/t2025110{n}_71.html" for n in range(1, 9)]
    with sqlite3.connect(tmp_path / "data" / "jingwen.db") as conn:
        found = [row[0] for row in conn.execute("SELECT url FROM articles UNION SELECT url FROM copies")]
    assert set(found) == {*before, *(f"{HOST}/newsite/detail-{n}071.html" for n in range(1, 9))}


def test_a_list_without_an_article_fails_and_says_what_to_do(
    answers: Answers, visited: Callable[[], tuple[Ran, dict[str, Any]]]
) -> None:
    answers.put(LIST, "<div><a href='/'>首页</a></div><p>栏目建设中</p>")
    done, summary = visited()
    assert (done.code, summary["sites"][0]["outcome"]) == (1, "failed")
    found = [(one["failure"], one["url"]) for one in summary["issues"]]
    assert found == [("empty_list", LIST), ("expectation", f"{HOST}/")]
    assert "open the page" in summary["issues"][0]["detail"]


def test_a_list_that_links_to_other_peoples_articles_brings_none_of_them(
    answers: Answers, visited: Callable[[], tuple[Ran, dict[str, Any]]], tmp_path: Path
) -> None:
    put_site(answers, "/jwyw/202511/t2025110{n}_71.html")
    _, _, body = answers.pages[LIST]
    other = "http://gat.haiwan.test/jwyw/202511/t20251105_99.html"
    answers.put(LIST, body + f"<li><a href='{other}'>别处的文章不归这个网站收存</a></li>".encode())
    answers.put(other, article(9, "别处"))
    visited()
    assert other not in answers.asked
    assert len(kept(tmp_path / "data")) == len(NAMES)


FATES: dict[str, tuple[dict[str, Any], str]] = {
    "/jwyw/202511/t20251101_1.html": ({"status": 403}, "http_403"),
    "/jwyw/202511/t20251101_2.html": ({"status": 404}, "http_404"),
    "/jwyw/202511/t20251101_3.html": ({"status": 410}, "http_410"),
    "/jwyw/202511/t20251101_4.html": ({"status": 429}, "http_429"),
    "/jwyw/202511/t20251101_5.html": ({"status": 418}, "http_4xx"),
    "/jwyw/202511/t20251101_6.html": ({"status": 500}, "http_5xx"),
    "/jwyw/202511/t20251101_7.html": ({"body": "<p></p>"}, "empty_body"),
    "/jwyw/202511/t20251101_8.html": ({"body": b"\x89PNG", "Content_Type": "image/png"}, "not_html"),
    "/jwyw/202511/t20251101_9.html": ({"status": 302, "Location": "http://10.0.0.8/"}, "private_address"),
    "/closed/202511/t20251101_10.html": ({"body": article(9, "望江")}, "robots"),
}


def test_every_article_that_cannot_be_had_is_reported_in_its_class_and_the_others_are_kept(
    answers: Answers, visited: Callable[[], tuple[Ran, dict[str, Any]]], tmp_path: Path
) -> None:
    put_site(answers, "/jwyw/202511/t2025110{n}_71.html")
    _, _, body = answers.pages[LIST]
    for path, (answer, _) in FATES.items():
        answers.put(HOST + path, **answer)
        body += f"<li><a href='{path}'>望江警方通报第{len(body)}号案情</a></li>".encode()
    answers.put(LIST, body)
    answers.put(f"{HOST}/robots.txt", "User-agent: *\nDisallow: /closed/\n", Content_Type="text/plain")
    _, summary = visited()
    assert {issue["url"]: issue["failure"] for issue in summary["issues"]} == {
        HOST + path: failure for path, (_, failure) in FATES.items()
    }
    assert kept(tmp_path / "data") == [f"{HOST}/jwyw/202511/t2025110{n}_71.html" for n in range(1, 9)]
    assert f"{HOST}/closed/202511/t20251101_10.html" not in answers.asked
    asked = {path: answers.asked.count(HOST + path) for path in FATES}
    assert asked["/jwyw/202511/t20251101_2.html"] == 1 and asked["/jwyw/202511/t20251101_6.html"] == 3
