"""Pictures out of the archive: what is sent is a picture and nothing else, and a page shows those that are kept."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from archive.capture.digest import payload_digest
from tests.datasette_config.conftest import PICTURES, gradient


@pytest.fixture
def copied(reading_room: Any, tmp_path: Path) -> Path:
    """The archive, to change."""
    shutil.copytree(reading_room.folder, tmp_path / "room", ignore=shutil.ignore_patterns("lock"))
    return tmp_path / "room" / "jingwen.db"


async def test_a_picture_is_sent_as_what_its_bytes_are(datasette: Any, reading_room: Any) -> None:
    answer = await datasette.client.get(f"/-/picture/{reading_room.picture}")
    payload = gradient(PICTURES[0].url)
    assert (answer.status_code, answer.content) == (200, payload)
    wanted = {
        "content-type": "image/png",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
        "content-disposition": "inline",
        "cache-control": "private, max-age=31536000, immutable",
        "etag": f'"{payload_digest(payload)}"',
    }
    assert {name: answer.headers[name] for name in wanted} == wanted
    again = await datasette.client.get(f"/-/picture/{reading_room.picture}", headers={"if-none-match": wanted["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("number", ["1", "91", "999999", "999999999999999"])
async def test_what_is_no_picture_is_not_there(datasette: Any, number: str) -> None:
    assert (await datasette.client.get(f"/-/picture/{number}")).status_code == 404


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ("UPDATE captures SET state = 'unread' WHERE id = ?", 404),
        ("UPDATE captures SET kind = 'article' WHERE id = ?", 404),
        ("UPDATE captures SET size = 6000000 WHERE id = ?", 404),
        ("UPDATE captures SET offset = offset + 1 WHERE id = ?", 410),
        ("INSERT INTO redactions SELECT article_id, 'mask', '当事人申请', '', '' FROM captures WHERE id = ?", 451),
    ],
)
async def test_what_may_not_be_shown_or_cannot_be_read_is_not(
    serve: Any, copied: Path, reading_room: Any, change: str, status: int
) -> None:
    with sqlite3.connect(copied) as conn:
        conn.execute(change, (reading_room.picture,))
    room = serve(copied)
    answer = await room.client.get(f"/-/picture/{reading_room.picture}")
    assert (answer.status_code, b"PNG" in answer.content) == (status, False)
    page = (await room.client.get(f"/jingwen/articles/{reading_room.network}?lang=zh")).text
    assert (f"/-/picture/{reading_room.picture}" in page) == (status == 410 or "size" in change)
    assert ("按审核清单不予公开" in page) == (status == 451)


async def test_the_page_shows_what_is_kept_and_says_what_is_not(datasette: Any, reading_room: Any) -> None:
    page = (await datasette.client.get(f"/jingwen/articles/{reading_room.network}?lang=zh")).text
    assert page.count("<figure>") == 2 and "已收存 2 张" in page
    assert f'<img src="/-/picture/{reading_room.picture}" alt="民警在指挥室查看平台。" loading="lazy"' in page
    assert 'alt="第 2 张图片，原网页无说明"' in page
    assert f'<a href="/-/capture/{reading_room.picture}">' in page and f'href="{PICTURES[0].url}"' in page
    assert page.count("未收存，链接指向原站") == 1 and f'href="{PICTURES[2].url}"' in page


async def test_the_same_as_json(datasette: Any, reading_room: Any) -> None:
    told = (await datasette.client.get(f"/-/article/{reading_room.network}.json")).json()["pictures"]
    assert [one["url"] for one in told] == [one.url for one in PICTURES]
    assert told[0] == {"url": PICTURES[0].url, "caption": PICTURES[0].caption, "capture_id": reading_room.picture}
    assert [one["capture_id"] is None for one in told] == [False, False, True]


async def test_a_published_copy_without_the_bytes_shows_links(serve: Any, copied: Path, reading_room: Any) -> None:
    shutil.rmtree(copied.parent / "warc")
    page = (await serve(copied).client.get(f"/jingwen/articles/{reading_room.network}?lang=zh")).text
    assert "/-/picture/" not in page and "图片不在本馆" in page
