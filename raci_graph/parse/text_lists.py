"""Lists of roles in plain text: lines such as "Responsible: Ann" or "R: Ann; A: Bob" below a step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.blocks import Paragraph, TextLines
from raci_graph.parse.list_parts import entries_of_line, role_line
from raci_graph.parse.open_labels import settled_labels
from raci_graph.parse.role_columns import WORK
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from raci_graph.blocks import Block, RawCell

    Told = tuple[str, str]
    """The label of an entry and its names."""

_SEVERAL = 2
_LONGEST = 2000
"""The longest line that may name roles, in characters."""
_ITEM = re.compile(r"[-+•*]\s|[0-9]{1,3}[.)]|.*:$", re.DOTALL)


def as_lists(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks of a document, with groups of plain lines that name roles as paragraphs, as lists are read.

    Several of their lines must begin with a word for a role and a colon, and one of them say who does the work or
    answers for it. Letters alone may be a legend: they count where the document gives R to two at least and A too, in
    other lines. Each step of a group is a paragraph of its own, and so is one that stands alone above its roles.
    """
    given = list(blocks)
    groups = [block for block in given if isinstance(block, TextLines)]
    if not groups:
        return given
    settled = settled_labels([Paragraph(group.lines, 0) for group in groups])
    lettered = _gives_letters(groups)
    found: list[Block] = []
    for block in given:
        legend = {**USUAL_LETTERS, **settled} if lettered else settled
        if isinstance(block, TextLines) and _names_roles(block, legend, few=lettered):
            above = found[-1] if found and any(_told(block.lines[0], legend)) else None
            alone = isinstance(above, TextLines) and len(above.lines) == 1
            if isinstance(above, TextLines) and alone:
                found[-1] = Paragraph(above.lines, 0)
            found += _items(block.lines, legend, int(alone))
        else:
            found.append(block)
    return found


def _gives_letters(groups: Sequence[TextLines]) -> bool:
    """Tell whether R stands before the names of several activities, and A too: in a legend each stands once."""
    told: dict[str, set[str]] = {}
    for letter, names in (each for group in groups for line in group.lines for each in _told(line, USUAL_LETTERS)):
        told.setdefault(letter, set()).add(names)
    named = not any(names[:1].islower() for each in told.values() for names in each)
    return named and len(told.get("R", ())) >= _SEVERAL and "A" in told


def _told(line: RawCell, legend: Mapping[str, str]) -> Iterator[Told]:
    for part in entries_of_line(line, legend) if len(line.text) <= _LONGEST else ():
        read = role_line(part, legend)
        if read and part.plain.partition(read[1].plain)[2].lstrip().startswith(":"):
            yield read[1].plain, read[2].plain


def _names_roles(group: TextLines, legend: Mapping[str, str], *, few: bool) -> bool:
    """Tell whether the lines of a group name two roles, one of them for the work; one line with any, where few do."""
    labels = {label for line in group.lines for label, _ in _told(line, legend)}
    roles = {
        read[0] for line in group.lines for part in entries_of_line(line, legend) if (read := role_line(part, legend))
    }
    return bool(labels) and not WORK.isdisjoint(roles) and (few or len(roles) >= _SEVERAL)


def _items(lines: Sequence[RawCell], legend: Mapping[str, str], depth: int) -> Iterator[Paragraph]:
    """Yield the steps of a group with the lines below them that name their roles; the first stands at a depth."""
    item: list[RawCell] = []
    named: set[str] = set()
    for at, line in enumerate(lines):
        roles = {label for label, _ in _told(line, legend)}
        following = {label for label, _ in _told(lines[at + 1], legend)} if at + 1 < len(lines) else set()
        begins = (
            not roles and following and (following & named or _ITEM.match(line.text) or _is_left(line, lines[at + 1]))
        )
        if named and begins:
            yield Paragraph(tuple(item), depth)
            item, named, depth = [], set(), 0
        item.append(line)
        named |= roles
    yield Paragraph(tuple(item), depth)


def _is_left(line: RawCell, below: RawCell) -> bool:
    return (line.place.column or 1) < (below.place.column or 1)
