"""Every command as its user calls it, over one crawled archive: right words, wrong words, what a script reads."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from archive.publish.codebook import COLUMNS
from crawler.cli.main import COMMANDS
from crawler.sample_web.process import serve_in_process
from tests.crawler.conftest import DAY, Ran, crawl_command

Jingwen = Callable[..., Ran]
PAGE = (
    "<title>柳溪警方走访校园-云岭省公安厅</title><h1>柳溪警方走访校园</h1>"
    "<p>发布时间：2025-11-05 09:30 来源：云岭公安报 阅读次数：71</p><div id='zoom'>"
    "<p>11月5日，柳溪派出所民警走进校园，向学生讲解防范电信诈骗的方法，发放手册。</p>"
    "<p>民警说，接到陌生来电时，先问一问家里的大人。</p></div><p>主办：云岭省公安厅</p>"
)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Two sites of the sample web, crawled once."""
    data = tmp_path_factory.mktemp("crawled")
    with serve_in_process(day=DAY) as web:
        words = ("yunling_police", "chenghu_mirror", "--since", "2025-09-01", "--until", DAY)
        subprocess.run(crawl_command(data, web, *words), check=True, capture_output=True, timeout=120)
    yield data


@pytest.fixture
def copied(crawled: Path, tmp_path: Path) -> Path:
    """The archive again, to change."""
    shutil.copytree(crawled, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_bytes(PAGE.encode("gb18030"))
    return file


def one_line(done: Ran, code: int, *words: str) -> None:
    assert (done.code, len(done.err.strip().splitlines())) == (code, 1), done.err
    assert "Traceback" not in done.err
    assert all(word in done.err for word in words), done.err


# help


def test_the_help_lists_every_command_and_every_command_has_an_example(jingwen: Jingwen, tmp_path: Path) -> None:
    listed = jingwen("--help", data=tmp_path).out
    for name in COMMANDS:
        assert re.search(rf"^  {name}\s", listed, re.MULTILINE)
        assert "Example:" in jingwen(name, "--help", data=tmp_path).out, name


# extract and links


def test_a_page_is_read_and_explained(jingwen: Jingwen, page: Path, tmp_path: Path) -> None:
    done = jingwen("extract", str(page), "--url", "http://gat.yunling.test/1.html", "--explain", data=tmp_path)
    assert done.code == 0, done.err
    for words in (
        "柳溪警方走访校园",
        "2025-11-05 09:30",
        "云岭公安报",
        "阅读 71",
        "先问一问家里的大人",
        "Furniture removed",
    ):
        assert words in done.out


def test_a_pages_record(jingwen: Jingwen, page: Path, tmp_path: Path) -> None:
    record = json.loads(jingwen("extract", str(page), "--json", data=tmp_path).out)
    wanted = {"title": "柳溪警方走访校园", "published": "2025-11-05T09:30", "source": "云岭公安报", "view_count": 71}
    assert {name: record[name] for name in wanted} == wanted
    assert len(record["paragraphs"]) == 2
    assert record["charset"] == "gb18030"


def test_a_batch_answers_every_line_in_order(jingwen: Jingwen, page: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("<p></p>")
    asked = [{"id": "b", "file": str(tmp_path / "empty.html")}, {"id": "a", "file": str(page), "url": ""}]
    done = jingwen("extract", "--batch", data=tmp_path, stdin="\n".join(map(json.dumps, asked)) + "\n\n")
    first, second = map(json.loads, done.out.splitlines())
    assert (first["id"], first["failure"]) == ("b", "empty_body")
    assert (second["id"], second["title"]) == ("a", "柳溪警方走访校园")


def test_a_plain_text_goes_through_the_same_cleaning(jingwen: Jingwen, tmp_path: Path) -> None:
    lines = (
        "首页 > 要闻",
        "柳溪警方走访校园",
        "2025-11-05 来源：云岭公安报",
        "柳溪派出所民警走进校园，讲解防范电信诈骗的方法。",
        "打印 关闭",
    )
    (tmp_path / "t.txt").write_text("\n".join(lines), "utf-8")
    record = json.loads(jingwen("extract", "--text", str(tmp_path / "t.txt"), "--json", data=tmp_path).out)
    assert record["paragraphs"] == ["柳溪派出所民警走进校园，讲解防范电信诈骗的方法。"]


@pytest.mark.parametrize("command", ["extract", "links"])
def test_what_to_read_must_be_said(command: str, jingwen: Jingwen, tmp_path: Path) -> None:
    one_line(jingwen(command, data=tmp_path), 2, "--help")
    one_line(jingwen(command, str(tmp_path / "none.html"), data=tmp_path), 2, "none.html")
    one_line(jingwen(command, "--batch", data=tmp_path, stdin="{}\n"), 2, "id")
    one_line(jingwen(command, "http://127.0.0.1:9/", data=tmp_path), 1, "127.0.0.1")


def test_the_links_of_a_list(jingwen: Jingwen, tmp_path: Path) -> None:
    rows = "".join(f"<li><a href='/a/{n}.html'>望江市开展第{n}轮[排查]行动</a> 2025-11-0{n}</li>" for n in (3, 2, 1))
    (tmp_path / "list.html").write_text(f"<ul>{rows}</ul>", "utf-8")
    words = ("links", str(tmp_path / "list.html"), "--url", "http://gat.yunling.test/")
    links = json.loads(jingwen(*words, "--json", data=tmp_path).out)
    assert [(link["url"], link["date"]) for link in links] == [
        (f"http://gat.yunling.test/a/{n}.html", f"2025-11-0{n}") for n in (3, 2, 1)
    ]
    assert "第3轮[排查]行动" in jingwen(*words, data=tmp_path).out


# search and export


def test_a_search_in_either_script(jingwen: Jingwen, crawled: Path) -> None:
    simple, traditional = (
        json.loads(jingwen("search", word, "--json", data=crawled).out) for word in ("警", "民警 OR 員")
    )
    assert simple["exact"] and simple["count"] > 20
    assert {hit["id"] for hit in traditional["hits"]} & {hit["id"] for hit in simple["hits"]}
    shown = jingwen("search", "警", "--limit", "2", "--site", "yunling_police", data=crawled).out
    assert shown.count("http://news.yunling-police.test/") == 2


@pytest.mark.parametrize(("words", "said"), [(("（",), "检索式"), (("警", "--since", "昨天"), "昨天")])
def test_a_search_that_is_none(words: tuple[str, ...], said: str, jingwen: Jingwen, crawled: Path) -> None:
    one_line(jingwen("search", *words, data=crawled), 2, said)


def test_the_same_extract_in_every_format(jingwen: Jingwen, crawled: Path, tmp_path: Path) -> None:
    for kind in ("csv", "xlsx", "jsonl"):
        done = jingwen("export", "--format", kind, "--query", "警", "-o", str(tmp_path / f"x.{kind}"), data=crawled)
        assert done.code == 0, done.err
    text = (tmp_path / "x.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    lines = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text("utf-8").splitlines()]
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx", read_only=True).worksheets[0]
    ids = [row["id"] for row in rows]
    assert len(ids) > 20
    assert ids == [str(line["id"]) for line in lines]
    assert ids == [str(row[0].value) for row in sheet.iter_rows(min_row=2)]
    assert list(rows[0]) == list(COLUMNS)


def test_an_extract_to_standard_output_is_only_the_extract(jingwen: Jingwen, crawled: Path) -> None:
    done = jingwen("export", "--format", "jsonl", "--site", "yunling_police", "-o", "-", data=crawled)
    assert {json.loads(line)["site"] for line in done.out.splitlines()} == {"yunling_police"}


def test_an_extract_that_fails_leaves_what_stood_there(jingwen: Jingwen, crawled: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("mine")
    one_line(jingwen("export", "--query", "（", "-o", str(tmp_path / "x.csv"), data=crawled), 2)
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]
    assert (tmp_path / "x.csv").read_text() == "mine"
    one_line(jingwen("export", "-o", str(tmp_path / "no" / "x.csv"), data=crawled), 2, "-o")


# keeping it healthy


def test_status_counts_what_is_there(jingwen: Jingwen, crawled: Path) -> None:
    status = json.loads(jingwen("status", "--json", data=crawled).out)
    assert status["articles"] > 20 and status["unread"] == status["pending"] == 0
    assert {site["name"]: site["outcome"] for site in status["sites"]} == {
        "yunling_police": "ok",
        "chenghu_mirror": "ok",
    }
    assert "云岭公安网" in jingwen("status", data=crawled).out


def test_verify_finds_one_flipped_byte_and_names_the_row(jingwen: Jingwen, copied: Path) -> None:
    assert jingwen("verify", data=copied).code == 0
    with sqlite3.connect(copied / "jingwen.db") as conn:
        row, url, file, offset = conn.execute(
            "SELECT id, url, file, offset FROM captures WHERE kind = 'article' ORDER BY id LIMIT 1"
        ).fetchone()
    warc = copied / "warc" / file
    raw = bytearray(warc.read_bytes())
    raw[offset + 200] ^= 1
    warc.write_bytes(raw)
    done = jingwen("verify", "--json", data=copied)
    found = json.loads(done.out)
    assert done.code == 1
    assert [(problem["capture_id"], problem["url"]) for problem in found["problems"]] == [(row, url)]
    assert f"capture {row}" in jingwen("verify", data=copied).out


def test_reading_again_changes_nothing_that_is_right_and_mends_what_is_not(jingwen: Jingwen, copied: Path) -> None:
    done = jingwen("reextract", data=copied)
    assert (done.code, "0 would change" in done.out) == (0, True), done.out
    with sqlite3.connect(copied / "jingwen.db") as conn:
        victim = conn.execute("SELECT id, headline FROM articles ORDER BY id LIMIT 1").fetchone()
        conn.execute("UPDATE articles SET headline = '读坏了的标题' WHERE id = ?", victim[:1])
    assert "1 would change" in jingwen("reextract", data=copied).out
    assert "1 changed" in jingwen("reextract", "--write", data=copied).out
    with sqlite3.connect(copied / "jingwen.db") as conn:
        assert conn.execute("SELECT headline FROM articles WHERE id = ?", victim[:1]).fetchone()[0] == victim[1]


# sites


def test_the_site_table(jingwen: Jingwen, tmp_path: Path) -> None:
    sites = json.loads(jingwen("sites", "--json", data=tmp_path).out)
    assert {"gansu_zhengfa", "chaohu"} <= {site["name"] for site in sites}
    assert "甘肃政法网" in jingwen("sites", "show", "gansu_zhengfa", data=tmp_path).out
    one_line(jingwen("sites", "show", "gansu", data=tmp_path), 2, "gansu")


# serve


def test_serve_answers_until_it_is_stopped(crawled: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [sys.executable, "-m", "crawler.cli.main", "--data", str(crawled), "serve", "--port", str(port)]
    served = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    )
    try:
        assert served.stdout is not None
        assert f"http://127.0.0.1:{port}/" in served.stdout.readline()
        assert "警闻" in page_at(f"http://127.0.0.1:{port}/")
        assert "云岭公安网" in page_at(f"http://127.0.0.1:{port}/-/search?q=%E8%AD%A6")
        assert page_at(f"http://127.0.0.1:{port}/jingwen/articles.csv?_search=%E8%AD%A6&_size=3").startswith("id,")
    finally:
        served.send_signal(signal.SIGINT)
        assert served.stdout is not None
        served.stdout.close()
        os.killpg(served.pid, signal.SIGTERM)
        served.wait(20)


def page_at(url: str) -> str:
    for _ in range(100):
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answered at {url}")


def test_a_port_that_is_taken_is_said_to_be(jingwen: Jingwen, crawled: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        one_line(jingwen("serve", "--port", port, data=crawled), 2, port)


# demo


def test_the_demo_twice(jingwen: Jingwen, tmp_path: Path) -> None:
    first = jingwen("demo", "--no-serve", "--to", str(tmp_path / "demo"), data=tmp_path)
    assert first.code == 0, first.err
    assert "诈骗" in first.out and "2025-12-10" in first.out
    second = jingwen("demo", "--no-serve", "--to", str(tmp_path / "demo"), data=tmp_path)
    assert second.code == 0, second.err
    assert "2025-12-13" in second.out
    new = [int(re.search(r"(\d+) new articles", done.out)[1]) for done in (first, second)]  # type: ignore[index]
    assert new[0] > 200 and 0 < new[1] < 60
