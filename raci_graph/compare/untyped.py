"""Rows without a type that say the same in several services, and so are the same work whatever its type."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from raci_graph.compare.pairing import RowPairing
from raci_graph.compare.row_types import FEW
from raci_graph.compare.texts import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.compare.row_types import TypedRow
    from raci_graph.model import Matrix

Place = tuple[int, int]
"""A row by the number of its service and its place there."""


def same_untyped(matrices: Sequence[Matrix], typed: Sequence[Sequence[TypedRow]]) -> list[list[tuple[int, TypedRow]]]:
    """Return the rows without a type that go together, at most one of each service, and stand in more than one.

    Rows of the same words go together, the first of each service with each other; of few services also those that
    would go together if they were versions of one. Rows that would bring two rows of one service together stay apart.
    """
    lines: dict[Place, dict[int, Place]] = {}
    for one, other in _pairs(matrices, typed):
        if one not in lines:
            lines[one] = {one[0]: one}
        if other not in lines:
            lines[other] = {other[0]: other}
        joined, added = lines[one], lines[other]
        if joined is added or joined.keys() & added.keys():
            continue
        joined.update(added)
        lines.update(dict.fromkeys(added.values(), joined))
    found = {id(line): line for line in lines.values() if len(line) > 1}
    ordered = sorted(sorted(line.values()) for line in found.values())
    return [[(service, typed[service][at]) for service, at in line] for line in ordered]


def _pairs(matrices: Sequence[Matrix], typed: Sequence[Sequence[TypedRow]]) -> Iterator[tuple[Place, Place]]:
    first: dict[str, Place] = {}
    for service, rows in enumerate(typed):
        seen: set[str] = set()
        for at, row in enumerate(rows):
            words = plain(row.activity.text)
            if row.type is None and words not in seen:
                seen.add(words)
                yield first.setdefault(words, (service, at)), (service, at)
    if len(matrices) > FEW:
        return
    for one, other in combinations(range(len(matrices)), 2):
        places = [{id(row.activity): at for at, row in enumerate(typed[service])} for service in (one, other)]
        for pair in RowPairing(matrices[one], matrices[other]).pairs.values():
            before, after = places[0][id(pair.old)], places[1][id(pair.new)]
            if typed[one][before].type is None and typed[other][after].type is None:
                yield (one, before), (other, after)
