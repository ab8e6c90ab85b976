"""The ids of rows that a workbook carries in a hidden column, so that a row is known again whatever its text says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from raci_graph.model import Activity, Matrix

ID_HEADER = "raci-graph id"
"""What heads the column; no other word does, for an "ID" of a publisher may be given to another row."""


def row_id(matrix: Matrix, activity: Activity) -> str | None:
    """Return the id of a row: the one that came with it, else the IRI of its activity; None without any.

    Args:
        matrix: the matrix, whose name is a part of the IRI.
        activity: one of its rows.
    """
    return carried_id(activity) or own_id(matrix, activity)


def carried_id(activity: Activity) -> str | None:
    """Return the id that stands beside a row in the document that it was read from, None without one."""
    return activity.attributes.get(ID_HEADER)


def own_id(matrix: Matrix, activity: Activity) -> str | None:
    """Return the IRI of a row in the graph of its matrix, None where the matrix has no name."""
    if matrix.iri is None:
        return None
    sign = "#" if matrix.iri.startswith("urn:") else "/"
    return f"{matrix.iri}{sign}activity/{activity.row}"
