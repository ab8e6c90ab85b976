"""The running text of an HTML document: lines of differently marked pieces, and what is written for them."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from raci_graph.blocks import RawCell
from raci_graph.model import Place
from raci_graph.readers.text import fold, raised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.readers.html_tokens import Tag

Inline = Callable[[str], tuple[str, bool]]
"""Takes a visible text; gives it without further markup, blanks folded, and whether all of it is bold by that."""

HIDDEN, BOLD, STRUCK, RAISED, KEPT, LIGHT, SPOKEN, UNSEEN = 1, 2, 4, 8, 16, 32, 64, 128
FIELD, BUTTON, PICTURE = 256, 512, 1024
"""What an element does to the text in it.

``KEPT``: its line ends stand, ``LIGHT``: it is not bold for itself, ``SPOKEN``: it is there for screen readers alone,
``UNSEEN``: it is not shown, but a cell of it takes its place, ``FIELD``: it is a field of a form, ``BUTTON``: a button,
``PICTURE``: it stands for a picture.
"""

Piece = tuple[str, int]
"""A text and the marks on it."""


class Line(NamedTuple):
    """A line: its pieces, where it begins, its level as a heading (0: none), the lists around it, its paragraph.

    ``kind`` is the name of the element of a list of definitions that it stands in, "" for none.
    """

    pieces: Sequence[Piece]
    start: int
    level: int
    depth: int
    part: int
    kind: str = ""


class Flow:
    """Lines of text, one after the other: those of the document, or those of a cell.

    Attributes:
        lines: the lines that are complete.
        bold: how many elements make the coming text bold.
        struck: how many elements strike it out.
        level: its level as a heading, 0 if it is none.
        depth: how many lists lie around it.
        kind: the element of a list of definitions that it stands in.
    """

    __slots__ = ("_part", "_start", "bold", "depth", "kind", "level", "lines", "pieces", "struck")

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.pieces: list[Piece] = []
        self.kind = ""
        self.bold = self.struck = self.level = self.depth = self._part = self._start = 0

    def marks(self) -> int:
        """Return the marks that open elements put on the coming text."""
        return (BOLD if self.bold else 0) | (STRUCK if self.struck else 0)

    def count(self, mark: int, step: int) -> None:
        """Count an element that makes the text bold or strikes it out: 1 where it begins, -1 where it ends."""
        if mark == BOLD:
            self.bold = max(0, self.bold + step)
        else:
            self.struck = max(0, self.struck + step)

    def add(self, text: str, marks: int, start: int) -> None:
        """Add a piece of text that stands at an offset; blanks at the beginning of a line do not count."""
        if not self.pieces:
            bare = text.lstrip()
            if not bare:
                return
            self._start = start + len(text) - len(bare)
        self.pieces.append((text, marks))

    def opens(self, tag: Tag) -> None:
        """Take the start of an element within a line; in running text that divides nothing."""

    def closes(self, name: str) -> None:
        """Take the end of an element within a line; in running text that divides nothing."""

    def add_icon(self, name: str, marks: int, start: int) -> None:
        """Take the name of an icon without a text; in running text it does not count."""

    def all_lines(self) -> Sequence[Line]:
        """Return the lines, with that which is not complete."""
        return [*self.lines, self._line()] if self.pieces else self.lines

    def end_line(self) -> None:
        """Begin a new line; an empty one divides paragraphs."""
        if not self.pieces:
            self.end_paragraph()
            return
        self.lines.append(self._line())
        self.pieces = []

    def end_paragraph(self) -> None:
        """Begin a new paragraph, if anything stands in this one."""
        if self.pieces:
            self.end_line()
        if self.lines and self.lines[-1].part == self._part:
            self._part += 1

    def _line(self) -> Line:
        return Line(self.pieces, self._start, self.level, self.depth, self._part, self.kind)


class Places:
    """Turns the offsets of a source into places."""

    def __init__(self, source: str, file: str, first_line: int) -> None:
        """Take the source, the name of its file, and the number of the line that it begins with there."""
        self.file = file
        self._first_line = first_line
        self._starts = [0]
        at = source.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = source.find("\n", at + 1)

    def at(self, offset: int) -> Place:
        """Return the place of an offset."""
        index = bisect_right(self._starts, offset) - 1
        return Place(self.file, index + self._first_line, offset - self._starts[index] + 1)


def cell_of(lines: Sequence[Line], place: Place, inline: Inline | None) -> RawCell:
    """Return the cell that lines are, each a line of its text.

    Text that is struck out stands between ``~~``, raised text between ``^``; without its markup it has neither. Text
    for screen readers is left out where other text stands in the cell.

    Args:
        lines: its lines, none for a blank cell.
        place: where it begins.
        inline: takes further markup from the visible text.
    """
    lines = _seen(lines)
    if inline is None and len(lines) == 1 and len(lines[0].pieces) == 1:
        text, marks = lines[0].pieces[0]
        if not marks & (STRUCK | RAISED):
            text = _composed(fold(text))
            return RawCell(text, text, place, strong=bool(marks & BOLD))
    written = [_written(line.pieces) for line in lines]
    text = "\n".join(each for each, _ in written)
    shown = "\n".join(each for _, each in written)
    strong = bool(lines) and all(_is_bold(line.pieces) for line in lines)
    if inline is None:
        plain = fold(shown) if "\n" in shown else shown
    else:
        plain, bold = inline(shown)
        strong = strong or bold
    return RawCell(text, plain, place, strong=strong)


def line_of(line: Line, place: Place, inline: Inline | None) -> RawCell:
    """Return a line of running text; a single bold letter in it, as legends set off theirs, stands between ``**``."""
    (line,) = _seen([line])
    cell = cell_of([line], place, inline)
    set_off = [bool(marks & BOLD) and _is_letter(text) for text, marks in line.pieces]
    if not any(set_off):
        return cell
    parts = [
        text.replace(fold(text), f"**{fold(text)}**") if is_letter else text
        for (text, _), is_letter in zip(line.pieces, set_off, strict=True)
    ]
    return replace(cell, text=_composed(fold("".join(parts))))


def _seen(lines: Sequence[Line]) -> Sequence[Line]:
    """Return lines without what is there for screen readers alone, or as they are where that is all of their text."""
    if not any(marks & SPOKEN for line in lines for _, marks in line.pieces):
        return lines
    seen = [line._replace(pieces=[piece for piece in line.pieces if not piece[1] & SPOKEN]) for line in lines]
    seen = [line for line in seen if any(text.strip() for text, _ in line.pieces)]
    return seen or lines


def _is_letter(text: str) -> bool:
    return len(text.strip()) == 1 and text.strip().isalpha()


def _written(pieces: Sequence[Piece]) -> tuple[str, str]:
    """Return the text of a line with the signs for its marks, and without them."""
    shown = _composed(fold("".join(raised(text) if marks & RAISED else text for text, marks in pieces)))
    if not any(marks & (STRUCK | RAISED) for _, marks in pieces):
        return shown, shown
    parts: list[str] = []
    state, blank = 0, False
    for text, marks in pieces:
        bare = fold(text)
        blank = blank or text[:1].isspace()
        if bare:
            parts += [*_closing(state, marks), " " * (blank and bool(parts)), *_opening(state, marks), bare]
            state, blank = marks, text[-1:].isspace()
    return _composed("".join(parts + _closing(state, 0))), shown


def _closing(old: int, new: int) -> list[str]:
    ends_strike = bool(old & STRUCK and not new & STRUCK)
    ends_raised = bool(old & RAISED and (not new & RAISED or (old ^ new) & STRUCK))
    return ["^"] * ends_raised + ["~~"] * ends_strike


def _opening(old: int, new: int) -> list[str]:
    begins_strike = bool(new & STRUCK and not old & STRUCK)
    begins_raised = bool(new & RAISED and (not old & RAISED or (old ^ new) & STRUCK))
    return ["~~"] * begins_strike + ["^"] * begins_raised


def _is_bold(pieces: Sequence[Piece]) -> bool:
    return all(marks & BOLD for text, marks in pieces if text.strip())


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)
