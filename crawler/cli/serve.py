"""`jingwen serve`: Datasette over the archive, with the reading room's pages, search and settings."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import webbrowser
from importlib import resources
from pathlib import Path
from threading import Timer

import click

from archive.errors import UsageError
from archive.store.readonly import connect
from crawler.cli.handover import serve_published

LOCAL = "127.0.0.1"


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 takes any free port.")
@click.option("--host", default=LOCAL, show_default=True, help="0.0.0.0 lets others in; put a proxy with TLS in front.")
@click.option("--open", "open_browser", is_flag=True, help="Open a browser window.")
@click.option(
    "--published", type=click.Path(path_type=Path), metavar="DIR", help="What `publish` wrote, always the newest."
)
@click.pass_obj
def command(data: Path, port: int, host: str, open_browser: bool, published: Path | None) -> int:
    """Serve the archive with Datasette. Readers never wait for a crawl that writes.

    \b
    Example:  jingwen --data /srv/jingwen serve --port 8001
              jingwen serve --published /srv/published --host 0.0.0.0
    """
    if published is not None:
        return serve_published(published, host, port, lambda line: click.echo(line))
    return serve(data, port, host=host, open_browser=open_browser)


def serve(data: Path, port: int, *, host: str = LOCAL, open_browser: bool = False) -> int:
    """Run Datasette until it is stopped; its exit code. Raises UsageError when the port is taken."""
    connect(data).close()  # says clearly what is wrong with the archive before Datasette starts
    port = free_port(host, port)
    address = f"http://{LOCAL if host == '0.0.0.0' else host}:{port}/"  # noqa: S104 - compared, not bound
    click.echo(f"The reading room is at {address}  (Ctrl-C ends it)")
    if open_browser:
        Timer(1.5, webbrowser.open, [address]).start()
    with subprocess.Popen(datasette_command(data, host, port)) as child:  # noqa: S603 - our own words
        # who ends us ends it: a server that nobody waits for any more would go on for ever
        before = signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        try:
            return child.wait()
        except KeyboardInterrupt:
            return 0
        finally:
            signal.signal(signal.SIGTERM, before)


def free_port(host: str, port: int) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UsageError(
                f"port {port} on {host} cannot be used ({error.strerror}); try --port {port + 1}"
            ) from error
        taken: int = probe.getsockname()[1]
        return taken


def datasette_command(data: Path, host: str, port: int) -> list[str]:
    """The exact command line that serves this archive."""
    room = Path(str(resources.files("datasette_config")))
    settings: dict[str, object] = json.loads((room / "settings.json").read_text(encoding="utf-8"))
    words = [sys.executable, "-m", "datasette", "serve", str(data / "jingwen.db"), "--host", host, "--port", str(port)]
    words += ["--metadata", str(room / "metadata.yaml"), "--template-dir", str(room / "templates")]
    words += ["--plugins-dir", str(room / "plugins"), "--static", f"static:{room / 'static'}"]
    for name, value in settings.items():
        words += ["--setting", name, ("on" if value else "off") if isinstance(value, bool) else str(value)]
    return words
