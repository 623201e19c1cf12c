"""The record of an article: its printings in order, its versions, its citation, and what a withdrawal rests on."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from archive.records import ArticleLink
from archive.store.faults import Explained
from archive.store.looks import Look, Looks
from datasette_config.article import after, article, gone, is_subhead, record


@pytest.fixture
def conn(reading_room: Any, tmp_path: Path) -> sqlite3.Connection:
    """The archive, to change."""
    shutil.copy(reading_room.database, tmp_path / "jingwen.db")
    return sqlite3.connect(tmp_path / "jingwen.db")


@pytest.mark.parametrize(
    ("first", "published", "words"),
    [
        ("2024-09-20", "2024-09-20", ""),
        ("2024-09-20", "2024-09-21", "1 天后"),
        ("2024-09-20", "2024-09-20T09:00", ""),
        ("2024-09-20T23:50", "2024-09-21T00:20", "30 分钟后"),
        ("2024-09-20T08:00", "2024-09-20T11:30", "3 小时后"),
        ("2024-09-20T08:00", "2024-09-25", "5 天后"),
        ("2024-09", "2024-10", ""),
        ("", "2024-10-01", ""),
        ("2024-13-45", "2024-10-01", ""),
    ],
)
def test_how_long_after_is_no_finer_than_both_dates(first: str, published: str, words: str) -> None:
    assert after(first, published)[0] == words


def test_printings_stand_in_the_order_of_their_dates(conn: sqlite3.Connection, reading_room: Any) -> None:
    shown = article(conn, str(reading_room.copied), "")
    dates = [one["published"] for one in shown["printings"]]
    assert dates == sorted(dates)
    assert [one["own"] for one in shown["printings"]].count(True) == 1
    assert len(shown["printings"]) == shown["copies"] + 1
    conn.execute("UPDATE copies SET published = '' WHERE article_id = ?", (reading_room.copied,))
    assert article(conn, str(reading_room.copied), "")["printings"][0]["own"]


def test_an_article_without_copies_has_no_timeline(conn: sqlite3.Connection, reading_room: Any) -> None:
    assert article(conn, str(reading_room.network), "")["printings"] == []


def look_of(conn: sqlite3.Connection, number: int) -> Look:
    asked = "SELECT id, url FROM links WHERE kind = 'article' AND article_id = ? AND copy_id IS NULL"
    link_id, url = conn.execute(asked, (number,)).fetchone()
    return Look(link_id, number, None, "2025-01-01", 0, 0, ArticleLink(url))


@pytest.fixture
def looks(conn: sqlite3.Connection, tmp_path: Path) -> Looks:
    return Looks(Database(conn), lambda: None, Explained(tmp_path / "jingwen.db"))


async def test_a_withdrawal_is_told_with_its_evidence_and_no_more_surely_than_it_is_known(
    conn: sqlite3.Connection, looks: Looks, reading_room: Any, serve: Any, tmp_path: Path
) -> None:
    async def page() -> str:
        conn.commit()
        room = serve(tmp_path / "jingwen.db")
        return str((await room.client.get(f"/jingwen/articles/{reading_room.network}")).text)

    look = look_of(conn, reading_room.network)
    capture = conn.execute("SELECT capture_id FROM articles WHERE id = ?", (reading_room.network,)).fetchone()[0]
    assert "撤下" not in await page()
    looks.missing(look, "http_404", capture, 1, "2025-02-01", (1, 3))
    first = await page()
    assert "原网页已撤下" in first and "（404）" in first and "一次应答还不足以断定撤稿" in first
    assert f"/-/capture/{capture}" in first
    looks.missing(look, "http_404", capture, 1, "2025-02-02", (1, 3))
    assert "此后又 1 次确认" in await page()
    looks.seen(look, capture, "2025-02-05", (1, 3), changed=False)
    back = await page()
    assert "重新出现" in back and "原网页已撤下" not in back


def test_a_withdrawal_among_many_says_that_the_site_may_have_moved(
    conn: sqlite3.Connection, looks: Looks, reading_room: Any
) -> None:
    looks.missing(look_of(conn, reading_room.network), "http_404", None, 7, "2025-02-01", (1, 3))
    for run_missing, run_looked, moved in ((1, 1, False), (6, 100, False), (40, 42, True)):
        conn.execute("UPDATE withdrawals SET run_missing = ?, run_looked = ?", (run_missing, run_looked))
        assert gone(conn, record(conn, str(reading_room.network)))[0]["moved"] == moved


async def test_versions_are_compared_and_one_alone_is_not(datasette: Any, reading_room: Any) -> None:
    page = await datasette.client.get(f"/-/versions/{reading_room.versioned}")
    assert "<ins>（更新）</ins>" in page.text
    assert page.headers["content-security-policy"].endswith("style-src 'self'")
    for asked in ("?from=1&to=2", "?from=9&to=nonsense", "?from=2&to=1"):
        assert (await datasette.client.get(f"/-/versions/{reading_room.versioned}{asked}")).status_code == 200
    assert (await datasette.client.get(f"/-/versions/{reading_room.network}")).status_code == 404
    assert (await datasette.client.get("/-/versions/1")).status_code == 404


async def test_citations_are_files(datasette: Any, reading_room: Any) -> None:
    for form, beginning in (("bib", "@online{"), ("ris", "TY  - NEWS"), ("txt", "5G网络护航智慧警务[EB/OL]")):
        answer = await datasette.client.get(f"/-/cite/{reading_room.network}.{form}")
        assert answer.text.startswith(beginning)
        assert "attachment" in answer.headers["content-disposition"]
        assert answer.headers["content-disposition"].endswith(f'v1.{form}"')
    assert (await datasette.client.get("/-/cite/12.bib")).status_code == 404


async def test_a_withheld_article_says_so_and_its_capture_is_not_shown(
    conn: sqlite3.Connection, reading_room: Any, serve: Any, tmp_path: Path
) -> None:
    number = reading_room.network
    conn.execute("INSERT INTO redactions VALUES (?, 'mask', '当事人申请', '2025-02-01T00:00:00Z', 'x')", (number,))
    conn.commit()
    (capture,) = conn.execute("SELECT capture_id FROM articles WHERE id = ?", (number,)).fetchone()
    client = serve(tmp_path / "jingwen.db").client
    assert "当事人申请" in (await client.get(f"/jingwen/articles/{number}")).text
    assert "不予公开" in (await client.get(f"/-/capture/{capture}")).text
    for form in ("txt", "bin", "html"):
        assert (await client.get(f"/-/capture/{capture}.{form}")).status_code == 451


LONG = "民警随即赶到现场，把走散的老人送回了家，家属连声道谢，邻居也围过来帮忙。"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([LONG, "夜查不打招呼", LONG], [1]),
        (["案情回顾", LONG], [0]),
        ([LONG, "（记者 秦海川）"], []),
        ([LONG, "现场无人受伤。", LONG], []),
        ([LONG, "他只说了一句：", LONG], []),
        (["张三", "李四", "王五", LONG], []),
        ([LONG, "望江市公安局"], []),
        (["通告"], []),
    ],
)
def test_a_heading_inside_a_text_is_short_unfinished_and_alone(lines: list[str], expected: list[int]) -> None:
    assert [place for place in range(len(lines)) if is_subhead(lines, place)] == expected
