"""Tables drawn as a grid of bars and rules: reStructuredText, Pandoc, MySQL and box characters.

The rules and bars say where the cells are; nothing is read where they do not line up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from raci_graph.blocks import LostTable, RawCell, RawRow, RawTable, Span
from raci_graph.model import Place
from raci_graph.readers.drawn import CellCount, bare, cell_of, check_size, had_room, layouts
from raci_graph.readers.simple_table import simple_table_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.readers.drawn import Inline, Line, Strip

_RULED = re.compile(r"\+(?::?(?:-+|=+):?\+)+")
_TOP = re.compile(rf"\s*{_RULED.pattern}\s*")
_BAR_RULE = re.compile(r"\s*[|+](?::?(?:-+|=+):?[|+])+\s*")
_HEAVY = "━═╍┅"
_LIGHT = "─╌┄┈╴╶╼╾╸╺"
_BARS = "│┃║╎┆┊╏┇┋╵╷╹╻╽╿"
_MARK = re.compile(r"[-–—xX✓✔●•]|[A-Z]{1,2}(?:[/,&+ ]{1,2}[A-Z]{1,2}){0,3}\*?")
_DOUBT = "its lines may be rows of their own or go on with the one above"
_CORNERS = {chr(code) for code in range(0x2500, 0x2571)} - set(_HEAVY + _LIGHT + _BARS)
_BOX = {ord(char): "\ufffc" for char in "|+-=:"}
_BOX |= {ord(char): drawn for chars, drawn in ((_HEAVY, "="), (_LIGHT, "-"), (_BARS, "|")) for char in chars}
_BOX |= {ord(char): "+" for char in _CORNERS}

Found = tuple[range, RawTable | LostTable]
"""The indexes of the lines that a table takes, and the table, or why it is none."""


class _CrookedError(Exception):
    """The bars and rules of a table do not line up; the message completes "these lines look like a table, but"."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def grid_tables(
    lines: Sequence[str], file: str, first_line: int = 1, *, inline: Inline = bare, ruled: bool = False
) -> list[Found]:
    """Find the tables that are drawn with characters in lines of text.

    Args:
        lines: the lines of the document or of a part of it.
        file: its name, for places.
        first_line: the number of the first of the lines.
        inline: takes the markup from the text of a cell.
        ruled: whether only a rule ends a row, as in reStructuredText. If not, each line of a table with no rules
            between its rows is a row, and a table that could be read both ways is lost.

    Returns:
        The indexes of the lines of each table with the table, or with the reason why it cannot be read.

    Raises:
        InputError: for tables with too many cells.

    >>> [(where, table)] = grid_tables(["+---+---+", "| a | b |", "+---+---+"], "a.txt")
    >>> where, [cell.text for cell in table.header.cells]
    (range(0, 3), ['a', 'b'])
    """
    found: list[Found] = []
    count = CellCount(file)
    at = 0
    while at < len(lines):
        where, table = _read(lines, at, file, first_line, inline, ruled=ruled)
        if table:
            count.add(table)
            found.append((where, table))
        at = where.stop
    return found


def begins_grid(line: str) -> bool:
    """Tell whether a line may be the rule that begins a grid."""
    text = line.strip()
    return text[:1] in _CORNERS or _TOP.fullmatch(text) is not None


def table_at(  # noqa: PLR0913 - as grid_tables
    lines: Sequence[str], at: int, file: str, first_line: int = 1, *, inline: Inline = bare, ruled: bool = False
) -> Found | None:
    """Return the table that begins with the line of an index, None if none does; else as ``grid_tables``."""
    where, table = _read(lines, at, file, first_line, inline, ruled=ruled)
    return (where, table) if table else None


def _read(  # noqa: PLR0913 - as grid_tables
    lines: Sequence[str], at: int, file: str, first_line: int, inline: Inline, *, ruled: bool
) -> tuple[range, RawTable | LostTable | None]:
    """Return the table that begins with a line, or None, and the lines that need not be looked at again."""
    simple = simple_table_at(lines, at, file, first_line, inline=inline, ruled=ruled)
    if simple:
        return simple
    block = _block(lines, at, ruled=ruled)
    where = range(at, at + max(len(block), 1))
    if len(block) < 2:  # noqa: PLR2004 - a rule and what it rules
        return where, None
    try:
        grid = _Grid(_aligned(lines, block, at, first_line), rules_only=ruled)
        table = grid.table(file, inline)
        return where, LostTable("no text is in it", Place(file, first_line + at)) if ruled and not table else table
    except _CrookedError as error:
        is_box = block[0].count("+") < 3 and not ruled  # noqa: PLR2004 - a box around one text is no table
        return where, None if is_box else LostTable(error.reason, Place(file, error.line))


