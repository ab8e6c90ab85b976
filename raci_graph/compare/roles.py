"""Who has which role in a row, in terms that hold in both versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.model import Basis
from raci_graph.vocab import ROLES

if TYPE_CHECKING:
    from raci_graph.compare.changes import Held
    from raci_graph.model import Activity, Matrix


def role_names(matrix: Matrix) -> dict[str, str]:
    """Return what each role is called that the legend alone knows, by its name in the matrix: its wording there.

    Such a role is another one in each version, and only its wording tells whether it means the same.
    """
    return {entry.role: entry.text or entry.role for entry in matrix.legend if entry.role not in ROLES}


def held(activity: Activity, names: dict[str, str]) -> frozenset[Held]:
    """Return the roles of a row, each with its party."""
    return frozenset(
        (mark.party or cell.party, names.get(mark.role, mark.role)) for cell in activity.cells for mark in cell.marks
    )


def held_by_row(matrix: Matrix) -> dict[int, frozenset[Held]]:
    """Return the roles of each row by its number."""
    names = role_names(matrix)
    return {activity.row: held(activity, names) for activity in matrix.activities}


def is_open(activity: Activity) -> bool:
    """Tell whether a cell of a row is not settled, so that nobody knows all of its roles."""
    return any(cell.basis is Basis.UNSETTLED for cell in activity.cells) or bool(activity.unplaced)
