"""Takes from tables what is no part of them: rows that explain letters, and the names that a sheet gives columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.model import Paragraph, RawRow, RawTable
from raci_graph.parse.legend_lines import line_entries
from raci_graph.parse.subcolumns import without_subcolumns
from raci_graph.parse.words import is_legend_word, resolve_legend

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci_graph.findings import Finding
    from raci_graph.model import Block, RawCell

_COLUMN_NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FEWEST = 3
"""How many columns a sheet has at least whose header is taken for the names of its columns."""


def take_apart(blocks: Iterable[Block], findings: list[Finding]) -> list[Block]:
    """Return the blocks of a document, with legends in the rows of sheets as paragraphs of their own.

    A row whose one text explains letters ("R = does it", or several in one cell), a word such as "Legend" beside it or
    not, belongs to no matrix. The paragraph stands before its table. What is put together in a table is said in
    ``findings``.
    """
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, RawTable):
            table = without_subcolumns(_without_column_names(block), findings)
            found += [table] if table.headed else _parts(table)
        else:
            found.append(block)
    return found


def _parts(table: RawTable) -> list[Block]:
    rows = (table.header, *table.rows)
    told = [_told(row) for row in rows]
    entries = [entry for cell in told if cell for entry in line_entries(cell)]
    letters = {letter for letter, _ in entries}
    if len(letters) < 2 or not (resolve_legend(entries) or {"R", "A"} <= letters):  # noqa: PLR2004 - one is no legend
        return [table]
    lines = tuple(cell for cell in told if cell)
    rest = [row for row, cell in zip(rows, told, strict=True) if cell is None]
    legend = Paragraph(lines)
    if not any(cell.text for row in rest for cell in row.cells):
        return [legend]
    return [legend, replace(table, header=rest[0], rows=tuple(rest[1:]))]


def _told(row: RawRow) -> RawCell | None:
    """Return the one cell of a row that explains letters, if the row holds nothing else."""
    filled = [cell for cell in row.cells if cell.plain and cell.span is None]
    texts = [cell for cell in filled if not is_legend_word(cell.plain.strip(" :"))]
    if len(texts) != 1:
        return None
    return texts[0] if line_entries(texts[0]) else None


def _without_column_names(table: RawTable) -> RawTable:
    """Return a table without the row of letters and the column of numbers that a sheet has around it."""
    names = [cell.plain for cell in table.header.cells]
    width = len(names) - 1
    if width < _FEWEST or names[0] or names[1:] != list(_COLUMN_NAMES[:width]) or not table.rows:
        return table
    filled = [row for row in table.rows if any(cell.plain for cell in row.cells)]
    if [row.cells[0].plain for row in filled] != [str(number) for number, _ in enumerate(filled, 1)] or not filled:
        return table
    rows = [RawRow(row.cells[1:], row.place) for row in filled]
    return replace(table, header=rows[0], rows=tuple(rows[1:]), headed=False)