def _block(lines: Sequence[str], at: int, *, ruled: bool) -> list[str]:
    """Return the lines from an index on that a grid could consist of, as they are drawn."""
    first = lines[at].lstrip()[:1]
    if not first or not (first == "+" or first in _CORNERS):
        return []
    indent = len(lines[at]) - len(lines[at].lstrip())
    block: list[str] = []
    for index in range(at, len(lines)):
        line = lines[index]
        drawn = line.translate(_BOX) if first in _CORNERS else line
        if line[:indent].strip() or drawn[indent : indent + 1] not in {"+", "|"}:
            break
        if not ruled and _BAR_RULE.fullmatch(drawn):
            drawn = drawn.replace("|", "+")
        if not block and not _TOP.fullmatch(drawn):
            return []
        if (
            len(block) > 1
            and _TOP.fullmatch(block[-1])
            and _TOP.fullmatch(drawn)
            and _corners(drawn) != _corners(block[-1])
        ):
            break
        block.append(drawn)
    return block


def _corners(line: str) -> list[int]:
    return [index for index, char in enumerate(line) if char == "+"]


def _is_row_beside(line: str) -> bool:
    """Tell whether a line right above or below a grid looks as if it were a part of it."""
    text = line.strip()
    return len(text) > 1 and any(char in _BARS or char == "|" for char in (text[0], text[-1]))


def _aligned(lines: Sequence[str], block: Sequence[str], at: int, first_line: int) -> list[Line]:
    """Return the lines of a block, each in the layout in which its bars stand under those of the whole rules."""
    for near, number in ((at - 1, first_line + at), (at + len(block), first_line + at + len(block))):
        if 0 <= near < len(lines) and _is_row_beside(lines[near]):
            raise _CrookedError("a line breaks it off that is not drawn as the others are", number)
    bounds = sorted({column for drawn in block if _TOP.fullmatch(drawn) for column in _corners(drawn)})
    aligned = []
    for index, drawn in enumerate(block):
        number = first_line + at + index
        ways = layouts(number, lines[at + index].rstrip(), drawn.rstrip())
        fits = [line for line in ways if line.starts[-1] == bounds[-1] + 1 and line.at(bounds[-1]) in {"|", "+"}]
        if not fits:
            raise _CrookedError("the bars of a line do not stand below those above it", number)
        aligned.append(max(fits, key=lambda line: sum(line.at(column) in {"|", "+"} for column in bounds)))
    if not _TOP.fullmatch(block[-1]):
        raise _CrookedError("no rule closes it", first_line + at)
    return aligned


@dataclass(slots=True)
class _Band:
    """Lines of one row: their indexes, and those of the rules above and below them."""

    lines: list[int]
    above: int
    below: int


