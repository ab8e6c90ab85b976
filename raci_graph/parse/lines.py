"""Splits the lines of a plain text into headings and the tables under them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from raci_graph.blocks import Heading, TextLines
from raci_graph.parse.sections import split_number
from raci_graph.parse.words import activity_header_language
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from raci_graph.blocks import Block, RawCell

_MARKS_LAST = re.compile(r".*\s[A-Z]{1,4}(?:[/,;&+·][A-Z]{1,4})*")


def split_lines(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks of a document, with groups of plain lines split before headings and before tables.

    A line that begins with a section number is a heading, save inside a table where it ends as a row does. A table
    begins at a line that begins with a word for activities and is followed by a line that ends in letters, and
    wherever that same line stands again.
    """
    given = list(blocks)
    heads = {head for block in given if isinstance(block, TextLines) for head in _heads(block.lines)}
    found: list[Block] = []
    for block in given:
        if isinstance(block, TextLines):
            found += _split(block.lines, heads)
        else:
            found.append(block)
    return found


def _heads(lines: Sequence[RawCell]) -> Iterator[str]:
    """Yield the lines that head a table for certain."""
    in_table = False
    for line, following in pairwise(lines):
        if not in_table and _heads_a_table(line.plain) and _MARKS_LAST.fullmatch(following.plain):
            yield line.plain
            in_table = True
        elif split_number(line.plain)[0] and not _MARKS_LAST.fullmatch(line.plain):
            in_table = False


def _split(lines: Sequence[RawCell], heads: Collection[str]) -> Iterator[Block]:
    group: list[RawCell] = []
    in_table = False
    for line in lines:
        is_head = line.plain in heads
        is_row = in_table and _MARKS_LAST.fullmatch(line.plain) is not None
        number = None if is_head or is_row else split_number(line.plain)[0]
        if group and (is_head or number):
            yield TextLines(tuple(group))
            group = []
        if number:
            yield Heading(number.count(".") + 1, line.text, line.plain, line.place)
        else:
            group.append(line)
        in_table = is_head or (in_table and not number)
    if group:
        yield TextLines(tuple(group))


def _heads_a_table(text: str) -> bool:
    word, _, rest = text.partition(" ")
    last = text.rpartition(" ")[2]
    return bool(rest) and activity_header_language(word) is not None and not set(last) <= set(USUAL_LETTERS)
