"""Pictures in a crawl: kept where asked for, once; what goes wrong with one is nothing to its article."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive.pictures import LARGEST, picture_type
from archive.store.readonly import connect
from archive.store.verify import verify
from crawler.catalogue import site_classes
from crawler.sample_web.drawings import IN_A_HUNDRED, fate, gradient, large, picture_at
from crawler.sample_web.process import SampleWebHandle
from tests.crawler.conftest import ALL, Answers, Crawl, Ran, crawl_command

SITE = site_classes(sample=True)["yunling_police"]
HOST = SITE.home.rstrip("/")
LIST = next(iter(SITE.columns.values()))
PATH = "/jwyw/202511/t20251101_710001.html"
PNG = gradient(bytes(range(32)))
HEADLINE = "月湖民警雪夜寻回走失老人"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


def rows(data: Path, sql: str, *values: object) -> list[Any]:
    with sqlite3.connect(data / "jingwen.db") as conn:
        return conn.execute(sql, values).fetchall()


def ledger(data: Path) -> dict[str, tuple[str, str]]:
    """What became of each picture: its file name, its state, its failure."""
    found = rows(data, "SELECT url, state, coalesce(failure, '') FROM links WHERE kind = 'picture'")
    return {url.rpartition("/")[2]: (state, failure) for url, state, failure in found}


def kept(data: Path) -> list[str]:
    return [
        url for (url,) in rows(data, "SELECT url FROM captures WHERE kind = 'picture' AND state = 'read' ORDER BY 1")
    ]


def page(*pictures: str) -> str:
    shown = "".join(f"<p align='center'><img src='{one}'></p><p align='center'>民警在现场。</p>" for one in pictures)
    return (
        f"<title>{HEADLINE}</title><h1>{HEADLINE}</h1><p>发布时间：2025-11-01 09:00 来源：云岭公安</p>"
        f"<div class='TRS_Editor'>{shown}<p>民警接到报警后沿河搜寻四小时，在芦苇荡边找到了冻得发抖的老人。</p></div>"
    )


@pytest.fixture
def run(answers: Answers, jingwen: Callable[..., Ran], tmp_path: Path) -> Callable[..., Ran]:
    def crawl(*words: str) -> Ran:
        return jingwen("crawl", SITE.name, "--sample-web", answers.address, "--looks", "0", *words, data=tmp_path)

    answers.put(LIST, f"<ul><li><a href='{PATH}'>{HEADLINE}</a><span>2025-11-01</span></li></ul>")
    return crawl


def test_nothing_changes_for_who_does_not_ask(answers: Answers, run: Callable[..., Ran], tmp_path: Path) -> None:
    answers.put(f"{HOST}{PATH}", page("/1.jpg"))
    run()
    assert (ledger(tmp_path), kept(tmp_path)) == ({}, [])
    assert f"{HOST}/1.jpg" not in answers.asked


def test_only_pictures_are_kept_and_every_other_answer_has_its_class(
    answers: Answers, run: Callable[..., Ran], tmp_path: Path
) -> None:
    put: tuple[tuple[str, bytes, int, dict[str, str]], ...] = (
        ("good.png", PNG, 200, {"Content_Type": "image/png"}),
        ("polyglot.gif", b"GIF89a=1/*<script>alert(1)</script>*/", 200, {"Content_Type": "image/gif"}),
        ("vector.svg", SVG, 200, {"Content_Type": "image/svg+xml"}),
        ("vector.png", SVG, 200, {"Content_Type": "image/png"}),
        ("page.png", b"<html><script>alert(1)</script>", 200, {"Content_Type": "image/png"}),
        ("called.html.png", PNG, 200, {"Content_Type": "text/html"}),
        ("large.png", PNG + bytes(LARGEST), 200, {"Content_Type": "image/png"}),
        ("gone.png", b"", 410, {}),
        ("inside.png", b"", 302, {"Location": "http://127.0.0.1:1/x.png"}),
        ("moved.png", b"", 302, {"Location": f"{HOST}/there/good.png"}),
        ("there/good.png", PNG, 200, {"Content_Type": "image/png"}),
        ("closed/1.png", PNG, 200, {"Content_Type": "image/png"}),
    )
    for name, body, status, headers in put:
        answers.put(f"{HOST}/{name}", body, status, **headers)
    answers.put(f"{HOST}/robots.txt", "User-agent: *\nDisallow: /closed/\n", Content_Type="text/plain")
    names = [name for name, *_ in put if not name.startswith("there")]
    answers.put(f"{HOST}{PATH}", page(*(f"/{name}" for name in names), "/missing.png", "data:image/png;base64,AA"))
    done = run("--pictures")
    assert done.code == 0 and "3 pictures kept" in done.out
    assert ledger(tmp_path) == {
        "good.png": ("done", ""),
        "polyglot.gif": ("done", ""),
        "moved.png": ("done", ""),
        "vector.svg": ("failed", "not_a_picture"),
        "vector.png": ("failed", "not_a_picture"),
        "page.png": ("failed", "not_a_picture"),
        "called.html.png": ("failed", "not_a_picture"),
        "large.png": ("failed", "too_large"),
        "gone.png": ("failed", "http_410"),
        "inside.png": ("failed", "private_address"),
        "1.png": ("failed", "robots"),
        "missing.png": ("failed", "http_404"),
    }
    assert kept(tmp_path) == [f"{HOST}/good.png", f"{HOST}/polyglot.gif", f"{HOST}/there/good.png"]
    assert f"{HOST}/closed/1.png" not in answers.asked
    warc = b"".join(path.read_bytes() for path in (tmp_path / "warc").glob("*.gz"))
    assert len(warc) < 100_000 and rows(tmp_path, "SELECT 1 FROM captures WHERE mime = 'image/svg+xml'") == []
    assert rows(tmp_path, "SELECT outcome, failed, articles_new FROM runs") == [("degraded", 0, 1)]  # one is few
    pages = rows(tmp_path, "SELECT count(*) FROM captures WHERE kind != 'picture'")
    assert rows(tmp_path, "SELECT requests FROM runs") == pages
    assert rows(tmp_path, "SELECT failure FROM issues") == [("expectation",)]


def test_a_picture_is_fetched_once_and_one_that_may_come_is_asked_for_again(
    answers: Answers, run: Callable[..., Ran], tmp_path: Path
) -> None:
    answers.put(f"{HOST}/1.png", PNG, Content_Type="image/png")
    answers.put(f"{HOST}/2.png", b"", 403)
    answers.put(f"{HOST}{PATH}", page("/1.png", "/1.png", "/2.png"))
    run("--pictures")
    run()  # without, the ledger waits
    answers.put(f"{HOST}/2.png", PNG, Content_Type="image/png")
    assert run("--pictures").code == 0
    asked = [url for url in answers.asked if url.endswith(".png")]
    assert sorted(asked) == [f"{HOST}/1.png", f"{HOST}/2.png", f"{HOST}/2.png"]
    assert ledger(tmp_path) == {"1.png": ("done", ""), "2.png": ("done", "")}


def test_an_article_that_is_named_as_a_picture_is_filed_all_the_same(
    answers: Answers, run: Callable[..., Ran], tmp_path: Path
) -> None:
    answers.put(f"{HOST}{PATH}", page(PATH, PATH.replace("710001", "710002")))
    run("--pictures")
    assert len(ledger(tmp_path)) <= 2 and {state for state, _ in ledger(tmp_path).values()} == {"failed"}
    other = PATH.replace("710001", "710002")
    answers.put(LIST, f"<ul><li><a href='{other}'>青石警方捣毁一处赌博窝点</a><span>2025-11-02</span></li></ul>")
    answers.put(f"{HOST}{other}", page().replace(HEADLINE, "青石警方捣毁一处赌博窝点"))
    run("--pictures")
    assert rows(tmp_path, "SELECT count(*) FROM links WHERE kind = 'article' AND state = 'done'") == [(2,)]


def test_every_article_of_the_sample_web_has_the_pictures_that_are_there(
    web: SampleWebHandle, crawl: Crawl, tmp_path: Path
) -> None:
    done = crawl(tmp_path, *ALL, "--pictures", "yunling_daily", "chenghu", "beichuan_online")
    assert (done.code, {site["outcome"] for site in done.sites.values()}) == (0, {"ok"})
    found = rows(tmp_path, "SELECT url, state, failure FROM links WHERE kind = 'picture'")
    assert len(found) > 50
    for url, state, _ in found:
        host, _, path = url.removeprefix("http://").partition("/")
        there = picture_at(host, f"/{path}")
        good = there is not None and bool(picture_type(there.body)) and len(there.body) <= LARGEST
        assert (url, state) == (url, "done" if good else "failed")
    assert done.total("pictures") == len(kept(tmp_path)) > 0
    with_articles = "SELECT 1 FROM captures c JOIN articles a ON a.id = c.article_id WHERE c.kind = 'picture'"
    assert len(rows(tmp_path, with_articles)) == done.total("pictures")
    web.forget_requests()
    crawl(tmp_path, "--pictures", "yunling_daily")
    assert [path for _, path, _ in web.requests() if path.endswith((".jpg", ".png"))] == []


def test_a_crawl_killed_among_its_pictures_carries_on(web: SampleWebHandle, crawl: Crawl, tmp_path: Path) -> None:
    words = (*ALL, "--pictures", "beichuan_online", "chenghu")
    for seconds in (2.2, 2.8, 3.4):
        child = subprocess.Popen(
            crawl_command(tmp_path, web, *words),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(seconds)
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    crawl(tmp_path, *words)
    assert rows(tmp_path, "SELECT 1 FROM links WHERE state = 'pending'") == []
    assert rows(tmp_path, "SELECT 1 FROM captures WHERE state = 'unread'") == []
    wanted = len(rows(tmp_path, "SELECT 1 FROM links WHERE kind = 'picture' AND state = 'done'"))
    assert len(set(kept(tmp_path))) == wanted > 10
    conn = connect(tmp_path)
    assert verify(conn, tmp_path / "warc").problems == ()
    conn.close()


def test_a_database_made_anew_from_the_bytes_has_the_pictures_and_takes_none_for_an_article(
    answers: Answers, run: Callable[..., Ran], jingwen: Callable[..., Ran], tmp_path: Path
) -> None:
    names = ("/1.png", "/jwyw/202511/t20251101_710009.html")  # the second has the address of an article
    for name in names:
        answers.put(f"{HOST}{name}", PNG, Content_Type="image/png")
    answers.put(f"{HOST}{PATH}", page(*names))
    run("--pictures")
    shown = "SELECT c.url, c.state FROM captures c JOIN articles a ON a.id = c.article_id WHERE c.kind = 'picture'"
    before = rows(tmp_path, shown)
    assert len(before) == len(names)
    (tmp_path / "jingwen.db").write_bytes(b"no database any more")
    repaired = jingwen("doctor", "--repair", data=tmp_path)
    assert "1 pages read again: 1 new" in repaired.out, repaired.out + repaired.err
    assert rows(tmp_path, shown) == before
    assert rows(tmp_path, "SELECT 1 FROM captures WHERE kind = 'picture' AND state != 'read'") == []


def test_the_drawings_are_pictures_but_for_a_few() -> None:
    assert picture_type(PNG) == "image/png" and len(PNG) < 5_000
    assert len(large()) > LARGEST
    fates = [fate(bytes((high, low))) for high in range(256) for low in range(256)]
    shares = {name: round(100 * fates.count(name) / len(fates)) for name in IN_A_HUNDRED}
    assert shares == IN_A_HUNDRED
    assert picture_at("a.test", "/page.html") is None
