"""Where each cell of a matrix comes from: what is printed, at which place, on what ground it was read, who decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.figures.lettering import shown
from raci_graph.model import Basis
from raci_graph.printable import printable
from raci_graph.row_doubts import doubts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from raci_graph.model import Activity, Cell, Decision, Matrix

_GROUNDS = {
    Basis.EXPLICIT: "the source states it",
    Basis.SECOND_SOURCE: "a second source shows it",
    Basis.JUDGEMENT: "somebody judged it",
    Basis.UNSETTLED: "not settled",
}


@dataclass(frozen=True, slots=True)
class CellOrigin:
    """Where a cell comes from.

    Attributes:
        column: the number of its column.
        head: what heads its column.
        printed: its text exactly as printed, "" for a blank cell, None where the source does not show it.
        place: where it stands, such as ``source.txt:32:56``; None where that is not known.
        ground: on what ground it was read.
        decision: who decided on it, when and why, if somebody did.
        source: the address of what the decision rests on, or its name.
        comment: the remark that stands with it.
    """

    column: int
    head: str
    printed: str | None
    place: str | None
    ground: str
    decision: str | None = None
    source: str | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class RowOrigin:
    """Where a row comes from: its place, the marks whose column is not known, and its cells."""

    number: int
    label: str
    place: str | None
    unplaced: str
    cells: tuple[CellOrigin, ...]


def origins_of(matrix: Matrix) -> tuple[RowOrigin, ...]:
    """Return where each row of a matrix comes from; one printed cell for several roles comes once."""
    decisions = {decision.name: decision for decision in matrix.decisions}
    heads = {column.number: shown(column.label) for column in matrix.columns}
    return tuple(
        RowOrigin(
            number=activity.row,
            label=shown(activity.label),
            place=_place(activity),
            unplaced=shown(" ".join(doubts_of(activity).lost)),
            cells=tuple(_cells(activity, heads, decisions)),
        )
        for activity in matrix.activities
    )


def _cells(activity: Activity, heads: Mapping[int, str], decisions: Mapping[str, Decision]) -> Iterator[CellOrigin]:
    told: set[tuple[int, str]] = set()
    own = doubts_of(activity).texts
    for cell in activity.cells:
        key = (cell.printed_column, heads[cell.column])
        if key not in told:
            decision = decisions.get(cell.decision) if cell.decision is not None else None
            printed = own.get(cell.column, cell.printed)
            yield CellOrigin(
                column=cell.column,
                head=heads[cell.column],
                printed=None if printed is None else printable(printed),
                place=_place(cell),
                ground=_GROUNDS[cell.basis],
                decision=_said(decision) if decision else None,
                source=shown(decision.source) if decision and decision.source else None,
                comment=shown(cell.comment) if cell.comment else None,
            )
        told.add(key)


def _place(part: Activity | Cell) -> str | None:
    return shown(str(part.place)) if part.place else None


def _said(decision: Decision) -> str:
    """Return who decided, when, on what and why, in a sentence."""
    settled = "" if decision.letters is None else f": {decision.column} {decision.letters or 'blank'}"
    on = f", {decision.on.isoformat()}" if decision.on else ""
    reason = f". {decision.reason}" if decision.reason else ""
    return shown(f"{decision.name}{settled} ({decision.who}{on}){reason}")
