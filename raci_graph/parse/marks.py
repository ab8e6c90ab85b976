"""The grammar of a cell: which roles its text states, in which order and where, or why that is not certain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.model import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping

_MARKUP = "*_`~"
_BLANK = frozenset({"", "-", "–", "—", "/", "N/A", "n/a"})
_SEPARATORS = " \t/,;&+·|"
_COMMENT = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class CellReading:
    """What a cell says. ``problem`` is None where that is certain; then a cell without marks is a blank one."""

    marks: tuple[Mark, ...] = ()
    comment: str | None = None
    problem: str | None = None


def read_cell(text: str, legend: Mapping[str, str]) -> CellReading:
    """Read the text of a cell.

    Letters stand alone or together, in any order, with or without separators and markup; a remark in round
    brackets is a comment. A dash, a slash and "N/A" say that no role is given.

    Args:
        text: the cell as the source has it.
        legend: the name of the role that each letter means.

    Returns:
        The marks in printed order, each with its 1-based offset in ``text``, or the problem.

    >>> [(mark.text, mark.position) for mark in read_cell("**R**/A (lead)", {"R": "Responsible", "A": "Accountable"}).marks]
    [('R', 3), ('A', 7)]
    >>> read_cell("X", {"R": "Responsible"}).problem
    "'X' is not in the legend"
    """
    bare = "".join(" " if char in _MARKUP else char for char in text)
    if bare.strip() in _BLANK:
        return CellReading()
    comment = None
    if not (bare.strip().startswith("(") and bare.strip().endswith(")")):
        remarks = [match[0][1:-1].strip() for match in _COMMENT.finditer(bare)]
        comment = "; ".join(remarks) or None
        bare = _COMMENT.sub(lambda match: " " * len(match[0]), bare)
    else:
        bare = bare.replace("(", " ").replace(")", " ")
    marks: list[Mark] = []
    for offset, char in enumerate(bare):
        if char in _SEPARATORS:
            continue
        if char not in legend:
            word = _word_at(bare, offset)
            return CellReading(comment=comment, problem=f"'{word}' is not in the legend")
        if any(mark.text == char for mark in marks):
            return CellReading(comment=comment, problem=f"the letter '{char}' stands twice")
        marks.append(Mark(char, legend[char], offset + 1))
    if not marks:
        return CellReading(comment=comment, problem="it holds no letter of the legend")
    return CellReading(tuple(marks), comment)


def _word_at(text: str, offset: int) -> str:
    start = offset
    while start and text[start - 1] not in _SEPARATORS:
        start -= 1
    end = offset
    while end < len(text) and text[end] not in _SEPARATORS:
        end += 1
    return text[start:end]
