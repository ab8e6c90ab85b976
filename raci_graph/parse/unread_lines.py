"""Lines that look like rows of a matrix and are read as none: separated values in code, names with letters in lists."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from raci_graph.findings import Finding, Severity
from raci_graph.model import Code, Paragraph, TextLines
from raci_graph.parse.marks import is_letters
from raci_graph.parse.role_columns import WORK
from raci_graph.parse.words import roles_named

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from raci_graph.model import Block, RawCell

_SEPARATORS = tuple(re.compile(each) for each in (",", ";", r"\t", r"\|", r"\s{2,}"))
_NAMED = re.compile(r"(?P<name>[^\W\d_][^():;,]{0,40}?)\s*[(\[](?P<letters>[^()\[\]]{1,9})[)\]]")
_SIGNS = " \t*_`\"'"
_FEWEST = 2
"""How many rows stand together at least, and how many letters one of values has."""
_LONGEST = 2000
"""The longest line that may be a row, in characters."""


def unread_lines(blocks: Sequence[Block], read: Collection[int], legend: Mapping[str, str]) -> list[Finding]:
    """Return a finding P17 for each place where lines that look like rows begin.

    Rows stand together, two at least, and together name one who does the work and one who answers for it.

    Args:
        blocks: the blocks of the document.
        read: the indexes of those that were read as rows.
        legend: the name of the role that each letter means.
    """
    groups: list[list[RawCell]] = []
    in_list = False
    for at, block in enumerate(blocks):
        lines = _lines(block) if at not in read else []
        if in_list and isinstance(block, Paragraph):
            groups[-1] += lines
        else:
            groups.append(lines)
        in_list = isinstance(block, Paragraph)
    return [_finding(rows[0]) for group in groups if (rows := _rows(group, legend))]


def _lines(block: Block) -> list[RawCell]:
    return list(block.lines) if isinstance(block, Code | Paragraph | TextLines) else []


def _rows(lines: Sequence[RawCell], legend: Mapping[str, str]) -> list[RawCell]:
    """Return the first lines that together look like rows, none if there are none."""
    if len(lines) < _FEWEST:
        return []
    alone = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, legend))})(?![^\W_])")
    short = (line if len(line.text) <= _LONGEST else replace(line, text="") for line in lines)
    marked = ((line, _letters(line.text, legend) if alone.search(line.text) else []) for line in short)
    for is_row, group in groupby(marked, lambda each: bool(each[1])):
        rows = list(group)
        roles = {legend[char] for _, letters in rows for text in letters for char in text if char in legend}
        if is_row and len(rows) >= _FEWEST and len(roles & WORK) >= _FEWEST:
            return [line for line, _ in rows]
    return []


def _letters(text: str, legend: Mapping[str, str]) -> list[str]:
    """Return the letters of a line that looks like a row: those of its values, or those behind its names."""
    for separator in _SEPARATORS:
        first, *values = [value.strip(_SIGNS) for value in separator.split(text.strip())]
        found = [value for value in values if is_letters(value, legend)]
        if len(found) >= _FEWEST and len(first) > 1 and not is_letters(first, legend):
            return found
    _, colon, behind = text.partition(":")
    named = [match for match in _NAMED.finditer(behind) if is_letters(match["letters"], legend)] if colon else []
    return [match["letters"] for match in named if not roles_named(match["name"].strip(_SIGNS))]


def _finding(line: RawCell) -> Finding:
    message = "these lines look like rows of a matrix, but they stand in no table"
    return Finding("P17", Severity.WARNING, message, line.place, "left out")
