"""Tables without a letter in a document of which no matrix was read: a script may fill them in, or colours speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.blocks import Heading, RawTable
from raci_graph.findings import Finding, Severity
from raci_graph.parse.marks import is_blank
from raci_graph.parse.words import activity_header_language, announces_matrix, is_attribute_header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.blocks import Block

_FEWEST = 3
"""How many columns a table has at least that may be a matrix: activities, and two parties."""


def blank_tables(blocks: Sequence[Block], *, explained: bool) -> list[Finding]:
    """Return a finding P17 at each table with activities and parties and nothing else, where roles are spoken of.

    They need not be where it has no rows at all.

    Args:
        blocks: the blocks of a document without a matrix.
        explained: whether it has a legend of roles.
    """
    found = []
    heading = ""
    for block in blocks:
        if isinstance(block, Heading):
            heading = block.plain
        elif isinstance(block, RawTable) and not block.in_code and _is_blank(block):
            names = (heading, block.name or "", *(cell.plain for cell in block.header.cells))
            if explained or not block.rows or any(map(announces_matrix, names)):
                message = "the table has no letters: a script may fill it in, or pictures or colours may stand for them"
                found.append(Finding("P17", Severity.WARNING, message, block.header.place, "left out"))
    return found


def _is_blank(table: RawTable) -> bool:
    """Tell whether a table has a column of activities, two of something else at least, and no text in these.

    Without a row, nothing tells whether the first column is one of activities.
    """
    names = [cell.plain for cell in table.header.cells]
    others = [name for name in names[1:] if name and not is_attribute_header(name)]
    if len(others) + 1 < _FEWEST or not table.headed:
        return False
    if table.rows and not any(map(activity_header_language, names[:2])):
        return False
    return all(is_blank(cell.plain) for row in table.rows for cell in row.cells[1:])
