"""Findings with the row of the source that they speak of, as it is printed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from raci_graph.findings import Finding
    from raci_graph.model import Activity, Matrix

    Row = tuple[Matrix, Activity]


def with_rows(findings: Iterable[Finding], matrices: Sequence[Matrix]) -> list[Finding]:
    """Return findings with the texts of their rows; one that names no matrix is given that of the row at its place.

    Args:
        findings: of shapes, which name a matrix and a row, or of a reader, which name a place.
        matrices: the matrices that they are about.

    Returns:
        The findings in the same order. A number that two rows of a matrix share names none of them. A place that names
        a line alone gets its first column.
    """
    by_number: dict[tuple[str | None, int], list[Row]] = defaultdict(list)
    by_line: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for matrix in matrices:
        for activity in matrix.activities:
            by_number[matrix.iri, activity.row].append((matrix, activity))
            for key in dict.fromkeys(_lines(activity)):
                by_line[key].append((matrix, activity))

    def row_of(finding: Finding) -> Row | None:
        if finding.matrix is not None:
            found = by_number[finding.matrix, finding.row] if finding.row else []
        else:
            found = by_line[_line(finding)] if finding.place else []
        return found[0] if len(found) == 1 else None

    return [_shown(finding, row_of(finding)) for finding in findings]


def with_texts(findings: Iterable[Finding], texts: Mapping[tuple[str, int], tuple[str | None, ...]]) -> list[Finding]:
    """Return findings with the texts of their rows, by matrix and number of the row."""
    return [
        replace(each, printed=texts[each.matrix, each.row])
        if each.matrix and each.row and (each.matrix, each.row) in texts
        else each
        for each in findings
    ]


def _shown(finding: Finding, row: Row | None) -> Finding:
    place = finding.place
    if place is not None and place.line is not None and place.column is None:
        finding = replace(finding, place=replace(place, column=1))
    if row is None:
        return finding
    matrix, activity = row
    texts = (activity.source_text, *(cell.printed for cell in activity.cells))
    return replace(finding, matrix=matrix.iri, row=activity.row, printed=texts)


def _lines(activity: Activity) -> Iterable[tuple[object, ...]]:
    """Return keys of the lines, or of the cells of a sheet, on which a row stands."""
    for place in (activity.place, *(cell.place for cell in activity.cells)):
        if place is not None:
            yield place.file, place.line, place.sheet, place.cell


def _line(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    return (place.file, place.line, place.sheet, place.cell) if place else ()
