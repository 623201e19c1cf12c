"""`jingwen serve`: answers until it is stopped; a port that cannot be had is said to be one."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.crawler.conftest import Jingwen, one_line


def page_at(url: str) -> str:
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answered at {url}")


def test_serve_answers_until_it_is_stopped(crawled: Path) -> None:
    words = [sys.executable, "-m", "crawler.cli.main", "--data", str(crawled), "serve", "--port", "0"]
    served = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    )
    assert served.stdout is not None
    try:
        said = served.stdout.readline()
        room = next(word for word in said.split() if word.startswith("http://127.0.0.1:"))
        assert "警闻" in page_at(room)
        assert "云岭公安网" in page_at(f"{room}-/search?q=%E8%AD%A6")
        assert page_at(f"{room}jingwen/articles.csv?_search=%E8%AD%A6&_size=3").startswith("id,")
    finally:
        os.killpg(served.pid, signal.SIGINT)
        served.stdout.close()
        code = served.wait(30)
    assert code in (0, 130, -signal.SIGINT)


def test_a_port_that_is_taken_is_said_to_be(told: Jingwen, crawled: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        one_line(told("serve", "--port", port, data=crawled), 2, port)


def test_a_host_that_is_not_ours_is_said_to_be(told: Jingwen, crawled: Path) -> None:
    one_line(told("serve", "--port", "0", "--host", "192.0.2.1", data=crawled), 2, "192.0.2.1")


def test_who_ends_the_command_ends_the_server(crawled: Path) -> None:
    words = [sys.executable, "-m", "crawler.cli.main", "--data", str(crawled), "serve", "--port", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as served:
        assert served.stdout is not None
        room = next(word for word in served.stdout.readline().split() if word.startswith("http://127.0.0.1:"))
        assert "警闻" in page_at(room)
        served.terminate()
        served.wait(timeout=30)
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(room, timeout=5)
