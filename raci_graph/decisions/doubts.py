"""The cells of a matrix and the words of a document that are in doubt, for a person to decide on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.model import Basis
from raci_graph.parse.words import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.findings import Finding
    from raci_graph.model import Activity, Matrix, Place


@dataclass(frozen=True, slots=True)
class OpenCell:
    """A cell in doubt: its row, the text of the activity, the name of its column, its place, and why it is."""

    row: int
    activity: str
    column: str
    place: Place | None
    why: str


def open_cells(matrix: Matrix, findings: Sequence[Finding]) -> list[OpenCell]:
    """Return the cells of a matrix that nothing settles, row by row, with what the reading said of each.

    Args:
        matrix: as read, after all decisions.
        findings: what the reading found.
    """
    said = {finding.place: finding.message for finding in reversed(findings)}
    labels = {column.number: column.label for column in matrix.columns}
    return [
        OpenCell(row.row, row.text, labels[cell.column], cell.place, said.get(cell.place) or _left(row))
        for row in matrix.activities
        for cell in row.cells
        if cell.basis is Basis.UNSETTLED
    ]


@dataclass(frozen=True, slots=True)
class OpenWord:
    """A word or a sign that may mean several roles, or nothing explains: its place, and what the reading said of it."""

    word: str
    place: Place | None
    why: str


def open_words(findings: Sequence[Finding]) -> list[OpenWord]:
    """Return the words and signs of which a person can say what they mean, each once, in the order of their places.

    Args:
        findings: what the reading found.
    """
    found: dict[str, OpenWord] = {}
    for finding in sorted(findings, key=lambda each: each.place.sort_key() if each.place else ("", 0, 0, "", "")):
        for word in finding.words:
            found.setdefault(fold(word), OpenWord(word, finding.place, finding.message))
    return list(found.values())


def _left(row: Activity) -> str:
    marks = ", ".join(f"'{mark.text}'" for mark in row.unplaced)
    return f"the row leaves {marks} without a column" if marks else "the source does not show this cell"
