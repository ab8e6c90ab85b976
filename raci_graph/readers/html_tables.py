"""The cells of an HTML table with their spans into rows, in which each position has its cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from raci_graph.blocks import LostTable, RawCell, RawRow, RawTable, Span
from raci_graph.errors import InputError
from raci_graph.readers import limits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.model import Place
    from raci_graph.readers.html_text import Line

HEAD, BODY, FOOT = "thead", "tbody", "tfoot"


@dataclass(slots=True)
class Cell:
    """A cell as its element says: how far it reaches (``down`` 0: to the end of its group), and if it is a header."""

    cell: RawCell
    across: int
    down: int
    heads: bool


@dataclass(slots=True)
class Row:
    """A row, with the kind of its group and the number of that; in a foot with the lines of its last cell."""

    place: Place
    kind: str
    group: int
    cells: list[Cell] = field(default_factory=list)
    lines: Sequence[Line] = ()


class Room:
    """How many cells, and how many characters in them, the tables of a document may still have."""

    def __init__(self) -> None:
        self._cells = limits.MAX_CELLS
        self._text = limits.MAX_CELL_TEXT

    def take(self, cells: int, text: int, place: Place) -> None:
        """Count cells and their characters.

        Raises:
            InputError: where there is no room left for them.
        """
        self.check(cells, text, place)
        self._cells -= cells
        self._text -= text

    def check(self, cells: int, text: int, place: Place) -> None:
        """Refuse cells and characters for which there is no room, without counting them.

        Raises:
            InputError: where there is no room for them.
        """
        if cells > self._cells:
            raise too_many(f"the tables have more than {limits.MAX_CELLS:,} cells", place)
        if text > self._text:
            raise too_many(f"the tables have more than {limits.MAX_CELL_TEXT:,} characters", place)


class Reach:
    """Counts the positions that the cells of a table fill in the rows below them, at least, while its rows come."""

    def __init__(self) -> None:
        self._filled = self._open = self._row = self._group = 0
        self._ends: Counter[int] = Counter()

    def row(self, group: int) -> int:
        """Begin a row of a group, and return how many positions are filled by now."""
        if group != self._group:
            self._group, self._open = group, 0
            self._ends.clear()
        self._row += 1
        self._open -= self._ends.pop(self._row, 0)
        self._filled += self._open
        return self._filled

    def cell(self, down: int) -> None:
        """Count a cell that covers so many rows; 0 for all of its group."""
        if down != 1:
            self._open += 1
            self._ends[self._row + down] += bool(down)


class _OverlapError(Exception):
    """Two cells claim one position."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.place = place


def too_many(message: str, place: Place | str) -> InputError:
    """Return the error for a document that is too large in some way."""
    return InputError(message, place=str(place), remedy="Split it into smaller documents")


def raw_table(rows: Sequence[Row], name: str | None, room: Room) -> RawTable | LostTable | None:
    """Return the table that rows make up; None if no cell is in them.

    The rows of the first head come first and those of the feet last, as they are shown. A cell covers no rows beyond
    its group. A lone cell in its row is as wide as the other rows at most.

    Args:
        rows: the rows in the order of the source.
        name: the caption.
        room: how many cells there may still be.

    Raises:
        InputError: for more cells than there is room.
    """
    _check_room(rows, room)
    first_head = next((row.group for row in rows if row.kind == HEAD), -1)
    ordered = sorted(rows, key=lambda row: (row.kind == FOOT) - (row.group == first_head))
    try:
        filled = list(_filled(ordered, _width(ordered), room))
    except _OverlapError as error:
        return LostTable("two of its cells lie over each other", error.place)
    if not filled:
        return None
    first = next(row for row in ordered if row.cells)
    return RawTable(filled[0], tuple(filled[1:]), headed=_heads(first, in_head=first.kind == HEAD), name=name)


def without_notes(rows: Sequence[Row]) -> tuple[Sequence[Row], Sequence[Row]]:
    """Return the rows of a table, and its notes: rows of its feet that have one cell alone, below rows with several."""
    feet = [row for row in rows if row.kind == FOOT]
    if not any(row.kind != FOOT and len(row.cells) > 1 for row in rows) or any(
        cell.down != 1 for row in feet for cell in row.cells
    ):
        return rows, ()
    notes = [row for row in feet if len(row.cells) == 1]
    return [row for row in rows if row.kind != FOOT or len(row.cells) != 1] if notes else rows, notes


def _check_room(rows: Sequence[Row], room: Room) -> None:
    """Refuse merged cells that would fill too many positions before any of them is filled."""
    width = _width(rows)
    left = Counter(row.group for row in rows)
    cells = text = 0
    for row in rows:
        for cell in row.cells:
            across = cell.across if len(row.cells) > 1 or not width else min(cell.across, width)
            covered = across * (min(cell.down, left[row.group]) if cell.down else left[row.group])
            cells += covered
            text += covered * len(cell.cell.text)
            room.check(cells, text, cell.cell.place)
        left[row.group] -= 1


def _heads(row: Row, *, in_head: bool) -> bool:
    """Tell whether a first row is marked as the header; its corner may be a blank cell of any kind."""
    others = row.cells if row.cells[0].cell.text else row.cells[1:]
    return in_head or (bool(others) and all(cell.heads for cell in others))


def _width(rows: Sequence[Row]) -> int:
    """Return how wide the rows with more than one cell can be, 0 for none."""
    return max((sum(cell.across for cell in row.cells) for row in rows if len(row.cells) > 1), default=0)


def _filled(rows: Sequence[Row], width: int, room: Room) -> Iterator[RawRow]:
    down: dict[int, tuple[int, RawCell]] = {}
    group = -1
    for row in rows:
        if row.group != group:
            group = row.group
            down = {}
        if len(row.cells) == 1 and width and not down:
            row.cells[0].across = min(row.cells[0].across, width)
        if down or any(cell.across != 1 or cell.down != 1 for cell in row.cells):
            cells, down = _spread(row, down, room)
        else:
            cells = [cell.cell for cell in row.cells]
            room.take(len(cells), sum(len(cell.text) for cell in cells), row.place)
        if row.cells:
            yield RawRow(tuple(cells), row.place)


def _spread(
    row: Row, down: dict[int, tuple[int, RawCell]], room: Room
) -> tuple[list[RawCell], dict[int, tuple[int, RawCell]]]:
    """Return the cells of a row, and what of them reaches on to the rows below: how many, by column; -1 for all."""
    slots = {column: cell for column, (_, cell) in down.items()}
    below = {column: (left - 1, cell) for column, (left, cell) in down.items() if left != 1}
    room.take(len(slots), sum(len(cell.text) for cell in slots.values()), row.place)
    column = 0
    for each in row.cells:
        while column in slots:
            column += 1
        room.take(each.across, each.across * len(each.cell.text), each.cell.place)
        across, beneath = replace(each.cell, span=Span.ACROSS), replace(each.cell, span=Span.DOWN)
        for at in range(column, column + each.across):
            if at in slots:
                raise _OverlapError(each.cell.place)
            slots[at] = each.cell if at == column else across
            if each.down != 1:
                below[at] = (each.down - 1, beneath)
        column += each.across
    missing = RawCell("", "", row.place)
    room.take(max(slots, default=-1) + 1 - len(slots), 0, row.place)
    return [slots.get(at, missing) for at in range(max(slots, default=-1) + 1)], below
