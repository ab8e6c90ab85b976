"""Tables in which each party has a column for each role, with check marks: read as one column of letters a party."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.blocks import RawCell, RawRow, Span
from raci_graph.findings import Finding, Severity
from raci_graph.parse.marks import is_blank
from raci_graph.parse.words import is_check_mark, roles_named
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.blocks import RawTable

    Group = dict[int, str]
    """The columns of a party, each with the letter or the word of its role."""

_DEEPEST = 6
"""How many rows may stand above the one that names the roles."""
_MOSTLY = 0.9
_FEWEST = 4
"""How many columns two parties with two roles have."""


def without_subcolumns(table: RawTable, findings: list[Finding]) -> RawTable:
    """Return a table with one column for each party whose roles have a column each; another table as it is.

    The row below the parties has letters or words of several roles for each of them. What stands below must be check
    marks, or the letters themselves. The marks of a party are put together in its first column.

    Args:
        table: the table.
        findings: where it is said that they were put together.
    """
    rows = (table.header, *table.rows)
    for at in range(1, min(_DEEPEST, len(rows) - 1)):
        groups = _groups(rows[at - 1], rows[at])
        if groups and _holds_marks(rows[at + 1 :], groups):
            message = "each party has a column for each role, with check marks in them"
            done = "the marks of a party are put together as letters"
            findings.append(Finding("P12", Severity.INFO, message, rows[at].place, done))
            head = _head(rows[at - 1], rows[at], groups)
            merged = (*rows[: at - 1], head, *(_row(row, groups) for row in rows[at + 1 :]))
            return replace(table, header=merged[0], rows=tuple(merged[1:]))
    return table


def _groups(above: RawRow, row: RawRow) -> list[Group]:
    """Return the columns of each party, if a row names several roles for each of several."""
    groups: list[Group] = []
    if len(row.cells) < _FEWEST:
        return []
    for at, cell in enumerate(row.cells[: len(above.cells)]):
        if cell.span is not None or not _names_role(cell.plain):
            continue
        head = above.cells[at]
        begins = head.plain and head.span is not Span.ACROSS
        if begins or not groups or at - 1 not in groups[-1]:
            groups.append({})
        groups[-1][at] = cell.plain.strip()
    roles = [list(group.values()) for group in groups]
    named = all(above.cells[min(group)].plain and not _names_role(above.cells[min(group)].plain) for group in groups)
    several = len(roles) > 1 and all(len(each) > 1 and len(set(each)) == len(each) for each in roles)
    return groups if several and named else []


def _names_role(text: str) -> bool:
    return text.strip() in {*USUAL_LETTERS, "S"} or len(roles_named(text)) == 1


def _holds_marks(rows: Sequence[RawRow], groups: Sequence[Group]) -> bool:
    columns = {at: role for group in groups for at, role in group.items()}
    filled = [
        (cell.plain.strip(), columns[at])
        for row in rows
        for at, cell in enumerate(row.cells)
        if at in columns and cell.span is None and not is_blank(cell.text)
    ]
    marks = sum(text == role or is_check_mark(text) for text, role in filled)
    return len(filled) > 1 and marks >= _MOSTLY * len(filled)


def _head(above: RawRow, row: RawRow, groups: Sequence[Group]) -> RawRow:
    firsts = {min(group) for group in groups}
    others = {at for group in groups for at in group} - firsts
    cells = []
    for at, cell in enumerate(row.cells):
        own = above.cells[at] if at < len(above.cells) else cell
        if at in others:
            cells.append(RawCell("", "", cell.place))
        elif at in firsts:
            cells.append(replace(own, span=None))
        else:
            cells.append(replace(cell if cell.plain else own, span=None))
    return RawRow(tuple(cells), row.place)


def _row(row: RawRow, groups: Sequence[Group]) -> RawRow:
    cells = list(row.cells)
    for group in groups:
        marked = [(cells[at], role) for at, role in group.items() if at < len(cells) and not is_blank(cells[at].text)]
        place = marked[0][0].place if marked else None
        texts = [_letter(cell, role) for cell, role in marked]
        for at in group:
            if at < len(cells) and cells[at].span is not Span.ACROSS:
                cells[at] = RawCell("", "", cells[at].place)
        first = min(group)
        if place is not None:
            cells[first] = RawCell("/".join(texts), "/".join(texts), place)
    return RawRow(tuple(cells), row.place)


def _letter(cell: RawCell, role: str) -> str:
    """Return the letter that a mark under a role stands for; of what is no mark, the text."""
    return role if cell.plain.strip() == role or is_check_mark(cell.plain) else cell.text
