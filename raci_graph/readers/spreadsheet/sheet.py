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
from raci_graph.readers.bands import joined
from raci_graph.readers.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MAX_ROWS = 1_048_576
"""The rows that a sheet of a spreadsheet program has."""

MAX_COLUMNS = 16_384
"""The columns that it has."""

_REACH = 100
"""How far a merged range may reach beyond the texts of its sheet; a longer one was drawn over what is empty."""

_DEPTH = 8
"""How often a part of a sheet is parted again."""

_ALIKE = 0.75
"""The share of rows from which on what stands on both sides of a blank column fills the same rows."""

_SHORT = 3
"""How many characters a cell of letters has at most."""

_TALLEST = 4
"""In how many of the first rows of tables side by side their headers may stand."""

_LIST = 4
"""How many texts make a list, such as that of the letters."""

_SEVERAL = 2

Spans = dict[tuple[int, int], tuple[int, int]]
"""The first cell of each cell that is merged with it."""


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


class _Region(NamedTuple):
    """A part of a sheet: some of its rows, from a column to another one; titles are the level and row of each."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    titles: tuple[tuple[int, int], ...] = ()


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
    waiting = [(_Region(rows, _columns(sheet, rows)), 0)] if rows else []
    while waiting:
        region, depth = waiting.pop()
        parts = _parts(sheet, region, spans) if depth < _DEPTH else [region]
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


def _columns(sheet: Sheet, rows: Iterable[int], among: Sequence[int] | None = None) -> tuple[int, ...]:
    """Return the columns that have text in one of the rows, all or among some."""
    filled: set[int] = set()
    for row in rows:
        filled.update(sheet.cells[row])
    return tuple(sorted(filled if among is None else filled.intersection(among)))


def _parts(sheet: Sheet, region: _Region, spans: Spans) -> list[_Region]:
    """Return the tables of a region, parted at blank rows, else at blank columns; the region itself if it is one."""
    bands = [_Region(rows, _columns(sheet, rows, region.columns)) for rows in _runs(region.rows)]
    groups = joined(bands, _is_table)
    if len(groups) == 1:
        if sides := _side_by_side(sheet, region, spans):
            return sides
        bands = [_Region(_rows(sheet, region.rows, columns), columns) for columns in _runs(region.columns)]
        groups = _unparted(sheet, joined(bands, _is_table))
    return [_merged(group) for group in groups]


def _side_by_side(sheet: Sheet, region: _Region, spans: Spans) -> list[_Region]:
    """Return the tables of a region that stand side by side, each with the same header over its first column.

    The rows above those headers that have one text for a table, or for all of them, are titles.
    """
    own = [row for row in region.rows if not _is_merged_over(sheet, row, region.columns, spans)]
    runs = list(_runs(_columns(sheet, own, region.columns)))
    found = [runs[:1]] if runs else []
    head = own[0] if own else 0
    for columns in runs[1:]:
        first, other = found[-1][0][0], columns[0]
        same = next((row for row in own[:_TALLEST] if _same(sheet, row, first, other)), None)
        if len(columns) > 1 and same is not None:
            found.append([columns])
            head = same
        else:
            found[-1].append(columns)
    if len(found) < _SEVERAL or not all(len(_columns(sheet, own, each[0])) > 1 for each in found):
        return []
    over = tuple((1, row) for row in region.rows if row < head and row not in own)
    sides = []
    for at, side in enumerate(found):
        columns = tuple(column for columns in side for column in columns)
        rows = _rows(sheet, own, columns)
        above = [row for row in rows if row < head]
        if all(sum((row, column) not in spans for column in _columns(sheet, [row], columns)) == 1 for row in above):
            rows = tuple(row for row in rows if row >= head)
        else:
            above = []
        if len(rows) < _SEVERAL:
            return []
        sides.append(_Region(rows, columns, (*(() if at else over), *((2, row) for row in above))))
    return sides


def _heading(sheet: Sheet, level: int, row: int, region: _Region, budget: Budget) -> Heading:
    column = _columns(sheet, [row], region.columns)[0]
    text = sheet.cells[row][column].text
    place = Place(budget.file, sheet=sheet.name, cell=cell_name(row, column))
    return Heading(level, text, _folded(text), place)


def _is_merged_over(sheet: Sheet, row: int, columns: Sequence[int], spans: Spans) -> bool:
    """Tell whether a row has one text, which is merged over several columns, between the first and the last one."""
    filled = [column for column in columns if column in sheet.cells[row]]
    return len(filled) == len(columns) and len({spans.get((row, column), (row, column)) for column in filled}) == 1


def _same(sheet: Sheet, row: int, first: int, other: int) -> bool:
    """Tell whether two cells of a row have the same text, and one that is longer than letters are."""
    one, two = (sheet.cells[row].get(column, _BLANK).text for column in (first, other))
    return one.casefold() == two.casefold() and len(one) > 1


def _rows(sheet: Sheet, rows: Iterable[int], columns: tuple[int, ...]) -> tuple[int, ...]:
    wanted = frozenset(columns)
    return tuple(row for row in rows if not wanted.isdisjoint(sheet.cells[row]))


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield the runs of numbers that follow one another."""
    start = 0
    for index in range(1, len(numbers) + 1):
        if index == len(numbers) or numbers[index] > numbers[index - 1] + 1:
            yield tuple(numbers[start:index])
            start = index


def _is_table(region: _Region) -> bool:
    return len(region.rows) > 1 and len(region.columns) > 1


def _unparted(sheet: Sheet, groups: list[list[_Region]]) -> list[list[_Region]]:
    """Put together again what stands on both sides of a column that is blank inside one table."""
    found = groups[:1]
    for group in groups[1:]:
        left, right = _merged(found[-1]), _merged(group)
        shared = len(set(left.rows) & set(right.rows))
        is_alike = left.rows[-1] == right.rows[-1] and shared >= _ALIKE * max(len(left.rows), len(right.rows))
        if is_alike or _goes_on(sheet, left, right):
            found[-1] = found[-1] + group
        else:
            found.append(group)
    return found


def _goes_on(sheet: Sheet, left: _Region, right: _Region) -> bool:
    """Tell whether columns are no table by themselves but more columns of the table on their left.

    They stand in rows of that, no higher than its header, and most cells below their own are as short as letters, and
    no numbers; but the first one is no list, each of whose texts stands there once.
    """
    head, *below = right.rows
    texts = [sheet.cells[row][column].text for row in below for column in right.columns if column in sheet.cells[row]]
    keys = [sheet.cells[row].get(right.columns[0], _BLANK).text for row in below]
    headed = all(column in sheet.cells[head] for column in right.columns)
    inside = set(right.rows) <= set(left.rows) and sum(column in sheet.cells[head] for column in left.columns) > 1
    short = sum(len(text) <= _SHORT for text in texts) >= _ALIKE * len(texts)
    listed = len(keys) >= _LIST and all(keys) and len(set(keys)) == len(keys)
    return headed and inside and short and not listed and not any(char.isdigit() for text in texts for char in text)


def _merged(group: Sequence[_Region]) -> _Region:
    if len(group) == 1:
        return group[0]
    rows = sorted({row for region in group for row in region.rows})
    return _Region(tuple(rows), tuple(sorted({column for region in group for column in region.columns})))


def _table(sheet: Sheet, region: _Region, spans: Spans, budget: Budget) -> RawTable:
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