class _Grid:
    """A block whose lines are aligned, as rows and columns between rules and bars."""

    def __init__(self, lines: Sequence[Line], *, rules_only: bool) -> None:
        self._lines = lines
        corners = self._corners()
        self._bounds = [column for column in corners if self._has_bar(column)]
        self._unused = [column for column in corners if not self._has_bar(column)]
        self._index = {column: at for at, column in enumerate(self._bounds)}
        self._ruled = [self._ruled_columns(line) for line in lines]
        rules = [index for index, ruled in enumerate(self._ruled) if ruled]
        self._bands = [
            _Band(list(range(above + 1, below)), above, below) for above, below in pairwise(rules) if below > above + 1
        ]
        self._one_line_rows = not rules_only and self._split_bands()
        self._walls = [self._walls_of(band) for band in self._bands]

    def _corners(self) -> list[int]:
        """Return the columns of the corners of whole rules, and of others that have a bar or corner above or below."""
        found: set[int] = set()
        for index, line in enumerate(self._lines):
            whole = _TOP.fullmatch(line.drawn) is not None
            near = [*self._lines[max(index - 1, 0) : index], *self._lines[index + 1 : index + 2]]
            for run in _RULED.finditer(line.drawn):
                for offset in range(run.start(), run.end()):
                    column = line.starts[offset]
                    if line.drawn[offset] == "+" and (whole or any(other.at(column) in {"|", "+"} for other in near)):
                        found.add(column)
        return sorted(found)

    def _has_bar(self, column: int) -> bool:
        return any(line.at(column) == "|" for line in self._lines)

    def _ruled_columns(self, line: Line) -> set[int]:
        """Return the columns that a line rules off, from a corner in a bound to another one."""
        ruled: set[int] = set()
        for run in _RULED.finditer(line.drawn):
            ends = [line.starts[at] for at in range(*run.span()) if line.drawn[at] == "+"]
            known = [at for at in map(self._index.get, ends) if at is not None]
            ruled.update(range(known[0], known[-1]) if known else ())
        return ruled

    def _is_heavy(self, index: int) -> bool:
        drawn = self._lines[index].drawn
        return "=" in drawn and "-" not in drawn

    def _split_bands(self) -> bool:
        """Make a row of each line where nothing but lines ends the rows, and tell whether that was done."""
        bands = self._bands
        if len(bands) > 2:  # noqa: PLR2004 - a header and rows
            ascii_heavy = self._lines[0].text.isascii() and any(self._is_heavy(band.below) for band in bands[:-1])
            if not ascii_heavy and self._hold_marks(bands[1:]):
                rows = [_Band([line], band.above, band.below) for band in bands[1:] for line in band.lines]
                self._bands = [bands[0], *rows]
                return True
            for band in [] if ascii_heavy else bands[1:]:
                if any(self._may_begin_row(above, below) for above, below in pairwise(band.lines)):
                    raise _CrookedError(_DOUBT, self._at(band))
            return False
        if not bands or not self._is_row_a_line(bands[-1]):
            return False
        last = bands.pop()
        bands += [_Band([line], last.above, last.below) for line in last.lines]
        return True

    def _hold_marks(self, bands: Sequence[_Band]) -> bool:
        """Tell whether each line below the header is a row: a text, and behind it nothing but marks such as "A/R".

        A mark is no part of a text that goes on. Some band has several lines with marks; where one of two lines has
        none, the text of the lower one begins as another does, and would have had room above.
        """
        lines = [self._texts(index) for band in bands for index in band.lines]
        if not all(first and all(map(_MARK.fullmatch, filter(None, rest))) for first, *rest in lines):
            return False
        pairs = [pair for band in bands for pair in pairwise(band.lines)]
        return any(sum(map(self._is_full, band.lines)) > 1 for band in bands) and all(
            (self._is_full(above) and self._is_full(below))
            or (self._had_room(above, below)[0] and not self._texts(below)[0][0].islower())
            for above, below in pairs
        )

    def _is_row_a_line(self, band: _Band) -> bool:
        """Tell whether each line of a band is a row.

        Two lines that have a text in the first column and another one are rows; then the others must be too: had
        they gone on with the line above, their first words would have had no room there.
        """
        rows = sum(self._is_full(line) for line in band.lines)
        sure = [
            self._is_full(below) or all(self._had_room(above, below) or [False])
            for above, below in pairwise(band.lines)
        ]
        if len(band.lines) < 2 or (rows < 2 and not self._may_be_rows(band)):  # noqa: PLR2004
            return False
        if rows < 2 or not all(sure):  # noqa: PLR2004
            raise _CrookedError(_DOUBT, self._at(band))
        return True

    def _may_be_rows(self, band: _Band) -> bool:
        return len(self._bounds) > 2 and any(  # noqa: PLR2004 - more than one column
            self._texts(below)[0] and all(self._had_room(above, below)) for above, below in pairwise(band.lines)
        )

    def _may_begin_row(self, above: int, below: int) -> bool:
        return self._is_full(below) and any(self._had_room(above, below))

    def _is_full(self, index: int) -> bool:
        texts = self._texts(index)
        return bool(texts[0]) and any(texts[1:])

    def _had_room(self, above: int, below: int) -> list[bool]:
        return had_room(self._texts(above), self._texts(below), [end - at - 3 for at, end in pairwise(self._bounds)])

    def _texts(self, index: int) -> list[str]:
        line = self._lines[index]
        return [line.cut(left + 1, right).text.strip() for left, right in pairwise(self._bounds)]

    def _at(self, band: _Band) -> int:
        return self._lines[band.lines[0]].number

    def _walls_of(self, band: _Band) -> list[bool]:
        """Return for each bound whether a bar stands there in the lines of a band."""
        walls = []
        for column in self._bounds:
            bars = {self._lines[index].at(column) in {"|", "+"} for index in band.lines}
            ends = {self._lines[index].at(column) in {"|", "+"} for index in (band.above, band.below)}
            if len(bars) > 1 or (bars == {True} and ends != {True}):
                raise _CrookedError("its bars do not stand below each other", self._at(band))
            walls.append(bars == {True})
        return walls

    def table(self, file: str, inline: Inline) -> RawTable | None:
        """Return the table, None for a grid without a line of text.

        Raises:
            _CrookedError: for cells that are not closed by bars and rules.
        """
        count = len(self._bounds) - 1
        check_size(len(self._bands) * count, file, self._lines[0].number)
        rows: list[list[RawCell | None]] = [[None] * count for _ in self._bands]
        for row in range(len(rows)):
            for at in range(count):
                if rows[row][at] is None:
                    right, down = self._extent(row, at)
                    self._check(row, at, right, down)
                    cell = cell_of(list(self._strips(row, at, right, down)), file, inline)
                    _fill(rows, cell, range(row, down + 1), range(at, right + 1))
        found = [
            RawRow(tuple(cell for cell in cells if cell), Place(file, self._at(band)))
            for cells, band in zip(rows, self._bands, strict=True)
        ]
        return RawTable(found[0], tuple(found[1:]), headed=self._headed()) if found else None

    def _extent(self, row: int, at: int) -> tuple[int, int]:
        """Return the last column and the last row of the cell that begins in a row and a column."""
        right, down = at, row
        while right + 2 < len(self._bounds) and not self._walls[row][right + 1]:
            right += 1
        while down + 1 < len(self._bands) and not self._closed(down, at):
            down += 1
        return right, down

    def _closed(self, row: int, at: int) -> bool:
        """Tell whether a rule or, where no rules are, the end of the line ends a row in a column."""
        split = (
            self._one_line_rows and row + 1 < len(self._bands) and self._bands[row].below == self._bands[row + 1].below
        )
        band = self._bands[row]
        following = self._bands[row + 1].above if row + 1 < len(self._bands) else band.below
        return split or at in self._ruled[band.below] or at in self._ruled[following]

    def _check(self, row: int, left: int, right: int, down: int) -> None:
        """Raise an error unless a cell is closed on each side and open inside."""
        inner = range(left + 1, right + 1)
        for index in range(row, down + 1):
            walls = self._walls[index]
            ends = {self._closed(index, at) for at in range(left, right + 1)}
            if ends != {index == down} or not (walls[left] and walls[right + 1]) or any(walls[at] for at in inner):
                raise _CrookedError("its cells are not closed by bars and rules", self._at(self._bands[index]))
        start, end = self._bounds[left], self._bounds[right + 1]
        for strip in self._strips(row, left, right, down):
            line = self._lines[strip.number - self._lines[0].number]
            sides = line.at(start) + line.at(end)
            part = line.drawn_part(start + 1, end)
            doubtful = "|" in part and (right > left or any(start < column < end for column in self._unused))
            if sides.strip("|+") or len(sides) < 2 or doubtful:  # noqa: PLR2004
                raise _CrookedError("its bars do not stand below each other", strip.number)

    def _strips(self, row: int, left: int, right: int, down: int) -> Iterator[Strip]:
        """Yield the parts of the lines that a cell takes, those of the rules beside it too."""
        last = self._bands[down].lines[-1]
        for index in range(self._bands[row].lines[0], last + 1):
            yield self._lines[index].cut(self._bounds[left] + 1, self._bounds[right + 1])

    def _headed(self) -> bool:
        """Tell whether the first row is marked as the header: by a heavier rule, or by the only one between rows."""
        if self._one_line_rows:
            return self._bands[0].below != self._bands[-1].below
        inner = [band.below for band in self._bands[:-1]]
        heavy = [index for index in inner if self._is_heavy(index)]
        outer = (self._bands[0].above, self._bands[-1].below)
        return bool(heavy) and not (len(heavy) == len(inner) and all(self._is_heavy(index) for index in outer))


def _fill(rows: list[list[RawCell | None]], cell: RawCell, down: range, across: range) -> None:
    """Put a cell into each position that it covers."""
    for row in down:
        for at in across:
            span = Span.DOWN if row > down.start else Span.ACROSS if at > across.start else None
            rows[row][at] = type(cell)(cell.text, cell.plain, cell.place, span, strong=cell.strong)
