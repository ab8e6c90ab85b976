"""Tables in which one cell names all roles of an activity: read as a column for each role, with names in its cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from raci_graph.blocks import RawCell, RawRow, Span
from raci_graph.findings import Finding, Severity
from raci_graph.parse.marks import is_blank, read_raw
from raci_graph.parse.role_columns import WORK
from raci_graph.parse.role_entries import LEAST, head_of, may_name_roles, names_by_role
from raci_graph.parse.words import announces_matrix

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.parse.frame import Frame
    from raci_graph.parse.role_entries import Named

_ENOUGH = 2
"""How many cells name roles so at least, if no header says that these are; and how many roles one of them names."""

_LETTERS = 3
"""How many characters the letters of a mark have at most; a longer one is a word."""


@dataclass(slots=True, unsafe_hash=True)
class Spread:
    """A table as it is read further.

    Attributes:
        frame: the table, with a column for each role where one column named them all.
        column: the header of that column; None where there is none.
        roles: what heads the columns that stand in its place.
        problem: why a column that seems to name roles so is left as it is; None where there is none.
    """

    frame: Final[Frame]
    column: Final[RawCell | None] = None
    roles: Final[tuple[str, ...]] = ()
    problem: Final[str | None] = None

    @property
    def said(self) -> list[Finding]:
        """What is to be said where the table is read: that one column is read as several."""
        if self.column is None:
            return []
        message = f"the cells under '{self.column.plain}' name all roles of their row"
        done = f"read as a column for each: {', '.join(self.roles)}"
        return [Finding("P12", Severity.INFO, message, self.column.place, done)]


def spread_roles(frame: Frame, legend: Mapping[str, str]) -> Spread:
    """Return a table with a column for each role, if one column of it names all roles of each activity.

    Args:
        frame: the table.
        legend: the name of the role that each letter or word means.
    """
    named = {at: _named(frame.column(at), legend) for at in range(len(frame.headers))}
    found = [at for at, each in named.items() if each and _are_lists(frame, at, each, legend)]
    full = [at for at, each in named.items() if each and sum(map(bool, each.values())) * 2 > len(each)]
    if len({*found, *full}) > 1:
        columns = " and ".join(f"'{frame.names[at]}'" for at in sorted({*found, *full})[:2])
        return Spread(frame, problem=f"the cells under {columns} hold texts with letters of roles behind them")
    if not found:
        return Spread(frame)
    at, lists = found[0], named[found[0]]
    odd = next((cell for cell in frame.column(at) if not lists[id(cell)] and not is_blank(cell.text)), None)
    if odd is not None:
        return Spread(frame, problem=f"a cell names several roles, and '{odd.plain}' cannot be taken apart so")
    roles = dict.fromkeys(role for each in lists.values() for role in each)
    head = frame.headers[at]
    texts = tuple(head_of(role, legend) for role in roles)
    heads = [replace(head, text=text, plain=text) for text in texts]
    rows = tuple(
        RawRow((*row.cells[:at], *_cells(row, at, legend, roles), *row.cells[at + 1 :]), row.place)
        for row in frame.rows
    )
    whole = (*frame.headers[:at], *heads, *frame.headers[at + 1 :])
    return Spread(replace(frame, headers=whole, rows=rows), head, texts)


def _named(cells: Sequence[RawCell], legend: Mapping[str, str]) -> dict[int, Named]:
    """Return what each cell of a column names, by its identity; nothing at all where most can name no role."""
    texts = [cell.text for cell in cells if len(cell.text) > LEAST]
    if len(texts) * 2 <= len(cells) or sum(map(may_name_roles, texts)) * 2 <= len(cells):
        return {}
    return {id(cell): names_by_role(cell, legend) for cell in cells}


def _are_lists(frame: Frame, at: int, named: Mapping[int, Named], legend: Mapping[str, str]) -> bool:
    """Tell whether most cells of a column name roles so, and one of them several.

    A cell such as "R/A: from May" may be the letters of whom the column is, with a remark: it is no evidence.
    """
    good = [own for cell in frame.column(at) if (own := named[id(cell)]) and not _may_be_marks(cell, own, legend)]
    many = len(good) * 2 > len(named) and (len(good) >= _ENOUGH or announces_matrix(frame.names[at]))
    several = any(len(each) >= _ENOUGH for each in good)
    return many and several and any(WORK & each.keys() for each in good)


def _may_be_marks(cell: RawCell, named: Named, legend: Mapping[str, str]) -> bool:
    """Tell whether a cell may state the roles of its column's party, with remarks behind letters or words.

    Several words, each with its own name behind it ("Responsible: Ann; Accountable: Bob"), do not.
    """
    marks = read_raw(cell, legend).marks
    words = len(named) >= _ENOUGH and all(len(mark.text) > _LETTERS for mark in marks)
    return bool(marks) and not (words and not any(each.plain[:1].islower() for each in named.values()))


def _cells(row: RawRow, at: int, legend: Mapping[str, str], roles: Mapping[str, None]) -> list[RawCell]:
    """Return the cell of each role; one that goes on with a merged one says the same, and so does a merged row."""
    if at >= len(row.cells):
        return []
    cell = row.cells[at]
    own = names_by_role(cell, legend)
    if not own and cell.span is Span.ACROSS:
        return [cell] * len(roles)
    return [replace(own.get(role) or replace(cell, text="", plain=""), span=cell.span) for role in roles]
