"""Every way to misbehave at once, each at a site of its own: the healthy sites beside them come whole."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import threading
import time
from pathlib import Path

import psutil

from archive.urls import url_key
from crawler.sample_web.faults import FAULT_KINDS, Fault
from crawler.sample_web.process import SampleWebHandle
from crawler.sample_web.world import World
from tests.crawler.conftest import DAY, crawl_command

MOST_MEMORY = 1_000_000_000  # bytes, of the crawl and its readers together
HARMLESS = ("slow",)
CLASSES = {
    "unavailable": {"http_5xx"},
    "forbidden": {"http_403", "robots"},
    "redirect_private": {"private_address"},
    "redirect_loop": {"redirect_loop"},
    "challenge_412": {"challenge"},
    "challenge_521": {"challenge"},
    "challenge_200": {"challenge"},
    "endless": {"too_large", "timeout"},
    "huge": {"too_large"},
    "gzip_bomb": {"too_large"},
    "brotli_bomb": {"too_large"},
    "zstd_bomb": {"too_large"},
    "slow_loris": {"timeout"},
    "header_flood": {"too_large", "timeout", "reset"},
    "reset": {"reset"},
}


class Memory(threading.Thread):
    """The most that a process and its children held at once, bytes."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.process, self.most = psutil.Process(pid), 0

    def run(self) -> None:
        while True:
            try:
                family = (self.process, *self.process.children(recursive=True))
                self.most = max(self.most, sum(one.memory_info().rss for one in family))
            except psutil.NoSuchProcess:
                if not self.process.is_running():
                    return
            time.sleep(0.05)


def test_everything_at_once_harms_no_healthy_site(web: SampleWebHandle, tmp_path: Path) -> None:
    world = World()
    # papers last: each of their ninety days would be asked for at a site that never answers
    names = sorted(world.publications, key=lambda name: (world.publications[name].kind == "paper", name))
    struck = dict(zip(names, FAULT_KINDS, strict=False))
    web.set_faults(
        [Fault(kind, world.publications[name].host, seconds=0.2) for name, kind in struck.items()]  # type: ignore[arg-type]
    )
    words = crawl_command(tmp_path, web, "--since", "2025-09-01", "--until", DAY)
    child = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    memory = Memory(child.pid)
    memory.start()
    out, err = child.communicate(timeout=400)
    assert "Traceback" not in err
    sites = {site["site"]: site for site in json.loads(out)["sites"]}
    with sqlite3.connect(tmp_path / "jingwen.db") as conn:
        found = {url_key(url) for (url,) in conn.execute("SELECT url FROM articles UNION ALL SELECT url FROM copies")}
        classes: dict[str, set[str]] = {}
        for site, failure in conn.execute("SELECT site, failure FROM issues"):
            classes.setdefault(site, set()).add(failure)
    healthy = [name for name in names if name not in struck or struck[name] in HARMLESS]
    wanted = {url_key(one.url) for one in world.articles(DAY) if one.publication in healthy}
    assert len(healthy) >= 8 and wanted <= found
    assert {sites[name]["outcome"] for name in healthy if name not in struck} == {"ok"}
    for name, kind in struck.items():
        if kind in CLASSES:
            assert CLASSES[kind] & classes[name], (name, kind, classes[name])
    assert memory.most < MOST_MEMORY
