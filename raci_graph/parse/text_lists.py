"""Lists of roles in plain text: lines such as "Responsible: Ann" below a step, in groups of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.model import Paragraph, TextLines
from raci_graph.parse.list_parts import LINE
from raci_graph.parse.marks import role_of_label
from raci_graph.parse.role_columns import WORK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci_graph.model import Block

_SEVERAL = 2


def as_lists(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks of a document, with groups of plain lines that name roles as paragraphs, as lists are read.

    Several of their lines must begin with a word for a role and a colon, and one of them say who does the work or
    answers for it. Letters alone may be a legend, so such lines stay as they are.
    """
    return [
        Paragraph(block.lines, 0) if isinstance(block, TextLines) and _names_roles(block) else block for block in blocks
    ]


def _names_roles(group: TextLines) -> bool:
    labels = [match["label"] for line in group.lines if (match := LINE.fullmatch(line.plain)) and ":" in line.plain]
    roles = [role for label in labels if (role := role_of_label(label, {}))]
    return len(set(roles)) >= _SEVERAL and not WORK.isdisjoint(roles)
