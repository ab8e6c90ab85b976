"""What may be a legend of roles in a document of which no matrix was read: what it is about was not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.blocks import Paragraph, RawTable
from raci_graph.findings import Finding, Severity
from raci_graph.parse.legend_lines import cell_entry, line_entries
from raci_graph.parse.role_columns import WORK
from raci_graph.parse.words import resolve_legend, roles_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.blocks import Block

_SEVERAL = 2
"""How many letters a line explains at least."""


def unused_legend(blocks: Sequence[Block]) -> list[Finding]:
    """Return a finding P17 at the first line that explains several letters, one by a word for who does the work.

    The word may mean several roles ("V = Verantwortlich"), so that the line is no legend by itself.

    Args:
        blocks: the blocks of a document without a matrix.
    """
    for block in blocks:
        for line in block.lines if isinstance(block, Paragraph) else ():
            entries = line_entries(line)
            named = next((each for each in entries if WORK & set(roles_named(each[1]))), None)
            if named and len({letter for letter, _ in entries}) >= _SEVERAL:
                message = (
                    f"'{named[0]}: {named[1]}' looks like a legend of roles, but nothing that it is about was read"
                )
                return [Finding("P17", Severity.WARNING, message, line.place, "left out")]
    return []


def names_as_legend(blocks: Sequence[Block]) -> list[Finding]:
    """Return a finding P17 at each table that spells a role in each row and hardly says what it does.

    Such a table ("R (Responsible) | Ann, Bob") may explain letters, or name who has the roles of one activity.

    Args:
        blocks: the blocks of a document without a matrix.
    """
    message = "the table may explain letters, or name who has each role of one activity"
    tables = [block for block in blocks if isinstance(block, RawTable) and not block.in_code and _names_roles(block)]
    return [Finding("P17", Severity.WARNING, message, table.header.place, "left out") for table in tables]


def _names_roles(table: RawTable) -> bool:
    """Tell whether each row of a table begins with a letter and a word for its role, with another text behind."""
    rows = table.rows if table.headed else (table.header, *table.rows)
    entries = [
        (*entry, row.cells[1].plain) for row in rows if len(row.cells) > 1 and (entry := cell_entry(row.cells[0]))
    ]
    named = [WORK & set(roles_named(word)) for _, word, _ in entries if roles_named(word)]
    if not _SEVERAL <= len(named) == len(rows) or not any(named):
        return False
    return len(resolve_legend([(letter, text) for letter, _, text in entries])) * 2 <= len(entries)
