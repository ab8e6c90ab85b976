"""Which matrix of one SOURCE is an older version of which matrix of another."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from raci_graph.compare.texts import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from raci_graph.model import Matrix

MatrixPair = tuple["Matrix | None", "Matrix | None"]


def pair_matrices(old: Sequence[Matrix], new: Sequence[Matrix]) -> list[MatrixPair]:
    """Return the matrices of two sources that go together, in the order of the new one, then those that are left.

    One matrix on either side is a pair. Of several, those go together that have the same IRI or id; then those with
    the same service, the same title and columns, the same activities or the same title, each if it is the only one;
    then those that share more than half of their activities, if they do so with one other alone.

    >>> pair_matrices([], [])
    []
    """
    if len(old) == len(new) == 1:
        return [(old[0], new[0])]
    found: dict[int, int] = {}
    for key in (_iri, _id, _service, _title_and_columns, _texts, _title):
        found |= {after: before for before, after in _only(old, new, found, key)}
    found |= {after: before for before, after in _sharing_most(old, new, found)}
    taken = set(found.values())
    pairs: list[MatrixPair] = [(old[found[j]] if j in found else None, each) for j, each in enumerate(new)]
    return pairs + [(each, None) for i, each in enumerate(old) if i not in taken]


def _only(
    old: Sequence[Matrix], new: Sequence[Matrix], found: dict[int, int], key: Callable[[Matrix], Hashable]
) -> list[tuple[int, int]]:
    """Return the pairs of matrices left that share a key which no other left has on its side."""
    before: dict[Hashable, list[int]] = {}
    after: dict[Hashable, list[int]] = {}
    for i, each in enumerate(old):
        if i not in found.values():
            before.setdefault(key(each), []).append(i)
    for j, each in enumerate(new):
        if j not in found:
            after.setdefault(key(each), []).append(j)
    same = [(before[name], after[name]) for name in before if name is not None and name in after]
    return [(one[0], other[0]) for one, other in same if len(one) == len(other) == 1]


def _sharing_most(old: Sequence[Matrix], new: Sequence[Matrix], found: dict[int, int]) -> list[tuple[int, int]]:
    before = {i: _texts(each) for i, each in enumerate(old) if i not in found.values()}
    after = {j: _texts(each) for j, each in enumerate(new) if j not in found}
    same = [
        (i, j)
        for i, one in before.items()
        for j, other in after.items()
        if 2 * len(one & other) > max(len(one), len(other))
    ]
    times = Counter(("old", i) for i, _ in same) + Counter(("new", j) for _, j in same)
    return [(i, j) for i, j in same if times["old", i] == times["new", j] == 1]


def _iri(matrix: Matrix) -> Hashable:
    return matrix.iri


def _id(matrix: Matrix) -> Hashable:
    return (matrix.about.base, matrix.about.id) if matrix.about.base and matrix.about.id else None


def _service(matrix: Matrix) -> Hashable:
    return plain(matrix.about.service) if matrix.about.service else None


def _title(matrix: Matrix) -> Hashable:
    return plain(matrix.title)


def _title_and_columns(matrix: Matrix) -> Hashable:
    return plain(matrix.title), frozenset(plain(column.label) for column in matrix.columns)


def _texts(matrix: Matrix) -> frozenset[str]:
    return frozenset(plain(activity.text) for activity in matrix.activities)
