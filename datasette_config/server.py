"""One server of a published snapshot, on a socket it is given; told to end, it lets its successor have the readers.

`python -m datasette_config.server FD`, run in the folder of a snapshot: it says "ready" once it answers.
"""

from __future__ import annotations

import json
import signal
import socket
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.utils import parse_metadata

ROOM = Path(__file__).parent
DATABASE, INSPECTED = "jingwen.db", "inspect-data.json"
KEPT_ALIVE = 5  # seconds an idle connection stays open
LINGER = KEPT_ALIVE + 1  # so that every connection ends by itself before the server does
App = Callable[[Any, Any, Any], Awaitable[None]]


class Lingering(uvicorn.Server):
    """On SIGTERM it takes no new connection, answers on those there are, and ends when they have ended."""

    leaving_since: float | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        print("ready", flush=True)

    def handle_exit(self, sig: int, frame: Any) -> None:
        if sig != signal.SIGTERM or self.leaving_since is not None:
            super().handle_exit(sig, frame)
            return
        self.leaving_since = time.monotonic()

    async def on_tick(self, counter: int) -> bool:
        if self.leaving_since is not None:
            for server in self.servers:
                server.close()
            if time.monotonic() - self.leaving_since > LINGER:
                self.should_exit = True
        return await super().on_tick(counter)


def room(folder: Path) -> Datasette:
    """Datasette over the snapshot in a folder, with the pages that came with it."""
    return Datasette(
        [],
        immutables=[str(folder / DATABASE)],
        inspect_data=json.loads((folder / INSPECTED).read_text("utf-8")),
        metadata=parse_metadata((ROOM / "metadata.yaml").read_text("utf-8")),
        template_dir=str(ROOM / "templates"),
        plugins_dir=str(ROOM / "plugins"),
        static_mounts=[("static", str(ROOM / "static"))],
        settings=json.loads((ROOM / "settings.json").read_text("utf-8")),
    )


def main(descriptor: int) -> None:
    """Serve the snapshot in this folder until told to end."""
    app = room(Path.cwd()).app()
    server: Lingering

    async def last_answers(scope: Any, receive: Any, send: Any) -> None:
        async def closing(message: Any) -> None:
            if message["type"] == "http.response.start" and server.leaving_since is not None:
                message = {**message, "headers": [*message["headers"], (b"connection", b"close")]}
            await send(message)

        await app(scope, receive, closing if scope["type"] == "http" else send)

    server = Lingering(uvicorn.Config(last_answers, log_level="warning", timeout_keep_alive=KEPT_ALIVE))
    server.run(sockets=[socket.socket(fileno=descriptor)])


if __name__ == "__main__":
    main(int(sys.argv[1]))
