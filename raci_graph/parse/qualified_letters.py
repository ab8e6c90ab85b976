"""Finds headers that are the letter of a role with a word behind it ("R desk"), beside letters that stand alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.parse.words import is_attribute_header, roles_named, speaks_of_activities

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_QUALIFIED = re.compile(
    "(?P<letter>[^\\W\\d_])(?:\\s+|\\s*[(\\[:\u2013\u2014\uff08\uff1a-]\\s*)(?P<word>[^\\W\\d_][^|]{1,40})"
)
_SEVERAL = 2


def qualified_letters(names: Sequence[str], legend: Mapping[str, str]) -> dict[int, str]:
    """Return the role of each header that begins with a letter of a role, whether it surely heads that role or not.

    Two others at least must be letters alone, so that these head the columns of roles of their table.

    Args:
        names: the headers of a table.
        legend: the name of the role that each letter means.

    >>> qualified_letters(["R", "A desk", "A ship", "I"], {"R": "Responsible", "A": "Accountable", "I": "Informed"})
    {1: 'Accountable', 2: 'Accountable'}
    """
    bare = {name for name in names if name in legend}
    if len(bare) < _SEVERAL:
        return {}
    found = {at: match for at, name in enumerate(names) if (match := _QUALIFIED.fullmatch(name))}
    return {
        at: legend[match["letter"]]
        for at, match in found.items()
        if match["letter"] in legend and not (match["letter"] in bare and speaks_of_activities(names[at]))
    }


def sure_letters(names: Sequence[str], legend: Mapping[str, str]) -> dict[int, str]:
    """Return the role of each header that surely heads one by its letter, whatever the word behind it is.

    Where the letter stands alone too, or the word is one for an attribute or for another role, it is not sure.
    """
    bare = {legend[name] for name in names if name in legend}
    found = {}
    for at, role in qualified_letters(names, legend).items():
        word = _word(names[at])
        named = roles_named(word)
        if role not in bare and not is_attribute_header(word) and (not named or role in named):
            found[at] = role
    return found


def _word(name: str) -> str:
    match = _QUALIFIED.fullmatch(name)
    return match["word"].rstrip(")]\uff09 ") if match else ""
