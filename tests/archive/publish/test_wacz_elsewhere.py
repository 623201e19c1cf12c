"""Others open what `export --format wacz` writes: py-wacz finds it valid, pywb replays it, revisits too."""

from __future__ import annotations

import fcntl
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archive.publish.test_wacz import URL, Shelf

ROOT = Path(__file__).parents[3]
VENV = ROOT / "build" / "replay"
REQUIREMENTS = Path(__file__).with_name("replay_requirements.txt")


def run(*words: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in words], cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def tools() -> Path:
    """The programs of a venv of their own, made when it is missing; they are not ours to pin."""
    VENV.parent.mkdir(exist_ok=True)
    with VENV.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # tests run side by side
        install(REQUIREMENTS.read_text("utf-8"), VENV / "installed.txt")
    return VENV / "bin"


def install(wanted: str, stamp: Path) -> None:
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    python = VENV / "bin" / "python"
    for words in (
        (sys.executable, "-m", "venv", "--clear", VENV),
        (python, "-m", "pip", "install", "--quiet", "--upgrade", "pip>=25"),
        (python, "-m", "pip", "install", "--quiet", "-r", REQUIREMENTS),
    ):
        done = run(*words)
        if done.returncode:
            pytest.skip(f"pywb and py-wacz cannot be installed here: {done.stderr.strip()[-200:]}")
    stamp.write_text(wanted, "utf-8")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    shelf = Shelf(tmp_path / "kept")
    target = tmp_path / "extract.wacz"
    run(sys.executable, "-m", "crawler.cli.main", "--data", shelf.data, "export", "--format", "wacz", "-o", target)
    return target


def test_py_wacz_finds_it_valid(tools: Path, package: Path) -> None:
    done = run(tools / "wacz", "validate", "-f", package)
    assert done.returncode == 0 and "is valid" in done.stdout, done.stdout + done.stderr


@pytest.fixture
def replayed(tools: Path, package: Path, tmp_path: Path) -> Iterator[str]:
    """The address of pywb with the package as its one collection."""
    (tmp_path / "pywb").mkdir()
    for words in (("init", "police"), ("add", "--unpack-wacz", "police", package)):
        done = run(tools / "wb-manager", *words, cwd=tmp_path / "pywb")
        assert done.returncode == 0, done.stderr
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serving = subprocess.Popen(
        [str(tools / "wayback"), "-b", "127.0.0.1", "-p", str(port)], cwd=tmp_path / "pywb", stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}/police"
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{address}/", timeout=5).close()
                break
            except (urllib.error.URLError, TimeoutError):
                time.sleep(0.5)
        yield address
    finally:
        serving.terminate()
        serving.wait(20)


def test_pywb_replays_a_page_and_the_same_page_a_week_later(replayed: str) -> None:
    for moment in ("20251220010000", "20251227010000"):
        with urllib.request.urlopen(f"{replayed}/{moment}id_/{URL.format(1)}", timeout=30) as answer:
            assert answer.read().decode() == "<h1>望江警方第1号通报</h1>"
            assert moment in (answer.headers["Content-Location"] or answer.url)
