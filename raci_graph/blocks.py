"""What a reader makes of a document: its blocks in order, among them raw tables whose cells know their places.

Plain dataclasses that are never changed. Texts are Unicode NFC.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from raci_graph.model import Place


class Span(StrEnum):
    """How a cell goes on with a merged one: to the right of where that begins, or below."""

    ACROSS = "across"
    DOWN = "down"


@dataclass(slots=True, unsafe_hash=True)
class RawCell:
    """The text of one cell as the source has it, without the blanks around it, and where it begins.

    ``plain`` is the text without markup, blanks folded. Each cell that a merged one covers repeats its text and its
    place, and says so by ``span``. ``strong`` tells whether all of the text is bold.

    A document has as many as cells, so that the type checker and no setter keeps them from being changed: a frozen
    dataclass takes five times as long to make.
    """

    text: Final[str]
    plain: Final[str]
    place: Final[Place]
    span: Final[Span | None] = None
    strong: Final[bool] = False


@dataclass(slots=True, unsafe_hash=True)
class WrappedCell(RawCell):
    """A cell with lines that its source alone has, as in a drawn table or AsciiDoc, and that are shown as one text."""


@dataclass(slots=True, unsafe_hash=True)
class MeantCell(RawCell):
    """A header of which a person said that it means a role, whose name is its text without markup."""


@dataclass(slots=True, unsafe_hash=True)
class RawRow:
    """One row of a raw table, kept from being changed as a cell is."""

    cells: Final[tuple[RawCell, ...]]
    place: Final[Place]


@dataclass(slots=True, unsafe_hash=True)
class RawTable:
    """A table of a document: its first row and the others.

    ``headed`` tells whether the source itself marks the first row as the header; ``name`` is the caption of the
    table or the name of its sheet; ``in_code`` tells whether the document shows it as code.
    """

    header: Final[RawRow]
    rows: Final[tuple[RawRow, ...]]
    headed: Final[bool] = True
    name: Final[str | None] = None
    in_code: Final[bool] = False


@dataclass(slots=True, unsafe_hash=True)
class Heading:
    """A heading of a document: its level (1 is the highest), its source text and that text without markup."""

    level: Final[int]
    text: Final[str]
    plain: Final[str]
    place: Final[Place]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of running text that stand together, each a ``RawCell``; ``depth`` lists lie around them."""

    lines: tuple[RawCell, ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class TextLines:
    """Lines of a plain text that stand together, each a ``RawCell``; a table among them has lost its columns."""

    lines: tuple[RawCell, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Lines that are shown as code, each a ``RawCell``."""

    lines: tuple[RawCell, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """Lines that are shown as code of a program or of a diagram, each a ``RawCell``: nothing is read of them."""

    lines: tuple[RawCell, ...]


@dataclass(frozen=True, slots=True)
class LostTable:
    """Lines that look like a table but cannot be read as one, and why."""

    reason: str
    place: Place


Block = Heading | RawTable | Paragraph | TextLines | Code | Program | LostTable
