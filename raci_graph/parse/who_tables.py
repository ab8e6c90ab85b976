"""Finds the tables that say who has each letter, one for each activity: they explain no letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.blocks import Heading, RawTable
from raci_graph.parse.legend_lines import is_letter
from raci_graph.parse.words import resolve_legend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.blocks import Block

_SEVERAL = 2


def who_tables(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the indexes of the tables that state the letters of one activity each.

    Two of them at least have the same header and the same letters in their first column, among them R or A, each stands
    under a heading of its own, and their second columns differ and hardly name roles: no legend is written twice with
    other words.

    Args:
        blocks: the blocks of a document.
    """
    alike: dict[tuple[str, ...], dict[int, dict[str, str]]] = {}
    under_heading = False
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            under_heading = True
        elif isinstance(block, RawTable):
            told = _told(block) if under_heading else {}
            if told:
                header = tuple(cell.plain.casefold() for cell in block.header.cells)
                alike.setdefault((*header, *sorted(told)), {})[index] = told
            under_heading = False
    return frozenset(index for each in alike.values() if _differ(list(each.values())) for index in each)


def _told(table: RawTable) -> dict[str, str]:
    """Return what stands beside each letter of a table of letters, if that hardly names roles; else nothing."""
    if not table.headed or table.in_code or any(len(row.cells) < _SEVERAL for row in table.rows):
        return {}
    told = {row.cells[0].plain: row.cells[1].plain for row in table.rows}
    letters = all(is_letter(letter) and letter.isalpha() for letter in told) and len(told) == len(table.rows)
    if not letters or len(told) < _SEVERAL or not {"R", "A"} & told.keys():
        return {}
    return told if len(resolve_legend(list(told.items()))) * 2 <= len(told) else {}


def _differ(told: Sequence[dict[str, str]]) -> bool:
    """Tell whether texts beside the same letters are several, and at half of the letters not the same."""
    if len(told) < _SEVERAL:
        return False
    others = [letter for letter in told[0] if len({each[letter].casefold() for each in told}) > 1]
    return len(others) * 2 >= len(told[0])
