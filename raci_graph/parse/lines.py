"""Splits the lines of a plain text into headings and the tables under them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.model import Heading, TextLines
from raci_graph.parse.sections import split_number
from raci_graph.parse.words import activity_header_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from raci_graph.model import Block, RawCell

_MARKS_LAST = re.compile(r".*\s[A-Z]{1,4}")


def split_lines(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks of a document, with groups of plain lines split before headings and before tables.

    A line that begins with a section number is a heading, save inside a table where it ends as a row does. A table
    begins at a line that begins with a word for activities and is followed by a line that ends in letters.
    """
    for block in blocks:
        if isinstance(block, TextLines):
            yield from _split(block.lines)
        else:
            yield block


def _split(lines: Sequence[RawCell]) -> Iterator[Block]:
    group: list[RawCell] = []
    in_table = False
    for at, line in enumerate(lines):
        following = lines[at + 1].plain if at + 1 < len(lines) else ""
        is_row = in_table and _MARKS_LAST.fullmatch(line.plain) is not None
        number = split_number(line.plain)[0]
        if number and not is_row:
            if group:
                yield TextLines(tuple(group))
            yield Heading(number.count(".") + 1, line.text, line.plain, line.place)
            group, in_table = [], False
            continue
        if not in_table and _heads_a_table(line.plain) and _MARKS_LAST.fullmatch(following):
            if group:
                yield TextLines(tuple(group))
            group, in_table = [], True
        group.append(line)
    if group:
        yield TextLines(tuple(group))


def _heads_a_table(text: str) -> bool:
    word, _, rest = text.partition(" ")
    return bool(rest) and activity_header_language(word) is not None
