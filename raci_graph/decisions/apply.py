"""Applies decisions to the doubtful cells of a matrix."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.findings import Finding, Severity
from raci_graph.model import Activity, Basis, Cell, Decision, Matrix, UnplacedMark
from raci_graph.parse.marks import read_cell
from raci_graph.parse.names import read_chosen_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.model import Column, Mark, Place


def apply_decisions(
    matrix: Matrix, findings: Sequence[Finding], decisions: Sequence[Decision]
) -> tuple[Matrix, tuple[Finding, ...]]:
    """Settle the doubtful cells of a matrix by decisions.

    Cells that the source does not show are settled when their decisions account for each mark that the row leaves
    without a column; the other lost cells of the row are then blank, on the same ground. A cell whose text is known
    is settled by a choice of letters, or of names, that stand in that text. A decision that does not fit is refused and
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
    done = replace(matrix, activities=tuple(activities), decisions=(*matrix.decisions, *used.values()))
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
    named = replace(activity, cells=tuple(_named(cell, remarks) for cell in activity.cells))
    if not choices:
        return named, None
    problem = _conflict(activity, decisions)
    if problem:
        return activity, problem
    roles = {column.number: column.role for column in columns.values()}
    read, problem = _settle_unread(named, choices, roles, legend)
    if problem:
        return activity, problem
    rest = {number: each for number, each in choices.items() if _is_lost(named, number)}
    if not rest:
        return read, None
    settled, problem = _settle_lost(read, rest, legend)
    return (activity if problem else settled), problem


def _is_lost(activity: Activity, number: int) -> bool:
    return any(cell.column == number and cell.printed is None for cell in activity.cells)


def _settle_unread(
    activity: Activity,
    choices: Mapping[int, Decision],
    roles: Mapping[int, str | None],
    legend: Mapping[str, str],
) -> tuple[Activity, str | None]:
    """Settle cells whose text is known and was not understood: what is chosen must stand in that text."""
    cells, left = [], list(activity.unplaced)
    for cell in activity.cells:
        decision = choices.get(cell.column)
        if cell.basis is not Basis.UNSETTLED or cell.printed is None or decision is None:
            cells.append(cell)
            continue
        chosen = decision.letters or ""
        role = roles[cell.column]
        reading = read_chosen_names(chosen, role) if role else read_cell(chosen, legend)
        if reading.problem:
            return activity, reading.problem
        marks = _marks_in(cell.printed, reading.marks)
        if marks is None:
            return activity, f"'{chosen}' does not stand in the cell '{cell.printed}'"
        left = [each for each in left if each.place != cell.place]
        basis, name = decision.basis, decision.name
        cells.append(replace(cell, marks=marks, comment=cell.comment or cell.printed, basis=basis, decision=name))
    return replace(activity, cells=tuple(cells), unplaced=tuple(left)), None


def _marks_in(printed: str, marks: Sequence[Mark]) -> tuple[Mark, ...] | None:
    """Return marks with their offsets in a printed text, or None where one does not stand in it."""
    found: list[Mark] = []
    start = 0
    for mark in marks:
        at = printed.find(mark.text, start)
        at = printed.find(mark.text) if at < 0 else at
        if at < 0 or any(each.position == at + 1 for each in found):
            return None
        found.append(replace(mark, position=at + 1))
        start = at + len(mark.text)
    return tuple(sorted(found, key=lambda mark: mark.position))


def _settle_lost(
    activity: Activity, choices: Mapping[int, Decision], legend: Mapping[str, str]
) -> tuple[Activity, str | None]:
    """Settle cells that the source does not show: the choices must place each mark of the row."""
    wanted = sorted(mark.text for mark in activity.unplaced)
    given = sorted(each.letters for each in choices.values() if each.letters)
    if wanted != given:
        return activity, f"they place {_listed(given)}, the row leaves {_listed(wanted)} without a column"
    left = list(activity.unplaced)
    settled = []
    for cell in activity.cells:
        if cell.basis is not Basis.UNSETTLED or cell.printed is not None:
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
    """Tell whether a finding speaks of a row, or of a cell, that was in doubt and is settled now."""
    pairs = list(zip(before.activities, after.activities, strict=True))
    if finding.code in {"P02", "P04"} and finding.place:
        settled = {old.place.line for old, new in pairs if not old.is_settled and new.is_settled and old.place}
        return finding.place.line in settled
    if finding.code in {"P03", "P18"}:
        return finding.place in {
            old.place
            for was, now in pairs
            for old, new in zip(was.cells, now.cells, strict=True)
            if old.basis is Basis.UNSETTLED and new.basis is not Basis.UNSETTLED
        }
    return False
