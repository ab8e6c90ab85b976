"""Gives the rows of a matrix the activity types that people decided on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.activity_types import type_iri
from raci_graph.errors import UsageError
from raci_graph.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.model import Matrix, TypeDecision


def apply_types(matrix: Matrix, choices: Sequence[TypeDecision]) -> tuple[Matrix, tuple[Finding, ...]]:
    """Give rows their activity types.

    Args:
        matrix: what the parser gave.
        choices: in any order. One that does not fit is left out: its row does not exist or says something else, has a
            type already, or the type does not exist.

    Returns:
        The matrix, its rows typed and the choices that hold kept with it, and a P06 for each one that does not fit.
    """
    typed: dict[int, str] = {}
    held, refused = [], []
    for choice in choices:
        problem = _problem(matrix, choice, typed)
        if problem:
            message = f"the type of row {choice.row} does not fit: {problem}"
            refused.append(Finding("P06", Severity.VIOLATION, message, choice.place, "the type is left out"))
        else:
            typed[choice.row] = type_iri(choice.type)
            held.append(choice)
    rows = tuple(replace(row, type=typed[row.row]) if row.row in typed else row for row in matrix.activities)
    return replace(matrix, activities=rows, types=tuple(held)), tuple(refused)


def _problem(matrix: Matrix, choice: TypeDecision, typed: dict[int, str]) -> str | None:
    texts = {row.row: row.text for row in matrix.activities}
    if choice.row not in texts:
        return f"there is no row {choice.row}, the matrix has {len(texts)}"
    if choice.activity is not None and texts[choice.row] != choice.activity:
        return f"row {choice.row} is '{texts[choice.row]}', not '{choice.activity}'"
    if choice.row in typed:
        return "it has one already"
    try:
        type_iri(choice.type)
    except UsageError as error:
        return str(error)
    return None
