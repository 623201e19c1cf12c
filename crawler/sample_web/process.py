"""The sample web in a process of its own: for the demo, tests and benchmarks."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from crawler.sample_web.clock import LAST_DAY
from crawler.sample_web.faults import Fault
from crawler.sample_web.server import CONTROL_HOST
from crawler.sample_web.world import ARTICLES, SEED

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class SampleWebHandle:
    """A running sample web: its loopback port, and orders to it."""

    port: int

    @property
    def address(self) -> str:
        """ "127.0.0.1:PORT", as the setting SAMPLE_WEB wants it."""
        return f"127.0.0.1:{self.port}"

    def set_day(self, day: str) -> None:
        """Move its clock. Raises ValueError when the day is none."""
        self._order("POST", "/day", {"day": day})

    def set_faults(self, faults: Iterable[Fault]) -> None:
        """Replace the faults in force."""
        self._order("POST", "/faults", [fault.plain() for fault in faults])

    def redesign(self, hosts: Iterable[str]) -> None:
        """From now on these hosts, and no others, show their pages in a new design."""
        self._order("POST", "/redesign", list(hosts))

    def requests(self) -> dict[tuple[str, str, int], int]:
        """How often each (host, path with query, status) was asked for; status 0 is a fault."""
        rows = json.loads(self._order("GET", "/requests"))
        return {(host, path, status): count for host, path, status, count in rows}

    def forget_requests(self) -> None:
        """Start counting anew."""
        self._order("POST", "/forget", {})

    def _order(self, method: str, path: str, words: object = None) -> bytes:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            link.request(
                method, path, body=None if words is None else json.dumps(words), headers={"Host": CONTROL_HOST}
            )
            answer = link.getresponse()
            told = answer.read()
        finally:
            link.close()
        if answer.status != 200:
            raise ValueError(f"the sample web refused {path}: {told.decode()}")
        return told


@contextmanager
def serve_in_process(
    port: int = 0, *, day: str = LAST_DAY, faults: Iterable[Fault] = (), articles: int = ARTICLES, seed: int = SEED
) -> Iterator[SampleWebHandle]:
    """A sample web in a child process, up before this yields and gone after; 0 takes any free port.

    Raises RuntimeError when it does not start (the port is taken, say): the child's own words are on stderr.
    """
    words = [
        sys.executable,
        "-m",
        "crawler.sample_web",
        "--announce",
        "--port",
        str(port),
        "--day",
        day,
        "--articles",
        str(articles),
    ]
    words += ["--seed", str(seed), "--faults", json.dumps([fault.plain() for fault in faults])]
    paths = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH", ""))))
    child = subprocess.Popen(  # noqa: S603 - our own words
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": paths}
    )
    assert child.stdin is not None and child.stdout is not None
    try:
        line = child.stdout.readline()
        if not line.strip().isdigit():
            raise RuntimeError(f"the sample web did not start on port {port}")
        yield SampleWebHandle(int(line))
    finally:
        child.stdin.close()
        try:
            child.wait(5)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        child.stdout.close()
