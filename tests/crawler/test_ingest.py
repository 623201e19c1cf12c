"""Pages and WARCs somebody already has: filed through the crawl's own path, twice as if once, problems named."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.capture.digest import payload_digest
from archive.capture.members import members
from archive.capture.writer import WarcWriter
from archive.records import Capture
from archive.search.find import search
from archive.store.archive import Archive
from archive.store.readonly import connect
from archive.store.verify import verify
from crawler.ingest import FOLDERS, ingest
from crawler.sources import captures_of
from tests.crawler.conftest import Ran

Jingwen = Callable[..., Ran]
TEXT = (
    "11月5日凌晨，云岭省望江市公安局青石派出所民警在巡逻时发现一名老人独自坐在路边，衣着单薄，神情焦急，便上前询问。",
    "老人说不清住址，民警根据她手里的一张旧车票，联系了三个乡镇的村干部，两个小时后找到了她的儿子。",
    "派出所提醒，家中有老人的居民可以到窗口领取写有电话的手环，天冷时出门请留意身边的人。",
)

CHILD = (
    "夜里十点，商场的灯一盏盏熄了，保安在二楼扶梯旁边看见一个五岁的男孩，抱着书包不肯说话。",
    "值班民警赶来，陪他看了半小时动画片，才问出父亲的车是一辆白色货车，车门上画着一条鱼。",
    "水产市场的监控里有十七辆这样的车，民警挨个打电话，第九个电话那头先哭了起来，孩子的父亲后来写来一封信。",
)
OFFICE = "望江市公安局办证窗口自下周起延长办公时间，周末照常办理，市民可以提前在网上预约，凭号办事。"
RAIN = "昨夜暴雨，青石河水位上涨，民警和消防员沿河逐户敲门，把两百多名居民转移到镇中学的体育馆。"


def page(headline: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{text}</p>" for text in paragraphs or TEXT)
    return f"<title>{headline}</title><h1>{headline}</h1><div id='zoom'>{body}</div>"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A folder of saved pages and their index: GBK, a picture, a list, a missing file, and a line that is no JSON."""
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "gbk.html").write_bytes(page("民警寒夜送老人回家").encode("gb18030"))
    (folder / "utf8.html").write_text(page("走失孩子回到家中", *CHILD), "utf-8")
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
    assert (done.code, done.out.splitlines()) == (0, ["1 pages: 1 new", "passed over: 1 not pages of text"])
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


def rows(data: Path, question: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(data / "jingwen.db") as conn:
        return conn.execute(question).fetchall()


def test_a_broken_record_is_named_and_all_others_are_filed(jingwen: Jingwen, tmp_path: Path) -> None:
    urls = [f"http://gat.yunling.test/{number}.html" for number in range(5)]
    file = warc(tmp_path / "elsewhere", *urls)
    offset, length = next(
        (offset, length) for offset, length, record in members(file) if b"/2.html" in record and b"200 OK" in record
    )
    raw = bytearray(file.read_bytes())
    raw[offset + length // 2] ^= 0x11
    file.write_bytes(raw)
    done = jingwen("ingest", str(file), data=tmp_path / "kept")
    assert done.code == 1
    assert f"{file.name} at {offset:,}: " in done.out and "stepped over" in done.out
    assert sorted(url for (url,) in rows(tmp_path / "kept", "SELECT url FROM captures")) == [*urls[:2], *urls[3:]]


def test_readers_learn_what_failed_and_not_where_it_lies(jingwen: Jingwen, tmp_path: Path) -> None:
    elsewhere = tmp_path / "my pages"
    elsewhere.mkdir()
    (elsewhere / "torn.warc").write_bytes(b"no WARC at all")
    (elsewhere / "gone.html").symlink_to(elsewhere / "nothing.html")
    (elsewhere / "index.jsonl").write_text(
        json.dumps({"file": str(elsewhere / "x" / ".." / "torn.warc"), "url": "x y"})
    )
    for words in (("--warc", "torn.warc"), ("--warc", "gone.html"), ("--pages", "index.jsonl")):
        jingwen("ingest", words[0], str(elsewhere / words[1]), data=tmp_path / "kept")
    told = rows(tmp_path / "kept", "SELECT url, detail FROM issues")
    assert len(told) >= 2
    assert not [one for one in told if str(tmp_path) in str(one) or "my pages" in str(one)], told


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("there is no file /srv/my pages/a/x.html", "there is no file x.html"),
        ("/srv/x.warc.gz at 1,024", "x.warc.gz at 1,024"),
        ("x.warc at 3; http://a.test/b/c.html", "x.warc at 3; http://a.test/b/c.html"),
        ("http://a.test/b?from=/c/d/e", "http://a.test/b?from=/c/d/e"),
        ("line 3", "line 3"),
        ("took 3 and/or 4 s", "took 3 and/or 4 s"),
    ],
)
def test_the_folders_of_a_path_are_left_out(told: str, kept: str) -> None:
    assert FOLDERS.sub("", told) == kept


