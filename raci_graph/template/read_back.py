"""Reads a template back before it is written: it must give the matrix that was asked for, and nothing doubtful."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from raci_graph.errors import UsageError
from raci_graph.findings import Severity
from raci_graph.parse import parse
from raci_graph.parse.sections import split_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci_graph.model import About, Matrix
    from raci_graph.readers.base import Document
    from raci_graph.template.plan import Plan

_REMEDY = "Choose other words"


def read_back(document: Document, plan: Plan, about: About) -> Matrix:
    """Return the matrix that a document of a plan holds.

    Args:
        document: the document as a reader gives it.
        plan: what it is to show.
        about: what its raci.toml is to say.

    Raises:
        UsageError: if a name means something else to the reader, so that another matrix would be read or something
            would be in doubt.
    """
    reading = parse(document, about)
    doubt = next((each for each in reading.findings if each.severity.reaches(Severity.WARNING)), None)
    if doubt is not None:
        raise UsageError(f"the matrix would not be read as it is meant: {doubt.message}", remedy=_REMEDY)
    (matrix, *_) = reading.matrices
    _require_same("party", plan.parties, [column.label for column in matrix.columns])
    _require_same("activity", [row.activity for row in plan.rows], [each.label for each in matrix.activities])
    labels = {section.key: section.label for section in matrix.sections}
    read = [labels.get(each.section or "") for each in matrix.activities]
    _require_same("section", _sections(plan), read)
    wanted = [text for row in plan.rows for text in row.cells]
    _require_same("cell", wanted, [cell.printed for cell in matrix.cells])
    return matrix


def _sections(plan: Plan) -> list[str | None]:
    """Return the section of each row as it is read: one of all rows heads the matrix, unless it has a number."""
    known = [split_number(row.section) if row.section else (None, None) for row in plan.rows]
    if len(set(known)) == 1 and known[0][0] is None:
        return [None for _ in known]
    return [label for _, label in known]


def _require_same(kind: str, wanted: Iterable[str | None], read: Iterable[str | None]) -> None:
    for one, other in zip_longest(wanted, read):
        if one != other:
            named = f"the {kind} '{one}'" if one else f"what has no {kind}"
            shown = f"as '{other}'" if other else f"as no {kind}"
            raise UsageError(f"{named} would be read {shown}", remedy=_REMEDY)
