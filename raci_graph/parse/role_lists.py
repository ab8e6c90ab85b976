"""Tables in which one cell names all roles of an activity: "R: Ann; A: Bob", "Ann (R), Bob (A)", "Ann: R, Bob: A".

Such a column is read as one column for each role, with the names in its cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from raci_graph.blocks import RawCell, RawRow
from raci_graph.parse.list_parts import explains, part_of
from raci_graph.parse.marks import is_blank, is_letters, role_of_label
from raci_graph.parse.markup import without_markup
from raci_graph.parse.role_columns import WORK
from raci_graph.parse.words import announces_matrix, roles_named
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.parse.frame import Frame

    Named = dict[str, RawCell]
    """The names of each role that a cell names, by the role."""

_CUT = re.compile(r"\s*(?:<br\s*/?>|[\n;,|·•]|\s/\s|\s{2,})\s*", re.IGNORECASE)
"""What may stand between the entries of a cell, or between names within an entry."""
_ITEM = r"(?:[-+•]\s+)?[*_`]{0,3}"
_ROLE_FIRST = re.compile(
    rf"{_ITEM}(?P<role>[^\W\d_][^:=()]{{0,25}}?)[*_`]{{0,3}}\s*(?::|=|\s[–—-]\s)[*_`]{{0,3}}\s*(?=\S)"
)
_NAME_FIRST = re.compile(
    rf"{_ITEM}(?P<name>[^\W\d_].*?)[*_`]{{0,3}}\s*"
    r"(?:[(\[](?P<inside>[^()\[\]]{1,12})[)\]]|(?::|=|\s[–—-]\s)\s*(?P<behind>\S{1,9}))[*_`]{0,3}",
    re.DOTALL,
)
_ENOUGH = 2
"""How many cells name roles so at least, if no header says that these are; and how many roles one of them names."""
_MOST_WORDS = 6
"""How many words the name of a party has at most; more are a sentence."""
_LONGEST = 2000
"""The longest cell, in characters, that is taken apart."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A table as it is read further.

    Attributes:
        frame: the table, with a column for each role where one column named them all.
        column: the header of that column; None where there is none.
        problem: why a column that seems to name roles so is left as it is; None where there is none.
    """

    frame: Frame
    column: RawCell | None = None
    problem: str | None = None


def spread_roles(frame: Frame, legend: Mapping[str, str]) -> Spread:
    """Return a table with a column for each role, if one column of it names all roles of each activity.

    Args:
        frame: the table.
        legend: the name of the role that each letter or word means.
    """
    named = [{id(cell): _named(cell, legend) for cell in frame.column(at)} for at in range(len(frame.headers))]
    found = [at for at, each in enumerate(named) if _are_lists(frame, at, list(each.values()))]
    if len(found) != 1:
        return Spread(frame)
    at, lists = found[0], named[found[0]]
    odd = next((cell for cell in frame.column(at) if not lists[id(cell)] and not is_blank(cell.text)), None)
    if odd is not None:
        return Spread(frame, problem=f"a cell names several roles, and '{odd.plain}' cannot be taken apart so")
    roles = dict.fromkeys(role for each in lists.values() for role in each)
    head = frame.headers[at]
    heads = [replace(head, text=text, plain=text) for text in (_header(role, legend) for role in roles)]
    rows = tuple(
        RawRow((*row.cells[:at], *_cells(row, at, lists, roles), *row.cells[at + 1 :]), row.place) for row in frame.rows
    )
    return Spread(replace(frame, headers=(*frame.headers[:at], *heads, *frame.headers[at + 1 :]), rows=rows), head)


def _are_lists(frame: Frame, at: int, named: Sequence[Named]) -> bool:
    """Tell whether most cells of a column name roles so, and one of them several."""
    good = [each for each in named if each]
    many = len(good) * 2 > len(named) and (len(good) >= _ENOUGH or announces_matrix(frame.names[at]))
    several = any(len(each) >= _ENOUGH for each in good)
    return many and several and any(WORK & each.keys() for each in good)


def _cells(row: RawRow, at: int, lists: Mapping[int, Named], roles: Mapping[str, None]) -> list[RawCell]:
    if at >= len(row.cells):
        return []
    cell = row.cells[at]
    own = lists.get(id(cell), {})
    return [own.get(role) or replace(cell, text="", plain="") for role in roles]


def _header(role: str, legend: Mapping[str, str]) -> str:
    """Return what heads the names of a role: its usual name, or its letter where the legend has another meaning."""
    if role in USUAL_LETTERS.values():
        return role
    return min((text for text, each in legend.items() if each == role), key=len, default=role)


def _named(cell: RawCell, legend: Mapping[str, str]) -> Named:
    """Return the names of each role that a cell names, none if it cannot be taken apart with certainty."""
    if len(cell.text) > _LONGEST or is_blank(cell.text):
        return {}
    ends = [cut.start() for cut in _CUT.finditer(cell.text)]
    starts = [cut.end() for cut in _CUT.finditer(cell.text)]
    pieces = [(start, end) for start, end in zip([0, *starts], [*ends, len(cell.text)], strict=True) if start < end]
    found = _role_first(cell, pieces, legend) or _name_first(cell, pieces, legend)
    labels = {role: (cell, names) for role, names in found.items()}
    return {} if not found or explains(labels, [cell]) or not all(map(_is_name, found.values())) else found


def _role_first(cell: RawCell, pieces: Sequence[tuple[int, int]], legend: Mapping[str, str]) -> Named:
    spans: dict[str, tuple[int, int]] = {}
    open_roles: tuple[str, ...] = ()
    for start, end in pieces:
        label = _ROLE_FIRST.match(cell.text, start, end)
        if label:
            open_roles = _roles(label["role"], legend)
            if not open_roles or spans.keys() & set(open_roles):
                return {}
            spans |= dict.fromkeys(open_roles, (label.end(), end))
        elif open_roles:
            spans |= {role: (spans[role][0], end) for role in open_roles}
        else:
            return {}
    return {role: part_of(cell, *span) for role, span in spans.items()}


def _name_first(cell: RawCell, pieces: Sequence[tuple[int, int]], legend: Mapping[str, str]) -> Named:
    names: dict[str, list[RawCell]] = {}
    for start, end in pieces:
        entry = _NAME_FIRST.fullmatch(cell.text, start, end)
        if entry is None or _roles(entry["name"], legend):
            return {}
        roles = _roles(entry["inside"] or entry["behind"], legend)
        if not roles:
            return {}
        for role in roles:
            names.setdefault(role, []).append(part_of(cell, *entry.span("name")))
    return {role: _joined(each) for role, each in names.items()}


def _joined(names: Sequence[RawCell]) -> RawCell:
    text, plain = ("; ".join(texts) for texts in ([each.text for each in names], [each.plain for each in names]))
    return replace(names[0], text=text, plain=plain)


def _roles(label: str, legend: Mapping[str, str]) -> tuple[str, ...]:
    """Return the roles that a label names: letters ("A/R") or one word."""
    bare = without_markup(label).strip()
    if is_letters(bare, legend):
        return tuple(dict.fromkeys(legend[char] for char in bare if char in legend))
    role = role_of_label(bare, legend)
    return (role,) if role else ()


def _is_name(cell: RawCell) -> bool:
    """Tell whether a text may be names: it has letters, and no part of it is a sentence or a word for a role."""
    parts = [part for part in re.split("[,;/]", cell.plain) if part.strip()]
    return any(map(str.isalpha, cell.plain)) and all(
        len(part.split()) <= _MOST_WORDS and not roles_named(part.strip()) for part in parts
    )
