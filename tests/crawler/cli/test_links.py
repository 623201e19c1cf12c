"""`jingwen links`: the article links of a list page, for a person, a program and a batch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.crawler.conftest import Jingwen, one_line

HERE = "http://gat.yunling.test/"
ROWS = "".join(f"<li><a href='/a/{n}.html'>望江市开展第{n}轮[排查]行动</a> 2025-11-0{n}</li>" for n in (3, 2, 1))


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "list.html"
    file.write_bytes(f"<meta charset='utf-8'><ul>{ROWS}</ul>".encode("gb18030"))  # says what it is not
    return file


def test_the_links_of_a_list(told: Jingwen, page: Path, tmp_path: Path) -> None:
    links = json.loads(told("links", str(page), "--url", HERE, "--json", data=tmp_path).out)
    assert links == [
        {"url": f"{HERE}a/{n}.html", "title": f"望江市开展第{n}轮[排查]行动", "date": f"2025-11-0{n}"}
        for n in (3, 2, 1)
    ]
    shown = told("links", str(page), "--url", HERE, data=tmp_path).out
    assert "第3轮[排查]行动" in shown and "2025-11-03" in shown


def test_a_batch_answers_every_line_in_order(told: Jingwen, page: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    asked = [
        {"id": "b", "file": str(tmp_path / "empty.html")},
        {"id": "a", "file": str(page), "url": HERE},
        {"id": "c", "file": str(tmp_path / "none.html")},
    ]
    done = told("links", "--batch", data=tmp_path, stdin="\n".join(map(json.dumps, asked)) + "\n\n")
    empty, full, missing = map(json.loads, done.out.splitlines())
    assert (done.code, empty) == (0, {"id": "b", "links": []})
    assert (full["id"], [link["url"] for link in full["links"]]) == ("a", [f"{HERE}a/{n}.html" for n in (3, 2, 1)])
    assert missing["id"] == "c" and "none.html" in missing["error"]


def test_a_link_without_a_date_says_null(told: Jingwen, tmp_path: Path) -> None:
    (tmp_path / "list.html").write_text(ROWS.replace("2025-11-0", "no. "), "utf-8")
    links = json.loads(told("links", str(tmp_path / "list.html"), "--url", HERE, "--json", data=tmp_path).out)
    assert [link["date"] for link in links] == [None, None, None]


@pytest.mark.parametrize(
    ("words", "stdin", "code", "said"),
    [
        ((), "", 2, "--help"),
        (("{}/none.html",), "", 2, "none.html"),
        (("http://127.0.0.1:9/",), "", 1, "127.0.0.1"),
        (("--batch",), '{"file": "x"}', 2, "id"),
        (("--batch",), "no json", 2, "id"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(
    words: tuple[str, ...], stdin: str, code: int, said: str, told: Jingwen, tmp_path: Path
) -> None:
    one_line(told("links", *(word.format(tmp_path) for word in words), data=tmp_path, stdin=stdin), code, said)
