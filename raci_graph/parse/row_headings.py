"""Rows of a table that head those below them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from raci_graph.blocks import Span
from raci_graph.parse.sections import split_number

if TYPE_CHECKING:
    from raci_graph.blocks import RawCell, RawRow
    from raci_graph.model import Place
    from raci_graph.parse.frame import Frame
    from raci_graph.parse.layout import Found

_STRONG = re.compile(r"(\*\*|__)(?!\s).+(?<!\s)\1")
_NUMBER = re.compile(r"[A-Z]?[0-9]{1,3}(?:[.)][0-9]{0,3}){0,4}|[IVX]{1,5}[.)]?|[A-Z][.)]?")
_NUMBERED = 2
_SHORTEST = 4
"""How many characters a text in capitals has at least that is taken for a heading and not for an abbreviation."""


def is_strong(cell: RawCell) -> bool:
    """Tell whether all of a cell is bold."""
    return cell.strong or _STRONG.fullmatch(cell.text) is not None


class OpenHeadings:
    """The headings that hold for the next row of a table, each within the one before it.

    One stands within another if its number goes on with the other's ("3.1" in "3"), or if it stands in a column further
    right.
    """

    def __init__(self) -> None:
        self._open: list[tuple[int, str | None, RawCell]] = []

    def add(self, cell: RawCell, at: int) -> None:
        """Take the next heading, which stands in a column."""
        number, _ = split_number(cell.plain)
        while self._open and not self._encloses(*self._open[-1][:2], at, number):
            self._open.pop()
        self._open.append((at, number, cell))

    @property
    def cells(self) -> tuple[RawCell, ...]:
        """The headings, the outermost first."""
        return tuple(cell for *_, cell in self._open)

    @staticmethod
    def _encloses(above: int, its_number: str | None, at: int, number: str | None) -> bool:
        if its_number and number:
            return number.startswith(f"{its_number}.")
        return above < at


class RowHeadings:
    """Tells which rows of a table head those below them."""

    def __init__(self, frame: Frame, found: Found) -> None:
        self._width = len(frame.headers)
        self._found = found
        self._first, self._last = min(found.marks), max(found.marks)
        self._all_strong = all(is_strong(cell) for cell in frame.column(found.activity))
        alone = _plain_headings(frame, found)
        self._plain = {} if any(self._stands_out(cell) for cell in alone.values()) else alone

    def of(self, row: RawRow) -> RawCell | None:
        """Return the one text of a row that heads others: merged over the row, bold, in capitals, or without marks."""
        filled = [at for at, cell in enumerate(row.cells) if cell.text and cell.span is not Span.ACROSS]
        if len(filled) == _NUMBERED and self._is_merged(row, filled[1]):
            number, text = (row.cells[at] for at in filled)
            if _NUMBER.fullmatch(number.plain):
                return text
        if len(filled) != 1 or filled[0] >= self._first:
            return None
        at, cell = filled[0], row.cells[filled[0]]
        if len(row.cells) > 1 and self._is_merged(row, at):
            return cell
        if at != self._found.activity:
            is_group = at in self._found.beside and (len(row.cells) >= self._width or self._stands_out(cell))
            return cell if is_group else None
        return cell if self._stands_out(cell) or self.is_plain(row) else None

    def _is_merged(self, row: RawRow, at: int) -> bool:
        """Tell whether a cell is merged over all that follow, up to the last one of marks."""
        return at < self._first and all(each.span is Span.ACROSS for each in row.cells[at + 1 : self._last + 1])

    def is_plain(self, row: RawRow) -> bool:
        """Tell whether nothing but the lack of marks in it, and in others like it, shows that a row heads others."""
        return row.place in self._plain

    def _stands_out(self, cell: RawCell) -> bool:
        capitals = cell.plain.isupper() and len(cell.plain) >= _SHORTEST
        return not self._all_strong and (is_strong(cell) or capitals)


def _plain_headings(frame: Frame, found: Found) -> dict[Place, RawCell]:
    """Return the texts of the rows with an activity alone, by their places, if they plainly part the table.

    The first row must be one, there must be several, and each must stand right above one with marks. Else they are
    activities to which nobody is assigned.
    """
    first = next((row for row in frame.rows if any(cell.text for cell in row.cells)), None)
    if first is None or not _is_alone(first, found.activity):
        return {}
    filled = [row for row in frame.rows if any(cell.text for cell in row.cells)]
    alone = [_is_alone(row, found.activity) and len(row.cells) >= len(frame.headers) for row in filled]
    several = sum(alone) > 1 and alone[0]
    if not several or any(one and other for one, other in pairwise([*alone, True])):
        return {}
    return {row.place: row.cells[found.activity] for row, is_alone in zip(filled, alone, strict=True) if is_alone}


def _is_alone(row: RawRow, at: int) -> bool:
    others = any(cell.text for index, cell in enumerate(row.cells) if index != at)
    return at < len(row.cells) and bool(row.cells[at].plain) and not others
