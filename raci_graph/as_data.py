"""The parsed form: what was read from a document, as data that other programs may rely on.

Documented by ``raci_graph/schemas/parsed-form.schema.json``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from raci_graph.findings import Finding
    from raci_graph.model import Activity, Cell, Matrix, Place

    Json = dict[str, object]


class _Activities(list[object]):
    """The activities of a matrix as data, each made when it is asked for and not kept."""

    def __init__(self, activities: Sequence[Activity]) -> None:
        super().__init__()
        self._activities = activities

    def __len__(self) -> int:
        return len(self._activities)

    def __iter__(self) -> Iterator[object]:
        return map(_activity, self._activities)


def parsed_form(matrices: Iterable[Matrix], findings: Iterable[Finding], *, lazily: bool = False) -> Json:
    """Return matrices and findings as data for JSON.

    Args:
        matrices: as read, in the order of the document.
        findings: what the reading found.
        lazily: whether each activity is made when the data is written, which needs less room. Then the data is good
            for ``json.JSONEncoder.iterencode`` with an indent and for nothing else.

    Returns:
        ``{"matrices": […], "findings": […]}``; places, rows and columns count from 1.
    """
    return {
        "matrices": [
            {**matrix_form(matrix, activities=False), "activities": _Activities(matrix.activities)}
            if lazily
            else matrix_form(matrix)
            for matrix in matrices
        ],
        "findings": [finding.as_dict() for finding in findings],
    }


def matrix_form(matrix: Matrix, *, activities: bool = True) -> Json:
    """Return one matrix as data for JSON, with its activities or with none."""
    return {
        "source": matrix.source,
        "table": matrix.table,
        "place": _place(matrix.place),
        "title": matrix.title,
        "language": matrix.language,
        "layout": matrix.layout.value,
        "scheme": matrix.scheme,
        "legend": [
            {"letter": entry.letter, "text": entry.text, "role": entry.role, "place": _place(entry.place)}
            for entry in matrix.legend
        ],
        "parties": _parties(matrix),
        "sections": [
            {"number": section.number, "label": section.label, "parent": section.parent} for section in matrix.sections
        ],
        "activities": [_activity(activity) for activity in matrix.activities] if activities else [],
    }


def _activity(activity: Activity) -> Json:
    kind = {"type": activity.type} if activity.type else {}
    return {
        "row": activity.row,
        "section": activity.section,
        "text": activity.text,
        "label": activity.label,
        "attributes": activity.attributes,
        "unplaced": [mark.text for mark in activity.unplaced],
        "place": _place(activity.place),
        "cells": [entry for cell in activity.cells for entry in _cells(cell)],
        **kind,
    }


def _parties(matrix: Matrix) -> list[Json]:
    """Return the columns that stand for parties, or else the parties that cells name, with 0 for their column."""
    if not matrix.layout.names_parties_in_cells:
        return [{"column": column.number, "text": column.text, "label": column.label} for column in matrix.columns]
    named = dict.fromkeys(mark.party for cell in matrix.cells for mark in cell.marks)
    return [{"column": 0, "text": name, "label": name} for name in named]


def _cells(cell: Cell) -> list[Json]:
    """Return a cell, or an entry for each party that it names; a doubtful one names none."""
    if not any(mark.party for mark in cell.marks):
        return [_cell(cell, cell.column if cell.party else 0, cell.party, list(cell.roles))]
    return [_cell(cell, 0, mark.party, [mark.role]) for mark in cell.marks]


def _cell(cell: Cell, column: int, party: str | None, roles: list[str]) -> Json:
    return {
        "column": column,
        "printedColumn": cell.printed_column,
        "party": party,
        "printed": cell.printed,
        "roles": roles,
        "comment": cell.comment,
        "basis": cell.basis.value,
        "place": _place(cell.place),
    }


def _place(place: Place | None) -> Json | None:
    """Return a place in the document, without the document's name, which stands at the matrix."""
    if place is None:
        return None
    return {name: part for name, part in place.as_dict().items() if name != "file"}
