"""`jingwen publish` and `serve --published`: a copy for readers, swapped in without failing one of them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import httpx
import psutil
import pytest

from crawler.cli.serve import free_port
from tests.crawler.conftest import Jingwen, one_line

PAGES = (
    "/", "/-/search?q=警", "/-/search?q=派出所&by=relevance", "/-/sites", "/-/trends?q=警", "/-/codebook",
    "/-/extract.csv?q=警", "/-/feed.atom", "/jingwen", "/jingwen/articles", "/jingwen/articles.json?_search=警",
)  # fmt: skip


@pytest.fixture
def published(told: Jingwen, crawled: Path, tmp_path: Path) -> Path:
    assert told("publish", "--to", str(tmp_path / "out"), data=crawled).code == 0
    return tmp_path / "out"


def names(published: Path) -> list[str]:
    return sorted(path.name for path in (published / "snapshots").iterdir())


@contextmanager
def serving(command: list[str], folder: Path, **environment: str) -> Iterator[str]:
    """A server of some kind; its address once it answers."""
    port = httpx.URL(next(word for word in command if word.startswith("http://"))).port
    words = [word for word in command if not word.startswith("http://")]
    server = subprocess.Popen(
        words, cwd=folder, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                httpx.get(address + "/-/versions.json", timeout=30)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield address
    finally:
        os.killpg(server.pid, signal.SIGINT)
        server.wait(30)


def free_address() -> str:
    return f"http://127.0.0.1:{free_port('127.0.0.1', 0)}"


def test_the_command_of_its_readme_serves_it_and_nothing_private(published: Path) -> None:
    snapshot = (published / "current").resolve()
    readme = (snapshot / "README.md").read_text("utf-8")
    address = free_address()
    line = next(line.strip() for line in readme.splitlines() if "datasette serve" in line)
    line = line.replace("8001", address.rpartition(":")[2]).replace(
        "datasette serve", f"{sys.executable} -m datasette serve"
    )
    with serving(["sh", "-c", f"exec env {line}", address], snapshot) as room:
        for page in PAGES:
            assert httpx.get(room + page, timeout=30).status_code == 200, page
        for table in ("links", "looks", "grams", "copy_records", "readings"):
            assert httpx.get(f"{room}/jingwen/{table}.json").status_code == 404
            assert httpx.get(f"{room}/jingwen.json", params={"sql": f"select * from {table}"}).status_code == 400
        capture = httpx.get(f"{room}/-/capture/1").text
        assert "原始字节不在这份公开副本里" in capture
        counted = httpx.get(f"{room}/jingwen.json").json()["tables"]
    inspected = json.loads((snapshot / "inspect-data.json").read_text("utf-8"))["jingwen"]["tables"]
    assert {one["name"]: one["count"] for one in counted if not one["hidden"]}.items() >= {
        ("articles", inspected["articles"]["count"]),
        ("copies", inspected["copies"]["count"]),
    }


def test_every_file_has_its_sum_and_every_need_its_pin(published: Path) -> None:
    snapshot = (published / "current").resolve()
    sums = dict(reversed(line.split("  ", 1)) for line in (snapshot / "SHA256SUMS").read_text("utf-8").splitlines())
    files = {str(path.relative_to(snapshot)) for path in snapshot.rglob("*") if path.is_file()} - {"SHA256SUMS"}
    assert files == set(sums)
    assert all(sha256((snapshot / name).read_bytes()).hexdigest() == sums[name] for name in files)
    pins = (snapshot / "requirements.txt").read_text("utf-8").split()
    assert {"datasette", "opencc-python-reimplemented", "numpy", "uvicorn"} <= {pin.partition("==")[0] for pin in pins}
    assert all("==" in pin for pin in pins)


def test_its_container_file_runs_the_command_of_its_readme_as_a_user_on_the_python_of_its_pins(published: Path) -> None:
    """That it builds and serves is shown by `make container`."""
    snapshot = (published / "current").resolve()
    steps = [line.split(" ", 1) for line in (snapshot / "Containerfile").read_text("utf-8").splitlines()]
    said = dict(steps)
    assert said["FROM"] == f"python:{sys.version_info[0]}.{sys.version_info[1]}-slim"
    assert said["USER"] == "reader" and [name for name, _ in steps].index("USER") < len(steps) - 1
    sources = [words.split()[-2] for name, words in steps if name == "COPY"]
    assert sources == ["requirements.txt", "."] and (snapshot / sources[0]).is_file()
    command = " ".join(json.loads(said["CMD"])).replace("--host 0.0.0.0", "--host 127.0.0.1")
    assert command in (snapshot / "README.md").read_text("utf-8")


def test_old_snapshots_go_and_what_a_kill_left_is_cleared(published: Path, told: Jingwen, crawled: Path) -> None:
    first = names(published)
    (published / "snapshots" / ".unfinished-x").mkdir()
    for _ in range(2):
        assert told("publish", "--to", str(published), "--keep", "2", data=crawled).code == 0
    assert len(names(published)) == 2
    assert not set(first) & set(names(published))
    assert (published / "current").resolve().name == names(published)[-1]


def test_a_kill_at_any_moment_leaves_the_current_one_whole(published: Path, crawled: Path) -> None:
    before = (published / "current").resolve()
    words = [sys.executable, "-m", "crawler.cli.main", "--data", str(crawled), "publish", "--to", str(published)]
    for wait in (0.3, 0.45, 0.6, 0.75):
        running = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(wait)
        running.kill()
        running.wait()
        current = (published / "current").resolve()
        assert (current / "SHA256SUMS").exists()
        assert current == before or current.name > before.name
    assert subprocess.run(words, capture_output=True, timeout=60).returncode == 0
    assert not [name for name in names(published) if name.startswith(".")]


def test_a_folder_of_something_else_is_left_alone(told: Jingwen, crawled: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("…")
    one_line(told("publish", "--to", str(tmp_path / "letters"), data=crawled), 2, "dear.txt")
    one_line(told("publish", "--to", str(tmp_path / "out"), data=tmp_path / "nothing"), 2, "no archive")
    assert not list((tmp_path / "out" / "snapshots").iterdir())
    one_line(
        told("serve", "--published", str(tmp_path / "out"), "--port", "0", data=crawled), 2, "nothing is published"
    )


def test_readers_never_fail_while_a_new_snapshot_is_swapped_in(
    published: Path, told: Jingwen, crawled: Path, tmp_path: Path
) -> None:
    address = free_address()
    port = address.rpartition(":")[2]
    command = [sys.executable, "-m", "crawler.cli.main", "serve", "--published", str(published), "--port", port]
    tree = os.pathsep.join([str(Path.cwd()), os.environ.get("PYTHONPATH", "")])
    enough, answers = threading.Event(), []

    def read(page: str, keep: bool) -> None:
        with httpx.Client(base_url=address, timeout=30) as client:
            while not enough.is_set():
                try:
                    ask = client.get if keep else lambda page: httpx.get(address + page, timeout=30)
                    answers.append(str(ask(page).status_code))
                except httpx.TransportError as error:
                    answers.append(repr(error))

    with serving([*command, address], Path.cwd(), PYTHONPATH=tree) as room:
        readers = [
            threading.Thread(target=read, args=(page, keep))
            for page, keep in (("/-/search?q=警", True), ("/", False), ("/-/extract.csv", False))
        ]
        for reader in readers:
            reader.start()
        more = tmp_path / "more"
        shutil.copytree(crawled, more)
        take_one_away(more)
        for data in (more, crawled):
            assert told("publish", "--to", str(published), data=data).code == 0
            count = json.loads((published / "current" / "inspect-data.json").read_text())["jingwen"]["tables"][
                "articles"
            ]
            wait_for(lambda: articles(room) == count["count"])  # noqa: B023 - called at once
        wait_for(lambda: len(servers(published)) == 1)
        enough.set()
        for reader in readers:
            reader.join()
    assert len(answers) > 100
    assert set(answers) == {"200"}


def take_one_away(data: Path) -> None:
    """Change the archive so that its snapshot can be told from that of the other."""
    with sqlite3.connect(data / "jingwen.db") as conn:
        conn.execute("DELETE FROM people")
        conn.execute("DELETE FROM articles WHERE id = (SELECT max(id) FROM articles)")


def servers(published: Path) -> list[int]:
    """The processes that serve a snapshot of this folder."""
    found = psutil.process_iter(["pid", "cwd", "cmdline"])
    return [
        one.pid
        for one in found
        if str(published) in (one.info["cwd"] or "") and "datasette_config.server" in (one.info["cmdline"] or ())
    ]


def articles(room: str) -> int:
    tables = httpx.get(f"{room}/jingwen.json", timeout=30).json()["tables"]
    return int(next(one["count"] for one in tables if one["name"] == "articles"))


def wait_for(true: Callable[[], bool]) -> None:
    for _ in range(200):
        if true():
            return
        time.sleep(0.2)
    raise AssertionError("it did not come to pass")
