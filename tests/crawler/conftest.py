"""A running sample web, crawls of it in processes of their own, and the command as its user calls it."""

from __future__ import annotations

import fcntl
import io
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from crawler.cli.main import main
from crawler.sample_web.process import SampleWebHandle, serve_in_process

DAY = "2025-12-10"
ALL = ("--since", "2025-09-01", "--until", DAY)


@dataclass(frozen=True)
class Crawled:
    """How one crawl ended: its exit code, its summary by site, and what it said on standard error."""

    code: int
    sites: dict[str, dict[str, Any]]
    stderr: str

    def total(self, name: str) -> int:
        return sum(int(site[name]) for site in self.sites.values())


Crawl = Callable[..., Crawled]


@dataclass(frozen=True)
class Ran:
    """How one command ended."""

    code: int
    out: str
    err: str


Jingwen = Callable[..., Ran]


def one_line(done: Ran, code: int, *words: str) -> None:
    """An error as documented: its exit code, one line on standard error, no traceback."""
    assert (done.code, len(done.err.strip().splitlines())) == (code, 1), done.err
    assert "Traceback" not in done.err
    assert all(word in done.err for word in words), done.err


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Jingwen:
    """Runs the command through its front door, in this process: for commands that start no reactor."""

    def run(*words: str, data: Path, stdin: str = "") -> Ran:
        capsys.readouterr()
        monkeypatch.delenv("COLUMNS", raising=False)  # as in a pipe, whatever the terminal these tests run in
        monkeypatch.setattr(os, "cpu_count", lambda: 1)  # one reader process has a small archive read soonest
        monkeypatch.setattr(sys, "argv", ["jingwen", "--data", str(data), *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, out, err)

    return run


@pytest.fixture(scope="session")
def jingwen() -> Callable[..., Ran]:
    """Runs the command as a user does, in a process of its own."""

    def run(*words: str, data: Path, stdin: str = "", env: dict[str, str] | None = None) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "crawler.cli.main", "--data", str(data), *words],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env={**os.environ, **(env or {})},
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def web() -> Iterator[SampleWebHandle]:
    with serve_in_process(day=DAY) as running:
        yield running


def crawl_command(data: Path, web: SampleWebHandle, *words: str) -> list[str]:
    command = [sys.executable, "-m", "crawler.cli.main", "--data", str(data), "crawl", "--json"]
    return [*command, "--sample-web", web.address, *words]


def crawl_once(data: Path, web: SampleWebHandle, *words: str) -> Crawled:
    """One crawl, to its end."""
    done = subprocess.run(crawl_command(data, web, *words), capture_output=True, text=True, timeout=180, check=False)
    summary = json.loads(done.stdout) if done.stdout.strip() else {"sites": []}
    return Crawled(done.returncode, {site["site"]: site for site in summary["sites"]}, done.stderr)


@pytest.fixture
def crawl(web: SampleWebHandle) -> Crawl:
    return lambda data, *words: crawl_once(data, web, *words)


def copy_of(shared: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A copy of a folder that is made once for all workers of a run: the first to ask makes it, the others wait."""
    own = shared.getbasetemp()
    room = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with (room / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (room / f"{name}.made").exists():
            make(unfinished := shared.mktemp(name))
            shutil.move(unfinished, room / f"{name}.made")
    return Path(shutil.copytree(room / f"{name}.made", shared.mktemp(name) / "data"))


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sites of the sample web, crawled once for all tests that only read."""

    def make(data: Path) -> None:
        with serve_in_process(day=DAY) as web:
            done = crawl_once(data, web, "yunling_police", "chenghu_mirror", *ALL)
            assert done.code == 0, done.stderr

    return copy_of(tmp_path_factory, "crawled", make)


@pytest.fixture
def copied(crawled: Path, tmp_path: Path) -> Path:
    """The archive again, to change."""
    shutil.copytree(crawled, tmp_path / "data")
    return tmp_path / "data"


def crawled_day(shared: pytest.TempPathFactory, name: str, *words: str) -> Path:
    """Every site of the sample web, crawled once as it stood on DAY; `crawled.json` is how the crawl ended."""

    def make(folder: Path) -> None:
        with serve_in_process(day=DAY) as web:
            done = crawl_once(folder / "data", web, *ALL, *words)
        (folder / "crawled.json").write_text(json.dumps(asdict(done)), "utf-8")

    return copy_of(shared, name, make)


@pytest.fixture(scope="session")
def sample_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return crawled_day(tmp_path_factory, "sample_day")


@pytest.fixture
def first_day(sample_day: Path, tmp_path: Path) -> Path:
    """The whole sample web as it stood on DAY, crawled, to crawl on with."""
    return Path(shutil.copytree(sample_day / "data", tmp_path / "data"))


@pytest.fixture
def first_crawl(sample_day: Path) -> Crawled:
    """How the crawl of `first_day` ended."""
    return Crawled(**json.loads((sample_day / "crawled.json").read_text("utf-8")))


@dataclass
class Answers:
    """A web of a few pages on loopback, asked as a proxy like the sample web: what is not in `pages` answers 404."""

    port: int
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def put(self, url: str, body: str | bytes = b"", status: int = 200, **headers: str) -> None:
        raw = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[url] = (status, {"Content-Type": "text/html; charset=utf-8", **named}, raw)


@contextmanager
def answering() -> Iterator[Answers]:
    """A web of a few pages on a free port, empty as yet."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = self.path if self.path.startswith("http://") else f"http://{self.headers['Host']}{self.path}"
            web.asked.append(url)
            status, headers, body = web.pages.get(url, (404, {"Content-Type": "text/html"}, b"<title>404</title>"))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web = Answers(server.server_address[1])
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    yield web
    server.shutdown()
    server.server_close()
    serving.join()


@pytest.fixture
def answers() -> Iterator[Answers]:
    with answering() as web:
        yield web
