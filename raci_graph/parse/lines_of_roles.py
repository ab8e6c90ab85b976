"""Single lines and cells that say who has which role ("RACI: Responsible: Ann, Accountable: Bob, Informed: Cy")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.blocks import Heading, Paragraph, RawTable, TextLines
from raci_graph.findings import Finding, Severity
from raci_graph.parse.list_parts import role_line
from raci_graph.parse.marks import is_letters
from raci_graph.parse.markup import without_markup
from raci_graph.parse.role_columns import WORK
from raci_graph.parse.words import announces_matrix, names_matrix, roles_named, word_lists
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from raci_graph.blocks import Block, RawCell
    from raci_graph.model import Place

_ENTRY = re.compile(r"(?<![^\W_])(?P<label>[^\W\d_]{4,30})\s*[:=]\s*(?=\S)")
_BRACKETED = re.compile(r"\(([^\W\d_](?:\s*[/,&+]\s*[^\W\d_]){0,3})\)\s+(?=[^\W\d_]{2})")
_OF_PERSON = re.compile(r"[^:]*:[^:]*\([^\W\d_](?:[/,&+][^\W\d_])?\)")
"""A line that names someone before the first letter in brackets."""
_NO_LIST = "this text says who has which role, but it is no table and no list of activities"
_IN_BRACKETS = re.compile(r"\(([^()]{12,600})\)")
_KEY = re.compile(r"(?:^|[,;])\s*(?P<letter>[RACI])\s*[:=]\s*(?P<name>[^,;:=]+)")
_PIECES = re.compile(r"[,;|·•]")
_BEFORE_NAME = re.compile(r"\s*(?P<letter>[RACI])(?:\s*[:=]\s*|\s+)(?P<name>\S.*?)\s*")
_FEWEST, _WORK = 3, 2
"""How many roles a line names at least, and how many of them do the work or answer for it."""
_LONGEST = 2000
"""The longest line that is looked at, in characters."""
_MOST_WORDS = 8
"""How many words stand behind a role at most where those are names."""


def lines_of_roles(blocks: Sequence[Block], read: Collection[int], rows: Collection[Place]) -> list[Finding]:
    """Return a finding P17 for each block that holds such a line or cell, where it stands in nothing that was read.

    A line that explains the roles ("Responsible: does the work") is none.

    Args:
        blocks: the blocks of the document.
        read: the indexes of those that were read as rows.
        rows: the places of rows of tables that were read.
    """
    found = []
    for at, block in enumerate(blocks):
        if at in read or (isinstance(block, RawTable) and any(row.place in rows for row in block.rows)):
            continue
        line = next((line for line in _lines(block) if _names_roles(line) or _names_letters(line)), None)
        if line:
            found.append(Finding("P17", Severity.WARNING, _NO_LIST, line.place, "left out"))
    return found


def line_of_a_matrix(blocks: Sequence[Block], read: Collection[int]) -> list[Finding]:
    """Return a finding P17 at the first line of a text or a list that is called as a matrix ("RACI: R Ann, A Bob").

    Args:
        blocks: the blocks of the document.
        read: the indexes of those that were read as rows.
    """
    lines = (line for at, block in enumerate(blocks) if at not in read for line in _lines(block))
    found = next((line for line in lines if _is_called_a_matrix(line)), None)
    return [Finding("P17", Severity.WARNING, _NO_LIST, found.place, "left out")] if found else []


def letters_before_duties(blocks: Sequence[Block], read: Collection[Place], legend: Mapping[str, str]) -> list[Finding]:
    """Return a finding P17 for each list or table of people and what they do, where a letter stands before each duty.

    "Ann: (R) the till, (C) new dishes" is such a line, under a heading that announces a matrix.

    Args:
        blocks: the blocks of the document.
        read: the places of rows that were read.
        legend: the name of the role that each letter means.
    """
    found = []
    heading = ""
    lines: list[RawCell] = []
    for block in [*blocks, None]:
        if isinstance(block, Paragraph):
            lines += [line for line in block.lines if _OF_PERSON.match(line.plain)]
            continue
        groups = [(heading, lines)]
        lines = []
        if isinstance(block, Heading):
            heading = block.plain
        elif isinstance(block, RawTable) and not any(row.place in read for row in block.rows):
            heads = " | ".join(cell.plain for cell in block.header.cells)
            groups.append((f"{heading} | {heads}", [cell for row in block.rows for cell in row.cells]))
        for said, group in groups:
            marked = [(line, roles) for line in group if (roles := _roles_before(line, legend))]
            every = {role for _, roles in marked for role in roles}
            if len(marked) > 1 and len(every) > 1 and every & WORK and any(map(announces_matrix, said.split(" | "))):
                message = "letters of roles stand before what people do, in no table of activities"
                found.append(Finding("P17", Severity.WARNING, message, marked[0][0].place, "left out"))
    return found


def labels_again(blocks: Sequence[Block], read: Collection[int], legend: Mapping[str, str]) -> list[Finding]:
    """Return a finding P17 at the first of lines "R: …", "A: …" that stand there again with other words, if any do.

    A legend explains each letter once. One who does the work and one who answers for it are among those.

    Args:
        blocks: the blocks of the document.
        read: the indexes of those that were read as rows.
        legend: the name of the role that each letter means.
    """
    found: dict[str, dict[str, RawCell]] = {}
    for at, block in enumerate(blocks):
        for line in block.lines if isinstance(block, Paragraph) and at not in read else ():
            told = role_line(line, legend) if len(line.text) <= _LONGEST else None
            if told and told[2].plain and not any(each.roles_in(told[2].plain) for each in word_lists()):
                found.setdefault(told[0], {}).setdefault(told[2].plain, line)
    again = {role: list(lines.values()) for role, lines in found.items() if len(lines) > 1}
    if len(again) < _WORK or WORK.isdisjoint(again):
        return []
    message = "lines that begin with a role stand here under several headings, and are not read as a list of activities"
    first = min((lines[0].place for lines in again.values()), key=lambda place: place.line or 0)
    return [Finding("P17", Severity.WARNING, message, first, "left out")]


def _roles_before(line: RawCell, legend: Mapping[str, str]) -> set[str]:
    """Return the roles of the letters in brackets that stand before words."""
    if len(line.text) > _LONGEST:
        return set()
    letters = [match[1] for match in _BRACKETED.finditer(line.plain) if is_letters(match[1], legend)]
    return {legend[char] for each in letters for char in each if char in legend}


def _lines(block: Block) -> Iterator[RawCell]:
    if isinstance(block, Paragraph | TextLines):
        yield from block.lines
    elif isinstance(block, RawTable) and not block.in_code:
        for row in (block.header, *block.rows):
            yield from row.cells


def _names_letters(line: RawCell) -> bool:
    """Tell whether letters of R, A, C and I stand before names in brackets: "bread (R: Ann, A: Bob, C: Cy)"."""
    if len(line.text) > _LONGEST or "(" not in line.text:
        return False
    for bracket in _IN_BRACKETS.finditer(line.plain):
        keys = {match["letter"]: match["name"] for match in _KEY.finditer(bracket[1])}
        if len(keys) >= _FEWEST and {"R", "A"} <= keys.keys() and all(map(_may_be_names, keys.values())):
            return True
    return False


def _is_called_a_matrix(line: RawCell) -> bool:
    """Tell whether a line is called as a matrix and has letters of R, A, C and I with names ("RACI: R Ann, A Bob").

    Words for those roles behind their letters explain them.
    """
    label, colon, behind = line.plain.partition(":")
    if not colon or len(line.text) > _LONGEST or not names_matrix(label.strip(" -*+•")):
        return False
    entries = {match["letter"]: match["name"] for match in map(_BEFORE_NAME.fullmatch, _PIECES.split(behind)) if match}
    told = any(set(roles_named(name)) & set(USUAL_LETTERS.values()) for name in entries.values())
    return {"R", "A"} <= entries.keys() and not told


def _names_roles(line: RawCell) -> bool:
    if len(line.text) > _LONGEST or line.text.count(":") + line.text.count("=") < _FEWEST:
        return False
    text = without_markup(line.text)
    entries = [(match, named) for match in _ENTRY.finditer(text) if (named := roles_named(match["label"]))]
    roles = {named[0] for _, named in entries if len(named) == 1}
    if len(roles) < max(_FEWEST, len(entries)) or len(roles & WORK) < _WORK:
        return False
    ends = [*(match.start() for match, _ in entries[1:]), len(text)]
    return all(_may_be_names(text[match.end() : end]) for (match, _), end in zip(entries, ends, strict=True))


def _may_be_names(text: str) -> bool:
    """Tell whether a text begins as a name does, and neither explains a role nor goes on as a sentence."""
    words = text.split()
    return text[:1].isupper() and len(words) <= _MOST_WORDS and not any(each.roles_in(text) for each in word_lists())
