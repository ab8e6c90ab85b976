"""A bar on a terminal for work that takes long; nothing in a pipe, and nothing for small documents."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from raci_graph.progress import reported_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress

_LARGE = 10_000
"""How many steps must be to come before a bar is shown."""


@contextmanager
def progress_bar() -> Iterator[None]:
    """Show the progress of what runs inside on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    bar = _Bar()
    try:
        with reported_to(bar.report):
            yield
    finally:
        bar.stop()


class _Bar:
    """One bar at a time, which is gone when its work is done."""

    def __init__(self) -> None:
        self._shown: Progress | None = None

    def report(self, what: str, done: int, total: int) -> None:
        """Show how far a piece of work is."""
        if total < _LARGE:
            return
        if done >= total:
            self.stop()
        elif self._shown is None:
            self._shown = _started(what, total)
        else:
            self._shown.update(self._shown.task_ids[0], description=what, completed=done, total=total)

    def stop(self) -> None:
        """Take the bar away."""
        if self._shown is not None:
            self._shown.stop()
            self._shown = None


def _started(what: str, total: int) -> Progress:
    from rich.console import Console
    from rich.progress import Progress

    shown = Progress(console=Console(file=sys.stderr), transient=True)
    shown.add_task(what, total=total)
    shown.start()
    return shown
