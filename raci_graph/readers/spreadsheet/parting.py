"""Parts a sheet into its tables, at rows and columns that are blank."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from raci_graph.readers.bands import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from raci_graph.readers.spreadsheet.sheet import Sheet

_ALIKE = 0.75
"""The share of rows from which on what stands on both sides of a blank column fills the same rows."""

_HALF = 0.5
"""The same, where all rows on the right have texts on the left: others on the left may be headings of rows."""

_LETTERS = re.compile(r"\W*(?:[^\W\d_]{1,3}(?:\W+|$)){0,4}")
"""What a cell of letters may hold: a few short words and signs ("R / A", "-")."""

_TALLEST = 4
"""In how many of the first rows of tables side by side their headers may stand."""

_LIST = 4
"""How many texts make a list, such as that of the letters."""

_SEVERAL = 2

Spans = dict[tuple[int, int], tuple[int, int]]
"""The first cell of each cell that is merged with it."""


class Region(NamedTuple):
    """A part of a sheet: some of its rows, from a column to another one; titles are the level and row of each."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    titles: tuple[tuple[int, int], ...] = ()


def filled_columns(sheet: Sheet, rows: Iterable[int], among: Sequence[int] | None = None) -> tuple[int, ...]:
    """Return the columns that have text in one of the rows, all or among some."""
    filled: set[int] = set()
    for row in rows:
        filled.update(sheet.cells[row])
    return tuple(sorted(filled if among is None else filled.intersection(among)))


def parted(sheet: Sheet, region: Region, spans: Spans) -> list[Region]:
    """Return the tables of a region, parted at blank rows, else at blank columns; the region itself if it is one."""
    bands = [Region(rows, filled_columns(sheet, rows, region.columns)) for rows in _runs(region.rows)]
    groups = joined(_with_headers(sheet, bands, spans), _is_table)
    if len(groups) == 1:
        if sides := _side_by_side(sheet, region, spans):
            return sides
        bands = [Region(_rows(sheet, region.rows, columns), columns) for columns in _runs(region.columns)]
        groups = _unparted(sheet, joined(bands, _is_table))
    return [_merged(group) for group in groups]


def _side_by_side(sheet: Sheet, region: Region, spans: Spans) -> list[Region]:
    """Return the tables of a region that stand side by side, each with the same header over its first column.

    The rows above those headers that have one text for a table, or for all of them, are titles.
    """
    own = [row for row in region.rows if not _is_merged_over(sheet, row, region.columns, spans)]
    runs = list(_runs(filled_columns(sheet, own, region.columns)))
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
    if len(found) < _SEVERAL or not all(len(filled_columns(sheet, own, each[0])) > 1 for each in found):
        return []
    over = tuple((1, row) for row in region.rows if row < head and row not in own)
    sides = []
    for at, side in enumerate(found):
        columns = tuple(column for columns in side for column in columns)
        rows = _rows(sheet, own, columns)
        above = [row for row in rows if row < head]
        if all(
            sum((row, column) not in spans for column in filled_columns(sheet, [row], columns)) == 1 for row in above
        ):
            rows = tuple(row for row in rows if row >= head)
        else:
            above = []
        if len(rows) < _SEVERAL:
            return []
        sides.append(Region(rows, columns, (*(() if at else over), *((2, row) for row in above))))
    return sides


def _is_merged_over(sheet: Sheet, row: int, columns: Sequence[int], spans: Spans) -> bool:
    """Tell whether a row has one text, which is merged over several columns, between the first and the last one."""
    filled = [column for column in columns if column in sheet.cells[row]]
    return len(filled) == len(columns) and len({spans.get((row, column), (row, column)) for column in filled}) == 1


def _same(sheet: Sheet, row: int, first: int, other: int) -> bool:
    """Tell whether two cells of a row have the same text, and one that is longer than letters are."""
    one, two = (_text(sheet, row, column) for column in (first, other))
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


def _is_table(region: Region) -> bool:
    return len(region.rows) > 1 and len(region.columns) > 1


def _unparted(sheet: Sheet, groups: list[list[Region]]) -> list[list[Region]]:
    """Put together again what stands on both sides of a column that is blank inside one table."""
    found = groups[:1]
    for group in groups[1:]:
        left, right = _merged(found[-1]), _merged(group)
        beside = [row for row in left.rows if row >= right.rows[0]]
        shared = len(set(beside) & set(right.rows))
        share = _HALF if right.rows[0] in left.rows and shared == len(right.rows) else _ALIKE
        is_alike = left.rows[-1] == right.rows[-1] and shared >= share * max(len(beside), len(right.rows))
        if not _explains(sheet, right) and (is_alike or _goes_on(sheet, left, right)):
            found[-1] = found[-1] + group
        else:
            found.append(group)
    return found


