"""The tables of a document that may be parts of a matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.blocks import RawTable
from raci_graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from raci_graph.blocks import Block
    from raci_graph.model import Choice
    from raci_graph.parse.legend import Legend
    from raci_graph.readers.base import Document


def candidates(
    document: Document, blocks: Sequence[tuple[Block, Legend | None]], choice: Choice, explaining: Collection[int]
) -> list[tuple[int, tuple[RawTable, Legend | None]]]:
    """Return the tables that may be of a matrix, each with its number among the blocks and the legend that holds.

    Args:
        document: the document, for its name.
        blocks: its blocks, each with the legend that holds for it.
        choice: the one table that is read, where a person chose it; else all are but those that explain letters.
        explaining: the numbers of these among the blocks.

    Raises:
        UsageError: if the document has no table of the number that was chosen.
    """
    tables = [(at, (block, legend)) for at, (block, legend) in enumerate(blocks) if isinstance(block, RawTable)]
    if choice.table is None:
        return [(at, each) for at, each in tables if each[0].in_code or at not in explaining]
    if choice.table > len(tables):
        many = "no table" if not tables else "one table" if len(tables) == 1 else f"{len(tables)} tables"
        said = f"there is no table {choice.table}, the document has {many}"
        raise UsageError(said, place=document.file, remedy="Count its tables from 1, those of all sheets together")
    return [tables[choice.table - 1]]
