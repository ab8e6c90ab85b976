"""Texts that say who has which role, and are not read: letters behind names, or a line with a label for each role."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from raci_graph.blocks import Heading, Paragraph, TextLines
from raci_graph.findings import Finding, Severity
from raci_graph.parse.list_parts import explains
from raci_graph.parse.marks import is_letters, role_of_label
from raci_graph.parse.markup import without_markup
from raci_graph.parse.names_with_letters import letters_behind_names
from raci_graph.parse.role_columns import WORK
from raci_graph.parse.role_entries import names_by_role
from raci_graph.parse.words import announces_matrix

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from raci_graph.blocks import Block, RawCell
    from raci_graph.model import Place

_BARE = re.compile(r"[^\W\d_][^,;]{1,60}?\)?\s(?P<letters>[^\W\d_](?:\s?[/&+]\s?[^\W\d_])?)\.?")
"""A name with a letter behind it and no brackets: "Ann R", "Shop (night) A/R"."""
_START = re.compile(r".*?(?:\s[–—-]\s|:\s)", re.DOTALL)
"""What stands before the names of a line."""
_LABEL = re.compile(r"[\s\\*_`+•-]*(?P<label>[^\W\d_][^:=]{0,25}?)[*_`]*\s*[:=][*_`]*\s*(?P<names>\S.*)", re.DOTALL)
_SEVERAL = 2
"""How many names with letters a line has at least, how many such lines a document, how many labels a section."""
_SURE = 3
"""How many labels of roles a section has at least that is the only one with such."""
_LONGEST = 2000
"""The longest line that is looked at, in characters."""


class _Line(NamedTuple):
    """A line that names roles: its section, and the roles."""

    line: RawCell
    section: int
    roles: frozenset[str]


def unread_roles(
    blocks: Sequence[Block], read: Collection[int], explained: Collection[Place], legend: Mapping[str, str]
) -> list[Finding]:
    """Return a finding P17 for each section of a document with letters behind names, and each group of lines of roles.

    Two lines at least have letters behind several names, or one that calls itself a matrix; two groups of lines have a
    label for each of two roles, or one has three. Together they name one who does the work and one who answers for it.
    What explains the letters is none.

    Args:
        blocks: the blocks of the document.
        read: the indexes of those that were read as rows.
        explained: the places of the lines that are a legend.
        legend: the name of the role that each letter or word means.
    """
    marked: list[_Line] = []
    groups: list[list[_Line]] = []
    for section, lines in enumerate(_sections(blocks, read)):
        marked += [_Line(line, section, roles) for line in lines if (roles := _roles_behind(line, legend))]
        own = [line for line in lines if line.place not in explained]
        groups += _runs([_Line(line, section, roles) for line in own if (roles := _role_labelled(line, legend))])
    groups = [group for group in groups if len(group) >= _SEVERAL and WORK & _all(group)]
    labelled = [group[0] for group in groups]
    if not _names_work([line for group in groups for line in group]) or max(map(len, groups)) + len(groups) <= _SURE:
        labelled = []
    if len(marked) < _SEVERAL or not _names_work(marked):
        marked = [each for each in marked if announces_matrix(each.line.plain) and _names_work([each])]
    firsts = {each.section: each for each in reversed(marked)}
    return [
        *_told(
            firsts.values(), "this text has letters of roles behind names, but it is no table and no list of activities"
        ),
        *_told(labelled, "these lines say who has which role, but not of which activity"),
    ]


def _told(lines: Iterable[_Line], message: str) -> list[Finding]:
    return [Finding("P17", Severity.WARNING, message, each.line.place, "left out") for each in lines]


def _names_work(lines: Sequence[_Line]) -> bool:
    """Tell whether lines name one who does the work and one who answers for it."""
    return len(WORK & _all(lines)) >= _SEVERAL


def _all(lines: Sequence[_Line]) -> frozenset[str]:
    return frozenset().union(*(each.roles for each in lines))


def _sections(blocks: Sequence[Block], read: Collection[int]) -> Iterator[list[RawCell]]:
    """Yield the lines of running text that were not read, in parts that headings begin."""
    lines: list[RawCell] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Heading):
            yield lines
            lines = []
        elif isinstance(block, Paragraph | TextLines) and at not in read:
            lines += [line for line in block.lines if len(line.text) <= _LONGEST]
    yield lines


def _roles_behind(line: RawCell, legend: Mapping[str, str]) -> frozenset[str]:
    """Return the roles of the letters behind several names of a line."""
    letters = letters_behind_names(line.plain, legend)
    if len(letters) < _SEVERAL:
        letters = _bare_letters(line.plain, legend)
    return frozenset(legend[char] for each in letters for char in each if char in legend)


def _bare_letters(text: str, legend: Mapping[str, str]) -> list[str]:
    """Return the letters behind each of several names, without brackets; none if a part of the text has none."""
    start = _START.match(text)
    parts = [part.strip() for part in re.split("[,;]", text[start.end() if start else 0 :])]
    named = [_BARE.fullmatch(part) for part in parts] if len(parts) >= _SEVERAL else []
    letters = [match["letters"] for match in named if match and is_letters(match["letters"], legend)]
    return letters if len(letters) == len(parts) else []


def _role_labelled(line: RawCell, legend: Mapping[str, str]) -> frozenset[str]:
    """Return the role whose names a line gives behind its label, or the roles of a name; of a meaning none."""
    match = _LABEL.fullmatch(line.plain)
    role = role_of_label(without_markup(match["label"]), legend) if match else None
    if match is None or role is None:
        return frozenset(names_by_role(line, legend))
    names = replace(line, plain=match["names"])
    return frozenset() if explains({role: (line, names)}, [line]) else frozenset({role})


def _runs(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Return the lines in parts in which no role comes twice."""
    parts: list[list[_Line]] = []
    for each in lines:
        if not parts or any(each.roles == before.roles for before in parts[-1]):
            parts.append([])
        parts[-1].append(each)
    return parts