def test_a_warc_taken_in_twice_is_kept_once(jingwen: Jingwen, tmp_path: Path) -> None:
    file = warc(tmp_path / "elsewhere", "http://gat.yunling.test/71.html", "http://gat.yunling.test/72.html")
    for _ in range(2):
        done = jingwen("ingest", str(file), data=tmp_path / "kept")
    assert (done.code, done.out.splitlines()) == (0, ["0 pages: none", "passed over: 2 kept before"])
    assert rows(tmp_path / "kept", "SELECT count(*), count(article_id) FROM captures") == [(2, 2)]


def test_what_a_package_holds_is_filed_as_it_was(told: Jingwen, crawled: Path, tmp_path: Path) -> None:
    target, data = tmp_path / "x.wacz", tmp_path / "kept"
    told("export", "--format", "wacz", "-o", str(target), data=crawled)
    done = told("ingest", str(target), data=data)
    assert done.code == 0, done.out
    asked = "SELECT url, headline, text_digest FROM articles ORDER BY url"
    assert rows(data, asked) == rows(crawled, asked)
    assert told("verify", data=data).code == 0


def turning(number: int, *texts: str) -> bytes:
    """Page `number` of an article of three."""
    links = "".join(f"<a href='50{f'_{one}' if one > 1 else ''}.html'>{one}</a> " for one in (1, 2, 3))
    return page("望江警方通报三则案情", *texts).replace("</div>", f"</div><p>{links}</p>").encode()


def test_the_pages_of_an_article_are_joined_whatever_their_order(told: Jingwen, tmp_path: Path) -> None:
    parts = {
        "50_2": turning(2, TEXT[1]),
        "50": turning(1, TEXT[0]),
        "50_3": turning(3, TEXT[2]),
        "60_2": page("窗口延长办公时间", OFFICE).encode(),
    }
    with WarcWriter(tmp_path / "elsewhere") as writer:
        for name, text in parts.items():
            url, at = f"http://gat.yunling.test/{name}.html", "2025-11-05T01:02:03Z"
            headers = (("Content-Type", "text/html"),)
            writer.write(Capture("yunling_gat", url, at, 200, headers, text, payload_digest(text)))
    data = tmp_path / "kept"
    done = told("ingest", str(next((tmp_path / "elsewhere").iterdir())), data=data)
    assert done.code == 0 and "2 further pages, joined to their first" in done.out
    texts = dict(rows(data, "SELECT url, text FROM articles JOIN article_text USING (id)"))
    assert texts["http://gat.yunling.test/50.html"] == "\n".join(TEXT)
    assert "http://gat.yunling.test/60_2.html" in texts  # of an article of which nothing else was brought
    captures = rows(data, "SELECT url, kind, part FROM captures WHERE url LIKE '%/50%' ORDER BY part")
    assert [(str(url)[-9:], kind, part) for url, kind, part in captures] == [
        ("t/50.html", "article", 1),
        ("50_2.html", "page", 2),
        ("50_3.html", "page", 3),
    ]
    assert told("verify", data=data).code == 0
    assert "0 would change" in told("reextract", data=data).out


def test_a_run_that_was_killed_loses_nothing_and_the_next_reads_it(told: Jingwen, tmp_path: Path) -> None:
    file = warc(tmp_path / "elsewhere", *(f"http://gat.yunling.test/{number}.html" for number in range(6)))
    data = tmp_path / "kept"
    archive = Archive.open(data)
    growing = ingest(archive, captures_of([file]), {})
    for _ in range(8):  # all is kept, a little is filed
        next(growing)
    archive.close()
    growing.close()
    assert len(rows(data, "SELECT 1 FROM captures WHERE state = 'unread'")) >= 4
    done = told("ingest", str(file), data=data)
    assert done.code == 0 and "6 kept before" in done.out
    assert rows(data, "SELECT state, count(*) FROM captures GROUP BY state") == [("read", 6)]


def test_saved_pages_say_where_they_are_from(told: Jingwen, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    comment = "<!-- saved from url=(0040)http://gat.yunling.test/81.html -->"
    (folder / "one.html").write_text(comment + page("民警寒夜送老人回家"), "utf-8")
    link = "<link rel='canonical' href='http://gat.yunling.test/82.html?a=1&amp;b=2'>"
    (folder / "two.htm").write_text(link + page("河道暴雨转移群众", RAIN), "utf-8")
    (folder / "three.html").write_text(
        page("窗口延长办公时间", "望江市公安局窗口自下周起延长办公时间，周末照常办理。"), "utf-8"
    )
    (folder / "style.css").write_text("p {}")
    done = told("ingest", str(folder), data=tmp_path / "kept")
    assert (done.code, done.out.strip()) == (0, "3 pages: 3 new")
    found = dict(rows(tmp_path / "kept", "SELECT headline, url FROM articles"))
    assert found["民警寒夜送老人回家"] == "http://gat.yunling.test/81.html"
    assert found["河道暴雨转移群众"] == "http://gat.yunling.test/82.html?a=1&b=2"
    assert str(found["窗口延长办公时间"]).startswith("http://address-unknown.invalid/")
    assert {site for (site,) in rows(tmp_path / "kept", "SELECT site FROM articles")} == {
        "gat_yunling_test",
        "ingested",
    }


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
