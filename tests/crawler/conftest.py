"""A running sample web, and crawls of it in processes of their own, as users start them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crawler.sample_web.process import SampleWebHandle, serve_in_process

DAY = "2025-12-10"


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


@pytest.fixture
def crawl(web: SampleWebHandle) -> Crawl:
    def run(data: Path, *words: str) -> Crawled:
        done = subprocess.run(
            crawl_command(data, web, *words), capture_output=True, text=True, timeout=180, check=False
        )
        summary = json.loads(done.stdout) if done.stdout.strip() else {"sites": []}
        return Crawled(done.returncode, {site["site"]: site for site in summary["sites"]}, done.stderr)

    return run
