"""`jingwen schedule`: the line that makes the crawl run by itself."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import click

from archive.errors import ArchiveError, UsageError
from crawler.schedule import crontab_line, launchd_plist, systemd_units, with_line, without_line

SYSTEMD = Path.home() / ".config" / "systemd" / "user"
LAUNCHD = Path.home() / "Library" / "LaunchAgents" / "jingwen.plist"

how = click.option("--cron", "kind", flag_value="cron", default="cron", help="A crontab line (the default).")
how_systemd = click.option("--systemd", "kind", flag_value="systemd", help="A systemd timer of the user.")
how_launchd = click.option("--launchd", "kind", flag_value="launchd", help="A launchd agent (macOS).")


@click.group("schedule", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Make `jingwen crawl --due` run every hour; each site is visited as often as its file says.

    \b
    Example:  jingwen --data /srv/jingwen schedule install --cron
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(show_command)


@command.command("show")
@how
@how_systemd
@how_launchd
@click.pass_obj
def show_command(data: Path, kind: str = "cron") -> None:
    """Print it, and change nothing."""
    for place, text in units(kind, data).items():
        click.echo(text if kind == "cron" else f"# {place}\n{text}")


@command.command("install")
@how
@how_systemd
@how_launchd
@click.pass_obj
def install_command(data: Path, kind: str) -> None:
    """Put it in place; doing it again replaces the line of before."""
    (data / "logs").mkdir(parents=True, exist_ok=True)
    if kind == "cron":
        write_crontab(with_line(read_crontab(), crontab_line(program(), data.resolve())))
        click.echo("Installed. `crontab -l` shows it, `jingwen schedule remove` takes it out.")
        return
    for place, text in units(kind, data).items():
        path = Path(place)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        click.echo(f"Wrote {path}")
    begin = "systemctl --user enable --now jingwen.timer" if kind == "systemd" else f"launchctl load {LAUNCHD}"
    click.echo(f"Start it with: {begin}")


@command.command("remove")
@how
@how_systemd
@how_launchd
@click.pass_obj
def remove_command(data: Path, kind: str) -> None:
    """Take it out again."""
    if kind == "cron":
        write_crontab(without_line(read_crontab()))
    else:
        for place in units(kind, data):
            Path(place).unlink(missing_ok=True)
    click.echo("Removed.")


def units(kind: str, data: Path) -> dict[str, str]:
    """What would be installed, by the place it goes to."""
    where = data.resolve()
    if kind == "systemd":
        return {str(SYSTEMD / name): text for name, text in systemd_units(program(), where).items()}
    if kind == "launchd":
        return {str(LAUNCHD): launchd_plist(program(), where)}
    return {"crontab": crontab_line(program(), where)}


def program() -> Path:
    """The command as cron will call it, which knows no PATH of ours."""
    beside = Path(sys.executable).with_name("jingwen")
    return beside if beside.exists() else Path(shutil.which("jingwen") or beside)


def crontab_program() -> str:
    found = shutil.which("crontab")
    if found is None:
        raise UsageError(
            "there is no crontab here; use --systemd or --launchd, or `jingwen schedule show` and copy the line"
        )
    return found


def read_crontab() -> str:
    done = subprocess.run([crontab_program(), "-l"], capture_output=True, text=True, check=False)  # noqa: S603
    # Without this a crontab that merely could not be read would be replaced by one line.
    if done.returncode and "no crontab" not in done.stderr.lower():
        raise ArchiveError(f"the crontab cannot be read ({done.stderr.strip()}); nothing was changed")
    return done.stdout if done.returncode == 0 else ""


def write_crontab(text: str) -> None:
    done = subprocess.run([crontab_program(), "-"], input=text, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise ArchiveError(f"crontab refused the line: {done.stderr.strip()}")