def _explains(sheet: Sheet, region: Region) -> bool:
    """Tell whether the first column of a region is a list of single letters, beside texts that are longer."""
    first, second, *_ = (*region.columns, 0)
    letters = [_text(sheet, row, first) for row in region.rows]
    words = [_text(sheet, row, second) for row in region.rows]
    single = sum(len(letter) == 1 for letter in letters) >= len(letters) - 1 and len(set(letters)) == len(letters)
    return (
        len(letters) >= _LIST - 1
        and single
        and all(len(word) > len(letter) for word, letter in zip(words, letters, strict=True))
    )


def _goes_on(sheet: Sheet, left: Region, right: Region) -> bool:
    """Tell whether columns are no table by themselves but more columns of the table on their left.

    They stand in rows of that, no higher than its header, and below the first and most of their own there is no text
    longer than letters; but the first one is no list, each of whose texts stands there once. Their header is the first
    row that names them all, perhaps below one that names groups of them.
    """
    heads = [row for row in right.rows[:2] if all(column in sheet.cells[row] for column in right.columns)]
    own = [row for row in right.rows if heads and row >= heads[0]]
    if not own or not set(own) <= set(left.rows):
        return False
    below = own[1:]
    keys = [_text(sheet, row, right.columns[0]) for row in below]
    lettered = _lettered(sheet, below, right.columns)
    listed = len(keys) >= _LIST and all(keys) and len(set(keys)) == len(keys)
    short = right.columns[0] in lettered and len(lettered) * 2 > len(right.columns)
    return short and not listed and bool(_own(sheet, heads[0], left.columns))


def _lettered(sheet: Sheet, rows: Sequence[int], columns: Iterable[int]) -> list[int]:
    """Return the columns in which most texts are as short as letters; there are no more numbers, such as totals."""
    found = []
    for column in columns:
        texts = [text for row in rows if (text := _text(sheet, row, column))]
        numbers = sum(text.isdigit() for text in texts)
        short = sum(_LETTERS.fullmatch(text) is not None for text in texts)
        if short >= max(1, numbers) and short >= _ALIKE * (len(texts) - numbers):
            found.append(column)
    return found


def _with_headers(sheet: Sheet, bands: Sequence[Region], spans: Spans) -> list[Region]:
    """Return the parts of a region between blank rows, each with the row above it that names its columns of letters.

    That row ends the part above, which has no such columns itself. The first row of the part below has letters already,
    which come again in it.
    """
    found = list(bands)
    for at in range(1, len(found)):
        above, below = found[at - 1], found[at]
        head = above.rows[-1]
        rows = [row for row in below.rows if not _is_merged_over(sheet, row, below.columns, spans)]
        lettered = _lettered(sheet, rows, below.columns)
        times = Counter(_text(sheet, row, column) for row in rows for column in lettered)
        first = next((row for row in rows if len(_own(sheet, row, below.columns)) > 1), 0)
        started = [text for column in lettered if first and (text := _text(sheet, first, column))]
        names = [_text(sheet, head, column) for column in lettered]
        begun = bool(started) and all(times[text] > 1 for text in started)
        begun = begun and len(_lettered(sheet, above.rows[1:-1], lettered)) * 2 <= len(lettered)
        called = [name for name in names if name and not name.isdigit() and not times[name]]
        if begun and len(set(called)) == len(names) > 1:
            found[at - 1] = above._replace(rows=above.rows[:-1])
            found[at] = Region((head, *below.rows), tuple(sorted({*below.columns, *_own(sheet, head, above.columns)})))
    return [band for band in found if band.rows]


def _own(sheet: Sheet, row: int, columns: Iterable[int]) -> list[int]:
    return [column for column in columns if column in sheet.cells[row]]


def _text(sheet: Sheet, row: int, column: int) -> str:
    value = sheet.cells[row].get(column)
    return value.text if value else ""


def _merged(group: Sequence[Region]) -> Region:
    if len(group) == 1:
        return group[0]
    rows = sorted({row for region in group for row in region.rows})
    return Region(tuple(rows), tuple(sorted({column for region in group for column in region.columns})))
