"""Plain text into tables that are drawn with characters, and paragraphs of lines of whose columns nothing is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.model import Place, RawCell, TextLines
from raci_graph.readers.base import Page
from raci_graph.readers.grid import grid_tables
from raci_graph.readers.text import decode, fold

if TYPE_CHECKING:
    from raci_graph.model import Block


def page(data: bytes, file: str, encoding: str | None = None) -> Page:
    """Return the tables of a plain text and the groups of its lines, split at blank lines; the first line is its title.

    Args:
        data: the bytes of the document.
        file: its name, used in places and messages.
        encoding: the name of its encoding, where that is known.

    Returns:
        Tables whose columns are drawn, as "+---+" and "|" do, and groups whose lines keep their text (without the
        blanks around it) and their place.

    Raises:
        InputError: as ``decode`` raises it, or for a table with too many cells.
    """
    decoded = decode(data, file, encoding)
    drawn = {where.start: (where, table) for where, table in grid_tables(decoded.lines, file)}
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
            where, table = drawn[at]
            found.append(table)
            at = where.stop
            continue
        if text:
            column = len(decoded.lines[at]) - len(decoded.lines[at].lstrip()) + 1
            lines.append(RawCell(text, fold(text), Place(file, at + 1, column)))
            title = title or lines[0].plain
        at += 1
    if lines:
        found.append(TextLines(tuple(lines)))
    return Page(tuple(found), title, findings=decoded.findings)
