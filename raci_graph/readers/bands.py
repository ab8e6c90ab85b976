"""How what blanks separate is put together into tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")


def joined(bands: Iterable[T], is_table: Callable[[T], bool]) -> list[list[T]]:
    """Return the bands in groups, a new one at each band that is a table by itself.

    What is no table, such as a title or a note, goes with the next table, and behind the last one with that.

    >>> joined(["title", "TABLE", "note", "TABLE", "note"], str.isupper)
    [['title', 'TABLE'], ['note', 'TABLE', 'note']]
    """
    groups: list[list[T]] = []
    waiting: list[T] = []
    for band in bands:
        waiting.append(band)
        if is_table(band):
            groups.append(waiting)
            waiting = []
    if groups:
        groups[-1] += waiting
    elif waiting:
        groups.append(waiting)
    return groups
