"""How far a long piece of work has come, told to whoever wants to know; the library itself shows nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Report = Callable[[str, int, int], None]
"""Takes what is being done, how many steps are done, and how many there are, as far as that is known beforehand."""

_Item = TypeVar("_Item")
_STEPS = 1000
_REPORT: ContextVar[Report | None] = ContextVar("report", default=None)


@contextmanager
def reported_to(report: Report) -> Iterator[None]:
    """Tell a function of the progress of what runs inside.

    >>> with reported_to(print):
    ...     sum(tracked([1, 2], "adding", 2))
    adding 0 2
    adding 2 2
    3
    """
    token = _REPORT.set(report)
    try:
        yield
    finally:
        _REPORT.reset(token)


def tracked(items: Iterable[_Item], what: str, total: int, step: int = 1) -> Iterable[_Item]:
    """Return items as they are, and tell of them as they are taken.

    Args:
        items: what is worked on.
        what: what is being done, for a person.
        total: how many steps there are, about.
        step: how many of them each item is.
    """
    report = _REPORT.get()
    return items if report is None else _tracked(items, what, total, step, report)


def _tracked(items: Iterable[_Item], what: str, total: int, step: int, report: Report) -> Iterator[_Item]:
    report(what, 0, total)
    done = told = 0
    try:
        for item in items:
            if done - told >= _STEPS:
                told = done
                report(what, min(done, total), total)
            yield item
            done += step
    finally:
        report(what, total, total)
