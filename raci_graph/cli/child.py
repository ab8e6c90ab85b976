"""Work in a process of its own, which can be ended at any time.

A query that runs away holds its process inside the engine, where neither Ctrl-C nor a clock reaches it; from outside it
can be killed. What the work makes comes back piece by piece, so that neither process holds it as a whole.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import time
import warnings
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Protocol

from raci_graph.cli.progress_bar import progress_bar
from raci_graph.errors import RaciGraphError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess, SpawnProcess

    Process = ForkProcess | SpawnProcess

_FORKS = sys.platform not in ("win32", "darwin")  # a fork costs a tenth of a new start; macOS warns against it
_BATCH = 1 << 16
_HELD = 0.1
_GRACE = 0.5
_TEXT, _STARTED, _ERROR, _DONE = b"t", b"s", b"e", b"d"


class Work(Protocol):
    """What is done in the other process; pickle can write it, for systems that cannot fork."""

    def __call__(self, started: Callable[[], None]) -> Iterator[str]:
        """Do it, and yield its result in pieces of text.

        Args:
            started: to be called when all is ready and what may run away begins; then the clock runs.
        """


def pieces_of(work: Work, timeout: float | None) -> Iterator[str]:
    """Yield what work makes. The process is gone when this ends, however it ends.

    Args:
        work: what is to be done.
        timeout: how many seconds it may take from where it says that it has started; None for no limit.

    Raises:
        RaciGraphError: as the work raises it.
        StoreError: if it takes too long, or if its process dies.
    """
    context = get_context("fork") if _FORKS else get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process: Process = context.Process(target=_run, args=(work, sending), daemon=True)
    with _interrupts_held(), warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of a fork beside threads: the command line has none
        process.start()
    sending.close()
    try:
        yield from _received(receiving, timeout)
    except KeyboardInterrupt:
        _interrupt(process)
        raise
    finally:
        process.kill()
        process.join()
        receiving.close()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Keep Ctrl-C for later, so that a process which is just beginning need not answer it."""
    _hold_interrupts(held=True)
    try:
        yield
    finally:
        _hold_interrupts(held=False)


def _hold_interrupts(*, held: bool) -> None:
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK if held else signal.SIG_UNBLOCK, {signal.SIGINT})


def _received(receiving: Connection, timeout: float | None) -> Iterator[str]:
    deadline = None
    while True:
        if deadline is not None and not receiving.poll(max(0.0, deadline - time.monotonic())):
            raise _late(timeout)
        kind, content = _message(receiving)
        if kind == _DONE:
            return
        if kind == _ERROR:
            raise pickle.loads(content)  # noqa: S301 - from our own process
        if deadline is not None and time.monotonic() > deadline:
            raise _late(timeout)
        if kind == _STARTED:
            deadline = None if timeout is None else time.monotonic() + timeout
        else:
            yield content.decode()


def _message(receiving: Connection) -> tuple[bytes, bytes]:
    try:
        message = receiving.recv_bytes()
    except (EOFError, OSError) as error:
        remedy = "If nothing else is said above, memory ran out: ask for less, or with LIMIT"
        raise StoreError("the process of the query died", remedy=remedy) from error
    return message[:1], message[1:]


def _late(timeout: float | None) -> StoreError:
    remedy = "Ask for less, or with LIMIT, or allow more with --timeout"
    return StoreError(f"no complete answer within {timeout:g} seconds", remedy=remedy)


def _interrupt(process: Process) -> None:
    """Hand Ctrl-C on, which a terminal gives to both processes: one that still reads tidies its progress away."""
    if sys.platform != "win32" and process.pid is not None:
        os.kill(process.pid, signal.SIGINT)
        process.join(_GRACE)


def _run(work: Work, sending: Connection) -> None:
    """Do the work; this is the other process."""

    def started() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends this process, wherever it is
        sending.send_bytes(_STARTED)

    threading.Thread(target=_die_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, _interrupted)
    try:
        _hold_interrupts(held=False)  # the other process began with them held
        with progress_bar():
            for text in _batches(work(started)):
                sending.send_bytes(_TEXT + text.encode())
        sending.send_bytes(_DONE)
    except RaciGraphError as error:
        sending.send_bytes(_ERROR + pickle.dumps(error))
    except (KeyboardInterrupt, BrokenPipeError):
        pass


def _interrupted(*_: object) -> None:
    """Answer Ctrl-C once: a terminal and the other process may both give it to this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _die_with_parent() -> None:
    """End this process when the other one is gone, killed perhaps, and nobody waits for the answer any more."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _batches(pieces: Iterator[str]) -> Iterator[str]:
    """Yield pieces in batches, which are cheaper to send; none is held back for long."""
    held: list[str] = []
    size, sent = 0, time.monotonic()
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _BATCH or time.monotonic() - sent > _HELD:
            yield "".join(held)
            held.clear()
            size, sent = 0, time.monotonic()
    yield "".join(held)
