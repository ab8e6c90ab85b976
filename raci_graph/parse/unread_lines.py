"""Lines that look like rows of a matrix and are read as none: separated values in code, names with letters in lists."""

from __future__ import annotations

import re
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from raci_graph.blocks import Code, Heading, Paragraph, TextLines
from raci_graph.findings import Finding, Severity
from raci_graph.parse.legend_lines import line_entries
from raci_graph.parse.marks import is_letters, role_of_label
from raci_graph.parse.names_with_letters import letters_behind_names
from raci_graph.parse.role_columns import WORK
from raci_graph.parse.words import common_signs, may_name_role, resolve_headers, roles_named
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from raci_graph.blocks import Block, RawCell

_BARS = "|│┃"
_SEPARATORS = tuple(re.compile(each) for each in (",", ";", r"\t", f"[{_BARS}]", r"\s{2,}", r"\s&\s"))
_SIGNS = " \t*_`\"'\\"
_FEWEST = 2
"""How many rows stand together at least, and how many letters one of values has."""
_KEY = re.compile(r"[(;,|]\s*(?P<letter>[^\W\d_])\s*(?:[:=–—]|-\s)\s*(?P<word>[^\W_]+)")
_LETTERS_FIRST = re.compile(
    r"\s*([^\W\d_](?:[/,&+][^\W\d_]){1,3}(?=\s+[^\W_]{2})|[^\W\d_](?=\s+(?:for|on|over|für|pour|para|per|di)\s))"
)
"""Letters before a name or before what they are for ("Bake: R/A Ann", "Ann: R for the bread")."""
_WORD = re.compile(r"[^\W_]+")
_RACI = frozenset((role,) for role in USUAL_LETTERS.values())
_ONE_WORDING = re.compile(r"[^(),;:\[\]]{3,40}(?:\([^\W\d_]\))?[\s*_`]*")
"""What stands alone behind the label of a line: a word, with its letter or without."""
_LABEL, _WORDS = 20, 12
"""How many characters a label may have, and how many words are looked at behind it."""
_CELL, _CELLS = 5, 4
"""How long a line of letters alone is at most, and how many of them look like the cells of a table."""
_LONGEST = 2000
"""The longest line that may be a row, in characters."""


def unread_lines(blocks: Sequence[Block], read: Collection[int], legend: Mapping[str, str]) -> list[Finding]:
    """Return a finding P17 for each place where lines that look like rows begin.

    Rows stand together, two at least, with nothing but headings between them, and together name one who does the work
    and one who answers for it; any role is enough beside others that were read.

    Args:
        blocks: the blocks of the document.
        read: the indexes of those that were read as rows.
        legend: the name of the role that each letter means.
    """
    groups: list[tuple[list[RawCell], bool]] = []
    beside: set[int] = set()
    in_list = False
    for at, block in enumerate(blocks):
        if isinstance(block, Heading):
            continue
        lines = _lines(block) if at not in read else []
        if in_list and isinstance(block, Paragraph):
            groups[-1][0].extend(lines)
        else:
            groups.append((lines, isinstance(block, Code)))
        beside |= {len(groups) - 1} if at in read else set()
        in_list = isinstance(block, Paragraph)
    enough = 0 if read else _FEWEST
    found = [
        _rows(group, legend, (1 if at in beside else _FEWEST, enough), in_code=in_code)
        or _cells(group, legend)
        or _broken_rows(group, legend)
        for at, (group, in_code) in enumerate(groups)
    ]
    return [_finding(rows[0]) for rows in found if rows]


def _lines(block: Block) -> list[RawCell]:
    return list(block.lines) if isinstance(block, Code | Paragraph | TextLines) else []


def _rows(
    lines: Sequence[RawCell], legend: Mapping[str, str], least: tuple[int, int], *, in_code: bool
) -> list[RawCell]:
    """Return the first lines that together look like rows, none if there are none.

    ``least`` is how many there are, and how many of those roles that say who does the work or answers for it.
    """
    fewest, enough = least
    lines = lines if fewest > 1 else [line for line in lines if len(line_entries(line)) < _FEWEST]
    if len(lines) < fewest:
        return []
    heads = [line for line in lines[:-1] if in_code or line.text.count("\t") >= _FEWEST]
    if heads := [line for line in heads if len(line.text) <= _LONGEST and _headers(line, legend)]:
        return heads
    alone = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, legend))})(?![^\W_])")
    marked = (
        (line, _roles(line.text, legend, alone, in_code=in_code) if len(line.text) <= _LONGEST else set())
        for line in lines
    )
    for is_row, group in groupby(marked, lambda each: bool(each[1])):
        rows = list(group)
        if is_row and len(rows) >= fewest and len(set().union(*(roles for _, roles in rows)) & WORK) >= enough:
            return [line for line, _ in rows]
    return []


def _cells(lines: Sequence[RawCell], legend: Mapping[str, str]) -> list[RawCell]:
    """Return the lines that hold nothing but letters of roles, as the cells of a table that was taken apart do.

    Such are four lines at least, beside others, with one who does the work and one who answers for it. One stands there
    again, as none does in a legend.
    """
    found = [line for line in lines if len(line.plain) <= _CELL and is_letters(line.plain, legend)]
    roles = {legend[char] for line in found for char in line.plain if char in legend}
    again = len({line.plain for line in found}) < len(found) < len(lines) - 1
    return found if len(found) >= _CELLS and again and len(roles & WORK) >= _FEWEST else []


