"""Pages and WARCs somebody already has: filed through the crawl's own path, twice as if once, problems named."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.capture.digest import payload_digest
from archive.capture.writer import WarcWriter
from archive.records import Capture
from archive.search.find import search
from archive.store.readonly import connect
from archive.store.verify import verify
from tests.crawler.conftest import Ran

Jingwen = Callable[..., Ran]
TEXT = (
    "11月5日凌晨，云岭省望江市公安局青石派出所民警在巡逻时发现一名老人独自坐在路边，衣着单薄，神情焦急，便上前询问。",
    "老人说不清住址，民警根据她手里的一张旧车票，联系了三个乡镇的村干部，两个小时后找到了她的儿子。",
    "派出所提醒，家中有老人的居民可以到窗口领取写有电话的手环，天冷时出门请留意身边的人。",
)


def page(headline: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{text}</p>" for text in paragraphs or TEXT)
    return f"<title>{headline}</title><h1>{headline}</h1><div id='zoom'>{body}</div>"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A folder of saved pages and their index: GBK, a picture, a list, a missing file, and a line that is no JSON."""
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "gbk.html").write_bytes(page("民警寒夜送老人回家").encode("gb18030"))
    other = [text.replace("老人", "孩子").replace("11月5日", "10月9日") for text in TEXT]
    (folder / "utf8.html").write_text(
        page("走失孩子回到家中", "夜里十点，商场的灯一盏盏熄了。", *other[::-1], "孩子的父亲写来一封信。"), "utf-8"
    )
    (folder / "picture.html").write_bytes(bytes(range(256)) * 20)
    lines = [
        {"file": "gbk.html", "url": "http://gat.yunling.test/1.html", "site": "www.gat-yunling.test"},
        {"file": "utf8.html"},
        {"file": "picture.html", "url": "http://gat.yunling.test/2.html"},
        {"file": "gbk.html", "url": "ftp://gat.yunling.test/3.html"},
        {"file": "nowhere.html", "url": "http://gat.yunling.test/4.html"},
        {"file": "utf8.html", "kind": "list", "url": "http://gat.yunling.test/list.html"},
    ]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    (folder / "index.jsonl").write_text(f"{text}\n\nno json\n", "utf-8")
    return folder


def headlines(data: Path) -> list[str]:
    with sqlite3.connect(data / "jingwen.db") as conn:
        return [row[0] for row in conn.execute("SELECT headline FROM articles ORDER BY id")]


def test_saved_pages_are_kept_read_and_found(saved: Path, jingwen: Jingwen, tmp_path: Path) -> None:
    done = jingwen("ingest", "--pages", str(saved / "index.jsonl"), data=tmp_path / "kept")
    assert done.code == 1
    assert "2 new" in done.out
    for named in ("line 4", "line 5", "line 8", "http://gat.yunling.test/2.html"):
        assert named in done.out
    assert "Traceback" not in done.err
    assert sorted(headlines(tmp_path / "kept")) == ["民警寒夜送老人回家", "走失孩子回到家中"]
    conn = connect(tmp_path / "kept")
    assert [hit.headline for hit in search(conn, "寒夜").hits] == ["民警寒夜送老人回家"]
    assert verify(conn, tmp_path / "kept" / "warc").problems == ()
    issues = dict(conn.execute("SELECT url, failure FROM issues").fetchall())
    assert issues["http://gat.yunling.test/2.html"] == "empty_body"
    assert conn.execute("SELECT name FROM sites WHERE name = 'gat_yunling_test'").fetchone()
    conn.close()


def test_the_same_pages_again_change_nothing(saved: Path, jingwen: Jingwen, tmp_path: Path) -> None:
    for _ in range(2):
        done = jingwen("ingest", "--pages", str(saved / "index.jsonl"), data=tmp_path / "kept")
    assert "2 same" in done.out
    with sqlite3.connect(tmp_path / "kept" / "jingwen.db") as conn:
        counts = [
            conn.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("articles", "copies", "versions")
        ]
        assert counts == [2, 0, 0]
        assert conn.execute("SELECT count(*) FROM captures WHERE refers_to IS NOT NULL").fetchone()[0] == 2


def warc(folder: Path, *urls: str) -> Path:
    with WarcWriter(folder) as writer:
        for number, url in enumerate(urls):
            text = page(
                f"望江警方第{number}号通报", *(f"第{number}号：{line}{url[-9:]}。" for line in TEXT[: 1 + number % 3])
            ).encode()
            mime = "image/png" if url.endswith(".png") else "text/html"
            writer.write(
                Capture("", url, "2025-11-05T01:02:03Z", 200, (("Content-Type", mime),), text, payload_digest(text))
            )
    return next(folder.glob("*.warc.gz"))


def test_the_pages_of_a_warc_are_filed_and_its_pictures_passed_over(jingwen: Jingwen, tmp_path: Path) -> None:
    file = warc(tmp_path / "elsewhere", "http://gat.yunling.test/71.html", "http://gat.yunling.test/a.png")
    done = jingwen("ingest", str(file), "--site", "yunling_gat", data=tmp_path / "kept")
    assert (done.code, done.out.strip()) == (0, "1 pages: 1 new")
    with sqlite3.connect(tmp_path / "kept" / "jingwen.db") as conn:
        assert conn.execute("SELECT site, url FROM articles").fetchall() == [
            ("yunling_gat", "http://gat.yunling.test/71.html")
        ]
        assert conn.execute("SELECT captured_at FROM captures").fetchall() == [("2025-11-05T01:02:03Z",)]


def test_a_torn_warc_gives_what_is_whole(jingwen: Jingwen, tmp_path: Path) -> None:
    file = warc(tmp_path / "elsewhere", "http://gat.yunling.test/71.html", "http://gat.yunling.test/72.html")
    file.write_bytes(file.read_bytes()[:-400])
    done = jingwen("ingest", "--warc", str(file), data=tmp_path / "kept")
    assert "new" in done.out
    assert len(headlines(tmp_path / "kept")) >= 1


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ([], "either"),
        (["--pages", "a.jsonl", "b.warc.gz"], "either"),
        (["--pages", "none.jsonl"], "none.jsonl"),
        (["none.warc.gz"], "none.warc.gz"),
    ],
)
def test_wrong_words_are_answered_in_one_line(words: list[str], wanted: str, jingwen: Jingwen, tmp_path: Path) -> None:
    done = jingwen("ingest", *words, data=tmp_path / "kept")
    assert (done.code, len(done.err.strip().splitlines())) == (2, 1), done.err
    assert wanted in done.err


def test_a_file_that_is_no_warc_is_said_to_be_none(jingwen: Jingwen, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("no WARC " * 100)
    done = jingwen("ingest", str(tmp_path / "letter.txt"), data=tmp_path / "kept")
    assert (done.code, len(done.err.strip().splitlines())) == (2, 1), done.err
