"""The legend of a matrix, in words from which each letter is read as the role that it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.blocks import RawCell, RawRow, RawTable
from raci_graph.model import Place
from raci_graph.parse.legend import find_legends
from raci_graph.parse.legend_lines import is_letter
from raci_graph.parse.marks import alike
from raci_graph.vocab import ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.model import LegendEntry, Matrix

    Entry = tuple[str, str]

LEGEND_HEADER = ("Letter", "Meaning")
"""What heads the columns of a legend."""


def legend_of(matrix: Matrix) -> tuple[Entry, ...]:
    """Return the letters that a legend has to explain, each with its wording.

    These are not the words that stand in cells for themselves, nor small letters, nor those of another alphabet that
    are read as those that they look like. Where the columns are headed by roles, they are only those that the source
    itself explains. A wording that does not tell the role has the name of the role in front.
    """
    headed = any(column.role for column in matrix.columns)
    letters = {entry.letter for entry in matrix.legend}
    entries = [
        entry
        for entry in matrix.legend
        if is_letter(entry.letter) and (entry.text or not (headed or alike(entry.letter) in letters - {entry.letter}))
    ]
    told = [(entry.letter, _wording(entry)) for entry in entries]
    read = _read(told)
    return tuple(
        (letter, f"{entry.role}: {wording}" if read.get(letter) != entry.role and entry.role in ROLES else wording)
        for entry, (letter, wording) in zip(entries, told, strict=True)
    )


def _wording(entry: LegendEntry) -> str:
    if entry.text:
        return entry.text
    return entry.role if entry.role != entry.letter else f"{entry.letter}, as the source has it"


def _read(entries: Sequence[Entry]) -> dict[str, str]:
    """Return the roles that are read from a legend."""
    header, *rows = (
        RawRow(tuple(RawCell(text, text, Place(line=line)) for text in texts), Place(line=line))
        for line, texts in enumerate((LEGEND_HEADER, *entries), 1)
    )
    legends = find_legends([RawTable(header, tuple(rows))]).legends
    return legends[0].roles if legends else {}
