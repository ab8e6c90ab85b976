"""Takes a port of this machine and answers there until Ctrl-C."""

from __future__ import annotations

import logging
import os
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from starlette.applications import Starlette
    from uvicorn import Server

    from raci_graph.serve.origin import Origin

HOST = "127.0.0.1"
"""Where it listens: this machine, and no network."""
_CONNECTIONS = 512


@dataclass(frozen=True)
class Settings:
    """How it is served.

    Attributes:
        port: the port; 0 takes a free one.
        timeout: how many seconds one answer may take.
        limit: how many rows or triples an answer has at most.
    """

    port: int = 7676
    timeout: float = 30
    limit: int = 10_000


def serve(origin: Origin, settings: Settings, started: Callable[[str], None]) -> None:
    """Serve until the process is interrupted.

    Args:
        origin: what is served.
        settings: where and how.
        started: is called with the address once requests are answered.

    Raises:
        UsageError: if the port cannot be had.
        StoreError: if the data cannot be opened.
        KeyboardInterrupt: on Ctrl-C, when all is closed.
    """
    from raci_graph.serve.app import make_app
    from raci_graph.serve.workers import Workers

    with _listen(settings.port) as listener:
        address = f"http://{HOST}:{listener.getsockname()[1]}/"
        workers = Workers(origin, timeout=settings.timeout, limit=settings.limit)
        try:
            app = make_app(workers, origin.name, lambda: started(address))
            _server(app).run(sockets=[listener])
        finally:
            workers.close()


def _server(app: Starlette) -> Server:
    """Return a server that is silent about what it breaks off when it is told to end."""
    from uvicorn import Config, Server

    class Quiet(Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
            super().handle_exit(sig, frame)

    config = Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=0,
    )
    return Quiet(config)


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        message = f"port {port} cannot be had ({os.strerror(error.errno or 0)})"
        raise UsageError(message, remedy="Give another --port, or --port 0 for a free one") from error
