"""Traps of the web: what has no end is left, one article under many addresses is one, and no stand-in is filed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from scrapy.settings import Settings

from archive.records import ArticleLink
from crawler import visit
from crawler.catalogue import site_classes
from crawler.session import Session
from crawler.site import ListPage
from crawler.visit import Visit
from tests.crawler.conftest import Answers, Ran

SITE = site_classes(sample=True)["yunling_police"]
HOST = SITE.home.rstrip("/")
LIST = next(iter(SITE.columns.values()))
Run = Callable[[], dict[str, Any]]
STORIES = {
    1: ("月湖民警雪夜寻回走失老人", "民警接到报警后沿河搜寻四小时，在芦苇荡边找到了冻得发抖的老人，把他背回家中。"),
    2: ("青石警方捣毁一处赌博窝点", "专案组侦查两个月，在城郊一处仓库里抓获涉赌人员十九名，收缴赌资和账本。"),
}  # fmt: skip


def path(number: int) -> str:
    return f"/jwyw/202511/t2025110{number}_71000{number}.html"


def article(number: int, frame: str = "") -> str:
    headline, text = STORIES[number]
    return (
        f"<title>{headline}</title>{frame}<h1>{headline}</h1><p>发布时间：2025-11-0{number} 09:00 来源：云岭公安</p>"
        f"<div class='TRS_Editor'><p>{text}</p><p>群众说，有他们在，心里踏实。</p></div>"
    )


def rows(*targets: tuple[str, int]) -> str:
    items = "".join(
        f"<li><a href='{target}'>{STORIES[number][0]}</a><span>2025-11-0{number}</span></li>"
        for target, number in targets
    )
    return f"<ul>{items}</ul>"


@pytest.fixture
def run(answers: Answers, jingwen: Callable[..., Ran], tmp_path: Path) -> Run:
    def crawl() -> dict[str, Any]:
        done = jingwen("crawl", SITE.name, "--json", "--sample-web", answers.address, data=tmp_path)
        return dict(json.loads(done.out))

    return crawl


def stored(data: Path) -> tuple[int, int]:
    """Articles, and copies of them."""
    with sqlite3.connect(data / "jingwen.db") as conn:
        return tuple(conn.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("articles", "copies"))  # type: ignore[return-value]


def test_an_article_under_session_ids_and_share_marks_is_fetched_once(
    answers: Answers, run: Run, tmp_path: Path
) -> None:
    marks = ("", "?from=timeline", "?PHPSESSID=9k2", "?sid=9f86d081884c7d659a2feaa0c55ad015", "?spm=a.b.c&utm_source=x")
    answers.put(LIST, rows(*((f"{path(1)}{mark}", 1) for mark in marks)))
    for mark in marks:
        answers.put(f"{HOST}{path(1)}{mark}", article(1))
    run()
    assert stored(tmp_path) == (1, 0)
    assert len([url for url in answers.asked if "t2025" in url]) == 1


def test_an_article_of_several_columns_on_the_desktop_on_the_phone_and_in_print_is_one(
    answers: Answers, run: Run, tmp_path: Path
) -> None:
    """Three addresses are three pages to a server: they are kept as copies of one article, each with its capture."""
    other, phone = path(1).replace("/jwyw/", "/paxc/"), HOST.replace("//news.", "//m.")
    answers.put(LIST, rows((path(1), 1), (other, 1), (f"{phone}{path(1)}", 1), (path(2), 2)))
    answers.put(f"{HOST}{path(1)}", article(1))
    answers.put(f"{HOST}{other}", article(1, "<div class='nav'>平安宣传</div>"))
    answers.put(f"{phone}{path(1)}", article(1, "<header>手机版</header>"))
    answers.put(f"{HOST}{path(2)}", article(2))
    run()
    assert stored(tmp_path) == (2, 2)


def test_a_removed_article_that_leads_home_is_classed_and_not_filed(answers: Answers, run: Run, tmp_path: Path) -> None:
    answers.put(LIST, rows((path(1), 1), (path(2), 2)))
    answers.put(f"{HOST}{path(1)}", status=302, Location=f"{HOST}/")
    answers.put(f"{HOST}/", rows((path(1), 1), (path(2), 2)))
    answers.put(f"{HOST}{path(2)}", article(2))
    told = run()
    assert stored(tmp_path) == (1, 0)
    assert [issue["failure"] for issue in told["issues"] if path(1) in issue["url"]] == ["redirected_home"]


def test_a_list_that_leads_home_is_no_list(answers: Answers, run: Run, tmp_path: Path) -> None:
    answers.put(LIST, status=302, Location=f"{HOST}/")
    answers.put(f"{HOST}/", rows((path(1), 1)))
    told = run()
    assert [issue["failure"] for issue in told["issues"]] == ["redirected_home"]
    assert stored(tmp_path) == (0, 0)


@pytest.fixture
def calendar() -> Any:
    """A list every page of which has an older one with the same articles, for ever."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            number = int(self.path.rpartition("month=")[2]) if "month=" in self.path else 0
            body = (rows((path(1), 1), (path(2), 2)) + f"<a href='{LIST}?month={number + 1}'>下一页</a>").encode()
            if "t2025" in self.path:
                body = article(1 if path(1) in self.path else 2).encode()
            self.send_response(404 if "robots" in self.path else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("window", [(), ("--since", "2019-01-01")], ids=["news", "the past"])
def test_a_calendar_without_end_is_left_once_it_repeats_itself(
    window: tuple[str, ...], calendar: tuple[str, list[str]], jingwen: Callable[..., Ran], tmp_path: Path
) -> None:
    address, asked = calendar
    jingwen("crawl", SITE.name, *window, "--sample-web", address, data=tmp_path)
    assert stored(tmp_path) == (2, 0)
    assert len([one for one in asked if "month=" in one]) <= 4


def test_a_list_that_names_ever_new_articles_is_left_and_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visit, "MOST_TURNS", 5)
    session = Session.open(Settings({"JINGWEN_DATA": str(tmp_path), "READER_SECONDS": 20}))
    try:
        one = Visit(SITE(), session)
        pages = [ListPage((ArticleLink(f"{HOST}{path(1)}?n={at}"),), older=f"{LIST}?page={at}") for at in range(9)]
        went_on = [one._goes_on(page, list(page.links), LIST) for page in pages]
        assert went_on == [True] * 4 + [False] * 5
        assert [issue.failure for issue in session.issues] == ["endless_list"]
    finally:
        session.close()
