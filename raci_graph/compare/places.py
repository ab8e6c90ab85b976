"""Rows that stand at the same place in both versions, counted from the last row above that is paired."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence

    from raci_graph.model import Activity

_AROUND = (-1, 0, 1)


def at_their_places(
    rows: Sequence[Activity],
    others: Sequence[Activity],
    pairs: Mapping[int, int],
    section: Callable[[str | None], str | None],
) -> Iterator[tuple[int, int]]:
    """Yield each row left with the rows left of the other side that stand where it stands, or beside that.

    Args:
        rows: the rows of one side.
        others: those of the other.
        pairs: the places that go together, from this side to the other.
        section: gives the key of a section of the other side for that of the same section of this one.
    """
    taken: Container[int] = set(pairs.values())
    starts: dict[str | None, int] = {}
    for j, other in enumerate(others):
        starts.setdefault(other.section, j)
    offset: int | None = None
    for i, row in enumerate(rows):
        if i == 0 or row.section != rows[i - 1].section:
            start = starts.get(section(row.section))
            offset = None if start is None else start - i
        if i in pairs:
            offset = pairs[i] - i
        elif offset is not None:
            near = (i + offset + step for step in _AROUND)
            yield from ((i, j) for j in near if 0 <= j < len(others) and j not in taken)
