"""Matrices as programs and diagrams write them: letters in quotes, on arrows, or as the items of a directive."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.blocks import Program
from raci_graph.findings import Finding, Severity
from raci_graph.parse.marks import is_letters
from raci_graph.parse.role_columns import WORK
from raci_graph.parse.words import roles_named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.blocks import Block

_QUOTED = re.compile(r"(?P<quote>[\"'])(?P<text>[^\"']{1,20})(?P=quote)")
_ON_ARROW = re.compile(r"--+>?\s*\|\s*\"?(?P<text>[^|\"]{1,20}?)\"?\s*\||--\s+(?P<between>[^->|]{1,20}?)\s+--+>")
"""A letter or a word on an arrow of a diagram ("Bake -->|R| Ann", "Bake -- R --> Ann")."""
_ITEM = re.compile(r"\s*(?:\*\s+)?-\s+(?P<text>\S.{0,20}?)\s*")
"""A cell of a table that is written as a list."""
_LONGEST = 2000
"""The longest line that is looked at, in characters."""
_FEWEST = 2
"""How many lines there are at least, and how many values stand in one."""


def programs_with_roles(programs: Sequence[Block], legend: Mapping[str, str]) -> list[Finding]:
    """Return a finding P17 at the first line of each program or diagram that gives letters or words for roles.

    Two lines at least do, and they name who does the work and who answers for it.

    Args:
        programs: the programs of a document.
        legend: the name of the role that each letter means.
    """
    found = []
    for block in programs:
        lines = [(line, _roles(line.text, legend)) for line in block.lines] if isinstance(block, Program) else []
        told = [(line, roles) for line, roles in lines if roles]
        if len(told) >= _FEWEST and len({role for _, roles in told for role in roles} & WORK) >= _FEWEST:
            message = "this code gives letters or words for roles, and no program, diagram or directive is read"
            found.append(Finding("P17", Severity.WARNING, message, told[0][0].place, "left out"))
    return found


def _roles(text: str, legend: Mapping[str, str]) -> set[str]:
    """Return the roles of a line: of several values in quotes or between bars, on its arrows, or of an item."""
    if len(text) > _LONGEST:
        return set()
    if item := _ITEM.fullmatch(text):
        return _role(item["text"], legend) if is_letters(item["text"], legend) else set()
    arrows = [match["text"] or match["between"] for match in _ON_ARROW.finditer(text)]
    cells = [cell.strip() for cell in text.split("|")] if text.count("|") > _FEWEST else []
    values = [*(match["text"] for match in _QUOTED.finditer(text)), *cells] if not arrows else []
    told = [_role(each, legend) for each in (*arrows, *values)]
    named = [roles for roles in told if roles]
    return set().union(*named) if arrows or len(named) >= _FEWEST else set()


def _role(text: str, legend: Mapping[str, str]) -> set[str]:
    if is_letters(text, legend):
        return {legend[char] for char in text if char in legend}
    named = roles_named(text)
    return set(named) if len(named) == 1 else set()
