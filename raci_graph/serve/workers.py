"""Worker processes that answer: each has the data at hand, and one that takes too long is ended and replaced.

A query cannot be stopped from within, so it runs where it can be killed. Jobs wait in line for an idle process; a
line that is too long, or does not move, is a refusal, never a hang.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import multiprocessing.connection
import os
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from raci_graph.errors import RaciGraphError, StoreError
from raci_graph.serve.refused import Refused
from raci_graph.serve.reply import Reply
from raci_graph.serve.worker import work

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from raci_graph.serve.origin import Origin
    from raci_graph.serve.reply import Job

_FEWEST, _MOST = 2, 4
_IN_LINE = 200
"""How many requests wait for a process at most."""
_WAIT_FOR_END = 5
_UNTIL_AGAIN = 1


class Workers:
    """A few processes that answer about one origin."""

    def __init__(self, origin: Origin, *, timeout: float, limit: int) -> None:
        """Start the processes and wait until one of them is ready.

        Args:
            origin: what is served.
            timeout: how many seconds one job may take, and may wait for its turn.
            limit: how many rows an answer has at most.

        Raises:
            RaciGraphError: if a process cannot open the data.
        """
        self._timeout = timeout
        count = min(_MOST, max(_FEWEST, os.cpu_count() or 1))
        self._workers = [_Worker(origin, timeout, limit) for _ in range(count)]
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._waiting = 0
        self._tasks: set[asyncio.Task[None]] = set()
        first = {worker.connection: worker for worker in self._workers}
        try:
            for connection in multiprocessing.connection.wait(list(first)):
                first[connection].become_ready()  # type: ignore[index]
        except BaseException:
            self.close()
            raise

    def join(self) -> None:
        """Let the processes take jobs, from within the event loop."""
        for worker in self._workers:
            self._give_back(worker)

    async def run(self, job: Job, gone: Coroutine[None, None, None]) -> Reply:
        """Run a job in a process of its own.

        Args:
            job: what is to be done.
            gone: ends when nobody waits for the answer any more; the job is then broken off.

        Raises:
            RaciGraphError: what the job raises.
            Refused: if too many wait, if it takes too long, or if its process ended (503, 504, 500).
        """
        left = asyncio.create_task(gone)
        try:
            worker = await self._turn()
            try:
                return await _ask(worker, job, left)
            finally:
                self._give_back(worker)
        finally:
            left.cancel()

    def close(self) -> None:
        """End all processes at once."""
        for worker in self._workers:
            worker.end()

    async def _turn(self) -> _Worker:
        if self._waiting >= _IN_LINE:
            raise self._busy()
        self._waiting += 1
        try:
            return await asyncio.wait_for(self._idle.get(), self._timeout)
        except TimeoutError as error:
            raise self._busy() from error
        finally:
            self._waiting -= 1

    def _busy(self) -> Refused:
        seconds = str(max(1, round(self._timeout)))
        return Refused(HTTPStatus.SERVICE_UNAVAILABLE, "too much is asked at once. Try again", {"Retry-After": seconds})

    def _give_back(self, worker: _Worker) -> None:
        if worker.ready:
            self._idle.put_nowait(worker)
            return
        task = asyncio.get_running_loop().create_task(self._revive(worker))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _revive(self, worker: _Worker) -> None:
        """Wait for a process that has just been started; one that cannot open the data is started again."""
        while not worker.ended:
            try:
                await asyncio.to_thread(worker.become_ready)
            except RaciGraphError:
                await asyncio.sleep(_UNTIL_AGAIN)
                worker.replace()
            else:
                self._idle.put_nowait(worker)
                return


async def _ask(worker: _Worker, job: Job, left: asyncio.Task[None]) -> Reply:
    if left.done():
        raise Refused(HTTPStatus.REQUEST_TIMEOUT, "nobody waits for this answer")
    asked = asyncio.create_task(asyncio.to_thread(worker.ask, job))
    try:
        await asyncio.wait({asked, left}, return_when=asyncio.FIRST_COMPLETED)
        if not asked.done():
            worker.break_off()
        return await asked
    finally:
        asked.cancel()


class _Worker:
    """One process, and what replaces it."""

    def __init__(self, origin: Origin, timeout: float, limit: int) -> None:
        self._arguments = (origin, timeout, limit)
        self._timeout = timeout
        self.ended = False
        self.ready = False
        self._start()

    def become_ready(self) -> None:
        """Wait until the process has its data.

        Raises:
            RaciGraphError: if it cannot open them, or ends before.
        """
        if self.ready:
            return
        try:
            refusal = self.connection.recv()
        except (EOFError, OSError) as error:
            raise StoreError("a process that answers could not start", remedy="See the lines above") from error
        if isinstance(refusal, RaciGraphError):
            raise refusal
        self.ready = True

    def ask(self, job: Job) -> Reply:
        """Run a job; blocks the thread for as long as the time-out at most."""
        try:
            self.connection.send(job)
            answer: Any = self.connection.recv() if self.connection.poll(self._timeout) else None
        except (EOFError, OSError) as error:
            self.replace()
            reason = "the process that answers has ended, perhaps for want of memory. Ask for less"
            raise Refused(HTTPStatus.INTERNAL_SERVER_ERROR, reason) from error
        if answer is None:
            self.replace()
            reason = f"the answer took longer than {self._timeout:g} s. Ask for less, or allow more by --timeout"
            raise Refused(HTTPStatus.GATEWAY_TIMEOUT, reason)
        if isinstance(answer, RaciGraphError | Refused):
            raise answer
        if not isinstance(answer, Reply):
            raise TypeError(answer)
        return answer

    def break_off(self) -> None:
        """Kill the process amid a job; who asked replaces it."""
        self._process.kill()

    def end(self) -> None:
        """Kill the process for good."""
        self.ended = True
        self._kill()

    def replace(self) -> None:
        """Kill the process and start another."""
        self._kill()
        if not self.ended:
            self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, other = context.Pipe()
        self._process = context.Process(target=work, args=(other, *self._arguments), daemon=True)
        self._process.start()
        other.close()
        self.ready = False

    def _kill(self) -> None:
        self._process.kill()
        self._process.join(_WAIT_FOR_END)
        self.ready = False
