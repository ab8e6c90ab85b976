"""Labels of roles over names as items: "Responsible:" over "- Ann" and "- Bob", or as a heading over them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.blocks import Heading, Paragraph, RawCell
from raci_graph.parse.list_parts import item_of
from raci_graph.parse.marks import role_of_label
from raci_graph.parse.words import roles_named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.blocks import Block

HEADING = -1
"""The depth of a heading that is such a label: everything up to the next heading lies below it."""
_WORK = {"Responsible", "Accountable"}
_MOST_WORDS = 6
"""How many words the name of a party has at most; more are a sentence."""


def headings_as_labels(blocks: Sequence[Block], legend: Mapping[str, str]) -> list[Block]:
    """Return blocks with a label in place of each heading that names one role, below another heading, over names.

    Args:
        blocks: the blocks of a document.
        legend: the name of the role that each letter means.
    """
    found: list[Block] = []
    levels: list[int] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Heading):
            below = blocks[at + 1] if at + 1 < len(blocks) else None
            inner = bool(levels) and levels[-1] < block.level
            if inner and isinstance(below, Paragraph) and role_of_label(block.plain, legend):
                line = RawCell(f"{block.text.strip().rstrip(':')}:", f"{block.plain.rstrip(':')}:", block.place)
                found.append(Paragraph((line,), depth=HEADING))
                continue
            levels = [level for level in levels if level < block.level]
            levels.append(block.level)
        found.append(block)
    return found


def may_be_name(item: RawCell) -> bool:
    """Tell whether an item may be the name of a party: one word, or a few of which the first begins as names do.

    What has a sign at its end is a label, and so is a word that may name R or A.
    """
    plain = item_of(item).plain.strip()
    words = plain.split()
    if not words or plain.endswith((".", ";", ":", "=")) or set(roles_named(plain)) & _WORK:
        return False
    return len(words) == 1 or (len(words) <= _MOST_WORDS and not plain[0].islower())


def with_item(names: RawCell, item: RawCell) -> RawCell:
    """Return the names of a role and one more, which stands in an item below its label."""
    item = item_of(item)
    if not names.text:
        return item
    return replace(names, text=f"{names.text}\n{item.text}", plain=f"{names.plain}\n{item.plain}")
