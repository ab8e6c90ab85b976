"""What tables drawn with characters share: columns counted in characters or on the screen, cells cut from lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.blocks import RawCell, RawTable, WrappedCell
from raci_graph.errors import InputError
from raci_graph.model import Place
from raci_graph.readers import limits
from raci_graph.readers.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

Inline = Callable[[str], tuple[str, bool]]
"""Takes the source text of a cell; gives it without markup, blanks folded, and whether all of it is bold."""

_NARROWEST = 5
_JOINER = "\u200d"
_AS_EMOJI = "\ufe0f"


def bare(text: str) -> tuple[str, bool]:
    """Return a text that has no markup, blanks folded, and that it is not bold."""
    return fold(text), False


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a line: its number (from 1), the text, and the 0-based offset of the text in the line."""

    number: int
    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line with the column in which each of its characters begins; a mark that takes no room has its base's.

    Attributes:
        number: the number of the line, from 1.
        text: the line as the source has it.
        starts: the columns, from 0, and behind the last character the width of the line.
        drawn: the line with one character for each kind of bar and rule, as long as ``text``.
    """

    number: int
    text: str
    starts: Sequence[int]
    drawn: str

    def at(self, column: int) -> str:
        """Return the drawn character that begins in a column, "" where none does."""
        index = bisect_left(self.starts, column)
        return self.drawn[index] if index < len(self.drawn) and self.starts[index] == column else ""

    def cut(self, start: int, end: int | None) -> Strip:
        """Return the text from a column up to another one, or to the end of the line."""
        first = min(bisect_left(self.starts, start), len(self.text))
        last = len(self.text) if end is None else min(bisect_left(self.starts, end), len(self.text))
        return Strip(self.number, self.text[first:last], first)

    def drawn_part(self, start: int, end: int) -> str:
        """Return what is drawn from a column up to another one."""
        return self.drawn[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def layouts(number: int, text: str, drawn: str | None = None) -> list[Line]:
    """Return a line in each way in which the programs that write tables count columns.

    By characters; by places on the screen, where East Asian characters are two wide and combining marks take no
    room; and the same with emoji two wide. Each different layout comes once.
    """
    drawn = text if drawn is None else drawn
    counted: list[Sequence[int]] = [range(len(text) + 1)]
    if not text.isascii():
        for emoji in (False, True):
            starts = _starts(text, emoji=emoji)
            if all(list(starts) != list(other) for other in counted):
                counted.append(starts)
    return [Line(number, text, starts, drawn) for starts in counted]


def width(text: str) -> int:
    """Return how many places a text takes on the screen.

    >>> width("ab"), width("\u65e5\u672c")
    (2, 4)
    """
    return len(text) if text.isascii() else _starts(text, emoji=False)[-1]


def _starts(text: str, *, emoji: bool) -> list[int]:
    from wcwidth import wcwidth

    starts: list[int] = []
    column = base = 0
    for index, char in enumerate(text):
        size = abs(wcwidth(char)) if char != "\t" else 1
        if emoji and index and text[index - 1] == _JOINER:
            size = 0
        if emoji and size == 1 and text[index + 1 : index + 2] == _AS_EMOJI:
            size = 2
        base = column if size or not index else base
        starts.append(base)
        column += size
    return [*starts, column]


def cell_of(strips: Sequence[Strip], file: str, inline: Inline) -> RawCell:
    """Return the cell that one or more parts of lines are: their lines joined, without the blanks around them.

    Args:
        strips: one part a line, at least one.
        file: the name of the document, for places.
        inline: takes the markup from its text.
    """
    filled = [index for index, strip in enumerate(strips) if strip.text.strip()]
    if not filled:
        first = strips[0]
        return RawCell("", "", Place(file, first.number, first.offset + 1))
    used = strips[filled[0] : filled[-1] + 1]
    margin = min(_indent(strip.text) for strip in used if strip.text.strip())
    text = "\n".join(strip.text[margin:].rstrip() for strip in used).strip()
    first = used[0]
    plain, strong = inline(text)
    kind = WrappedCell if "\n" in text else RawCell
    return kind(text, plain, Place(file, first.number, first.offset + _indent(first.text) + 1), strong=strong)


def check_size(cells: int, file: str, line: int) -> None:
    """Refuse a table with too many cells, or the one with which a document has too many.

    Args:
        cells: how many they are.
        file: the name of the document, for the message.
        line: the line in which the table begins.

    Raises:
        InputError: if they are too many.
    """
    if cells > limits.MAX_CELLS:
        raise InputError(
            f"the tables have more than {limits.MAX_CELLS:,} cells",
            place=f"{file}:{line}",
            remedy="Split the document into smaller ones",
        )


class CellCount:
    """Counts the cells of the tables of a document."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._cells = 0

    def add(self, table: object) -> None:
        """Count the cells of a table; another block has none.

        Raises:
            InputError: if the tables have too many cells together.
        """
        if isinstance(table, RawTable):
            self._cells += sum(len(row.cells) for row in (table.header, *table.rows))
            check_size(self._cells, self._file, table.header.place.line or 1)


def had_room(above: Sequence[str], below: Sequence[str], room: Sequence[int | None]) -> list[bool]:
    """Return for each text of a line of cells whether its first word would have fitted into the line above.

    Where it would have, nothing made the text go down to its line. No program makes a column so narrow that it breaks
    a text of a few letters.

    Args:
        above: the cells of a line, blanks around them taken off.
        below: those of the line after it.
        room: the width of each column; None for one without an end.
    """
    return [_fits(above[at], text, room[at]) for at, text in enumerate(below) if text]


def _fits(above: str, below: str, room: int | None) -> bool:
    needed = width(above) + 1 + width(below.split(maxsplit=1)[0])
    return room is None or not above or needed <= max(room, _NARROWEST)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())
