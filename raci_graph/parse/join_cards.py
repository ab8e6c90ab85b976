"""Puts together tables of an activity each that name different roles: the columns are the roles of all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.blocks import RawCell, RawTable
from raci_graph.findings import Finding, Severity
from raci_graph.model import Layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.blocks import Block
    from raci_graph.model import Place
    from raci_graph.parse.groups import Group
    from raci_graph.parse.rows import Header, Row


def join_cards(groups: list[Group]) -> list[Group]:
    """Put groups of tables of an activity each under the same legend together, in the place of the first of them.

    Those whose columns are roles are meant, as in "Responsible | Ann"; those of parties stay as they are. A role that a
    table does not name is a blank cell of its activity.

    Args:
        groups: the groups of a document, changed in place.

    Returns:
        The groups that are gone.
    """
    gone: list[Group] = []
    for group in list(groups):
        first = next((each for each in groups if _are_alike(each, group)), group)
        if first is not group:
            _take(first, group)
            gone.append(group)
            groups.remove(group)
    return gone


def left_alone(place: Place, done: str) -> Finding:
    """Return what is to be said of such a table that is the only one of a document and left out."""
    message = "a table that names who has which role stands alone, and no activity is certainly meant"
    return Finding("P17", Severity.WARNING, message, place, done)


def table_with(blocks: Sequence[tuple[Block, object]], place: Place) -> int | None:
    """Return the index of the table that has a cell at a place, None if none has."""
    for at, (block, _) in enumerate(blocks):
        if isinstance(block, RawTable) and any(
            cell.place == place for row in (block.header, *block.rows) for cell in row.cells
        ):
            return at
    return None


def _are_alike(one: Group, other: Group) -> bool:
    return one.legend is other.legend and all(
        each.layout is Layout.TABLE_PER_ACTIVITY and all(header.role for header in each.headers)
        for each in (one, other)
    )


def _take(first: Group, other: Group) -> None:
    known = {header.role for header in first.headers}
    headers = (*first.headers, *(header for header in other.headers if header.role not in known))
    first.rows = [
        (section, _laid_out(row, group.headers, headers)) for group in (first, other) for section, row in group.rows
    ]
    first.headers = headers
    first.roles.update(other.roles)
    first.printed |= other.printed


def _laid_out(row: Row, own: Sequence[Header], headers: Sequence[Header]) -> Row:
    at = {header.role: index for index, header in enumerate(own)}
    blank = RawCell("", "", row.place)
    places = [at.get(header.role) for header in headers]
    return replace(
        row,
        cells=tuple(blank if index is None else row.cells[index] for index in places),
        printed=tuple(
            header.printed_column if index is None else row.printed[index]
            for index, header in zip(places, headers, strict=True)
        ),
    )
