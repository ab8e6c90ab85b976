"""Rows of a table of letters that are no activity: sums, the names of those who head the columns, and notes below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.blocks import Span
from raci_graph.parse.cell_counts import is_number
from raci_graph.parse.marks import is_blank, read_raw
from raci_graph.parse.words import is_name_header, names_initials, sums_up

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.blocks import RawCell, RawRow
    from raci_graph.model import Place
    from raci_graph.parse.frame import Frame
    from raci_graph.parse.layout import Found

_NOTE = re.compile(r"\([^()]*\)|[*†‡§¹²³⁴-⁹].*|\(?[0-9]{1,2}\)?[ ]+[^\W\d_A-ZÀ-ÖØ-Þ].*", re.DOTALL)


class OtherRows:
    """Tells which rows of a table are no activity, and why."""

    def __init__(self, frame: Frame, found: Found, legend: Mapping[str, str]) -> None:
        self._found = found
        self._head = frame.names[found.activity]
        self._legend = legend
        self._first = frame.rows[0] if frame.rows else None
        self._notes = _notes_below(frame, found)

    def reason(self, row: RawRow) -> str | None:
        """Return why a row is no activity, None for one that is."""
        if any(self._found.roles):
            return None
        head = row.cells[self._found.activity]
        label = head.plain
        if head.span is Span.DOWN and label == self._head:
            return "the row goes on with the header above it"
        cells = [row.cells[at] for at in self._found.marks if at < len(row.cells)]
        filled = [cell for cell in cells if cell.text and not is_blank(cell.text)]
        if filled and all(is_number(cell) for cell in filled) and sums_up(label):
            return "the row sums up the others"
        if row is self._first and filled and self._names_people(label, filled):
            return "the row names those who head the columns"
        return "the row stands below the matrix and is a note" if row.place in self._notes else None

    def _names_people(self, label: str, cells: Sequence[RawCell]) -> bool:
        """Tell whether cells with this label name persons: their initials, or words that are no roles."""
        if names_initials(label):
            return True
        in_brackets = label.startswith("(") and label.endswith(")") and len(cells) > 1
        return (is_name_header(label) or in_brackets) and not any(read_raw(cell, self._legend).marks for cell in cells)


def _notes_below(frame: Frame, found: Found) -> frozenset[Place]:
    """Return the places of the last rows that have one text each, which begins as a note does."""
    notes: list[Place] = []
    for row in reversed(frame.rows):
        filled = [at for at, cell in enumerate(row.cells) if cell.text]
        if filled and (filled != [found.activity] or not _NOTE.fullmatch(row.cells[found.activity].plain)):
            break
        notes.append(row.place)
    return frozenset(notes)
