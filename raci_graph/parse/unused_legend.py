"""What may be a legend of roles in a document of which no matrix was read: what it is about was not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.blocks import Paragraph
from raci_graph.findings import Finding, Severity
from raci_graph.parse.legend_lines import line_entries
from raci_graph.parse.role_columns import WORK
from raci_graph.parse.words import roles_named

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
