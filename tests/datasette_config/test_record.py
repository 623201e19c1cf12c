"""The record of an article: its printings in order, its versions, its citation, and what a withdrawal rests on."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from datasette_config.article import after, article, gone, record


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


def answered(conn: sqlite3.Connection, number: int, *statuses: int) -> None:
    """Later answers of the page of an article."""
    for place, status in enumerate(statuses):
        conn.execute(
            "INSERT INTO captures(site, url, key, kind, captured_at, status, digest, size, file, offset, length, state)"
            " SELECT site, url, key, kind, ?, ?, digest, 0, 'x' || id, ?, 1, 'failed' FROM captures WHERE id ="
            " (SELECT capture_id FROM articles WHERE id = ?)",
            (f"2025-01-{place + 1:02}T00:00:00Z", status, place, number),
        )


@pytest.mark.parametrize(
    ("statuses", "evidence"),
    [
        ((), 0),
        ((404,), 1),
        ((404, 410), 2),
        ((404, 200), 0),
        ((404, 200, 404), 1),
        ((503,), 0),
        ((404, 503), 0),
        ((403,), 0),
    ],
)
def test_only_answers_that_the_page_is_gone_are_evidence(
    conn: sqlite3.Connection, reading_room: Any, statuses: tuple[int, ...], evidence: int
) -> None:
    answered(conn, reading_room.network, *statuses)
    assert len(gone(conn, record(conn, str(reading_room.network)))) == evidence


async def test_a_withdrawal_notice_links_its_evidence(
    conn: sqlite3.Connection, reading_room: Any, serve: Any, tmp_path: Path
) -> None:
    answered(conn, reading_room.network, 404)
    conn.commit()
    page = (await serve(tmp_path / "jingwen.db").client.get(f"/jingwen/articles/{reading_room.network}")).text
    assert "一次应答还不足以断定撤稿" in page
    assert "HTTP 404" in page
    answered(conn, reading_room.versioned, 404, 404)
    conn.commit()
    page = (await serve(tmp_path / "jingwen.db").client.get(f"/jingwen/articles/{reading_room.versioned}")).text
    assert "最近 2 次访问" in page


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
