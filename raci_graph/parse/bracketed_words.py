"""Lists whose items name parties with words in brackets that come again and again, in whatever language."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from raci_graph.blocks import Heading, Paragraph
from raci_graph.findings import Finding, Severity
from raci_graph.parse.words import announces_matrix

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from raci_graph.blocks import Block, RawCell

_BEHIND = re.compile(r"[^\W\d_][^(),;:]*\((?P<words>[^\W\d_][^()]{2,40})\)(?=\s*(?:[,;.]|$))")
_FEWEST = 3
"""How many items of such a list there are at least."""
_KINDS = range(2, 6)
"""How many words there are that come again."""
_LONGEST = 1000
"""The longest item, in characters, that is looked at."""


def words_in_brackets(blocks: Sequence[Block], read: Collection[int]) -> list[Finding]:
    """Return a finding P17 at the first item "Bake: Ann (leads), Bob (is asked)" of some, where a matrix is spoken of.

    Their words may be those of roles in a language whose words are not known.

    Args:
        blocks: the blocks of the document.
        read: the indexes of those that were read as rows.
    """
    lines = [
        line
        for at, block in enumerate(blocks)
        if isinstance(block, Paragraph) and at not in read
        for line in block.lines
    ]
    found = [(line, words) for line in lines if (words := _words(line))]
    times = Counter(word for _, words in found for word in words)
    kinds = [word for word, many in times.items() if many > 1]
    again = [line for line, words in found if not set(kinds).isdisjoint(words)]
    if len(again) < _FEWEST or len(kinds) not in _KINDS or len(times) > 2 * len(kinds) + 1:
        return []
    if not any(map(announces_matrix, (*_headings(blocks), *(line.plain for line in lines)))):
        return []
    message = "these lines name parties with words in brackets that come again, and no legend says which roles they are"
    return [Finding("P17", Severity.WARNING, message, again[0].place, "left out")]


def _headings(blocks: Sequence[Block]) -> list[str]:
    return [block.plain for block in blocks if isinstance(block, Heading)]


def _words(line: RawCell) -> list[str]:
    """Return the words in brackets behind each name of an item, none for other lines."""
    label, colon, behind = line.plain.partition(":")
    if not colon or len(line.plain) > _LONGEST or not label.strip():
        return []
    return [match["words"].casefold() for match in _BEHIND.finditer(behind)]
