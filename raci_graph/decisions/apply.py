"""Applies decisions to the doubtful cells of a matrix."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.findings import Finding, Severity
from raci_graph.model import Activity, Basis, Cell, Decision, Matrix, UnplacedMark
from raci_graph.parse.marks import read_cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.model import Column, Place


def apply_decisions(
    matrix: Matrix, findings: Sequence[Finding], decisions: Sequence[Decision]
) -> tuple[Matrix, tuple[Finding, ...]]:
    """Settle the doubtful cells of a matrix by decisions.

    A row is settled when its decisions account for each mark that the source leaves without a column; the other
    doubtful cells of the row are then blank, on the same ground. A decision that does not fit is refused and
    reported as P06: the row that it names does not exist or says something else, the column does not exist or its
    name stands twice, the letters are not the row's, the cell was never in doubt, or two decisions contradict.

    Args:
        matrix: what the parser gave.
        findings: the parser's findings on the document.
        decisions: in any order; those without letters are remarks, which their cells name and which settle nothing.

    Returns:
        The matrix with its settled cells and the decisions that hold, and the findings: without those (P02, P03,
        P04) on rows that are settled now, with a P06 for each decision that does not fit.
    """
    refused: list[Finding] = []
    fitting: dict[int, list[Decision]] = defaultdict(list)
    for decision in decisions:
        problem = _problem(matrix, decision)
        if problem:
            message = f"the decision '{decision.name}' does not fit: {problem}"
            refused.append(Finding("P06", Severity.VIOLATION, message, decision.place, "the decision is left out"))
            continue
        for row in decision.rows:
            fitting[row].append(decision)
    legend = {entry.letter: entry.role for entry in matrix.legend}
    columns = {column.label: column for column in matrix.columns}
    used: dict[str, Decision] = {}
    activities = []
    for activity in matrix.activities:
        settled, problem = _settle(activity, fitting[activity.row], columns, legend)
        if problem:
            place = fitting[activity.row][0].place
            message = f"the decisions on row {activity.row} do not fit: {problem}"
            refused.append(Finding("P06", Severity.VIOLATION, message, place, "the row is left unsettled"))
        else:
            used.update({decision.name: decision for decision in fitting[activity.row]})
        activities.append(settled)
    done = replace(matrix, activities=tuple(activities), decisions=tuple(used.values()))
    kept = [finding for finding in findings if not _is_answered(finding, matrix, done)]
    return done, tuple(sorted([*kept, *refused], key=Finding.sort_key))


def _problem(matrix: Matrix, decision: Decision) -> str | None:
    rows = {activity.row: activity for activity in matrix.activities}
    labels = [column.label for column in matrix.columns]
    if decision.column not in labels:
        return f"there is no column '{decision.column}', only {', '.join(labels)}"
    if labels.count(decision.column) > 1:
        return f"{labels.count(decision.column)} columns bear the name '{decision.column}'"
    for row in decision.rows:
        if row not in rows:
            return f"there is no row {row}, the matrix has {len(rows)}"
        if decision.activity is not None and rows[row].text != decision.activity:
            return f"row {row} is '{rows[row].text}', not '{decision.activity}'"
        if decision.letters is not None and rows[row].is_settled:
            return f"no cell of row {row} is in doubt"
    return None


def _settle(
    activity: Activity, decisions: Sequence[Decision], columns: Mapping[str, Column], legend: Mapping[str, str]
) -> tuple[Activity, str | None]:
    """Return the activity as its decisions have it, or as it was with the problem."""
    remarks = {columns[each.column].number: each for each in decisions if each.letters is None}
    choices = {columns[each.column].number: each for each in decisions if each.letters is not None}
    cells = tuple(_named(cell, remarks) for cell in activity.cells)
    if not choices:
        return replace(activity, cells=cells), None
    problem = _conflict(activity, decisions)
    if problem:
        return activity, problem
    wanted = sorted(mark.text for mark in activity.unplaced)
    given = sorted(each.letters for each in choices.values() if each.letters)
    if wanted != given:
        return activity, f"they place {_listed(given)}, the row leaves {_listed(wanted)} without a column"
    left = list(activity.unplaced)
    settled = []
    for cell in cells:
        if cell.basis is not Basis.UNSETTLED:
            settled.append(cell)
            continue
        decision = choices.get(cell.column)
        basis_of = decision or next(iter(choices.values()))
        text = (decision.letters if decision else None) or ""
        reading = read_cell(text, legend)
        if reading.problem:
            return activity, reading.problem
        settled.append(
            replace(
                cell,
                printed=text,
                marks=reading.marks,
                comment=reading.comment,
                basis=basis_of.basis,
                decision=basis_of.name,
                place=_place_of(text, left) if text else cell.place,
            )
        )
    return replace(activity, cells=tuple(settled), unplaced=()), None


def _conflict(activity: Activity, decisions: Sequence[Decision]) -> str | None:
    """Return what is wrong where two decisions name one cell, or one of them a cell that was never in doubt."""
    given: dict[str, str] = {}
    for decision in decisions:
        if decision.letters is not None and given.setdefault(decision.column, decision.letters) != decision.letters:
            return f"for {decision.column} they say '{given[decision.column]}' and '{decision.letters}'"
    known = {cell.party: cell.printed for cell in activity.cells if cell.basis is not Basis.UNSETTLED}
    for column in given:
        if column in known:
            return f"the cell of {column} is '{known[column]}' and was never in doubt"
    return None


def _named(cell: Cell, remarks: Mapping[int, Decision]) -> Cell:
    remark = remarks.get(cell.column)
    return replace(cell, decision=remark.name) if remark and cell.decision is None else cell


def _place_of(text: str, left: list[UnplacedMark]) -> Place:
    mark = next(each for each in left if each.text == text)
    left.remove(mark)
    return mark.place


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(f"'{text}'" for text in texts) or "nothing"


def _is_answered(finding: Finding, before: Matrix, after: Matrix) -> bool:
    """Tell whether a finding speaks of a row that was in doubt and is settled now."""
    if finding.code not in {"P02", "P03", "P04"} or finding.place is None:
        return False
    lines = {
        old.place.line
        for old, new in zip(before.activities, after.activities, strict=True)
        if not old.is_settled and new.is_settled and old.place
    }
    return finding.place.line in lines
