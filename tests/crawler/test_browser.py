"""Sites whose lists JavaScript builds, crawled with Debian's Chromium, which has no network but the crawl's."""
# ruff: noqa: E501 - lines of markup stay whole

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from archive.capture.reader import read_capture
from archive.records import CapturePlace
from crawler.browser import can_browse
from tests.crawler.conftest import Answers, answering

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not can_browse(), reason="the browser extra and Chromium are not installed"),
]
HOME = "http://www.yunling-wx.test"
LIST = f"{HOME}/news/"
SITE = f'''
from crawler.families.columns import ColumnsSpider


class WeixinSpider(ColumnsSpider):
    name = "yunling_wx"
    title = "云岭警务"
    region, level, kind = "990200", "city", "police"
    home = "{HOME}/"
    columns = {{"警务动态": "{LIST}"}}
    article_pattern = r"/show/\\d+\\.html$"
    article_example = "{HOME}/show/1.html"
    browser = True
'''
SHELL = """<html><head><title>云岭警务</title><script src="/app.js"></script><script src="http://cdn.elsewhere.test/x.js"></script>
</head><body><div id="app"></div><img src="/logo.png"></body></html>"""
APP = """document.addEventListener('DOMContentLoaded', async () => {
  const rows = await (await fetch('/api/list?page=1')).json();
  document.getElementById('app').innerHTML = '<ul class="list">' + rows.map(
    r => `<li><a href="/show/${r.id}.html">${r.title}</a><span>${r.day}</span></li>`).join('') + '</ul>';
});"""
ROWS = [{"id": n, "title": f"云岭县公安局破获第{n}起电动车盗窃案", "day": f"2025-11-{n:02}"} for n in range(1, 9)]
PLACES = ["青石镇", "落霞乡", "鼓楼街", "老渡口", "松坪村", "芦花湾", "石桥集", "白鹭洲"]


def article(number: int) -> str:
    place = PLACES[number - 1]
    text = f"<p>云岭县公安局{place}派出所{number}日接到群众报警，民警循线追查，在{place}抓获嫌疑人一名，追回电动车{number + 3}辆。</p>"
    return f"<html><head><title>{ROWS[number - 1]['title']}</title></head><body><h1>{ROWS[number - 1]['title']}</h1><div class='time'>发布时间：2025-11-{number:02} 09:30</div><div class='content'>{text}<p>{place}的失主何某领回车辆时说，没想到这么快。</p></div></body></html>"


def put_site(web: Answers) -> Answers:
    web.put(LIST, SHELL, ETag='"shell"')
    web.put(f"{HOME}/app.js", APP, Content_Type="text/javascript")
    web.put(f"{HOME}/api/list?page=1", json.dumps(ROWS), Content_Type="application/json")
    for number in range(1, 9):
        web.put(f"{HOME}/show/{number}.html", article(number))
    return web


@pytest.fixture
def wx(answers: Answers) -> Answers:
    return put_site(answers)


Visit = Callable[..., dict[str, Any]]
PROGRAM = """
import os
import crawler.browser, crawler.catalogue
crawler.catalogue.SAMPLE_SITES = "rendered_sites"
crawler.browser.SECONDS = float(os.environ.get("BROWSER_SECONDS", "8"))
from crawler.cli.main import main
main()
"""


def visits(web: Answers, folder: Path) -> Visit:
    """Crawls of the one site in processes of their own: the site's row of the summary, and its first issues."""
    (folder / "rendered_sites").mkdir()
    (folder / "rendered_sites" / "__init__.py").touch()
    (folder / "rendered_sites" / "yunling_wx.py").write_text(SITE, "utf-8")

    def run(**environment: str) -> dict[str, Any]:
        words = ["--data", str(folder / "data"), "crawl", "--json", "--sample-web", web.address]
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, *words], capture_output=True, text=True, timeout=90, check=False,
            env={**os.environ, "PYTHONPATH": f"{folder}:{Path.cwd()}", **environment},
        )  # fmt: skip
        assert done.stdout, done.stderr
        summary = json.loads(done.stdout)
        return {**summary["sites"][0], "issues": summary["issues"], "code": done.returncode}

    return run


@pytest.fixture
def visit(wx: Answers, tmp_path: Path) -> Visit:
    return visits(wx, tmp_path)


