"""Serving a folder of snapshots: where a new one is current, a new server takes over the listening socket."""

from __future__ import annotations

import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from archive.errors import ArchiveError, UsageError
from crawler.cli.published import current

READY_WITHIN = 60.0  # seconds a new server has to answer
LOOK_EVERY = 1.0  # seconds between two looks at `current`
BACKLOG = 2_048

Told = Callable[[str], None]


class NotServed(ArchiveError):
    """A snapshot whose server did not start; the one before it goes on."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket that servers can inherit. Raises UsageError where the port is taken."""
    try:
        return socket.create_server((host, port), backlog=BACKLOG)
    except OSError as error:
        raise UsageError(f"port {port} on {host} cannot be used ({error.strerror}); try --port {port + 1}") from error


def start(snapshot: Path, listening: socket.socket) -> subprocess.Popen[bytes]:
    """A server of a snapshot that answers on a socket. Raises NotServed."""
    descriptor = listening.fileno()
    words = [sys.executable, "-m", "datasette_config.server", str(descriptor)]
    server = subprocess.Popen(words, cwd=snapshot, pass_fds=[descriptor], stdout=subprocess.PIPE)  # noqa: S603 - ours
    assert server.stdout is not None
    ready, _, _ = select.select([server.stdout], [], [], READY_WITHIN)
    if not ready or server.stdout.readline() != b"ready\n":
        server.kill()
        server.wait()
        raise NotServed(f"the server of {snapshot} did not start; the snapshot before it is served on")
    return server


def serve_published(folder: Path, host: str, port: int, told: Told) -> int:
    """Serve the current snapshot, and each that follows it, until stopped; the exit code.

    A new server answers before the old one is told to end, and the old one ends what it has begun: no reader is
    turned away. Raises UsageError where nothing is published or the port is taken.
    """
    shown = current(folder)
    with listen(host, port) as listening:
        servers = [start(shown, listening)]
        told(f"The reading room is at http://{host}:{listening.getsockname()[1]}/  (Ctrl-C ends it)")
        before = signal.signal(signal.SIGTERM, _stop)
        try:
            while servers[-1].poll() is None:
                time.sleep(LOOK_EVERY)
                servers = [server for server in servers if server.poll() is None or server is servers[-1]]
                wanted = current(folder)
                if wanted == shown:
                    continue
                shown = wanted
                try:
                    servers.append(start(wanted, listening))
                except NotServed as error:
                    told(str(error))
                    continue
                told(f"{wanted.name} is served now")
                servers[-2].terminate()
            return servers[-1].returncode or 0
        except KeyboardInterrupt:
            return 0
        finally:
            signal.signal(signal.SIGTERM, before)
            for server in servers:
                server.send_signal(signal.SIGINT)
            for server in servers:
                server.wait()


def _stop(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt
