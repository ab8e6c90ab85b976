"""How alike the rows of two versions are that go with none yet: for each of them the rows of the other side."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

Pair = tuple[int, int]


class Likely:
    """The likenesses of pairs of rows, by their places; ``taken`` are the places of either side that are paired."""

    def __init__(self, scores: Mapping[Pair, float], taken: tuple[Container[int], Container[int]]) -> None:
        """Take the likenesses of pairs, and where to look which rows are paired by now."""
        self.scores = scores
        self._taken = taken
        self._by_row: dict[tuple[int, int], list[tuple[float, int]]] = defaultdict(list)
        for (i, j), score in scores.items():
            self._by_row[0, i].append((score, j))
            self._by_row[1, j].append((score, i))
        for others in self._by_row.values():
            others.sort(key=lambda each: (-each[0], each[1]))

    def open(self) -> list[Pair]:
        """Return the pairs of which both rows are left."""
        return [(i, j) for i, j in self.scores if i not in self._taken[0] and j not in self._taken[1]]

    def left_for(self, side: int, place: int) -> Iterator[tuple[float, int]]:
        """Yield the rows left of the other side that are like a row, each with its likeness, the best first."""
        taken = self._taken[1 - side]
        return (each for each in self._by_row.get((side, place), ()) if each[1] not in taken)

    def best(self, side: int, place: int) -> int | None:
        """Return the row left of the other side that is most like a row."""
        return next((other for _, other in self.left_for(side, place)), None)

    def is_alone(self, pair: Pair, margin: float) -> bool:
        """Tell whether neither row of a pair is nearly as like another row as they are alike."""
        score = self.scores[pair]
        for side, place in enumerate(pair):
            other = pair[1 - side]
            if any(each > score - margin for each, at in self.left_for(side, place) if at != other):
                return False
        return True

    def touched(self, pair: Pair) -> set[int]:
        """Return the old rows for which something changes when a pair is taken: those with one rival less."""
        i, j = pair
        rivals = {old for _, old in self.left_for(1, j)}
        best = {self.best(1, new) for _, new in self.left_for(0, i)}
        return rivals | {old for old in best if old is not None}
