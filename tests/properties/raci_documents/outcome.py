"""What was read from a document and what had to be read, in one form that can be compared."""

from __future__ import annotations

from typing import NamedTuple

from raci_graph.findings import Severity
from raci_graph.model import Basis

CODES = ("P03", "P14", "P18")
"""The findings that speak of a single cell."""


class Read(NamedTuple):
    """A cell: its text, the roles or parties that it states, its remark, and the findings at its place."""

    printed: str | None
    states: tuple[str, ...]
    comment: str | None = None
    codes: tuple[str, ...] = ()
    basis: str = Basis.EXPLICIT


def read(reading):
    """Return the layout and the rows of the one matrix of a reading, and the violations that are of none of its cells.

    Where there is not one matrix, their number and the codes of the findings are the first two.
    """
    if len(reading.matrices) != 1:
        return f"{len(reading.matrices)} matrices", sorted({finding.code for finding in reading.findings}), []
    [matrix] = reading.matrices
    labels = {section.key: section.label for section in matrix.sections}
    heads = [column.role or column.label for column in matrix.columns]
    cells = {cell.place for cell in matrix.cells}
    told = {}
    beside = []
    for finding in reading.findings:
        if finding.code in CODES and finding.place in cells:
            told.setdefault(finding.place, []).append(finding.code)
        elif finding.severity is Severity.VIOLATION:
            beside.append(f"{finding.place}: {finding.message} ({finding.code})")
    return (
        str(matrix.layout),
        [
            (
                labels.get(row.section),
                row.label,
                {head: _cell(cell, told.get(cell.place, ())) for head, cell in zip(heads, row.cells, strict=True)},
            )
            for row in matrix.activities
        ],
        beside,
    )


def _cell(cell, codes):
    states = tuple(mark.party or mark.role for mark in cell.marks)
    return Read(cell.printed, states, cell.comment, tuple(sorted(codes)), str(cell.basis))


def to_read(case):
    """Return what had to be read from a document, in the form of ``read``."""
    return (
        case.laid.layout,
        [
            (
                None
                if row.section is None
                else case.format.section(row.section)[0][0]
                if case.ways.sections_in_rows
                else row.section,
                row.activity,
                {
                    cell.head: _to_read(
                        cell,
                        case.format,
                        flat=case.ways.layout == "front-matter"
                        or (case.ways.layout == "list" and case.format.flat_lists),
                    )
                    for cell in row.cells
                },
            )
            for row in case.laid.rows
        ],
        [],
    )


def _to_read(cell, form, *, flat):
    pieces = tuple((", ", "") if style == "break" and flat else (text, style) for text, style in cell.pieces)
    printed = form.printed(pieces).strip()
    comment = form.printed(((cell.comment, "note"),)).strip(" ^") if cell.comment == "1" else cell.comment
    if cell.doubt:
        return Read(printed, (), comment, (cell.doubt,), Basis.UNSETTLED)
    return Read(printed, cell.states, comment, ("P14",) if cell.told else ())
