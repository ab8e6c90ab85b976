"""Puts together tables that blank rows part: one without a header goes on with the table above it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.blocks import Code, RawCell, RawRow, RawTable
from raci_graph.findings import Finding, Severity
from raci_graph.parse.frame import frame_of
from raci_graph.parse.marks import is_blank, read_letters, read_raw
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from raci_graph.blocks import Block

_SEVERAL = 2
_LETTERS = {**USUAL_LETTERS, "S": "Support", "V": "Verifier", "D": "Driver"}
"""Letters that the schemes of roles have; what they mean where they stand does not matter here."""


def put_together(blocks: Iterable[Block], findings: list[Finding]) -> list[Block]:
    """Return the blocks of a document, with tables that have no header as more rows of the table right above.

    That is so for tables of sheets and of delimited text which begin with a row of letters of roles, where each of them
    stands in a column in which the table above has letters too, or at least a header. It is said in ``findings``. Lines
    that explain the letters of the lower one stand before both.
    """
    found: list[Block] = []
    for block in blocks:
        at = next((at for at in range(len(found) - 1, -1, -1) if not isinstance(found[at], Code)), 0)
        above = found[at] if found else None
        if isinstance(above, RawTable) and isinstance(block, RawTable) and _goes_on(above, block):
            width = len(above.header.cells)
            rows = (*above.rows, *(_filled_up(row, width) for row in (block.header, *block.rows)))
            found[at:] = [*found[at + 1 :], replace(above, rows=rows)]
            message = "the rows below the blank one have no header of their own"
            done = "read as rows of the table above"
            findings.append(Finding("P12", Severity.INFO, message, block.header.place, done))
        else:
            found.append(block)
    return found


def _goes_on(above: RawTable, below: RawTable) -> bool:
    """Tell whether a table has no header and stands in the columns of the one above."""
    if above.headed or below.headed or above.in_code or below.in_code or above.name != below.name:
        return False
    width = len(above.header.cells)
    rows = (below.header, *below.rows)
    if max(len(row.cells) for row in rows) > width or not _is_aligned(above, below):
        return False
    first = next(filter(_is_full, rows), None)
    if first is None:
        return False
    texts = [at for at, cell in enumerate(first.cells) if cell.plain and cell.span is None]
    words = {cell.plain for row in above.rows for cell in row.cells if read_raw(cell, _LETTERS).marks}
    letters = {at for at in texts if _is_mark(first.cells[at], words)}
    if not letters or texts[0] in letters:
        return False
    columns = _columns_of_letters(above)
    if columns is None:
        headers = (above.rows[-1] if above.rows else above.header).cells
        whole = texts[-1] < len(headers)
        return whole and len(letters) >= _SEVERAL and all(_names(headers[at]) for at in texts)
    own = [at for at in columns if at < len(first.cells) and not is_blank(first.cells[at].text)]
    return letters <= {*columns, *_blank_columns(above)} and letters.issuperset(own)


def _is_mark(cell: RawCell, words: Collection[str]) -> bool:
    """Tell whether a cell has letters of roles, or words for them that stand in the table above too."""
    return bool(read_letters(cell.text, _LETTERS).marks) or cell.plain in words


def _is_aligned(above: RawTable, below: RawTable) -> bool:
    """Tell whether two tables begin in the same column, as far as their places show."""
    one, other = above.header.cells[0].place, below.header.cells[0].place
    if one.cell and other.cell:
        return one.cell.rstrip("0123456789") == other.cell.rstrip("0123456789")
    return len(above.header.cells) == len(below.header.cells) or one.column == other.column == 1


def _columns_of_letters(table: RawTable) -> Collection[int] | None:
    """Return the columns of a table that have letters of roles below a header without; None for a header alone.

    Above that may stand what has fewer texts: notes, groups of the columns.
    """
    frame = frame_of(table, _LETTERS)
    columns = [
        at for at in range(len(frame.headers)) if any(read_raw(cell, _LETTERS).marks for cell in frame.column(at))
    ]
    if not columns:
        *others, last = (table.header, *table.rows)
        alone = _is_full(last) and all(_texts(row) < _texts(last) for row in others)
        return None if alone or sum(map(_is_full, (*others, last))) == 1 else []
    return columns if all(_names(frame.headers[at]) for at in columns) else []


def _blank_columns(table: RawTable) -> Collection[int]:
    """Return the columns of a table that have a header and nothing below it."""
    frame = frame_of(table, _LETTERS)
    return [at for at, cell in enumerate(frame.headers) if _names(cell) and not frame.column(at)]


def _is_full(row: RawRow) -> bool:
    """Tell whether a row has several texts, so that it is no title."""
    return _texts(row) >= _SEVERAL


def _texts(row: RawRow) -> int:
    return sum(bool(cell.plain) and cell.span is None for cell in row.cells)


def _names(cell: RawCell) -> bool:
    return bool(cell.plain) and not read_raw(cell, _LETTERS).marks


def _filled_up(row: RawRow, width: int) -> RawRow:
    """Return a row with blank cells at its end, where it is short because its table was."""
    blank = RawCell("", "", row.place)
    return replace(row, cells=(*row.cells, *[blank] * (width - len(row.cells))))
