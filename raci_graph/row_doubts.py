"""What is known of cells that are not settled: their own texts, and marks of their row whose column is not known."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from raci_graph.model import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci_graph.model import Activity, Cell

_ROUND = {ord("["): "(", ord("]"): ")"}


class Doubts(NamedTuple):
    """The doubts of a row.

    Attributes:
        texts: the own text of each cell that is not settled, by its column, None where it is not known.
        lost: the marks of the row whose column is not known, as printed.
    """

    texts: dict[int, str | None]
    lost: tuple[str, ...]


def doubts_of(activity: Activity) -> Doubts:
    """Return what is known of the cells of a row that are not settled.

    A graph keeps the texts of all of them together. They are those of the cells that have a place of their own, in
    order, where there are as many: the cells of a row whose marks fell out have the place of the row.
    """
    cells = [cell for cell in activity.cells if cell.basis is Basis.UNSETTLED]
    marks = [mark.text for mark in activity.unplaced]
    texts = {cell.column: cell.printed for cell in cells}
    if all(cell.printed is None for cell in cells):
        placed = [cell for cell in cells if _has_place(cell, activity)]
        if len(placed) == len(marks):
            return Doubts(texts | {cell.column: mark for cell, mark in zip(placed, marks, strict=True)}, ())
    told = Counter(text for text in texts.values() if text is not None)
    lost = []
    for mark in marks:
        if told[mark]:
            told[mark] -= 1
        else:
            lost.append(mark)
    return Doubts(texts, tuple(lost))


def in_brackets(cells: Iterable[Cell | None], doubts: Doubts) -> Iterator[str]:
    """Yield how cells that are not settled are shown where nobody knows what is printed in them.

    That is ``[?]`` with the own text of the cell, if it is known. The first cell of the row without a text has the
    marks whose column is not known: ``[~R A?]``.
    """
    lost = f"~{' '.join(doubts.lost)}" if doubts.lost else ""
    for cell in cells:
        own = doubts.texts.get(cell.column) if cell is not None else None
        if own is None:
            own, lost = lost, ""
        yield f"[{own.translate(_ROUND)}?]"


def _has_place(cell: Cell, activity: Activity) -> bool:
    return cell.place is not None and cell.place != activity.place
