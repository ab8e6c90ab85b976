"""Finds the columns that are headed by roles, and what tells those with names from those with letters."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from raci_graph.blocks import MeantCell, RawCell
from raci_graph.parse.marks import read_raw
from raci_graph.parse.qualified_letters import sure_letters
from raci_graph.parse.words import joined_parts, resolve_headers
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping, Sequence

    from raci_graph.parse.cell_counts import Counts
    from raci_graph.parse.frame import Frame

WORK = frozenset({"Responsible", "Accountable", "Driver", "Approver", "Perform", "Decide"})
"""The roles of which a matrix names one."""
TOLD = frozenset({"Consulted", "Informed"})
"""The roles of those who neither do the work nor answer for it."""
_LETTER_WITH_WORD = re.compile("([^\\W\\d_])\\s*[(:\u2013\u2014\uff08\uff1a-]")
"""A header such as "R (the doer)", whose word need not be known."""
_LETTERS_BEHIND = re.compile(r".*\S\s*\(([^\W\d_](?:\s*[/&+,]\s*[^\W\d_]){1,3})\)")
"""A header with several letters in brackets behind it."""
_WORD_WITH_LETTER = re.compile("[^\\W\\d_][^()\uff08\uff09]{0,40}[(\uff08]([^\\W\\d_])[)\uff09]")
"""A header such as "doer (R)"."""


def role_headers(frame: Frame, legend: Mapping[str, str]) -> dict[int, str]:
    """Return the role of each column whose header names one by a word or a letter, whatever its cells hold."""
    letters = letter_headers(frame, legend)
    named = {**(letters if len(letters) > 1 else {}), **resolve_headers(list(frame.names)), **meant_headers(frame)}
    return dict(sorted(named.items()))


def meant_headers(frame: Frame) -> dict[int, str]:
    """Return the role of each column of which a person said what its header means."""
    return {at: cell.plain for at, cell in enumerate(frame.headers) if isinstance(cell, MeantCell)}


def role_columns(frame: Frame, legend: Mapping[str, str], counts: Counts, *, sure: bool) -> dict[int, tuple[str, ...]]:
    """Return the roles of each column whose header names some, if the cells of two hold names; else none.

    Then the cells of the others hold names too, even such as "A" or "AI". One column is enough where a person said what
    its header means.

    Args:
        frame: the table.
        legend: the name of the role that each letter means.
        counts: what the columns of the tables of its document hold.
        sure: whether something says that the table is a matrix; else letters as headers must be more.
    """
    found: dict[int, tuple[str, ...]] = {at: (role,) for at, role in resolve_headers(list(frame.names)).items()}
    letters = letter_headers(frame, legend)
    several = _headers_of_several(frame, legend)
    if len(letters) + len(several) > (1 if sure else 2):
        found = {**{at: (role,) for at, role in letters.items()}, **found, **several}
    elif found:
        found |= several
    meant = meant_headers(frame)
    found |= {at: (role,) for at, role in meant.items()}
    found = {at: roles for at, roles in sorted(found.items()) if not _holds_counts(counts[frame.key, at])}
    named = {at for at in found if _holds_names(counts[frame.key, at])}
    every = [role for at in named for role in found[at]]
    several_of_one = set(sure_letters(frame.names, legend))
    once = [role for at in named - several_of_one for role in found[at]]
    parted = {role for at in named & several_of_one for role in found[at]}
    enough = len(named) > 1 and not WORK.isdisjoint(every)
    if not (enough or named & set(meant)) or len(set(once)) < len(once) or parted & set(once):
        return {}
    return {at: roles for at, roles in found.items() if at in named or not set(roles) & set(every)}


def _headers_of_several(frame: Frame, legend: Mapping[str, str]) -> dict[int, tuple[str, ...]]:
    """Return the roles of each column whose header names several, with a sign between them ("A / R", "Owner (R/A)")."""
    found = {}
    for at, header in enumerate(frame.headers):
        behind = _LETTERS_BEHIND.fullmatch(header.plain)
        cell = RawCell(behind[1], behind[1], header.place) if behind else header
        signs = any(sign in cell.plain for sign in "/&+,")
        marks = read_raw(cell, legend).marks if signs or len(joined_parts(cell.plain)) > 1 else ()
        if len(marks) > 1:
            found[at] = tuple(mark.role for mark in marks)
    return found


def _holds_names(counter: Counter[str]) -> bool:
    return counter["letters"] * 2 <= counter["letters"] + counter["signs"] + counter["words"]


def _holds_counts(counter: Counter[str]) -> bool:
    filled = counter["letters"] + counter["signs"] + counter["words"]
    return bool(filled) and counter["numbers"] * 2 >= filled


def letter_headers(frame: Frame, legend: Mapping[str, str]) -> dict[int, str]:
    """Return the role of each column headed by a letter; an S beside R, A, C and I is that of RASCI.

    None are returned where more than half as many headers are other letters: then they may be an alphabet.
    """
    return dict(letters_as_heads(frame.names, tuple(legend.items())))


@lru_cache(maxsize=1024)
def letters_as_heads(headers: tuple[str, ...], entries: tuple[tuple[str, str], ...]) -> Mapping[int, str]:
    """Return the roles of columns headed by letters, by their index; many tables of a document have the same headers.

    C, I and A alone are confidentiality, integrity and availability, and no roles.

    Args:
        headers: the headers without markup.
        entries: letters with the names of their roles.
    """
    legend = dict(entries)
    names = [name.strip() for name in headers]
    known = {**legend, "S": "Support"} if set(USUAL_LETTERS) <= set(names) and "S" not in legend else legend
    initials = [_initial(name) for name in names]
    found = {at: known[letter] for at, letter in enumerate(initials) if letter in known}
    found |= sure_letters(names, known)
    others = [name for name in names if len(name) == 1 and name.isalpha() and name not in known]
    letters = {name for name in names if len(name) == 1 and name.isalpha()}
    secured = letters == set("CIA") and len(found) == len(letters)
    return {} if secured or len(others) * 2 > len(found) else found


def _initial(name: str) -> str:
    """Return the letter that a header has in front of its word, or in brackets behind it; else the header."""
    match = _LETTER_WITH_WORD.match(name) or _WORD_WITH_LETTER.match(name)
    return match[1] if match else name


def heads_are_roles(heads: Sequence[str], legend: Mapping[str, str]) -> bool:
    """Tell whether several headers name roles, or all of them are letters of roles."""
    named = set(resolve_headers(heads).values())
    letters = {legend[name] for name in heads} if all(name in legend for name in heads) else set()
    return any(len(roles) > 1 and bool(roles & WORK) for roles in (named, letters))
