"""When a crawl is due, and the lines that make it run by itself."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.records import Site
from crawler.schedule import crontab_line, due_sites, launchd_plist, systemd_units, with_line, without_line
from tests.crawler.conftest import Ran

PROGRAM, DATA = Path("/srv/bin/jingwen"), Path("/srv/a b%c/data")
NOW = datetime(2025, 12, 20, 12, 17, tzinfo=UTC)


def site(name: str, cadence: str) -> Site:
    return Site(name, name, "990100", "province", "police", name, "trs", f"http://{name}.test/", cadence=cadence)


@pytest.mark.parametrize(
    ("cadence", "last", "due"),
    [
        ("hourly", "2025-12-20T11:17:00Z", True),
        ("hourly", "2025-12-20T11:18:00Z", False),
        ("daily", "2025-12-19T16:17:00Z", True),
        ("daily", "2025-12-19T16:18:00Z", False),
        ("weekly", "2025-12-14T12:17:00Z", True),
        ("weekly", "2025-12-15T12:17:00Z", False),
        ("daily", "", True),
    ],
)
def test_a_site_is_due_when_its_cadence_has_passed(cadence: str, last: str, due: bool) -> None:
    runs = {"one": last} if last else {}
    assert due_sites([site("one", cadence)], runs, NOW) == (["one"] if due else [])


def test_the_crontab_line_is_quoted_for_cron() -> None:
    line = crontab_line(PROGRAM, DATA)
    assert line.startswith("17 * * * * /srv/bin/jingwen --data '/srv/a b\\%c/data' crawl --due >> ")
    assert line.endswith("2>&1 # jingwen")


def test_our_line_stands_once_and_everything_else_stays() -> None:
    others = "MAILTO=me\n0 5 * * * backup # not jingwen's\n"
    once = with_line(others, crontab_line(PROGRAM, DATA))
    assert with_line(once, crontab_line(PROGRAM, Path("/elsewhere"))).count("# jingwen\n") == 1
    assert without_line(once) == others


def test_the_systemd_units_are_whole() -> None:
    units = systemd_units(PROGRAM, DATA)
    assert set(units) == {"jingwen.service", "jingwen.timer"}
    assert "ExecStart=/srv/bin/jingwen --data '/srv/a b%%c/data' crawl --due" in units["jingwen.service"]
    assert "Persistent=true" in units["jingwen.timer"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_itself_finds_nothing_wrong(tmp_path: Path) -> None:
    for name, text in systemd_units(Path("/bin/true"), tmp_path).items():
        (tmp_path / name).write_text(text)
    units = [str(tmp_path / name) for name in ("jingwen.service", "jingwen.timer")]
    done = subprocess.run(["systemd-analyze", "verify", "--user", *units], capture_output=True, text=True, check=False)
    assert "jingwen" not in done.stderr


def test_the_launchd_agent_is_a_property_list_with_the_command() -> None:
    agent = plistlib.loads(launchd_plist(PROGRAM, Path("/srv/a & b")).encode())
    assert agent["ProgramArguments"] == ["/srv/bin/jingwen", "--data", "/srv/a & b", "crawl", "--due"]
    assert agent["StartCalendarInterval"] == {"Minute": 17}


FAKE = """#!/bin/sh
# crontab as cron has it: -l prints the table or says that there is none, - replaces it
table="$CRONTAB_FILE"
case "$1" in
  -l) if [ -n "$CRONTAB_BROKEN" ]; then echo "crontab: permission denied" >&2; exit 1; fi
      if [ -f "$table" ]; then cat "$table"; else echo "no crontab for me" >&2; exit 1; fi ;;
  -) cat > "$table" ;;
esac
"""


@pytest.fixture
def crontab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A crontab program on PATH that keeps its table in a file; the file."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "crontab"
    program.write_text(FAKE)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setenv("CRONTAB_FILE", str(tmp_path / "table"))
    return tmp_path / "table"


def test_install_twice_and_remove(crontab: Path, jingwen: Callable[..., Ran], tmp_path: Path) -> None:
    crontab.write_text("0 5 * * * backup\n")
    for _ in range(2):
        assert jingwen("schedule", "install", "--cron", data=tmp_path / "data").code == 0
    lines = crontab.read_text().splitlines()
    assert lines[0] == "0 5 * * * backup"
    assert len(lines) == 2 and f"--data {tmp_path / 'data'} crawl --due" in lines[1]
    assert (tmp_path / "data" / "logs").is_dir()
    assert jingwen("schedule", "remove", "--cron", data=tmp_path / "data").code == 0
    assert crontab.read_text() == "0 5 * * * backup\n"


def test_the_first_line_of_an_empty_crontab(crontab: Path, jingwen: Callable[..., Ran], tmp_path: Path) -> None:
    assert jingwen("schedule", "install", data=tmp_path / "data").code == 0
    assert len(crontab.read_text().splitlines()) == 1


def test_a_crontab_that_cannot_be_read_is_left_alone(
    crontab: Path, jingwen: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crontab.write_text("0 5 * * * backup\n")
    monkeypatch.setenv("CRONTAB_BROKEN", "1")
    done = jingwen("schedule", "install", data=tmp_path / "data")
    assert (done.code, "permission denied" in done.err) == (1, True)
    assert crontab.read_text() == "0 5 * * * backup\n"


def test_without_a_crontab_program_the_way_out_is_named(
    jingwen: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = jingwen("schedule", "install", data=tmp_path / "data")
    assert (done.code, "--systemd" in done.err) == (2, True)


def test_what_is_shown_is_what_would_be_installed(jingwen: Callable[..., Ran], tmp_path: Path) -> None:
    for kind, wanted in (("--cron", "# jingwen"), ("--systemd", "[Timer]"), ("--launchd", "ProgramArguments")):
        done = jingwen("schedule", "show", kind, data=tmp_path / "data")
        assert (done.code, wanted in done.out) == (0, True)
    assert not (tmp_path / "data").exists()
