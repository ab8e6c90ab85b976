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
    from collections.abc import Mapping

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

    ``name`` is the name of the matrix, if it is said; ``level`` the level of the heading above.
    """

    name: str | None
    start: int
    end: int
    lead: str
    level: int
    line: int


def slots_of(page: str, file: str) -> list[Slot]:
    """Return the places for matrices in a page, in order. Marks in code are none.

    Raises:
        InputError: for a page without any, or a mark without its other one.
    """
    lines = _LINE_END.split(page)
    starts = [0, *(end.end() for end in _LINE_END.finditer(page)), len(page)]
    found: list[Slot] = []
    open_at: tuple[int, re.Match[str]] | None = None
    level = level_inside = 0
    for token in block_tokens("\n".join(lines).removeprefix("\ufeff")):
        if token.map is None:
            continue
        if heading := _HEADING.fullmatch(token.tag):
            level_inside = int(heading[1])
        if token.type != "html_block":
            continue
        for at in range(*token.map):
            mark = _MARK.fullmatch(lines[at].removeprefix("\ufeff"))
            if mark is None:
                continue
            if (mark["kind"].lower() == "begin") == (open_at is not None):
                kind = "ends" if open_at is None else "begins"
                raise InputError(f"this mark {kind} what the marks before it do not", place=f"{file}:{at + 1}", remedy=_HOW)
            if open_at is None:
                open_at, level = (at, mark), level_inside
            else:
                line, begin = open_at
                found.append(Slot(begin["name"], starts[line + 1], starts[at], begin["lead"], level, line + 1))
                open_at, level_inside = None, level
    if open_at is not None:
        raise InputError("this mark is never ended", place=f"{file}:{open_at[0] + 1}", remedy=_HOW)
    if not found:
        raise InputError("there is no place for a matrix in this page", place=file, remedy=_HOW)
    return found


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
