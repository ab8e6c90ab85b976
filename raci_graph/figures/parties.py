"""The parties of a matrix, and what a row says of each, however the table is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.model import Basis

if TYPE_CHECKING:
    from raci_graph.model import Activity, Cell, Mark, Matrix


def parties_of(matrix: Matrix) -> tuple[str, ...]:
    """Return the parties of a matrix: those of its columns in their order, then those that its cells name."""
    columns = [column.label for column in matrix.columns if column.role is None]
    named = [mark.party for cell in matrix.cells for mark in cell.marks if mark.party]
    return tuple(dict.fromkeys([*columns, *named]))


def marks_by_party(matrix: Matrix, activity: Activity) -> dict[str, list[Mark]]:
    """Return the marks of a row by the party that they are about."""
    found: dict[str, list[Mark]] = {}
    for cell in activity.cells:
        for mark in cell.marks:
            found.setdefault(mark.party or _party(matrix, cell), []).append(mark)
    return found


def unsettled_parties(matrix: Matrix, activity: Activity, parties: tuple[str, ...]) -> frozenset[str]:
    """Return of whom a row does not say for certain what part it has: everybody, if that is a column of a role."""
    unsettled = [cell for cell in activity.cells if cell.basis is Basis.UNSETTLED]
    roles = {column.number for column in matrix.columns if column.role is not None}
    if any(cell.column in roles for cell in unsettled):
        return frozenset(parties)
    return frozenset(_party(matrix, cell) for cell in unsettled)


def _party(matrix: Matrix, cell: Cell) -> str:
    return next(column.label for column in matrix.columns if column.number == cell.column)
