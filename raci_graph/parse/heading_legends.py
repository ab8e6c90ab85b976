"""Legends whose letters are headings: "### R – Responsible", with what explains it below."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.blocks import Heading, Paragraph, RawCell
from raci_graph.parse.legend_lines import line_entries
from raci_graph.parse.words import resolve_legend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.blocks import Block

_FEWEST, _KNOWN = 3, 2
"""How many headings with letters stand one after the other at least, and how many of these name a role."""


def headings_as_entries(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks with headings that each explain a letter as lines, and the texts between them below these.

    Nothing but running text stands between the headings, which are alike in level.

    Args:
        blocks: the blocks of the document.
    """
    found: list[Block] | None = None
    run: list[int] = []
    for at, block in enumerate([*blocks, None]):
        if isinstance(block, Paragraph) and run:
            continue
        heading = block if isinstance(block, Heading) else None
        first = blocks[run[0]] if run else None
        if heading and _entry(heading) and (not isinstance(first, Heading) or first.level == heading.level):
            run.append(at)
            continue
        if _is_legend([blocks[each] for each in run]):
            found = found or list(blocks)
            found[run[0] : at] = [_as_entry(each) for each in blocks[run[0] : at]]
        run = [at] if heading and _entry(heading) else []
    return found or blocks


def _entry(heading: Heading) -> list[tuple[str, str]]:
    """Return the one letter that a heading explains with its wording, nothing for another heading."""
    entries = line_entries(RawCell(heading.text, heading.plain, heading.place))
    return entries if len(entries) == 1 else []


def _is_legend(headings: Sequence[Block]) -> bool:
    entries = [entry for each in headings if isinstance(each, Heading) for entry in _entry(each)]
    distinct = len({letter for letter, _ in entries}) == len(entries)
    return len(entries) >= _FEWEST and distinct and len(resolve_legend(entries)) >= _KNOWN


def _as_entry(block: Block) -> Block:
    if isinstance(block, Heading):
        return Paragraph((RawCell(block.text, block.plain, block.place),))
    return replace(block, depth=block.depth + 1) if isinstance(block, Paragraph) else block
