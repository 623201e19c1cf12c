"""The reading room on Datasette 1.0 as well: the same pages and answers from the version that is to come."""

from __future__ import annotations

import io
import os
import re
import subprocess
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from archive.publish.publicity import PRIVATE, PUBLIC
from crawler.cli.serve import datasette_command, free_port

ROOT = Path(__file__).parents[2]
PYTHON = next(
    (python for python in (ROOT / ".venv/datasette1/bin/python", Path(os.environ.get("JINGWEN_DATASETTE1", "")))
     if python.is_file()),
    None,
)  # fmt: skip
pytestmark = pytest.mark.skipif(PYTHON is None, reason="Datasette 1.0 is not installed: make datasette1")


@pytest.fixture(scope="module")
def room(reading_room: Any) -> Iterator[httpx.Client]:
    port = free_port("127.0.0.1", 0)
    words = [str(PYTHON), *datasette_command(reading_room.database.parent, "127.0.0.1", port)[1:]]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            for _ in range(300):
                try:
                    client.get("/-/versions.json")
                    break
                except httpx.TransportError:
                    time.sleep(0.1)
            yield client
        server.terminate()


def test_it_is_1_0(room: httpx.Client) -> None:
    assert room.get("/-/versions.json").json()["datasette"]["version"].startswith("1.")


def test_a_picture_is_sent_as_one_and_shown(room: httpx.Client, reading_room: Any) -> None:
    sent = room.get(f"/-/picture/{reading_room.picture}")
    assert (sent.status_code, sent.headers["content-type"], sent.content[:4]) == (200, "image/png", b"\x89PNG")
    assert sent.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert room.get("/-/picture/1").status_code == 404
    page = room.get(f"/jingwen/articles/{reading_room.network}").text
    assert f'<img src="/-/picture/{reading_room.picture}"' in page


@pytest.mark.parametrize(
    ("path", "holds"),
    [
        ("/", "篇"),
        ("/-/search?q=詐騙", "<mark>诈骗</mark>"),
        ("/-/search?q=派出所&by=relevance", 'aria-current="true" rel="nofollow">按相关度'),
        ("/-/search?q=渡轮码头", "此词见于旧版本"),
        ("/-/sites", "云岭省公安厅"),
        ("/-/site/yunling_gat", "云岭省公安厅"),
        ("/-/trends?q=诈骗", "<svg"),
        ("/-/codebook", "text_hans"),
        ("/-/capture/1", "sha256:"),
        ("/-/feed.atom?q=诈骗", "<entry>"),
        ("/-/changes", "关于跨年夜交通管制的通告（更新）"),
        ("/-/changes?kind=edited&site=yunling_gat&since=2024-12&until=2024-12-31", "已修改"),
        ("/-/changes.atom", "<entry>"),
        ("/-/changes.ics", "BEGIN:VEVENT"),
        ("/-/extract.csv?q=诈骗", "id,headline,"),
        ("/-/extract.jsonl?q=诈骗", '"headline"'),
        ("/-/search?lang=en&q=诈骗", "Newest first"),
        ("/-/search.json?q=詐騙&facets=1", '"count_is": "exact"'),
        ("/-/openapi.json", '"openapi": "3.1.0"'),
        ("/-/api", "curl --get"),
        ("/robots.txt", "Disallow"),
        ("/jingwen?lang=zh", "每行一篇"),
        ("/jingwen/articles?_facet=region", '<span class="value">海湾省</span>'),
        ("/jingwen/articles?region=海湾省&_sort=id&_facet=region", "chosen"),
        ("/jingwen/runs/1?lang=zh", "哪些行指向它"),
        ("/jingwen/-/query?sql=select+count(*)+as+n+from+articles", 'data-column="n"'),
        ("/jingwen/-/query?sql=select+nowhere", "no such column"),
    ],
)
def test_every_page_is_there(room: httpx.Client, path: str, holds: str) -> None:
    answer = room.get(path)
    assert answer.status_code == 200
    assert holds in answer.text