@dataclass(frozen=True)
class Visited:
    """A site that was visited once: its web, the folder, how to visit it again and how the first visit ended."""

    web: Answers
    folder: Path
    again: Visit
    first: dict[str, Any]


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visited]:
    folder = tmp_path_factory.mktemp("rendered")
    with answering() as web:
        again = visits(put_site(web), folder)
        yield Visited(web, folder, again, again())


def rows(folder: Path, sql: str) -> list[Any]:
    return sqlite3.connect(folder / "data" / "jingwen.db").execute(sql).fetchall()


def test_everything_the_browser_saw_came_through_the_crawl(visited: Visited) -> None:
    assert {f"{HOME}/robots.txt", LIST, f"{HOME}/app.js", f"{HOME}/api/list?page=1"} <= set(visited.web.asked)
    assert not any("elsewhere" in url or url.endswith(".png") for url in visited.web.asked)
    kept = dict(rows(visited.folder, "SELECT url, kind FROM captures WHERE kind = 'resource'"))
    assert {LIST, f"{HOME}/app.js", f"{HOME}/api/list?page=1"} <= set(kept)
    assert not rows(visited.folder, "SELECT 1 FROM captures WHERE state = 'unread'")


def test_the_page_it_built_is_kept_as_a_conversion_beside_what_was_received(visited: Visited) -> None:
    sql = f"SELECT kind, file, offset, length FROM captures WHERE url = '{LIST}' ORDER BY id LIMIT 2"
    captures = rows(visited.folder, sql)
    received, built = (
        read_capture(visited.folder / "data" / "warc", CapturePlace(file, offset, length))
        for _, file, offset, length in captures
    )
    assert [kind for kind, *_ in captures] == ["resource", "list"]
    assert (received.rendered, received.payload.decode()) == (False, SHELL)
    assert built.rendered and "电动车盗窃案</a>".encode() in built.payload


def test_a_list_that_a_script_builds_is_read_and_its_articles_filed(visited: Visited) -> None:
    assert visited.first["outcome"] == "ok"
    filed = rows(visited.folder, "SELECT count(*), min(published) FROM articles WHERE published < '2025-11-20'")
    assert filed == [(8, "2025-11-01T09:30")]
    newest = {"id": 9, "title": "新的一条", "day": "2025-11-20"}
    visited.web.put(f"{HOME}/api/list?page=1", json.dumps([newest, *ROWS[:7]]))
    visited.web.put(f"{HOME}/show/9.html", article(8).replace("白鹭洲", "黄花渡").replace("11-08", "11-20"))
    again = visited.again()
    assert (again["articles_new"] + again["articles_copy"], again["outcome"]) == (1, "ok")


@pytest.mark.parametrize(
    ("page", "script", "failure"),
    [
        (SHELL, "while (true) {}", "timeout"),
        (SHELL, "setInterval(() => fetch('/api/list?page=1'), 50)", "timeout"),
        ("<html><script>document.cookie='__jsluid_s=1';location.reload()</script></html>", "", "challenge"),
    ],
)  # fmt: skip
def test_what_never_ends_or_asks_to_be_solved_ends_in_its_class(
    page: str, script: str, failure: str, visit: Visit, wx: Answers
) -> None:
    wx.put(LIST, page)
    wx.put(f"{HOME}/app.js", script, Content_Type="text/javascript")
    done = visit(BROWSER_SECONDS="2" if failure == "timeout" else "8")
    assert (done["outcome"], done["issues"][0]["failure"]) == ("failed", failure)


def test_robots_txt_holds_for_what_a_page_fetches_too(visit: Visit, wx: Answers) -> None:
    wx.put(f"{HOME}/robots.txt", "User-agent: *\nDisallow: /api/", Content_Type="text/plain")
    assert visit()["listed"] == 0
    assert f"{HOME}/api/list?page=1" not in wx.asked


def test_without_a_browser_the_site_is_not_visited_and_says_what_to_install(visit: Visit, wx: Answers) -> None:
    done = visit(PATH="/nonexistent", JINGWEN_CHROMIUM="")
    assert (done["outcome"], done["code"], wx.asked) == ("failed", 1, [])
    assert "jingwen[browser]" in done["issues"][0]["detail"]
