"""Lines of plain text whose cells tabs part, each with as many tabs as the others: a table that lost no cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.blocks import RawCell, RawRow, RawTable
from raci_graph.model import Place
from raci_graph.readers.drawn import check_size
from raci_graph.readers.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_FEWEST = 2
"""How many tabs a line has at least, and how many lines a table."""


def tabbed_tables(lines: Sequence[str], taken: Collection[int], file: str) -> Iterator[tuple[range, RawTable]]:
    """Yield the tables whose cells are parted by tabs, each with the indexes of its lines.

    Its lines have the same number of tabs, two at least, and none right above or below has another one; the first line
    has a text in each cell, but for the first one of a column that is full ("\tAnn\tBob" above "Bake\tR\tA"), and a
    blank line may stand below it. Where no cell is blank, lines with tabs beyond a blank line may be rows that lost a
    cell, if they have half as many or more, up to twice as many: then none is a table.

    Args:
        lines: the lines of the document.
        taken: the indexes of those that other tables take.
        file: the name of the document, for places.

    Raises:
        InputError: for a table with too many cells.
    """
    counts = [0 if at in taken else line.count("\t") for at, line in enumerate(lines)]
    for where in _runs(counts, [not line.strip() for line in lines]):
        tabs = counts[where.start]
        rows = [(index + 1, lines[index].split("\t")) for index in where if counts[index]]
        if tabs < _FEWEST or len(rows) < _FEWEST or not _heads([row for _, row in rows]):
            continue
        near: tuple[int, ...] = (where.start - 1, where.stop)
        if all(all(map(str.strip, row)) for _, row in rows):
            near = (where.start - 2, *near, where.stop + 1)
        if any(_may_be_of_it(counts, index, where) for index in near if 0 <= index < len(counts)):
            continue
        check_size(len(rows) * (tabs + 1), file, where.start + 1)
        header, *body = [_row(row, number, file) for number, row in rows]
        yield where, RawTable(header, tuple(body), headed=False)


def _heads(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row may head the others: no cell of it is blank, but for the corner of a full column."""
    corner, *others = (text.strip() for text in rows[0])
    return all(others) and (bool(corner) or all(row[0].strip() for row in rows[1:]))


def _may_be_of_it(counts: Sequence[int], index: int, table: range) -> bool:
    """Tell whether a line near a table may be a row of it that lost a cell or gained one."""
    found, tabs = counts[index], counts[table.start]
    return found > 0 and (index in (table.start - 1, table.stop) or tabs <= 2 * found <= 4 * tabs)


def _runs(counts: Sequence[int], blank: Sequence[bool]) -> Iterator[range]:
    """Yield the runs of lines with the same number of tabs; a blank line may stand below the first, or below each."""
    at = 0
    while at < len(counts):
        first, end = at, at + 1
        gap = int(end + 1 < len(counts) and blank[end] and counts[first] > 0)
        if gap and counts[end + 1] == counts[first]:
            end += 2
            apart = end + 1 < len(counts) and blank[end] and counts[end + 1] == counts[first]
            gap = int(apart)
        else:
            gap = 0
        while end + gap < len(counts) and counts[end + gap] == counts[first] and (not gap or blank[end]):
            end += gap + 1
        yield range(first, end)
        at = end


def _row(texts: Sequence[str], number: int, file: str) -> RawRow:
    cells = []
    column = 1
    for text in texts:
        shift = len(text) - len(text.lstrip())
        cells.append(RawCell(text.strip(), fold(text), Place(file, number, column + (shift if text.strip() else 0))))
        column += len(text) + 1
    return RawRow(tuple(cells), Place(file, number))
