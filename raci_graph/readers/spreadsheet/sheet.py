"""A sheet as it is read from any workbook, and how it becomes tables."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from raci_graph.blocks import Heading, RawCell, RawRow, RawTable, Span
from raci_graph.errors import InputError
from raci_graph.model import Place
from raci_graph.progress import tracked
from raci_graph.readers import limits
from raci_graph.readers.spreadsheet.parting import Region, filled_columns, parted
from raci_graph.readers.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci_graph.readers.spreadsheet.parting import Spans

MAX_ROWS = 1_048_576
"""The rows that a sheet of a spreadsheet program has."""

MAX_COLUMNS = 16_384
"""The columns that it has."""

_REACH = 100
"""How far a merged range may reach beyond the texts of its sheet; a longer one was drawn over what is empty."""

_DEPTH = 8
"""How often a part of a sheet is parted again."""


class Value(NamedTuple):
    """The text of a cell, in Unicode NFC, whether all of it is bold, and the text with marks at what is struck out.

    That is "" where nothing is struck out.
    """

    text: str
    strong: bool = False
    marked: str = ""


class Merge(NamedTuple):
    """A merged range; rows and columns count from 1, the last ones belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """A sheet: its cells with text by row and column, which count from 1, its merged ranges, and what is hidden."""

    name: str
    hidden: bool = False
    cells: dict[int, dict[int, Value]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.name = unicodedata.normalize("NFC", self.name)

    def put(self, row: int, column: int, text: str, *, strong: bool = False, marked: str = "") -> None:
        """Set a cell; a text of blanks leaves it empty, and a marked text that is the text itself marks nothing."""
        if text and not text.isspace():
            marked = "" if marked == text else unicodedata.normalize("NFC", marked.strip())
            value = Value(unicodedata.normalize("NFC", text.strip()), strong, marked)
            self.cells.setdefault(row, {})[column] = value


class Budget:
    """Counts what a workbook takes, and refuses it before it takes too much."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._cells = 0
        self._text = 0
        self._repeats = 0

    def take(self, sheet: str, cells: int, text: int = 0, *, repeats: int = 0) -> None:
        """Count cells and characters; ``repeats`` of the cells are not written, but said to be as the one before.

        Raises:
            InputError: for more of them than the limit.
        """
        self._cells += cells
        self._text += text
        if self._cells > limits.MAX_CELLS:
            raise self._refusal(sheet, f"more than {limits.MAX_CELLS:,} cells")
        self._repeats += repeats
        if self._repeats > limits.MAX_REPEATS + limits.REPEATS_A_CELL * (self._cells - self._repeats):
            raise self._refusal(sheet, f"{self._repeats:,} cells that only repeat others, more than the limit")
        if self._text > limits.MAX_CELL_TEXT:
            raise self._refusal(sheet, f"more than {limits.MAX_CELL_TEXT:,} characters")

    def fresh(self) -> Budget:
        """Return a budget of the same workbook of which nothing is taken."""
        return Budget(self.file)

    def _refusal(self, sheet: str, what: str) -> InputError:
        return InputError(
            f"the tables of the workbook have {what}",
            place=str(Place(self.file, sheet=sheet)),
            remedy="Copy the matrix alone into a new workbook, and clear what stands far from it",
        )


def tables(sheet: Sheet, budget: Budget) -> Iterator[RawTable | Heading]:
    """Yield the tables of a sheet, from top to bottom and from left to right; titles of those side by side as headings.

    A sheet is one table, without the rows that are blank and the columns that are blank at its edges. It is parted at
    blank rows, and at blank columns, where what stands on both sides is a table by itself: two rows and two columns
    with text at least. It is not parted at a column that stands blank inside one table: one whose two sides end in
    the same row and fill the same rows.

    Raises:
        InputError: for more cells or characters than the limits.
    """
    spans = _spread(sheet, budget.fresh())
    rows = tuple(sorted(sheet.cells))
    waiting = [(Region(rows, filled_columns(sheet, rows)), 0)] if rows else []
    while waiting:
        region, depth = waiting.pop()
        parts = parted(sheet, region, spans) if depth < _DEPTH else [region]
        if len(parts) > 1:
            waiting += [(part, depth + 1) for part in reversed(parts)]
        else:
            yield from (_heading(sheet, level, row, region, budget) for level, row in region.titles)
            yield _table(sheet, region, spans, budget)


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell.

    >>> cell_name(7, 28)
    'AB7'
    """
    return f"{column_name(column)}{row}"


@lru_cache(maxsize=MAX_COLUMNS)
def column_name(column: int) -> str:
    """Return the letters of a column."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _spread(sheet: Sheet, budget: Budget) -> Spans:
    """Repeat each merged text in the cells that it covers; return the first cell of each such."""
    if not sheet.cells:
        return {}
    bottom = max(sheet.cells)
    right = max(max(row) for row in sheet.cells.values())
    spans: Spans = {}
    for merge in sheet.merges:
        value = sheet.cells.get(merge.top, {}).get(merge.left)
        if value is None:
            continue
        last_row = merge.bottom if merge.bottom <= bottom + _REACH else max(bottom, merge.top)
        last_column = merge.right if merge.right <= right + _REACH else max(right, merge.left)
        budget.take(sheet.name, (last_row - merge.top + 1) * (last_column - merge.left + 1))
        for row in range(merge.top, last_row + 1):
            cells = sheet.cells.setdefault(row, {})
            for column in range(merge.left, last_column + 1):
                if (row, column) != (merge.top, merge.left):
                    cells[column] = value
                    spans[row, column] = (merge.top, merge.left)
    return spans


def _heading(sheet: Sheet, level: int, row: int, region: Region, budget: Budget) -> Heading:
    column = filled_columns(sheet, [row], region.columns)[0]
    text = sheet.cells[row][column].text
    place = Place(budget.file, sheet=sheet.name, cell=cell_name(row, column))
    return Heading(level, text, _folded(text), place)


def _table(sheet: Sheet, region: Region, spans: Spans, budget: Budget) -> RawTable:
    columns = range(region.columns[0], region.columns[-1] + 1)
    budget.take(sheet.name, len(region.rows) * len(columns))
    plain: dict[str, str] = {}
    numbers = tracked(region.rows, "reading rows", len(region.rows))
    rows = [_row(sheet, row, columns, spans, budget, plain) for row in numbers]
    return RawTable(rows[0], tuple(rows[1:]), headed=False, name=sheet.name)


def _row(  # noqa: PLR0913
    sheet: Sheet,
    number: int,
    columns: range,
    spans: Spans,
    budget: Budget,
    plain: dict[str, str],
) -> RawRow:
    values = sheet.cells[number]
    cells = []
    for column in columns:
        value = values.get(column, _BLANK)
        origin = spans.get((number, column))
        span = None if origin is None else Span.ACROSS if origin[0] == number else Span.DOWN
        place = Place(budget.file, sheet=sheet.name, cell=cell_name(*(origin or (number, column))))
        if value.text not in plain:
            plain[value.text] = _folded(value.text)
        cells.append(RawCell(value.marked or value.text, plain[value.text], place, span, value.strong))
    budget.take(sheet.name, 0, sum(len(cell.text) for cell in cells))
    return RawRow(tuple(cells), Place(budget.file, sheet=sheet.name, cell=cell_name(number, columns[0])))


def _folded(text: str) -> str:
    """Return a text with its blanks folded; the text itself, and no copy, where that changes nothing."""
    folded = fold(text)
    return text if folded == text else folded


_BLANK = Value("")
