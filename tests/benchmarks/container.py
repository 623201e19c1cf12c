"""The container of a published snapshot, built and asked for pages: `make container`.

    python -m tests.benchmarks.container

Publishes an archive of invented news, builds its Containerfile word for word with buildah (chroot isolation, as root),
runs what the image says it runs, as the user it says, and fetches pages. No registry of images is asked: the image that
FROM names is stood in for by Debian's own Python of that version (debootstrap), under the same name. pip finds its
packages where it finds them on this machine. Ends with 1 where a step or a page fails.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from crawler.cli.published import current, publish
from crawler.cli.serve import free_port
from tests.datasette_config.conftest import fill

DEBIAN = {(3, 11): "bookworm", (3, 13): "trixie"}  # whose Python is which
TOOLS = ("buildah", "debootstrap")
PAGES = (
    "/", "/-/search?q=警", "/-/sites", "/-/trends?q=警", "/-/extract.csv?q=警", "/-/feed.atom", "/static/jingwen.css",
    "/jingwen/articles.json?_search=警",
)  # fmt: skip
# As python:X.Y-slim has it: `python` and `pip` on the path, and pip free to install.
LIKE_SLIM = "ln -sf python3 usr/bin/python && rm -f usr/lib/python3*/EXTERNALLY-MANAGED"


class Buildah:
    """buildah with a store of its own in a folder; every call raises CalledProcessError where it fails."""

    def __init__(self, folder: Path) -> None:
        store = ["--root", str(folder / "store"), "--runroot", str(folder / "run"), "--storage-driver", "vfs"]
        self.words = ["buildah", *store]

    def __call__(self, *words: str) -> str:
        done = subprocess.run([*self.words, *words], check=True, stdout=subprocess.PIPE, text=True)
        return done.stdout.strip()


def stand_in(buildah: Buildah, folder: Path, name: str) -> None:
    """An image of Debian with its own Python, under the name that FROM has."""
    suite = DEBIAN[sys.version_info[:2]]
    root = folder / "debian"
    packages = "python3,python3-pip,ca-certificates"
    words = ["debootstrap", "--variant=minbase", f"--include={packages}", suite, str(root)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["sh", "-c", LIKE_SLIM], cwd=root, check=True)
    made = buildah("from", "scratch")
    buildah("add", "--quiet", made, str(root), "/")
    buildah("config", "--env", "PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", made)
    buildah("commit", "--quiet", "--rm", made, f"docker.io/library/{name}")


def as_pip_is_here() -> list[str]:
    """What a build needs to find packages where pip finds them on this machine: its settings and local folders."""
    words = [word for name in os.environ if name.startswith("PIP_") for word in ("--env", name)]
    told = subprocess.run(["pip", "config", "list"], check=True, capture_output=True, text=True).stdout
    places = {Path("/etc/pip.conf"), Path("/etc/xdg/pip"), Path("/etc/ssl/certs")}
    places |= {Path(word.removeprefix("file://").strip("'")) for word in told.replace("=", " ").split()}
    found = {place for place in places if place.is_absolute() and place.exists()}
    return words + [word for place in sorted(found) for word in ("-v", f"{place}:{place}:ro")]


@contextmanager
def running(buildah: Buildah, image: str) -> Iterator[tuple[str, str]]:
    """What the image runs, as the user it names, on a free port of this machine; its address, and its user's id."""
    config: dict[str, Any] = json.loads(buildah("inspect", "--type", "image", image))["OCIv1"]["config"]
    port = free_port("127.0.0.1", 0)
    command = [str(port) if word == "8001" else word for word in config["Cmd"]]
    made = buildah("from", "--pull-never", image)
    user = buildah("run", "--isolation", "chroot", made, "--", "id", "-u")
    words = [*buildah.words, "run", "--isolation", "chroot", made, "--", *command]
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}", user
    finally:
        server.terminate()
        server.wait(30)


def answers(room: str) -> dict[str, int]:
    """The status of every page, once the server answers."""
    for _ in range(300):
        try:
            return {page: httpx.get(room + page, timeout=30).status_code for page in PAGES}
        except httpx.ConnectError:
            time.sleep(0.2)
    return {}


def main() -> int:
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing or os.geteuid() or sys.version_info[:2] not in DEBIAN:
        print(f"This needs root, Python of {sorted(DEBIAN)}, and: {' '.join(TOOLS)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="jingwen-container-") as name:
        folder = Path(name)
        (folder / "data").mkdir()
        fill(folder / "data", 90)
        publish(folder / "data", folder / "published", 2, print)
        snapshot = current(folder / "published")
        base = (snapshot / "Containerfile").read_text("utf-8").split("\n", 1)[0].removeprefix("FROM ")
        buildah = Buildah(folder)
        print(f"standing in for {base} …", flush=True)
        stand_in(buildah, folder, base)
        print("building …", flush=True)
        built = ["--isolation", "chroot", "--pull-never", *as_pip_is_here()]
        buildah("bud", *built, "-f", str(snapshot / "Containerfile"), "-t", "jingwen", str(snapshot))
        with running(buildah, "localhost/jingwen") as (room, user):
            found = answers(room)
    print(f"built on {base}; served as user {user}: {found}")
    return 0 if user != "0" and set(found.values()) == {200} else 1


if __name__ == "__main__":
    sys.exit(main())
