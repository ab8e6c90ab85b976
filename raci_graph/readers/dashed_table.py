"""Tables whose columns stand under runs of dashes or equals signs, as Pandoc and programs for the console do it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from raci_graph.blocks import LostTable, RawRow, RawTable
from raci_graph.model import Place
from raci_graph.readers.drawn import bare, cell_of, check_size, layouts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.readers.drawn import Inline, Line, Strip

    Columns = Sequence[tuple[int, int]]

_RULE = re.compile(r"(?=.*(?:--|==))\s*(?:-+(?:\s+-+)+|=+(?:\s+=+)+)\s*")
_WHOLE = re.compile(r"\s*(?:-{4,}|={4,})\s*")
_RUN = re.compile(r"-+|=+")
_WAYS = 3
"""In how many ways programs count columns: by characters, or by places on the screen with or without wide emoji."""
_TALLEST = 8
"""How many lines a header may have."""


def dashed_table_at(
    lines: Sequence[str], at: int, file: str, *, inline: Inline = bare
) -> tuple[range, RawTable | LostTable] | None:
    """Return the table whose columns are ruled by the line of an index, and the indexes of its lines.

    The header stands above that line, which may be of equals signs as well. Without a whole line of dashes above the
    header each line below is a row, up to a blank line or another rule; with one, rows may have several lines and are
    parted by blank lines, and another whole line of dashes closes the table.

    Args:
        lines: the lines of the document.
        at: the index of the line.
        file: the name of the document, for places.
        inline: takes the markup from the text of a cell.

    Returns:
        None if no table is ruled there; a lost table where a text stands across two columns of dashes. One that goes on
        beyond its run, and ends two places or more before the next one, does not.

    Raises:
        InputError: for a table with too many cells.
    """
    if not _RULE.fullmatch(lines[at]) or at == 0 or not lines[at - 1].strip():
        return None
    columns = [match.span() for match in _RUN.finditer(lines[at])]
    first, tall = _first(lines, at, columns)
    groups, end = _tall_rows(lines, at + 1) if tall else _rows(lines, at + 1)
    if not groups:
        return None
    check_size((len(groups) + 1) * len(columns), file, first + 1)
    bands = [list(range(first + tall, at)), *groups]
    ways = {way: rows for way in range(_WAYS) if (rows := _in_way(lines, bands, columns, way))}
    if len({tuple(tuple(strip.text for strip in row) for row in rows) for rows in ways.values()}) > 1:
        return range(first, end), LostTable("its columns may be counted in several ways", Place(file, first + 1))
    if not ways and "=" in lines[at]:
        return None
    if not ways:
        return range(first, end), LostTable("a text stands across two columns", Place(file, first + 1))
    cut = iter(next(iter(ways.values())))
    header, *body = [_row([next(cut) for _ in band], band[0] + 1, file, inline) for band in bands]
    return range(first, end), RawTable(header, tuple(body))


def _first(lines: Sequence[str], at: int, columns: Columns) -> tuple[int, bool]:
    """Return the index of the first line of a table, and whether that is a whole line of dashes.

    Without one, lines above that name columns behind the first belong to the header ("Office" above "manager").
    """
    for before in range(at - 1, max(at - 2 - _TALLEST, -1), -1):
        if not lines[before].strip():
            break
        if _WHOLE.fullmatch(lines[before]) and before < at - 1:
            return before, True
    first = at - 1
    while first > max(at - _TALLEST, 0) and _names_columns(lines[first - 1], columns):
        first -= 1
    return first, False


def _names_columns(text: str, columns: Columns) -> bool:
    """Tell whether a line has texts in columns behind the first alone, and no text stands across two of them."""
    (_, end), (second, _) = columns[:2]
    if not text.strip() or text[: max(end, second)].strip():
        return False
    way = layouts(1, text.rstrip())[0]
    return all(not way.cut(end, start).text.strip() for (_, end), (start, _) in pairwise(columns))


def _rows(lines: Sequence[str], start: int) -> tuple[list[list[int]], int]:
    """Return the rows of one line each, and the index of the line behind them."""
    end = start
    while end < len(lines) and lines[end].strip() and not (_RULE.fullmatch(lines[end]) or _WHOLE.fullmatch(lines[end])):
        end += 1
    closed = end < len(lines) and bool(lines[end].strip())
    return [[index] for index in range(start, end)], end + closed


def _tall_rows(lines: Sequence[str], start: int) -> tuple[list[list[int]], int]:
    """Return the rows between blank lines, and the index of the line behind the one that closes them."""
    groups: list[list[int]] = [[]]
    for index in range(start, len(lines)):
        if _WHOLE.fullmatch(lines[index]):
            return [group for group in groups if group], index + 1
        if lines[index].strip():
            groups[-1].append(index)
        elif groups[-1]:
            groups.append([])
    return _rows(lines, start)


def _in_way(
    lines: Sequence[str], bands: Sequence[Sequence[int]], columns: Columns, way: int
) -> list[list[Strip]] | None:
    """Return the lines of a table cut before each column, or None where a text stands across two.

    Args:
        lines: the lines of the document.
        bands: the indexes of the lines of each row.
        columns: where each column begins and ends.
        way: which of the ways to count columns is meant.
    """
    starts = [0, *(start for start, _ in columns[1:])]
    cut = []
    for index in (index for band in bands for index in band):
        ways = layouts(index + 1, lines[index].rstrip())
        line = ways[min(way, len(ways) - 1)]
        if not all(_stays_inside(line, column, following) for column, (following, _) in pairwise(columns)):
            return None
        cut.append([line.cut(start, end) for start, end in zip(starts, [*starts[1:], None], strict=True)])
    return cut


def _stays_inside(line: Line, column: tuple[int, int], following: int) -> bool:
    """Tell whether the text under a run of dashes ends with it, or is one text that ends well before the next run."""
    start, end = column
    if not line.cut(end, following).text.strip():
        return True
    text = line.cut(start, following).text
    begins = len(text) - len(text.lstrip()) < end - start
    return begins and text.endswith("  ") and "  " not in text.strip()


def _row(strips: Sequence[Sequence[Strip]], number: int, file: str, inline: Inline) -> RawRow:
    """Return the cut lines of a row as its cells."""
    cells = [cell_of(column, file, inline) for column in zip(*strips, strict=True)]
    return RawRow(tuple(cells), Place(file, number))
