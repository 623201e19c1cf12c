"""Every publication of the sample web redesigned in mid-archive: articles lost, redesigns told, and by when."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from archive.urls import url_key
from crawler.sample_web.clock import FIRST_DAY, LAST_DAY, later
from crawler.sample_web.process import SampleWebHandle, serve_in_process
from crawler.sample_web.world import World

BEFORE = "2025-12-10"


def main() -> None:
    world = World()
    hosts = {house.host for house in world.publications.values()}
    with tempfile.TemporaryDirectory() as folder, serve_in_process(day=BEFORE) as web:
        data = Path(folder)
        crawled(data, web, ("--since", FIRST_DAY, "--until", BEFORE))
        stood = filed(data)
        web.redesign(hosts)
        web.set_day(LAST_DAY)
        crawled(data, web, ("--since", later(BEFORE, -7), "--until", LAST_DAY))
        found = filed(data)
        with sqlite3.connect(data / "jingwen.db") as conn:
            told = {site for (site,) in conn.execute("SELECT site FROM issues WHERE failure = 'layout_changed'")}
    new = {url_key(one.url) for one in world.articles(LAST_DAY)} - stood
    print(f"{len(hosts)} publications redesigned after {len(stood):,} articles: {len(new)} new ones since")
    print(f"articles lost: {len(stood - found)} of those before, {len(new - found)} of those after")
    print(f"redesigns told by the next run: {len(told)} of {len(hosts)}")


def crawled(data: Path, web: SampleWebHandle, words: Sequence[str]) -> None:
    command = [sys.executable, "-m", "crawler.cli.main", "--data", str(data), "crawl", "--json"]
    subprocess.run([*command, "--looks", "0", "--sample-web", web.address, *words], check=False, capture_output=True)


def filed(data: Path) -> set[str]:
    """The key of every article and copy."""
    with sqlite3.connect(data / "jingwen.db") as conn:
        rows = conn.execute("SELECT url FROM articles UNION ALL SELECT url FROM copies")
        return {url_key(url) for (url,) in rows}


if __name__ == "__main__":
    main()