def test_captures_are_taken_as_wacz(room: httpx.Client) -> None:
    answer = room.get("/-/extract.wacz", params={"q": "5G网络"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/wacz")
    assert "archive/jingwen-00001.warc.gz" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert room.get("/-/extract.wacz", params={"q": "-诈骗"}).status_code == 400


def test_an_article_and_its_versions(room: httpx.Client, reading_room: Any) -> None:
    page = room.get(f"/jingwen/articles/{reading_room.versioned}").text
    assert "关于跨年夜交通管制的通告（更新）" in page
    assert "<del>" in room.get(f"/-/versions/{reading_room.versioned}").text


def test_an_article_as_json_and_an_error_of_it(room: httpx.Client, reading_room: Any) -> None:
    told = room.get(f"/-/article/{reading_room.versioned}.json").json()
    assert [one["number"] for one in told["versions"]] == [2, 1]
    for path, status in (("/-/article/12.json", 404), ("/-/search.json?limit=0", 400)):
        assert (room.get(path).status_code, room.get(path).json()["status"]) == (status, status)


def test_every_page_of_next_is_there(room: httpx.Client) -> None:
    address, seen = "/-/search.json?q=派出所&limit=50", []
    while address:
        page = room.get(address).json()
        seen += [hit["id"] for hit in page["hits"]]
        address = page["next"]
    assert len(seen) == len(set(seen)) == page["count"] == 90


@pytest.mark.parametrize("table", [*PRIVATE, "article_search_idx", "article_search_data"])
def test_what_is_private_is_closed_there_too(room: httpx.Client, table: str) -> None:
    for path in (f"/jingwen/{table}", f"/jingwen/{table}.json", f"/jingwen/{table}.csv"):
        assert room.get(path).status_code == 403
    sql = {"sql": f"SELECT * FROM {table}"}
    assert room.get("/jingwen/-/query.json", params=sql).status_code in (400, 403)
    where = {"_where": f"EXISTS (SELECT * FROM {table} t WHERE t.rowid > 0 AND t.no_such IS NULL)"}
    assert room.get("/jingwen/articles.json", params=where).status_code in (400, 403)


def test_public_tables_and_rows_are_open_there(room: httpx.Client) -> None:
    for table in set(PUBLIC) - {"article_search", "article_search_sample"}:
        for path in (f"/jingwen/{table}", f"/jingwen/{table}.json"):
            assert room.get(path).status_code == 200, path
    for path in ("/jingwen/copies/1", "/jingwen/versions/1", "/jingwen/captures/1", "/jingwen/sites/yunling_gat"):
        assert room.get(path).status_code == 200, path


def test_no_path_of_the_machine_is_told_there(room: httpx.Client, reading_room: Any) -> None:
    for path in (
        "/-/databases.json", "/-/plugins.json", "/-/config.json", "/-/settings.json", "/-/versions.json",
        "/jingwen.json",
        "/jingwen/-/query.json?sql=select+*+from+pragma_database_list()", "/-/schema.json", "/-/jump.json", "/nowhere",
        "/-/threads.json", "/jingwen/-/schema", "/jingwen/articles.json?_extra=request,metadata,debug,query",
    ):  # fmt: skip
        answer = room.get(path)
        assert answer.status_code < 500
        assert str(reading_room.folder) not in answer.text, path
        assert "content-security-policy" in answer.headers


def test_datasettes_own_search_is_ours_and_exact(room: httpx.Client) -> None:
    found = room.get("/jingwen/articles.json", params={"_search": "電信詐騙", "_size": "max"}).json()["rows"]
    page = room.get("/-/search", params={"q": "电信诈骗", "lang": "zh"}).text
    assert found
    assert re.search(rf"<b>{len(found)} 篇</b>", page)
    assert room.get("/jingwen/articles", params={"_search": "-诈骗"}).status_code == 400


def test_it_only_reads_and_runs_nothing_from_elsewhere(room: httpx.Client) -> None:
    assert room.post("/jingwen/-/create", json={"table": "x"}).status_code == 405
    for path in ("/-/search?q=诈骗", "/-/changes"):
        assert "unsafe-inline" not in room.get(path).headers["content-security-policy"]
    assert room.get("/nowhere").status_code == 404
    assert room.get("/-/search?q=-诈骗").status_code == 400
