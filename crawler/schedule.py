"""When a crawl is due, and the lines that make it run by itself. Pure: installing them is the command's part."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.records import Site

CADENCES = {"hourly": timedelta(hours=1), "daily": timedelta(hours=20), "weekly": timedelta(days=6)}
MARK = "# jingwen"
MINUTE = 17  # not on the hour, when everybody asks


def due_sites(sites: Iterable[Site], last_good: Mapping[str, str], now: datetime) -> list[str]:
    """The names of the sites whose cadence has passed since their last good run (UTC, ISO); never run is due."""
    return [site.name for site in sites if is_due(site.cadence, last_good.get(site.name, ""), now)]


def is_due(cadence: str, last: str, now: datetime) -> bool:
    if not last:
        return True
    since = now - datetime.strptime(last, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return since >= CADENCES.get(cadence, CADENCES["daily"])


def command_line(program: Path, data: Path) -> list[str]:
    """What is run: the sites that are due, into this data directory."""
    return [str(program), "--data", str(data), "crawl", "--due"]


def crontab_line(program: Path, data: Path) -> str:
    """A crontab line that runs every hour and logs beside the archive."""
    log = shlex.quote(str(data / "logs" / "cron.log"))
    words = shlex.join(command_line(program, data)).replace("%", r"\%")
    return f"{MINUTE} * * * * {words} >> {log} 2>&1 {MARK}"


def systemd_units(program: Path, data: Path) -> dict[str, str]:
    """A service and its timer, by file name, for `~/.config/systemd/user/`."""
    words = shlex.join(command_line(program, data)).replace("%", "%%")
    service = (
        f"[Unit]\nDescription=jingwen: visit the sites that are due\n\n[Service]\nType=oneshot\nExecStart={words}\n"
    )
    timer = (
        "[Unit]\nDescription=jingwen every hour\n\n[Timer]\n"
        f"OnCalendar=*-*-* *:{MINUTE:02d}:00\nPersistent=true\nRandomizedDelaySec=300\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
    return {"jingwen.service": service, "jingwen.timer": timer}


def launchd_plist(program: Path, data: Path) -> str:
    """An agent for `~/Library/LaunchAgents/jingwen.plist`."""
    words = "".join(f"    <string>{escaped(word)}</string>\n" for word in command_line(program, data))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n'
        '<plist version="1.0">\n<dict>\n  <key>Label</key>\n  <string>jingwen</string>\n'
        f"  <key>ProgramArguments</key>\n  <array>\n{words}  </array>\n"
        "  <key>StartCalendarInterval</key>\n  <dict>\n    <key>Minute</key>\n"
        f"    <integer>{MINUTE}</integer>\n  </dict>\n"
        f"  <key>StandardErrorPath</key>\n  <string>{escaped(str(data / 'logs' / 'launchd.log'))}</string>\n"
        "</dict>\n</plist>\n"
    )


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def with_line(crontab: str, line: str) -> str:
    """A crontab with our line in it, once: an older one of ours is replaced, everything else stays as it is."""
    return without_line(crontab) + line + "\n"


def without_line(crontab: str) -> str:
    """A crontab without our line."""
    kept = [line for line in crontab.splitlines() if not line.endswith(MARK)]
    return "".join(f"{line}\n" for line in kept)
