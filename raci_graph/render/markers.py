"""Tables of matrices in a page of Markdown, replaced between two comments; nothing else of the page changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.errors import InputError
from raci_graph.readers.markdown_parser import block_tokens
from raci_graph.render.grid import grid_of
from raci_graph.render.md_form import part_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from raci_graph.model import Matrix

_MARK = re.compile(
    r"(?P<lead>[\s>]*)<!--\s*raci-graph:(?P<kind>begin|end)(?:[ \t]+(?P<name>\S(?:.*\S)?))?\s*-->\s*", re.IGNORECASE
)
_LINE_END = re.compile(r"\r\n|\r|\n")
_HEADING = re.compile(r"h([1-6])")
_HOW = "Put <!-- raci-graph:begin --> and <!-- raci-graph:end --> in it, each on a line of its own"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a matrix in a page: the offsets of what stands between its marks, and what tables there begin with.

    ``name`` is the name of the matrix, if it is said; ``level`` the level of the heading above, 0 without one.
    """

    name: str | None
    start: int
    end: int
    lead: str
    level: int


def slots_of(page: str, file: str) -> list[Slot]:
    """Return the places for matrices in a page, in order. Marks in code are none.

    Raises:
        InputError: for a page without any, or a mark without its other one.
    """
    starts = [0, *(end.end() for end in _LINE_END.finditer(page)), len(page)]
    found: list[Slot] = []
    begun: _Mark | None = None
    for mark in _marks(page):
        if mark.begins == (begun is not None):
            said = "this mark begins a place within another one" if mark.begins else "this mark ends what none begins"
            raise InputError(said, place=f"{file}:{mark.line + 1}", remedy=_HOW)
        if begun is None:
            begun = mark
        else:
            found.append(Slot(begun.name, starts[begun.line + 1], starts[mark.line], begun.lead, begun.level))
            begun = None
    if begun is not None:
        raise InputError("this mark is never ended", place=f"{file}:{begun.line + 1}", remedy=_HOW)
    if not found:
        raise InputError("there is no place for a matrix in this page", place=file, remedy=_HOW)
    return found


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark: its line, from 0, whether it begins a place, its name, what stands before it, and the level above."""

    line: int
    begins: bool
    name: str | None
    lead: str
    level: int


def _marks(page: str) -> Iterator[_Mark]:
    """Yield the marks of a page; the headings between two of them head nothing behind."""
    lines = _LINE_END.split(page.removeprefix("\ufeff"))
    level = outside = 0
    for token in block_tokens("\n".join(lines)):
        if heading := _HEADING.fullmatch(token.tag):
            level = int(heading[1])
        for at in range(*token.map) if token.map and token.type == "html_block" else ():
            if mark := _MARK.fullmatch(lines[at]):
                begins = mark["kind"].lower() == "begin"
                level, outside = (level, level) if begins else (outside, outside)
                yield _Mark(at, begins, mark["name"], mark["lead"], level)


def replaced(page: str, matrices: Mapping[Slot, Matrix]) -> str:
    """Return a page with the tables of matrices at their places.

    Lines end as that of the first mark does, and begin with what stands before it (in a list or a quote).

    Args:
        page: the page.
        matrices: the matrix of each place that is to be filled.
    """
    for slot in sorted(matrices, key=lambda each: each.start, reverse=True):
        end = "\r\n" if page[: slot.start].endswith("\r\n") else page[slot.start - 1 : slot.start]
        lines = ["", *part_of(grid_of(matrices[slot]), slot.level + 1), ""]
        written = "".join(f"{slot.lead}{line}".rstrip() + end for line in lines)
        page = page[: slot.start] + written + page[slot.end :]
    return page
