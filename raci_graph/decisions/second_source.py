"""Makes decisions from another copy of the same table."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from raci_graph.findings import Finding, Severity
from raci_graph.model import Basis, Decision

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from raci_graph.model import Activity, Matrix

_WHO = "raci-graph, by comparing the two sources"


def decisions_from(matrix: Matrix, second: Matrix, name: str) -> tuple[list[Decision], list[Finding]]:
    """Return what another copy of a table says about the doubtful cells of a matrix.

    Rows are matched by their words. Of several rows with the same words in one section the first goes with the
    first, if both copies have as many of them. A row settles nothing where the two copies disagree about its marks.

    Args:
        matrix: the matrix with doubtful cells.
        second: the other copy, with the same columns.
        name: the second source's name, recorded in each decision.

    Returns:
        The decisions (basis SecondSource), and a finding P05 for each row on which the copies disagree, for each
        doubtful row that the second one does not have, and for each row that only the second one has.
    """
    pairs = _pairs(matrix.activities, second.activities)
    decisions: list[Decision] = []
    findings: list[Finding] = []
    for activity in matrix.activities:
        other = pairs.get(activity.row)
        problem = _disagreement(activity, other, name)
        if problem is not None:
            severity = Severity.WARNING if activity.is_settled else Severity.VIOLATION
            done = "the first source is kept" if activity.is_settled else "its cells are left unsettled"
            findings.append(Finding("P05", severity, problem, activity.place, done, row=activity.row))
        elif other is not None and not activity.is_settled:
            decisions += _decisions(activity, other, name)
    return decisions, [*findings, *_only_there(matrix, second, name)]


def _only_there(matrix: Matrix, second: Matrix, name: str) -> list[Finding]:
    """Return what is to be said of rows whose words stand in the second copy alone."""
    ours = {_words(activity) for activity in matrix.activities}
    return [
        Finding("P05", Severity.WARNING, f"only {name} has the row '{other.text}'", other.place, "left out")
        for other in second.activities
        if _words(other) not in ours
    ]


def _pairs(ours: Sequence[Activity], theirs: Sequence[Activity]) -> dict[int, Activity]:
    """Return the row of the second copy for each row of the first that has one for certain."""
    found: dict[int, Activity] = {}
    for key in (_words_in_section, _words):
        left, right = _grouped(ours, key), _grouped(theirs, key)
        for name, rows in left.items():
            if len(rows) == len(right[name]) and (key is _words_in_section or len(rows) == 1):
                found = {each.row: other for each, other in zip(rows, right[name], strict=True)} | found
    return found


def _grouped(rows: Sequence[Activity], key: Callable[[Activity], str]) -> dict[str, list[Activity]]:
    groups: dict[str, list[Activity]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def _disagreement(activity: Activity, other: Activity | None, name: str) -> str | None:
    if other is None:
        return None if activity.is_settled else f"{name} has no row that is certainly this one: '{activity.text}'"
    printed = [(cell.party.casefold(), cell.printed) for cell in other.cells]
    ours = [(cell.party.casefold(), cell.printed) for cell in activity.cells]
    if [party for party, _ in printed] != [party for party, _ in ours]:
        return f"{name} has other columns in the row '{activity.text}'"
    known = [(party, text) for party, text in ours if text is not None]
    if any(pair not in printed for pair in known):
        return f"{name} has other letters in the row '{activity.text}'"
    if not other.is_settled:
        return None if activity.is_settled else f"{name} leaves the row '{activity.text}' in doubt too"
    marks = [cell.printed for cell in other.cells if cell.printed]
    if not activity.is_settled:
        settled = [text for _, text in known if text]
        if sorted(marks) != sorted([*settled, *(mark.text for mark in activity.unplaced)]):
            return f"{name} has other letters in the row '{activity.text}'"
    return None


def _decisions(activity: Activity, other: Activity, name: str) -> list[Decision]:
    found = []
    for cell, theirs in zip(activity.cells, other.cells, strict=True):
        if cell.basis is Basis.UNSETTLED and theirs.printed:
            found.append(
                Decision(
                    name=f"{activity.row}-{cell.column}",
                    rows=(activity.row,),
                    column=cell.party,
                    letters=theirs.printed,
                    basis=Basis.SECOND_SOURCE,
                    who=_WHO,
                    source=name,
                    activity=activity.text,
                    reason=f"The row's only doubtful marks stand in this column in {name}.",
                )
            )
    return found


def _words(activity: Activity) -> str:
    return activity.text.casefold()


def _words_in_section(activity: Activity) -> str:
    return f"{activity.section}\n{_words(activity)}"
