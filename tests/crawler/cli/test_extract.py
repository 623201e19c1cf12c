"""`jingwen extract`: a page, an address, a plain text or a batch becomes a record."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from archive.errors import ArchiveError
from crawler.fetch import fetch_page
from tests.crawler.conftest import Answers, Jingwen, one_line

PAGE = (
    "<title>柳溪警方走访校园-云岭省公安厅</title><h1>柳溪警方走访校园</h1>"
    "<p>发布时间：2025-11-05 09:30 来源：云岭公安报 阅读次数：71</p><div id='zoom'>"
    "<p>11月5日，柳溪派出所民警走进校园，向学生讲解防范电信诈骗的方法，发放手册。</p>"
    "<p>民警说，接到陌生来电时，先问一问家里的大人。</p></div><p>主办：云岭省公安厅</p>"
)
DOCUMENTED = {
    "id", "title", "kicker", "subtitle", "published", "source", "authors", "correspondents", "editor", "view_count",
    "paragraphs", "captions", "read_by",
}  # fmt: skip


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_bytes(PAGE.encode("gb18030"))
    return file


def test_a_page_is_read_and_explained(told: Jingwen, page: Path, tmp_path: Path) -> None:
    done = told("extract", str(page), "--url", "http://gat.yunling.test/1.html", "--explain", data=tmp_path)
    assert done.code == 0, done.err
    for words in ("柳溪警方走访校园", "2025-11-05 09:30", "云岭公安报", "阅读 71", "先问一问家里的大人"):
        assert words in done.out
    assert "Furniture removed" in done.out and "Who read what" in done.out
    assert re.search(r"^topic 0\.\d\d: 警方\b", done.out, re.MULTILINE), done.out


def test_without_explain_nothing_is_explained(told: Jingwen, page: Path, tmp_path: Path) -> None:
    assert "Furniture removed" not in told("extract", str(page), data=tmp_path).out


def test_a_pages_record(told: Jingwen, page: Path, tmp_path: Path) -> None:
    record = json.loads(told("extract", str(page), "--json", data=tmp_path).out)
    wanted = {"title": "柳溪警方走访校园", "published": "2025-11-05T09:30", "source": "云岭公安报", "view_count": 71}
    assert {name: record[name] for name in wanted} == wanted
    assert set(record) >= DOCUMENTED - {"id"}
    assert len(record["paragraphs"]) == 2
    assert record["charset"] == "gb18030"
    assert set(record["read_by"]) >= {"headline", "published", "source", "body"}


def test_nothing_is_stored(told: Jingwen, page: Path, tmp_path: Path) -> None:
    told("extract", str(page), data=tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_a_batch_answers_every_line_in_order(told: Jingwen, page: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("<p></p>")
    asked = [
        {"id": "b", "file": str(tmp_path / "empty.html")},
        {"id": "a", "file": str(page), "url": ""},
        {"id": 3, "file": str(tmp_path / "none.html")},
        {"id": None, "file": str(page), "url": "no address"},
    ]
    done = told("extract", "--batch", data=tmp_path, stdin="\n".join(map(json.dumps, asked)) + "\n\n")
    empty, read, missing, nowhere = map(json.loads, done.out.splitlines())
    assert (done.code, empty["id"], empty["failure"]) == (0, "b", "empty_body")
    assert (read["id"], read["title"], set(read) >= DOCUMENTED) == ("a", "柳溪警方走访校园", True)
    assert (missing["id"], missing["failure"]) == (3, "usage") and "none.html" in missing["error"]
    assert (nowhere["id"], nowhere["failure"]) == (None, "usage") and "no address" in nowhere["error"]


def test_a_plain_text_goes_through_the_same_cleaning(told: Jingwen, tmp_path: Path) -> None:
    lines = (
        "首页 > 要闻",
        "柳溪警方走访校园",
        "2025-11-05 来源：云岭公安报",
        "柳溪派出所民警走进校园，讲解防范电信诈骗的方法。",
        "打印 关闭",
    )
    (tmp_path / "t.txt").write_text("\n".join(lines), "utf-8")
    record = json.loads(told("extract", "--text", str(tmp_path / "t.txt"), "--json", data=tmp_path).out)
    assert record["paragraphs"] == ["柳溪派出所民警走进校园，讲解防范电信诈骗的方法。"]


@pytest.mark.parametrize(
    ("words", "stdin", "code", "said"),
    [
        ((), "", 2, "--help"),
        (("{}/none.html",), "", 2, "none.html"),
        (("{}",), "", 2, "directory"),
        (("{}/page.html", "--url", "gat.yunling.test/1.html"), "", 2, "http://"),
        (("{}/picture.jpg",), "", 1, "picture.jpg"),
        (("{}/empty.html",), "", 1, "empty.html"),
        (("http://127.0.0.1:9/",), "", 1, "127.0.0.1"),
        (("http://[",), "", 1, "http://["),
        (("--text", "{}/none.txt"), "", 2, "none.txt"),
        (("--text", "{}/picture.jpg"), "", 2, "UTF-8"),
        (("--text", "{}/empty.html"), "", 1, "no article"),
        (("--batch",), "{{}}", 2, "line 1"),
        (("--batch",), "[1]", 2, "line 1"),
        (("--batch",), "page.html", 2, "line 1"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_one_line(
    words: tuple[str, ...], stdin: str, code: int, said: str, told: Jingwen, page: Path, tmp_path: Path
) -> None:
    (tmp_path / "picture.jpg").write_bytes(bytes(range(256)) * 64)
    (tmp_path / "empty.html").write_text("<p></p>")
    one_line(
        told("extract", *(word.format(tmp_path) for word in words), data=tmp_path, stdin=stdin.format()), code, said
    )


@pytest.mark.parametrize("command", ["extract", "links"])
@pytest.mark.parametrize("line", ['{"id": 1, "file": "FILE", "url": 5}', '{"id": 1, "file": "a\\u0000b"}'])
def test_an_impossible_line_of_a_batch_is_answered_like_any_other(
    command: str, line: str, told: Jingwen, page: Path, tmp_path: Path
) -> None:
    done = told(command, "--batch", data=tmp_path, stdin=line.replace("FILE", str(page)))
    assert "Traceback" not in done.err
    assert json.loads(done.out)["error"] if done.code == 0 else done.code == 2


# an address


def test_a_page_is_fetched_by_its_address(told: Jingwen, answers: Answers, tmp_path: Path) -> None:
    here = f"http://{answers.address}"
    answers.put(f"{here}/1.html", PAGE.encode("gb18030"), Content_Type="text/html; charset=utf-8")
    answers.put(f"{here}/old.html", status=301, Location="/1.html")
    record = json.loads(told("extract", f"{here}/old.html", "--json", data=tmp_path).out)
    assert (record["url"], record["title"]) == (f"{here}/1.html", "柳溪警方走访校园")


@pytest.mark.parametrize(
    ("status", "headers", "said"),
    [
        (404, {}, "404"),
        (500, {}, "500"),
        (302, {"Location": "/x.html"}, "redirects"),
        (200, {"Content-Encoding": "gzip"}, "could not be fetched"),
        (302, {"Location": "ftp://127.0.0.1/"}, "not an address of the public web"),
    ],
)
def test_an_address_without_a_page_says_why(
    status: int, headers: dict[str, str], said: str, told: Jingwen, answers: Answers, tmp_path: Path
) -> None:
    url = f"http://{answers.address}/x.html"
    answers.put(url, PAGE, status, **headers)
    one_line(told("extract", url, data=tmp_path), 1, url, said)


def test_a_page_without_end_is_not_read_to_it(
    told: Jingwen, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.fetch.DOWNLOAD_MAXSIZE", 100)
    answers.put(f"http://{answers.address}/x.html", PAGE)
    one_line(told("extract", f"http://{answers.address}/x.html", data=tmp_path), 1, "larger than 100 bytes")


def test_a_host_nobody_can_have_is_said_to_be_none(told: Jingwen, tmp_path: Path) -> None:
    one_line(told("extract", f"http://{'a' * 70}.test/", data=tmp_path), 2)


def test_a_redirect_into_a_private_network_is_not_followed(answers: Answers) -> None:
    here = f"http://{answers.address}"
    answers.put(f"{here}/1.html", status=302, Location=f"http://localhost:{answers.port}/latest/meta-data/")
    answers.put(f"http://localhost:{answers.port}/latest/meta-data/", "a secret")
    with pytest.raises(ArchiveError, match="not an address of the public web"):
        fetch_page(f"{here}/1.html")
