"""The grammar of a cell: which roles its text states, in which order and where, or why that is not certain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.model import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping

_BLANK = frozenset({"", "-", "–", "—", "/", "N/A", "n/a"})
_SEPARATORS = " \t/,;&+·|"
_COMMENT = re.compile(r"\([^()]*\)")
_EMPHASIS = re.compile(r"(?P<mark>\*{1,3}|_{1,3}|`{1,3})(?P<text>[^\s*_`](?:.*?[^\s*_`])??)(?P=mark)")
_NESTED = 4
"""How many marks of emphasis may lie in one another."""
_LONGEST = 500
"""The longest text, in characters, that is taken for letters with a remark."""


@dataclass(frozen=True, slots=True)
class CellReading:
    """What a cell says. ``problem`` is None where that is certain; then a cell without marks is a blank one."""

    marks: tuple[Mark, ...] = ()
    comment: str | None = None
    problem: str | None = None


def read_cell(text: str, legend: Mapping[str, str]) -> CellReading:
    """Read the text of a cell.

    Letters stand alone or together, in any order, with or without separators and emphasis; a remark in round
    brackets is a comment, unless it could be letters too. A dash, a slash and "N/A" say that no role is given.
    What is struck out or has the sign of a footnote cannot be read.

    Args:
        text: the cell as the source has it.
        legend: the name of the role that each letter means.

    Returns:
        The marks in printed order, each with its 1-based offset in ``text``, or the problem.

    >>> legend = {"R": "Responsible", "A": "Accountable"}
    >>> [(mark.text, mark.position) for mark in read_cell("**R**/A (lead)", legend).marks]
    [('R', 3), ('A', 7)]
    >>> read_cell("X", {"R": "Responsible"}).problem
    "'X' is not in the legend"
    """
    if len(text) > _LONGEST:
        return CellReading(problem=f"it has {len(text):,} characters")
    bare = _without_emphasis(text)
    if bare.strip() in _BLANK:
        return CellReading()
    if _COMMENT.fullmatch(bare.strip()):
        return _read_letters(bare.replace("(", " ").replace(")", " "), None, legend)
    remarks = [match[0][1:-1].strip() for match in _COMMENT.finditer(bare)]
    comment = "; ".join(remarks) or None
    doubtful = next((each for each in remarks if _is_letters(each, legend)), None)
    if doubtful is not None:
        return CellReading(comment=comment, problem=f"'({doubtful})' may be a remark or letters")
    return _read_letters(_COMMENT.sub(lambda match: " " * len(match[0]), bare), comment, legend)


def _read_letters(bare: str, comment: str | None, legend: Mapping[str, str]) -> CellReading:
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


def _without_emphasis(text: str) -> str:
    """Return a text with blanks in place of the marks of emphasis and code, so that offsets stay."""
    for _ in range(_NESTED):
        text = _EMPHASIS.sub(lambda match: match["text"].center(len(match[0])), text)
    return text


def _is_letters(text: str, legend: Mapping[str, str]) -> bool:
    letters = [char for char in text if char not in _SEPARATORS]
    return bool(letters) and all(char in legend for char in letters)


def _word_at(text: str, offset: int) -> str:
    start = offset
    while start and text[start - 1] not in _SEPARATORS:
        start -= 1
    end = offset
    while end < len(text) and text[end] not in _SEPARATORS:
        end += 1
    return text[start:end]
