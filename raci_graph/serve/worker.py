"""What runs in a worker process."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from raci_graph.errors import RaciGraphError
from raci_graph.serve.refused import Refused
from raci_graph.serve.reply import Served

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from raci_graph.serve.origin import Origin

_GRACE = 10
_MEMORY = 2 << 30
"""How much more memory a process may take for its answers than it has with its data alone."""


def work(connection: Connection, origin: Origin, timeout: float, limit: int) -> None:
    """Open the data, say so, and answer one job after the other until nobody listens.

    Ctrl-C is left to the process that waits for this one. Should that be gone, a clock of the system ends this one
    even amid a query.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        served = Served(origin.open(timeout), origin.name, limit)
    except RaciGraphError as error:
        connection.send(error)
        return
    _bound_memory()
    with suppress(EOFError, OSError):
        connection.send(None)
        while True:
            job = connection.recv()
            _clock(timeout + _GRACE)
            try:
                answer = job(served)
            except (RaciGraphError, Refused) as error:
                answer = error
            connection.send(answer)
            _clock(0)


def _clock(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)  # what it does without a handler: it ends the process


def _bound_memory() -> None:
    """Let a query that gathers without end take down this process, not the machine."""
    if sys.platform != "linux":
        return
    import resource
    from pathlib import Path

    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + _MEMORY
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
