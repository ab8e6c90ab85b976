"""Tables under a heading that announces a matrix, of which no word is known: they may be in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from raci_graph.blocks import Heading, RawTable
from raci_graph.findings import Finding, Severity
from raci_graph.parse.list_parts import parts
from raci_graph.parse.meanings import LEFT_OUT
from raci_graph.parse.words import announces_matrix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.blocks import Block

_COLUMNS, _ROWS, _AGAIN = 3, 2, 2
"""How many columns and rows such a table has at least, and how many texts that stand under several headers."""


def unknown_words(blocks: Sequence[Block]) -> list[Finding]:
    """Return a finding P17 at each table under such a heading where the same texts stand under several headers.

    They may be parties under roles, or roles under parties.

    Args:
        blocks: the blocks of a document without a matrix.
    """
    found = []
    headings: list[Heading] = []
    for block in blocks:
        if isinstance(block, Heading):
            headings = [*(each for each in headings if each.level < block.level), block]
            continue
        called = [heading.plain for heading in headings]
        if _has_texts_again(block) and any(map(announces_matrix, (block.name or "", *called))):
            message = "the table may be a matrix, but no word of its headers and cells is known as one for a role"
            words = tuple(dict.fromkeys(cell.plain for cell in block.header.cells[1:] if cell.plain))
            found.append(Finding("P17", Severity.WARNING, message, block.header.place, LEFT_OUT, words=words))
    return found


def _has_texts_again(table: Block) -> TypeGuard[RawTable]:
    if not isinstance(table, RawTable) or table.in_code:
        return False
    width = len(table.header.cells)
    if width < _COLUMNS or len(table.rows) < _ROWS:
        return False
    columns: dict[str, set[int]] = {}
    for row in table.rows:
        for at, cell in enumerate(row.cells[1:width], 1):
            for part in parts(cell.plain):
                if any(map(str.isalpha, part)):
                    columns.setdefault(part.casefold(), set()).add(at)
    return sum(len(each) > 1 for each in columns.values()) >= _AGAIN
