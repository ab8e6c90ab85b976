"""Finds whether parties or activities head the columns of letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.model import Layout
from raci_graph.parse.header_words import UNSPACED
from raci_graph.parse.marks import is_blank, read_raw
from raci_graph.parse.words import (
    activity_header_language,
    announces_matrix,
    heads_groups,
    is_attribute_header,
    is_name_header,
    is_party_header,
    is_post,
    numbers_activities,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.blocks import RawCell
    from raci_graph.parse.frame import Frame

_DUTIES = re.compile(
    r"responsibilit|duties|verantwort|zuständig|responsabilit|responsabilid|verantwoordel|обязанност|ответственност"
    r"|obowiązk|odpowiedzialn|sorumluluk|职责|職責|責務|책임",
    re.IGNORECASE,
)
"""Stems of words for duties."""
_NUMBER = re.compile(r"\d+(?:\.\d+)*[.):]?\s+")
"""The number of a row before its name."""
_LONGER = 1.5
_BOTH = frozenset({"Responsible", "Accountable"})
_MOSTLY = 0.9
_HALF = 0.5
_ENOUGH = 3
"""How many rows and columns there are at least that prove something."""
_WIDE = 8
"""How many columns of letters a table has at least that is wider than matrices of parties as columns are."""


def direction_of(
    frame: Frame, activity: int, marks: Sequence[int], legend: Mapping[str, str]
) -> tuple[Layout, str | None]:
    """Return whether parties or activities head the columns of letters, and the doubt about it."""
    name = frame.names[activity]
    by_row, by_column = _one_accountable(frame, marks, legend)
    others = [
        header
        for at, header in enumerate(frame.names)
        if at not in {activity, *marks} and (at < min(marks) or not heads_groups(header))
        if not (heads_parties(name) and heads_duties(header))
    ]
    if numbers_activities(name) or any(numbers_activities(each) or activity_header_language(each) for each in others):
        return Layout.PARTIES_AS_COLUMNS, None
    if heads_parties(name) and not all(announces_matrix(cell.plain) for cell in frame.column(activity)):
        return _below_parties(frame, activity, marks, (by_row, by_column))
    if not activity_header_language(name) and by_column >= _MOSTLY and by_row <= _HALF:
        doubt = "each column has one accountable and hardly a row has, so the columns are taken for activities"
        return Layout.TRANSPOSED, doubt
    if not activity_header_language(name) and _rows_are_people(frame, activity, marks):
        return Layout.TRANSPOSED, "the names of its rows are those of parties and the headers of its columns are not"
    unsure = _doubt_of_corner(frame, activity, marks)
    by_columns = _MOSTLY <= by_column > by_row or by_column - by_row >= _HALF
    if unsure is None and not activity_header_language(name) and by_columns:
        unsure = "more columns than rows have one accountable, so its columns may be activities"
    longer = _are_longer([cell.plain for cell in frame.column(activity)], [frame.names[at] for at in marks])
    if not (unsure or longer or activity_header_language(name)) and _only_columns_are_whole(frame, marks, legend):
        unsure = "each column has who does it and who answers for it and not each row, so its columns may be activities"
    return Layout.PARTIES_AS_COLUMNS, unsure


def _below_parties(
    frame: Frame, activity: int, marks: Sequence[int], accountable: tuple[float, float]
) -> tuple[Layout, str | None]:
    """Return the layout of a table whose corner speaks of parties, and the doubt about it.

    Args:
        frame: the table.
        activity: its first column.
        marks: its columns of letters.
        accountable: the shares of the rows and of the columns that have one accountable.
    """
    by_row, by_column = accountable
    name, rows = frame.names[activity], [cell.plain for cell in frame.column(activity)]
    if by_row >= _MOSTLY and by_column < by_row:
        doubt = f"the first column is headed '{name}', but each row has one accountable and hardly a column has"
        return Layout.PARTIES_AS_COLUMNS, doubt
    if _names_both_sides(name) and _are_rather_people([frame.names[at] for at in marks], rows):
        doubt = f"'{name}' names both sides, and the headers of its columns are those of parties"
        return Layout.PARTIES_AS_COLUMNS, doubt
    unsure = is_name_header(name) and not any(map(is_post, rows)) and by_column < _MOSTLY
    return Layout.TRANSPOSED, f"'{name}' may head parties or activities" if unsure else None


def _are_longer(rows: Sequence[str], heads: Sequence[str]) -> bool:
    """Tell whether rows have clearly longer names than columns, as activities have beside parties."""
    return sum(map(len, rows)) * len(heads) > _LONGER * sum(map(len, heads)) * len(rows)


def _only_columns_are_whole(frame: Frame, marks: Sequence[int], legend: Mapping[str, str]) -> bool:
    """Tell whether each column of marks has a responsible and an accountable, as an activity has, and a row has not."""
    grid = [[_roles(row.cells[at], legend) if at < len(row.cells) else set() for at in marks] for row in frame.rows]
    rows = [set().union(*row) for row in grid if any(row)]
    columns = [set().union(*column) for column in zip(*grid, strict=True)]
    several = len(rows) > 1 and len(columns) > 1
    return several and all(roles >= _BOTH for roles in columns) and not all(roles >= _BOTH for roles in rows)


def _roles(cell: RawCell, legend: Mapping[str, str]) -> set[str]:
    return set() if is_blank(cell.text) else {mark.role for mark in read_raw(cell, legend).marks}


def _doubt_of_corner(frame: Frame, activity: int, marks: Sequence[int]) -> str | None:
    """Return the doubt about a table where the columns might well be activities, and no header says what the rows are.

    None says so, or one that heads neither activities nor parties ("Component") over names of hardly a word.
    """
    heads, name = [frame.names[at] for at in marks], frame.names[activity].strip()
    unsaid = "no header says what its rows are, so they may be parties and its columns activities"
    if not name and _are_rather_people([cell.plain for cell in frame.column(activity)], heads):
        return unsaid
    if any(map(is_post, heads)) or sum(" " in head for head in heads) * 2 < len(heads):
        return None
    if not name:
        return unsaid
    rows = [_NUMBER.sub("", cell.plain) for cell in frame.column(activity)]
    if activity_header_language(name) or sum(" " in row for row in rows) * 2 > len(rows):
        return None
    return f"'{name}' may head parties, and the names of its columns activities"


def _are_rather_people(rows: Sequence[str], heads: Sequence[str]) -> bool:
    """Tell whether half of the rows are called as posts or bodies are, and fewer of the columns."""
    people = sum(map(is_post, rows))
    return people * 2 >= len(rows) > 0 and people * len(heads) > sum(map(is_post, heads)) * len(rows)


def _rows_are_people(frame: Frame, activity: int, marks: Sequence[int]) -> bool:
    """Tell whether half of the rows, three at least, and hardly a column are called as posts or bodies are.

    Of a table with many more columns than rows, two rows are enough. Half of the columns must have more than a word, as
    activities have, unless all rows are called so.
    """
    rows = [is_post(cell.plain) for cell in frame.column(activity)]
    heads = [frame.names[at] for at in marks]
    columns = sum(map(is_post, heads))
    long = sum(" " in head for head in heads)
    wide = len(heads) >= max(_WIDE, 2 * len(rows)) and sum(rows) > 1
    most = (sum(rows) >= _ENOUGH and sum(rows) * 2 >= len(rows)) or (len(rows) > 1 and all(rows) and long == len(heads))
    every = len(rows) > _ENOUGH and all(rows)
    return columns * 4 <= len(heads) and (every or ((wide or most) and len(heads) <= long * 2))


def _names_both_sides(corner: str) -> bool:
    """Tell whether a corner cell names parties and activities: "Role / Task"."""
    parts = re.split(r"\s*[\\/|]\s*", corner)
    return any(is_party_header(part.strip()) for part in parts) and any(
        activity_header_language(part.strip()) for part in parts
    )


def heads_duties(header: str) -> bool:
    """Tell whether a header is a word for duties ("Responsibilities"), which parties have and activities are.

    >>> heads_duties("Main responsibilities"), heads_duties("Task")
    (True, False)
    """
    return _DUTIES.search(header) is not None


def heads_parties(corner: str) -> bool:
    """Tell whether a corner cell says that the rows are parties: "Role", "Governance role", "Role / Phase"."""
    parts = [part.strip() for part in re.split(r"\s*[\\/|]\s*", corner) if part.strip()]
    first = parts[0] if parts else ""
    if activity_header_language(first) or is_attribute_header(first):
        return False
    last = first.rpartition(" ")[2]
    endings = [first[-size:] for size in (2, 3)] if first and first[-1] >= UNSPACED else []
    return any(is_party_header(text) for text in (first, last, *endings))


def _one_accountable(frame: Frame, marks: Sequence[int], legend: Mapping[str, str]) -> tuple[float, float]:
    """Return the share of the rows, and of the columns of marks, that have exactly one accountable; none of too few."""
    if len(marks) < _ENOUGH or len(frame.rows) < _ENOUGH:
        return 0.0, 0.0
    rows_of_marks = [[row.cells[at] if at < len(row.cells) else None for at in marks] for row in frame.rows]
    cells = {(cell.text, cell.plain): cell for row in rows_of_marks for cell in row if cell}
    marked = {key for key, cell in cells.items() if read_raw(cell, legend).marks}
    accounts = {key for key in marked if _accounts(cells[key], legend)}
    keys = [[(cell.text, cell.plain) if cell else None for cell in row] for row in rows_of_marks]
    grid = [[key in accounts for key in row] for row in keys if not marked.isdisjoint(row)]
    rows = [sum(row) == 1 for row in grid]
    columns = [sum(column) == 1 for column in zip(*grid, strict=True)]
    enough = len(rows) >= _ENOUGH
    return (sum(rows) / len(rows), sum(columns) / len(columns)) if enough else (0.0, 0.0)


def _accounts(cell: RawCell, legend: Mapping[str, str]) -> bool:
    return "Accountable" in _roles(cell, legend)
