"""Which rows of two versions are one by the ids that workbooks carry with them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from raci_graph.compare.texts import plain
from raci_graph.row_ids import carried_id, own_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci_graph.model import Activity, Matrix


def same_ids(old: Matrix, new: Matrix) -> Iterator[tuple[int, int]]:
    """Yield the places of the rows of two versions that have an id in common, as far as that is plain.

    It is the same id that came with both, or one that came with one of them and is the name of the other in its graph.
    An id that stands twice in a version was copied with its row and says nothing. Nor does one whose texts differ where
    the text of either stands in another row of the other version: then the texts were moved, and the hidden ids not.
    """
    names = [{own_id(matrix, row): at for at, row in enumerate(matrix.activities)} for matrix in (old, new)]
    carried = [_carried(matrix) for matrix in (old, new)]
    found: dict[tuple[int, int], None] = {}
    for given, before in carried[0].items():
        for other in (carried[1], names[1]):
            if given in other:
                found[before, other[given]] = None
    for given, after in carried[1].items():
        if given in names[0]:
            found[names[0][given], after] = None
    texts = [Counter(plain(row.text) for row in matrix.activities) for matrix in (old, new)]
    times: Counter[tuple[int, int]] = Counter()
    for i, j in found:
        times[0, i] += 1
        times[1, j] += 1
    for i, j in sorted(found):
        if times[0, i] == times[1, j] == 1 and _agree(old.activities[i], new.activities[j], texts):
            yield i, j


def _carried(matrix: Matrix) -> dict[str, int]:
    """Return the ids that came with the rows of a matrix, each that stands there once with the place of its row."""
    given = [carried_id(row) for row in matrix.activities]
    times = Counter(given)
    return {each: at for at, each in enumerate(given) if each and times[each] == 1}


def _agree(old: Activity, new: Activity, texts: list[Counter[str]]) -> bool:
    before, after = plain(old.text), plain(new.text)
    return before == after or not (texts[1][before] or texts[0][after])
