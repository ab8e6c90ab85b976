"""The simple tables of reStructuredText: columns under runs of equals signs."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from raci_graph.blocks import LostTable, RawCell, RawRow, RawTable, Span
from raci_graph.model import Place
from raci_graph.readers.drawn import bare, cell_of, check_size, had_room, layouts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.readers.drawn import Inline, Line

_TOP = re.compile(r"\s*=+(?: +=+)+\s*")
_BORDER = re.compile(r"\s*=[= ]*")
_UNDERLINE = re.compile(r"\s*-[- ]*")
_RUN = re.compile(r"[-=]+")

_Columns = list[tuple[int, int]]
"""Where each column begins and ends, in characters."""


class _CrookedError(Exception):
    """The lines of a table do not keep to its columns."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


class _Row(NamedTuple):
    """The lines of a row, and its columns, some of them merged."""

    lines: list[tuple[int, str]]
    columns: _Columns


def simple_table_at(  # noqa: PLR0913 - as grid.grid_tables
    lines: Sequence[str], at: int, file: str, first_line: int, *, inline: Inline = bare, ruled: bool = False
) -> tuple[range, RawTable | LostTable] | None:
    """Return the simple table that begins with the line of an index, and the indexes of its lines.

    Args:
        lines: the lines of the document.
        at: the index of the line.
        file: the name of the document, for places.
        first_line: the number of the first of the lines.
        inline: takes the markup from the text of a cell.
        ruled: whether the document is reStructuredText. If not, a line that may be a row although its first column
            is blank makes the table a lost one, and a first line without a last one begins no table.

    Returns:
        None if no table begins there; a lost table where a text stands between the columns.

    Raises:
        InputError: for a table with too many cells.
    """
    if not lines[at].lstrip().startswith("=") or not _TOP.fullmatch(lines[at]):
        return None
    end = _end(lines, at)
    if end is None:
        lost = LostTable("no line of equals signs closes it", Place(file, first_line + at))
        return (range(at, at + 1), lost) if ruled else None
    try:
        table = _table(list(enumerate(lines[at : end + 1], first_line + at)), file, inline, ruled=ruled)
    except _CrookedError as error:
        return range(at, end + 1), LostTable(error.reason, Place(file, error.line))
    return (range(at, end + 1), table) if table else None


def _end(lines: Sequence[str], at: int) -> int | None:
    """Return the index of the line that closes a table: the second border, or the first with a blank line below it."""
    indent = len(lines[at]) - len(lines[at].lstrip())
    borders = 0
    for index in range(at + 1, len(lines)):
        if lines[index][:indent].strip():
            return None
        if _BORDER.fullmatch(lines[index]):
            borders += 1
            if borders == 2 or index + 1 == len(lines) or not lines[index + 1].strip():  # noqa: PLR2004
                return index
    return None


def _columns(rule: str) -> _Columns:
    return [match.span() for match in _RUN.finditer(rule)]


def _table(lines: Sequence[tuple[int, str]], file: str, inline: Inline, *, ruled: bool) -> RawTable | None:
    columns = _columns(lines[0][1])
    number, last = lines[-1]
    if len(last.rstrip()) != len(lines[0][1].rstrip()):
        raise _CrookedError("its first and its last line are not equally long", number)
    rows: list[RawRow] = []
    headed = False
    for row in _rows(lines[1:], columns, ruled=ruled):
        if row is None:
            headed = bool(rows)
            continue
        check_size((len(rows) + 1) * len(columns), file, lines[0][0])
        rows.append(_raw_row(row, columns, file, inline))
    return RawTable(rows[0], tuple(rows[1:]), headed=headed) if rows else None


def _rows(lines: Sequence[tuple[int, str]], columns: _Columns, *, ruled: bool) -> Iterator[_Row | None]:
    """Yield the rows, and None for the border between the header and the others."""
    open_lines: list[tuple[int, str]] = []
    start, end = columns[0]
    for index, (number, line) in enumerate(lines):
        border = _BORDER.fullmatch(line)
        if border or _UNDERLINE.fullmatch(line):
            if open_lines:
                yield _Row(open_lines, _merged(line, columns, number))
            open_lines = []
            if border and index + 1 < len(lines):
                yield None
        elif _first_cell(number, line, start, end):
            if open_lines:
                yield _Row(open_lines, columns)
            open_lines = [(number, line)]
        elif open_lines:
            if not ruled and line.strip():
                _check_goes_on(open_lines[-1], (number, line), columns)
            open_lines.append((number, line))
        elif line.strip():
            raise _CrookedError("a row has nothing in its first column", number)


def _first_cell(number: int, line: str, start: int, end: int) -> bool:
    return any(way.cut(start, end).text.strip() for way in layouts(number, line))


def _check_goes_on(above: tuple[int, str], below: tuple[int, str], columns: _Columns) -> None:
    """Raise an error for a line that may be a row of its own, since nothing made its texts go down there."""
    texts = [[text for _, text in _cells(number, line, columns)] for number, line in (above, below)]
    room = [end - start for start, end in columns[:-1]]
    if sum(map(bool, texts[1])) > 1 and all(had_room(texts[0], texts[1], [*room, None])):
        raise _CrookedError("a line with a blank first column may be a row of its own", below[0])


def _cells(number: int, line: str, columns: _Columns) -> list[tuple[Line, str]]:
    """Return the line and its text in each column of a line, by the layout in which none stands between columns."""
    ways = [way for way in layouts(number, line) if not _between(way, columns)]
    cut = [[(way, way.cut(start, end).text.strip()) for start, end in _open_ended(columns)] for way in ways]
    if not cut or any([text for _, text in other] != [text for _, text in cut[0]] for other in cut):
        raise _CrookedError("a text stands between two columns", number)
    return cut[0]


def _between(line: Line, columns: _Columns) -> bool:
    return bool(line.text[: columns[0][0]].strip()) or any(
        line.cut(end, start).text.strip() for (_, end), (start, _) in pairwise(columns)
    )


def _open_ended(columns: _Columns) -> list[tuple[int, int | None]]:
    return [*columns[:-1], (columns[-1][0], None)]


def _merged(rule: str, columns: _Columns, number: int) -> _Columns:
    """Return the columns that the runs of a rule merge."""
    starts = {start: at for at, (start, _) in enumerate(columns)}
    ends = {end: at for at, (_, end) in enumerate(columns)}
    found = _columns(rule)
    spans = [(starts.get(start), ends.get(end)) for start, end in found]
    edges = [-1, *(at for span in spans for at in span if at is not None), len(columns)]
    known = len(edges) == 2 * len(spans) + 2
    if not known or any(start != end + 1 for end, start in zip(edges[::2], edges[1::2], strict=True)):
        raise _CrookedError("a line below its columns does not begin and end where they do", number)
    return found


def _raw_row(row: _Row, columns: _Columns, file: str, inline: Inline) -> RawRow:
    pieces = [_cells(number, line, row.columns) for number, line in row.lines]
    starts = [left for left, _ in columns]
    cells: list[RawCell] = []
    for at, (start, end) in enumerate(_open_ended(row.columns)):
        cell = cell_of([piece[at][0].cut(start, end) for piece in pieces], file, inline)
        covered = bisect_left(starts, row.columns[at][1]) - bisect_left(starts, start)
        cells += [
            type(cell)(cell.text, cell.plain, cell.place, Span.ACROSS if extra else None, strong=cell.strong)
            for extra in range(covered)
        ]
    return RawRow(tuple(cells), Place(file, row.lines[0][0]))
