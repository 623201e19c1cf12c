"""A folder of snapshots: each with all that serves it, the newest under the name `current`, swapped in one step."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import metadata, resources
from pathlib import Path

from packaging.requirements import Requirement

from archive.errors import UsageError
from archive.publish.snapshot import write_snapshot
from archive.store.faults import Explained
from archive.store.readonly import DATABASE

SNAPSHOTS, CURRENT, UNFINISHED = "snapshots", "current", ".unfinished-"
CODE = ("archive", "datasette_config")  # what the pages are made by
ROOM, INSPECTED, SUMS = "datasette_config", "inspect-data.json", "SHA256SUMS"
IGNORED = shutil.ignore_patterns("__pycache__", "*.pyc")
CONTAINER = """\
FROM python:{python}-slim
RUN useradd --create-home reader
WORKDIR /srv/jingwen
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY --chown=root:root . .
USER reader
ENV PYTHONPATH=/srv/jingwen PYTHONDONTWRITEBYTECODE=1
EXPOSE 8001
CMD {command}
"""
README = """\
# 警闻 Jingwen, as of {made}

An immutable copy of the archive, for readers: {articles} articles. `sha256sum -c {sums}` checks it.

Serve it where the packages of `requirements.txt` are installed, from this folder:

    PYTHONPATH=. {command}

or in a container, from this folder:

    docker build -f Containerfile -t jingwen . && docker run -p 8001:8001 jingwen

The pages as received (WARC) are not part of it.
"""
Told = Callable[[str], None]


def publish(data: Path, folder: Path, keep: int, told: Told) -> Path:
    """Write a snapshot of the archive into a folder and make it the current one; returns its folder.

    Of earlier snapshots `keep` - 1 stay. What a run that was cut short has left is cleared. Raises UsageError where
    the folder holds something else, and what `write_snapshot` raises.
    """
    check_folder(folder)
    with Explained(folder):
        shelf = folder / SNAPSHOTS
        shelf.mkdir(parents=True, exist_ok=True)
        for left in shelf.glob(f"{UNFINISHED}*"):
            shutil.rmtree(left)
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S.%fZ")
        unfinished = shelf / f"{UNFINISHED}{stamp}"
        unfinished.mkdir()
        try:
            write_all(data, unfinished, stamp, told)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        made = unfinished.rename(shelf / stamp)
        swap(folder, made)
        for old in snapshots(folder)[:-keep]:
            told(f"taking away {old.name}")
            shutil.rmtree(old)
    return made


def check_folder(folder: Path) -> None:
    """Raise UsageError for a folder that holds anything but snapshots."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file: give a folder")
    strangers = {path.name for path in folder.iterdir()} - {SNAPSHOTS, CURRENT} if folder.exists() else set()
    strangers = {name for name in strangers if not name.startswith(f".{CURRENT}-")}
    if strangers:
        raise UsageError(f"{folder} holds {sorted(strangers)[0]}: give an empty folder, or one published to before")


def snapshots(folder: Path) -> list[Path]:
    """The finished snapshots of a folder, oldest first."""
    return sorted(path for path in (folder / SNAPSHOTS).iterdir() if not path.name.startswith("."))


def current(folder: Path) -> Path:
    """The snapshot that is served. Raises UsageError where nothing was published."""
    link = folder / CURRENT
    if not (link / DATABASE).exists():
        raise UsageError(f"nothing is published in {folder}: run `jingwen publish --to {folder}`")
    return link.resolve()


def swap(folder: Path, made: Path) -> None:
    """Point `current` to a snapshot, in one step."""
    link = folder / f".{CURRENT}-{made.name}"
    link.symlink_to(made.relative_to(folder))
    link.replace(folder / CURRENT)


def write_all(data: Path, folder: Path, stamp: str, told: Told) -> None:
    """The database, its counts, the pages' code, what it needs, how to serve it, and a sum of every file."""
    rows = write_snapshot(data, folder, told)
    told("writing what serves it")
    for name in CODE:
        shutil.copytree(Path(str(resources.files(name))), folder / name, ignore=IGNORED)
    digest = sha256_of(folder / DATABASE)
    inspected = {
        "jingwen": {
            "hash": digest,
            "size": (folder / DATABASE).stat().st_size,
            "file": DATABASE,
            "tables": {name: {"count": count} for name, count in rows.items()},
        }
    }
    (folder / INSPECTED).write_text(json.dumps(inspected, indent=2), "utf-8")
    (folder / "requirements.txt").write_text("\n".join(sorted(set(pins("jingwen")))) + "\n", "utf-8")
    told_words = {"made": stamp, "articles": f"{rows['articles']:,}", "sums": SUMS}
    (folder / "README.md").write_text(README.format(command=" ".join(served_by("127.0.0.1")), **told_words), "utf-8")
    python = ".".join(map(str, sys.version_info[:2]))  # the pins were chosen for it
    container = CONTAINER.format(python=python, command=json.dumps(served_by("0.0.0.0")))  # noqa: S104 - inside a container
    (folder / "Containerfile").write_text(container, "utf-8")
    sums = [f"{sha256_of(path)}  {path.relative_to(folder)}\n" for path in sorted(folder.rglob("*")) if path.is_file()]
    (folder / SUMS).write_text("".join(sums), "utf-8")


def served_by(host: str, port: int = 8001) -> list[str]:
    """The command that serves a snapshot, run in its folder."""
    settings: dict[str, object] = json.loads(Path(str(resources.files(ROOM) / "settings.json")).read_text("utf-8"))
    words = ["datasette", "serve", "-i", DATABASE, "--inspect-file", INSPECTED, "--host", host, "--port", str(port)]
    words += ["--metadata", f"{ROOM}/metadata.yaml", "--template-dir", f"{ROOM}/templates"]
    words += ["--plugins-dir", f"{ROOM}/plugins", "--static", f"static:{ROOM}/static"]
    for name, value in settings.items():
        words += ["--setting", name, ("on" if value else "off") if isinstance(value, bool) else str(value)]
    return words


def pins(name: str, seen: set[str] | None = None) -> Iterator[str]:
    """Every package a distribution needs here, its own needs with it, as it is installed: "numpy==2.3.5"."""
    seen = set() if seen is None else seen
    for line in metadata.requires(name) or []:
        needed = Requirement(line)
        if needed.name in seen or (needed.marker and not needed.marker.evaluate({"extra": ""})):
            continue
        seen.add(needed.name)
        yield f"{needed.name}=={metadata.version(needed.name)}"
        yield from pins(needed.name, seen)


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
