"""Lines of running text that bars part and that plainly are the rows of a matrix, as a table."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.blocks import Paragraph, RawCell, RawRow, RawTable
from raci_graph.findings import Finding, Severity
from raci_graph.parse.marks import is_blank
from raci_graph.parse.words import activity_header_language, announces_matrix

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci_graph.blocks import Block

_BAR = "|"
_FEWEST = 3
"""How many lines such a table has at least, and how many columns."""
_LETTERS = re.compile(r"[A-Z](?:[/,&+ ]{0,2}[A-Z]){0,4}")


def barred_lines(blocks: Iterable[Block], findings: list[Finding]) -> list[Block]:
    """Return the blocks of a document, with paragraphs of rows as tables; each is told in ``findings``.

    A word for activities begins the first line, behind the name of the matrix or not ("RACI|Task|Ann|Bob"). Each of the
    others has as many parts, a text and then nothing but capital letters and blanks, so that each has a sure place.
    """
    found: list[Block] = []
    for block in blocks:
        table = _table(block) if isinstance(block, Paragraph) and _may_be_rows(block) else None
        if table is not None:
            message = "these lines look like a table, but they have no line of dashes below a header"
            place = table.header.place
            findings.append(Finding("P07", Severity.WARNING, message, place, "read as a table"))
        found.append(table or block)
    return found


def _may_be_rows(block: Paragraph) -> bool:
    return len(block.lines) >= _FEWEST and all(line.text.count(_BAR) >= _FEWEST - 1 for line in block.lines)


def _table(block: Paragraph) -> RawTable | None:
    header, *rows = map(_row, block.lines)
    if len(header.cells) == len(rows[0].cells) + 1 and announces_matrix(header.cells[0].plain.lstrip("#")):
        header = replace(header, cells=header.cells[1:])
    names = {cell.plain for cell in header.cells if cell.plain}
    if len(names) < len(header.cells) or not activity_header_language(header.cells[0].plain):
        return None
    whole = all(len(row.cells) == len(header.cells) and _holds_letters(row) for row in rows)
    return RawTable(header, tuple(rows)) if whole else None


def _row(line: RawCell) -> RawRow:
    """Return the parts of a line between its bars; those at its ends close the row."""
    cells = []
    at = 0
    parts, shown = line.text.split(_BAR), line.plain.split(_BAR)
    for part, plain in zip(parts, shown if len(shown) == len(parts) else parts, strict=True):
        start = at + len(part) - len(part.lstrip())
        place = replace(line.place, column=(line.place.column or 1) + start)
        cells.append(RawCell(part.strip(), plain.strip(), place))
        at += len(part) + 1
    first = 0 if cells[0].text else 1
    last = len(cells) if cells[-1].text or not first else len(cells) - 1
    return RawRow(tuple(cells[first:last]), line.place)


def _holds_letters(row: RawRow) -> bool:
    text, *letters = row.cells
    filled = [cell.plain for cell in letters if not is_blank(cell.plain)]
    return bool(filled) and len(text.plain) > 1 and all(map(_LETTERS.fullmatch, filled))
