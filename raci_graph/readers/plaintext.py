"""Plain text into tables that are drawn with characters, and groups of lines of whose columns nothing is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.model import Place, RawCell, TextLines
from raci_graph.readers.base import Page
from raci_graph.readers.dashed_table import dashed_table_at
from raci_graph.readers.grid import grid_tables
from raci_graph.readers.loose_rows import loose_rows
from raci_graph.readers.text import decode, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.model import Block, LostTable, RawTable


def page(data: bytes, file: str, encoding: str | None = None) -> Page:
    """Return the tables of a plain text and the groups of its lines, split at blank lines; the first line is its title.

    Args:
        data: the bytes of the document.
        file: its name, used in places and messages.
        encoding: the name of its encoding, where that is known.

    Returns:
        Tables whose columns are drawn, by "+---+" and "|" or by "|" alone, and groups whose lines keep their text
        (without the blanks around it) and their place.

    Raises:
        InputError: as ``decode`` raises it, or for a table with too many cells.
    """
    decoded = decode(data, file, encoding)
    drawn = _drawn(decoded.lines, file)
    found: list[Block] = []
    lines: list[RawCell] = []
    title = None
    at = 0
    while at < len(decoded.lines):
        text = decoded.lines[at].strip()
        if (at in drawn or not text) and lines:
            found.append(TextLines(tuple(lines)))
            lines = []
        if at in drawn:
            block, at = drawn[at]
            found.append(block)
            continue
        if text:
            column = len(decoded.lines[at]) - len(decoded.lines[at].lstrip()) + 1
            lines.append(RawCell(text, fold(text), Place(file, at + 1, column)))
            title = title or (None if found else lines[0].plain)
        at += 1
    if lines:
        found.append(TextLines(tuple(lines)))
    return Page(tuple(found), title, findings=decoded.findings)


def _drawn(lines: Sequence[str], file: str) -> dict[int, tuple[RawTable | LostTable, int]]:
    """Return the tables by the index of their first line, each with the index of the line behind it."""
    grids = grid_tables(lines, file)
    inside = {at for where, _ in grids for at in where}
    for at in range(len(lines)):
        dashed = None if at in inside or at - 1 in inside else dashed_table_at(lines, at, file)
        if dashed:
            grids.append(dashed)
            inside.update(dashed[0])
    found = {where.start: (table, where.stop) for where, table in grids}
    for loose in loose_rows(lines, (), inside, file, fold):
        if loose.block is not None:
            found[loose.lines[0]] = (loose.block, loose.lines[-1] + 1)
    return found
