"""What stands in a row beside the roles that were read: remarks, texts of further columns, and what is in doubt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from raci_graph.compare.roles import role_names
from raci_graph.model import Basis
from raci_graph.row_doubts import doubts_of, in_brackets
from raci_graph.row_ids import ID_HEADER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci_graph.compare.changes import RowPair
    from raci_graph.compare.parties import PartyPairs
    from raci_graph.model import Activity, Cell, Matrix

_MARKUP = re.compile(r"<[^<>]*>|[*_`~\\]")
_AROUND = " ()[]{}/,;:.+&|-\u2013\u2014"
Remark: TypeAlias = tuple[str, str | None, str | None]
"""The name of a column, and what stood and stands there."""


class _Printed(NamedTuple):
    """What is printed in a cell, None where nobody knows, and how a cell in doubt is shown then."""

    column: str
    basis: str
    text: str | None
    shown: str | None

    def is_shown_like(self, other: _Printed) -> bool:
        if self.shown is None or other.shown is None:
            return self.text == other.text
        return bool({self.text, self.shown} & {other.text, other.shown} - {None})


class Beside:
    """Compares what stands beside the roles of rows in two versions, column by column."""

    def __init__(self, old: Matrix, new: Matrix, parties: PartyPairs) -> None:
        """Take both versions, and which of their parties are the same."""
        self._parties = parties
        self._roles = _roles_of_columns(old), _roles_of_columns(new)
        named = {name for row in old.activities for name in row.attributes}
        self._both = [name for name in _attribute_names(new.activities) if name in named and name != ID_HEADER]

    def remarks(self, pair: RowPair) -> tuple[Remark, ...]:
        """Return the remarks that differ: beside the letters, and in further columns that both versions have."""
        old = self._cells(pair.old, 0)
        new = self._cells(pair.new, 1)
        both = [(name, *_remarks(old[name], cells)) for name, cells in new.items() if name in old]
        before, after = pair.old.attributes, pair.new.attributes
        both += [(name, before.get(name) or None, after.get(name) or None) for name in self._both]
        return tuple(each for each in both if each[1] != each[2])

    def same_marks(self, pair: RowPair) -> bool:
        """Tell whether a row in doubt is printed alike in both versions, and in doubt at the same cells.

        A graph does not keep what is printed in a cell in doubt, which then differs from nothing. A document that
        ``render`` wrote shows a doubt in brackets, which is no other text.
        """
        old, new = self._printed(pair.old, 0), self._printed(pair.new, 1)
        if [each[:2] for each in old] != [each[:2] for each in new]:
            return False
        both = list(zip(old, new, strict=True))
        if [mark.text for mark in pair.old.unplaced] == [mark.text for mark in pair.new.unplaced] and all(
            one.text is None or other.text is None or one.text == other.text for one, other in both
        ):
            return True
        return _shows_all(pair.old) and _shows_all(pair.new) and all(one.is_shown_like(other) for one, other in both)

    def _printed(self, activity: Activity, side: int) -> list[_Printed]:
        unsettled = [cell for cell in activity.cells if cell.basis is Basis.UNSETTLED]
        doubts = in_brackets(unsettled, doubts_of(activity))
        shown = {cell.column: text for cell, text in zip(unsettled, doubts, strict=True)}
        cells = [
            _Printed(self._column(cell, side) or "", cell.basis.value, cell.printed, shown.get(cell.column))
            for cell in activity.cells
        ]
        return sorted(cells, key=lambda each: (each.column, each.basis, each.text or ""))

    def _cells(self, activity: Activity, side: int) -> dict[str, list[Cell]]:
        """Return the cells of a row by their columns, those that are not settled left out."""
        found: dict[str, list[Cell]] = {}
        for cell in activity.cells:
            column = self._column(cell, side)
            if column is not None and cell.basis is not Basis.UNSETTLED:
                found.setdefault(column, []).append(cell)
        return found

    def _column(self, cell: Cell, side: int) -> str | None:
        """Return what the column of a cell is called in the new version: its party, or its role."""
        if not cell.party:
            return self._roles[side].get(cell.column)
        return cell.party if side else self._parties.new_name(cell.party)


def _shows_all(activity: Activity) -> bool:
    """Tell whether a cell of a row has room for the marks of it whose column is not known."""
    doubts = doubts_of(activity)
    return not doubts.lost or None in doubts.texts.values()


def _remarks(old: list[Cell], new: list[Cell]) -> tuple[str | None, str | None]:
    """Return the remarks of cells before and now; the same twice where no more than that is known to have changed.

    A graph keeps the printed text of a cell, and not what was read from it as a remark: a footnote, for one.
    """
    printed = [" ".join(filter(None, map(_beside_marks, cells))) for cells in (old, new)]
    read = ["; ".join(cell.comment for cell in cells if cell.comment) for cells in (old, new)]
    if printed[0] != printed[1]:
        return read[0] or printed[0] or None, read[1] or printed[1] or None
    return (read[0], read[1]) if all(read) else (None, None)


def _beside_marks(cell: Cell) -> str:
    """Return the printed text of a cell without its marks, its markup and the signs around what is left."""
    text = list(cell.printed or "")
    for mark in cell.marks:
        at = mark.position - 1
        text[at : at + len(mark.text)] = " " * len(mark.text)
    return " ".join(_MARKUP.sub(" ", "".join(text)).split()).strip(_AROUND)


def _roles_of_columns(matrix: Matrix) -> dict[int, str]:
    names = role_names(matrix)
    return {column.number: names.get(column.role, column.role) for column in matrix.columns if column.role}


def _attribute_names(activities: Iterable[Activity]) -> list[str]:
    return list(dict.fromkeys(name for activity in activities for name in activity.attributes))
