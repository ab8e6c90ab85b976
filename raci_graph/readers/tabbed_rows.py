"""Lines of plain text whose cells tabs part, each with as many tabs as the others: a table that lost no cell."""

from __future__ import annotations

from itertools import groupby
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
    has a text in each cell, and another one has a blank cell. Where none is blank, the lines are read as well without.

    Args:
        lines: the lines of the document.
        taken: the indexes of those that other tables take.
        file: the name of the document, for places.

    Raises:
        InputError: for a table with too many cells.
    """
    counts = [0 if at in taken else line.count("\t") for at, line in enumerate(lines)]
    at = 0
    for tabs, group in groupby(counts):
        where = range(at, at + len(list(group)))
        at = where.stop
        rows = [lines[index].split("\t") for index in where]
        if tabs < _FEWEST or len(rows) < _FEWEST or not all(map(str.strip, rows[0])):
            continue
        beside = [counts[index] for index in (where.start - 1, where.stop) if 0 <= index < len(counts)]
        if all(_is_dense(row) for row in rows) or any(beside):
            continue
        check_size(len(rows) * (tabs + 1), file, where.start + 1)
        header, *body = [_row(row, index + 1, file) for index, row in zip(where, rows, strict=True)]
        yield where, RawTable(header, tuple(body), headed=False)


def _is_dense(row: Sequence[str]) -> bool:
    """Tell whether no cell of a row is blank."""
    return all(text.strip() for text in row)


def _row(texts: Sequence[str], number: int, file: str) -> RawRow:
    cells = []
    column = 1
    for text in texts:
        shift = len(text) - len(text.lstrip())
        cells.append(RawCell(text.strip(), fold(text), Place(file, number, column + (shift if text.strip() else 0))))
        column += len(text) + 1
    return RawRow(tuple(cells), Place(file, number))
