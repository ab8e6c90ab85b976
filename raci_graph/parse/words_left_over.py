"""Words for roles in a document of which no matrix was read: labels that come again in lines, and cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.blocks import Paragraph, RawTable, TextLines
from raci_graph.findings import Finding, Severity
from raci_graph.parse.markup import without_markup
from raci_graph.parse.open_labels import labels_together
from raci_graph.parse.role_columns import WORK
from raci_graph.parse.words import is_attribute_header, roles_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from raci_graph.blocks import Block, RawCell

_SIGN = r"(?:^|[(\[;,|·\uff08\uff1b\uff0c]|\s[–—-]\s)\s*"
_INSIDE = re.compile(rf"{_SIGN}(?P<label>[^\W\d_][^:;,|()\[\]]{{1,30}}?)\s*[:=\uff1a]")
"""A label within a line, behind a sign that parts it from what stands before."""
_PARTS = re.compile(r"\s*(?:[,;+&]|<br ?/?>|\n)\s*")
_KINDS, _LINES, _GROUPS = 2, 2, 3
"""How many labels that name roles come again together, in how many lines, or in how many groups of lines."""
_CELLS, _COLUMNS = 3, 2
"""How many cells of a table name roles at least, and in how many columns."""
_LONGEST = 2000
"""The longest line that is looked at, in characters."""


def words_left_over(blocks: Sequence[Block]) -> list[Finding]:
    """Return a finding P17 where words for roles come again that may mean several, or stand among others.

    Such are the labels within the lines of a list ("Bake (lead: Ann; support: Bob)"), those of groups of lines, and
    words in the cells of a table ("approves", "carries out") beside words that nobody explains.

    Args:
        blocks: the blocks of a document without a matrix.
    """
    return (
        _labels_again(_labels_inside(blocks), _LINES)
        or _labels_again(labels_together(blocks), _GROUPS)
        or _cells(blocks)
    )


def _labels_again(groups: Iterable[dict[str, RawCell]], fewest: int) -> list[Finding]:
    """Return a finding at the first of so many groups that have the same labels, one of them for who does the work."""
    alike: dict[frozenset[str], list[dict[str, RawCell]]] = {}
    for group in groups:
        if len(group) >= _KINDS and any(WORK & set(roles_named(label)) for label in group):
            alike.setdefault(frozenset(group), []).append(group)
    again = next((found[0] for found in alike.values() if len(found) >= fewest), None)
    if again is None:
        return []
    named = ", ".join(f"'{label}'" for label in again)
    message = f"these lines may say who has which role: {named} come again, and not all are sure words for roles"
    return [Finding("P17", Severity.WARNING, message, next(iter(again.values())).place, "left out")]


def _labels_inside(blocks: Sequence[Block]) -> Iterator[dict[str, RawCell]]:
    for block in blocks:
        for line in block.lines if isinstance(block, Paragraph | TextLines) else ():
            labels = _INSIDE.finditer(without_markup(line.text)) if len(line.text) <= _LONGEST else ()
            yield {match["label"]: line for match in labels if roles_named(match["label"])}


def _cells(blocks: Sequence[Block]) -> list[Finding]:
    """Return a finding at each table of whose words some name roles, in several columns, and one says who does."""
    message = "the table may say who has which role, but not all words in its cells are sure ones for roles"
    tables = [block for block in blocks if isinstance(block, RawTable) and not block.in_code and _has_words(block)]
    return [Finding("P17", Severity.WARNING, message, table.header.place, "left out") for table in tables]


def _has_words(table: RawTable) -> bool:
    heads = [cell.plain for cell in table.header.cells]
    found: list[tuple[int, str]] = []
    for row in table.rows:
        for at, cell in enumerate(row.cells[1 : len(heads)], 1):
            if not is_attribute_header(heads[at]):
                found += [(at, part.casefold()) for part in _PARTS.split(cell.plain) if roles_named(part)]
    words = {word for _, word in found}
    works = any(WORK & set(roles_named(word)) for word in words)
    return len(found) >= _CELLS and len({at for at, _ in found}) >= _COLUMNS and len(words) >= _KINDS and works
