"""Reads headers and cells as a person said that their words are meant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.blocks import MeantCell, RawTable
from raci_graph.parse.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from raci_graph.blocks import Block, RawCell, RawRow
    from raci_graph.findings import Finding
    from raci_graph.model import Meaning
    from raci_graph.parse.frame import Frame
    from raci_graph.parse.legend import Legend

HAS_IT_READ = "a [[meaning]] in a decisions file has it read"
"""What is to be done where a word for a role is not sure."""
LEFT_OUT = f"left out; {HAS_IT_READ}"
"""What is done with a table or a list whose words for roles are not sure."""


def with_meant_headers(blocks: Sequence[Block], meanings: Sequence[Meaning]) -> list[Block]:
    """Return blocks whose tables have the name of the role in place of each header with a meaning.

    That header is the first row, or else the first one that has several texts.
    """
    roles = roles_of(meanings)
    return [_with_meant_header(block, roles) if isinstance(block, RawTable) else block for block in blocks]


def meant_words(texts: Iterable[str], meanings: Sequence[Meaning]) -> dict[str, str]:
    """Return the words and signs with a meaning, and the texts of cells that are one, each with the name of its role.

    >>> from raci_graph.model import Meaning
    >>> meant_words(["LEADS", "helps"], [Meaning("Leads", "Responsible", "Jo Doe", "she said so")])
    {'Leads': 'Responsible', 'LEADS': 'Responsible'}
    """
    return {**{each.word: each.role for each in meanings}, **_told(texts, roles_of(meanings))}


def _told(texts: Iterable[str], roles: Mapping[str, str]) -> dict[str, str]:
    return {text: roles[fold(text)] for text in texts if fold(text) in roles} if roles else {}


def legend_as_meant(legend: Legend, meant: Mapping[str, str]) -> Legend:
    """Return a legend whose letters mean what a person said."""
    entries = (replace(entry, role=meant.get(entry.letter, entry.role)) for entry in legend.entries)
    return replace(legend, entries=tuple(entry for entry in entries if entry.role)) if meant else legend


def unanswered(findings: Iterable[Finding], meanings: Sequence[Meaning]) -> list[Finding]:
    """Return the findings on a legend without those on a letter of which a person said what it means."""
    about = tuple(f"'{each.word}{end}" for each in meanings for end in "':")
    return [each for each in findings if not any(letter in each.message for letter in about)]


def is_meant(frame: Frame, meanings: Sequence[Meaning]) -> bool:
    """Tell whether a person said what a header or a cell of a table means."""
    texts = (cell.text for row in frame.rows for cell in row.cells)
    return any(isinstance(cell, MeantCell) for cell in frame.headers) or bool(_told(texts, roles_of(meanings)))


def meant_labels(labels: Iterable[str], meanings: Sequence[Meaning]) -> dict[str, str]:
    """Return the words with a meaning that may label lines, and the labels that are one, each with its role's name."""
    return {label: role for label, role in meant_words(labels, meanings).items() if role}


def roles_of(meanings: Iterable[Meaning]) -> dict[str, str]:
    """Return the name of the role that each word means, by the word as ``fold`` gives it."""
    return {fold(each.word): each.role for each in meanings}


def _with_meant_header(table: RawTable, roles: dict[str, str]) -> RawTable:
    rows = (table.header, *table.rows)
    at = 0 if table.headed else next((at for at, row in enumerate(rows) if _names_columns(row)), 0)
    row = rows[at]
    if all(fold(cell.plain) not in roles for cell in row.cells):
        return table
    changed = replace(row, cells=tuple(_meant(cell, roles) for cell in row.cells))
    rows = (*rows[:at], changed, *rows[at + 1 :])
    return replace(table, header=rows[0], rows=rows[1:])


def _names_columns(row: RawRow) -> bool:
    return len({cell.plain for cell in row.cells if cell.plain}) > 1


def _meant(cell: RawCell, roles: dict[str, str]) -> RawCell:
    role = roles.get(fold(cell.plain))
    return MeantCell(cell.text, role, cell.place, cell.span, cell.strong) if role else cell
