"""Which parties of two versions are the same."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from raci_graph.compare.changes import Ground, PartyChange
from raci_graph.compare.roles import held_by_row, is_open
from raci_graph.compare.texts import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from raci_graph.compare.changes import RowPair
    from raci_graph.model import Matrix

AGREEING = 0.9
"""A party of another name is the same if at least this share of the rows gives both names the same roles ..."""
FEWEST = 3
"""... and so many rows give them any."""
LIKELY = 0.5
"""From this share on it is said that they may be the same."""


class PartyPairs:
    """The parties of two versions that are the same: of one name, said to be, or of the same roles nearly everywhere.

    Attributes:
        changes: what changed about them.
        likely: those of other names that may be the same, which is left to a person.
    """

    def __init__(self, old: Matrix, new: Matrix, pairs: Iterable[RowPair], said: Mapping[str, str]) -> None:
        """Pair parties, given the rows that go together and the names that a person says go together, old to new."""
        names = party_names(old), party_names(new)
        self._new_of = _same_names(*names, said)
        left = _left(*names, self._new_of)
        rows = [pair for pair in pairs if not is_open(pair.old) and not is_open(pair.new)]
        found = _alike(held_by_row(old), held_by_row(new), rows, left, AGREEING)
        self._new_of |= {change.old: change.new for change in found if change.old and change.new}
        decided = tuple(
            PartyChange(before, after, Ground.DECIDED)
            for before, after in self._new_of.items()
            if before != after and said.get(before) == after
        )
        same_words = tuple(
            PartyChange(before, after, Ground.SAME_WORDS)
            for before, after in self._new_of.items()
            if before != after and said.get(before) != after and plain(before) == plain(after)
        )
        left = _left(*names, self._new_of)
        self.likely = tuple(_alike(held_by_row(old), held_by_row(new), rows, left, LIKELY))
        gone = [PartyChange(name, None) for name in left[0]]
        come = [PartyChange(None, name) for name in left[1]]
        self.changes = (*decided, *same_words, *found, *gone, *come)

    def new_name(self, old: str) -> str | None:
        """Return what a party of the old version is called in the new one, None if it is gone."""
        return self._new_of.get(old)


def party_names(matrix: Matrix) -> list[str]:
    """Return the parties of a matrix, those of its columns first, then those of its cells as they come."""
    columns = [column.label for column in matrix.columns if column.role is None]
    cells = [mark.party or cell.party for cell in matrix.cells for mark in cell.marks]
    return list(dict.fromkeys(name for name in (*columns, *cells) if name))


def _same_names(old: list[str], new: list[str], said: Mapping[str, str]) -> dict[str, str]:
    same = {before: after for before, after in said.items() if before in old and after in new}
    taken = set(same.values())
    for key in (str, plain):
        by_key = {key(name): name for name in reversed(new) if name not in taken}
        for name in old:
            after = None if name in same else by_key.pop(key(name), None)
            if after is not None:
                same[name] = after
                taken.add(after)
    return same


def _left(old: list[str], new: list[str], same: Mapping[str, str]) -> tuple[list[str], list[str]]:
    taken = set(same.values())
    return [name for name in old if name not in same], [name for name in new if name not in taken]


def _alike(
    old: Mapping[int, frozenset[tuple[str, str]]],
    new: Mapping[int, frozenset[tuple[str, str]]],
    pairs: list[RowPair],
    left: tuple[list[str], list[str]],
    share: float,
) -> list[PartyChange]:
    """Return the parties left that have the same roles in a share of the rows, if each is that for one other alone."""
    if not all(left):
        return []
    fitting = []
    before = {name: _roles(name, old, [pair.old.row for pair in pairs]) for name in left[0]}
    after = {name: _roles(name, new, [pair.new.row for pair in pairs]) for name in left[1]}
    for one, had in before.items():
        for other, has in after.items():
            both = [(a, b) for a, b in zip(had, has, strict=True) if a or b]
            agreeing = sum(a == b for a, b in both)
            if len(both) >= FEWEST and agreeing >= share * len(both):
                fitting.append(PartyChange(one, other, Ground.SAME_ROLES, agreeing, len(both)))
    times: dict[tuple[int, str | None], int] = defaultdict(int)
    for change in fitting:
        times[0, change.old] += 1
        times[1, change.new] += 1
    return [change for change in fitting if times[0, change.old] == times[1, change.new] == 1]


def _roles(name: str, held: Mapping[int, frozenset[tuple[str, str]]], rows: list[int]) -> list[frozenset[str]]:
    return [frozenset(role for party, role in held[row] if party == name) for row in rows]