def _broken_rows(lines: Sequence[RawCell], legend: Mapping[str, str]) -> list[RawCell]:
    """Return the lines that end with several letters each behind a blank, between others: rows that were broken.

    So the text of a PDF has them ("Bake" / "bread R/A C I").
    """
    found = [(line, _letters_last(line.text, legend)) for line in lines if len(line.text) <= _LONGEST]
    rows = [(line, letters) for line, letters in found if len(letters) > _FEWEST]
    roles = {legend[char] for _, letters in rows for each in letters for char in each if char in legend}
    return [line for line, _ in rows] if len(rows) > _FEWEST and len(roles & WORK) >= _FEWEST else []


def _roles(text: str, legend: Mapping[str, str], alone: re.Pattern[str], *, in_code: bool) -> set[str]:
    """Return the roles of a line that looks like a row: of its values, or of what stands behind its first words."""
    found: list[str] = []
    before, colon, behind = text.partition(":")
    if alone.search(text):
        named = behind if colon else text if text.count("|") >= _FEWEST else ""
        found = _values(text, legend) or letters_behind_names(named, legend) or _keys(text, legend)
        found = found or _letters_last(text, legend) or _behind_label(text, legend)
    if found:
        return {legend[char] for letters in found for char in letters if char in legend}
    behind = behind.strip(f"{_SIGNS},") if in_code else behind
    wording = behind.strip(_SIGNS) if _ONE_WORDING.fullmatch(behind) and _is_name(before, legend) else ""
    if whole := roles_named(wording) or _told_last(text):
        return set(whole)
    key = before.strip(f"{_SIGNS}-") if len(before) <= _LABEL else ""
    label = role_of_label(key, legend) if colon and key else None
    if label or not colon or not may_name_role(behind):
        return {label} if label and in_code and len(key) > 1 and behind.strip() else set()
    if any(len(roles_named(word)) == 1 for word in _WORD.findall(before)):
        return set()
    said = (roles_named(word) for word in behind.split()[1:_WORDS])
    return {roles[0] for roles in said if len(roles) == 1}


def _told_last(text: str) -> tuple[str, ...]:
    """Return the role that the last word of a short line names, behind a name and a verb: "Ann is responsible"."""
    words = text.strip(f"{_SIGNS}-+•.").split()
    if len(words) < _FEWEST or len(words[0]) < _FEWEST or words[-_FEWEST].casefold() not in common_signs("copulas"):
        return ()
    return roles_named(words[-1]) if {*":=–—|"}.isdisjoint(text) else ()


def _values(text: str, legend: Mapping[str, str]) -> list[str]:
    """Return the letters among the values of a line, none if they are few."""
    for separator in _SEPARATORS:
        first, *values = [value.strip(_SIGNS) for value in separator.split(text.strip(f"{_SIGNS}{_BARS}"))]
        found = [value for value in values if is_letters(value, legend)]
        if len(found) >= _FEWEST and len(first) > 1 and not is_letters(first, legend):
            return found
    return []


def _letters_last(text: str, legend: Mapping[str, str]) -> list[str]:
    """Return the letters at the end of a line, each behind a blank, none if they are few: "Bake bread R A/R"."""
    words = [word.strip(_SIGNS) for word in text.split()]
    last = list(takewhile(lambda word: is_letters(word, legend), reversed(words)))
    return last if _FEWEST <= len(last) < len(words) else []


def _behind_label(text: str, legend: Mapping[str, str]) -> list[str]:
    """Return the letters that are all there is behind the label of a line, but a remark in brackets: "Ann: R, A"."""
    label, colon, behind = text.partition(":")
    letters = behind.partition("(")[0].strip(_SIGNS)
    return [letters] if colon and letters and is_letters(letters, legend) and _is_name(label, legend) else []


def _is_name(label: str, legend: Mapping[str, str]) -> bool:
    """Tell whether the label of a line may name a party: it does not begin with letters, and is no word of RACI."""
    words = _WORD.findall(label)
    named = bool(words) and not is_letters(words[0], legend) and len(words[0]) > 1
    texts = (label.strip(f"{_SIGNS}-+•"), *words) if named else ()
    return named and not any(roles_named(text) in _RACI for text in texts)


def _keys(text: str, legend: Mapping[str, str]) -> list[str]:
    """Return the letters in brackets that stand before names, none before words for roles: "(R - Ann, A - Bob)"."""
    keys = [match for match in _KEY.finditer(text) if match["letter"] in legend]
    found = [match["letter"] for match in keys if not roles_named(match["word"])]
    first = _LETTERS_FIRST.match(text.partition(":")[2])
    return [*found, first[1]] if first and is_letters(first[1], legend) else found


def _headers(line: RawCell, legend: Mapping[str, str]) -> bool:
    """Tell whether a line names roles as the header of values does ("Task,Responsible,Accountable")."""
    if any(sign in line.text for sign in f"{_BARS}=:") or ("\t" not in line.text and line_entries(line)):
        return False
    fields = max((separator.split(line.text) for separator in _SEPARATORS), key=len)
    names = [field.strip(_SIGNS) for field in fields]
    named = set(resolve_headers(names).values()) if len(fields) > _FEWEST else set()
    letters = {legend[name] for name in names if name in legend}
    named |= letters if len(letters) > _FEWEST else set()
    return len(named) >= _FEWEST and bool(named & WORK)


def _finding(line: RawCell) -> Finding:
    message = "these lines look like rows of a matrix, but they stand in no table"
    return Finding("P17", Severity.WARNING, message, line.place, "left out")
