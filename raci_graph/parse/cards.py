"""A table for each activity under a heading, with its roles as rows ("Responsible | Jane") or as all its columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.blocks import RawCell
from raci_graph.model import Layout
from raci_graph.parse.list_parts import explains
from raci_graph.parse.marks import role_of_label
from raci_graph.parse.names import says_nobody
from raci_graph.parse.rows import Header, Row, Rows
from raci_graph.parse.words import announces_matrix, heads_kind_of_party, is_party_header, names_matrix

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci_graph.blocks import Heading
    from raci_graph.parse.frame import Frame

_LONGEST = 80


def card(frame: Frame, legend: Mapping[str, str], heading: Heading | None, *, who: bool = False) -> Rows | None:
    """Return the one activity of a table whose rows are roles, or None for another table.

    Each row must name a role of its own in the first column; the second column must be headed by a word for parties,
    or the table has two columns and no header, so that its first row names a role too. The activity is what the
    heading above the table says.

    Args:
        frame: the table.
        legend: the name of the role that each letter means.
        heading: the heading right above the table.
        who: whether tables like it show that it states letters; then "Named person" heads names too.
    """
    if heading is None or len(frame.headers) < 2:  # noqa: PLR2004 - role, name
        return None
    headless = len(frame.headers) == 2 and role_of_label(frame.names[0], legend) is not None  # noqa: PLR2004
    if not (headless or is_party_header(frame.names[1]) or (who and heads_kind_of_party(frame.names[1]))):
        return None
    found: dict[str, RawCell] = {}
    labels: list[RawCell] = []
    for row in (*frame.rows_above, frame.row, *frame.rows) if headless else frame.rows:
        if len(row.cells) < 2 or len(row.cells[1].plain) > _LONGEST:  # noqa: PLR2004 - role, name
            return None
        role = role_of_label(row.cells[0].plain, legend)
        if role is None or role in found:
            return None
        found[role] = row.cells[1]
        labels.append(row.cells[0])
    if len(found) < 2 or not {"Responsible", "Accountable"} & set(found):  # noqa: PLR2004 - two roles
        return None
    headers = tuple(Header(2, label, role) for label, role in zip(labels, found, strict=True))
    text = heading_cell(heading)
    row_of = Row(text, tuple(found.values()), heading.place, (2,) * len(found))
    return Rows(headers, (row_of,), None, Layout.TABLE_PER_ACTIVITY)


def of_heading(rows: Rows, heading: Heading | None) -> Rows | None:
    """Return rows whose one row is no activity but is called RACI, with the heading above them as their activity."""
    if heading is None or len(rows.rows) != 1 or not names_matrix(rows.rows[0].activity.plain):
        return None
    return replace(rows, rows=(replace(rows.rows[0], activity=heading_cell(heading)),))


def card_of_columns(frame: Frame, roles: Mapping[int, tuple[str, ...]], heading: Heading | None) -> Rows | None:
    """Return the one activity of a table each of whose columns is a role's, or None where it is not certain.

    The activity is what the heading above the table says; the table has one row, and that holds names.

    Args:
        frame: the table.
        roles: the roles that each column stands for.
        heading: the heading above the table, if nothing between may be the activity.
    """
    every = [role for at in range(len(frame.headers)) for role in roles.get(at, ())]
    if heading is None or announces_matrix(heading.plain) or len(frame.rows) != 1:
        return None
    cells = frame.rows[0].cells
    if not len(every) == len(roles) == len(frame.headers) == len(cells) or all(
        says_nobody(cell.text) for cell in cells
    ):
        return None
    if explains({role: (head, cell) for role, head, cell in zip(every, frame.headers, cells, strict=True)}, []):
        return None
    headers = tuple(Header(at, cell, role) for at, (cell, role) in enumerate(zip(frame.headers, every, strict=True), 1))
    row = Row(heading_cell(heading), cells, heading.place, tuple(range(1, len(every) + 1)))
    return Rows(headers, (row,), None, Layout.TABLE_PER_ACTIVITY)


def heading_cell(heading: Heading) -> RawCell:
    """Return the text of a heading as the cell of an activity."""
    return RawCell(heading.text, heading.plain, heading.place)
