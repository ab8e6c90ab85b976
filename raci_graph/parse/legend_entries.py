"""The letters that a block explains, each with its wording and its place: a heading, lines, or a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.blocks import Code, Heading, Paragraph, RawCell, RawTable, TextLines
from raci_graph.parse.legend_lines import cell_entry, is_letter, line_entries
from raci_graph.parse.marks import is_blank, is_letters, read_cell
from raci_graph.parse.words import (
    activity_header_language,
    is_attribute_header,
    is_party_header,
    resolve_headers,
    resolve_legend,
)
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from raci_graph.blocks import Block, RawRow
    from raci_graph.model import Place

    Entry = tuple[str, str]

_FEW_LINES = 6
"""How many lines a legend in a sentence has at most."""
_HIGHEST = 2
"""How many rows may stand above the letters of a legend: a title, and the headers of its columns."""
_LABEL = re.compile(r"\s*([^\W\d_][^:=]{2,30}):\s")
"""What a line is about, if it says so before its first letter ("Status: O = open")."""
_WORD = re.compile(r"[^\W\d_]{2}")
_NOTED = re.compile(r"[^\W\d_a-z][*†‡§¹²³]{1,3}")
_CODE = re.compile(r"[^\W\d_a-z]{2}[*†‡§¹²³]{0,3}")
"""Two letters, of which nothing says that they are each one of the legend's."""
_CODE_WORDS = (
    r"(?P<code>[^\W\d_a-z]{2,3}|[^\W\d_a-z][*†‡§¹²³]{1,3})[)\]]?\s*(?:[:=→]|[–—-]\s)\s*(?P<wording>[^,;]{3,}.*)"
)
_CODED = re.compile(rf"[-+*•(\[\s]*{_CODE_WORDS}", re.DOTALL)
"""A line about letters together, or about one with the sign of a footnote, and its words."""
_CODED_BEHIND = re.compile(rf"[,;|·•(\[\s]+{_CODE_WORDS}", re.DOTALL)
_SHORTEST = 3
"""How many characters the wording of a letter has at least, and one more."""


def entries_of(block: Block) -> Iterator[tuple[str, str, Place]]:
    """Yield the letters that a block explains, each with its wording and its place."""
    if isinstance(block, Heading):
        yield from _heading_entries(block)
    elif isinstance(block, Paragraph | TextLines | Code):
        letters: set[str] = set()
        for line in _unwrapped(block):
            label = _LABEL.match(line.plain)
            entries = line_entries(line)
            if label and is_attribute_header(label[1]) and not resolve_legend(entries):
                continue
            letters |= {letter for letter, _ in entries}
            for letter, wording in _with_codes(entries) if entries else code_entry(line, letters):
                yield letter, wording, line.place
    elif isinstance(block, RawTable) and not block.in_code:
        yield from _table_entries(block)


def _unwrapped(block: Paragraph | TextLines | Code) -> Sequence[RawCell]:
    """Return the lines of a block; those of a paragraph as one where that explains more letters than they do.

    So a legend is read that begins in one line and ends in the next ("(R does it, A answers, C" / "is asked)").
    """
    if not isinstance(block, Paragraph) or not 1 < len(block.lines) <= _FEW_LINES:
        return block.lines
    whole = " ".join(line.text for line in block.lines), " ".join(line.plain for line in block.lines)
    joined = RawCell(*whole, block.lines[0].place)
    told = {letter for letter, _ in line_entries(joined)}
    apart = {letter for line in block.lines for letter, _ in line_entries(line)}
    return (joined,) if apart and apart < told else block.lines


def code_entry(line: RawCell, letters: Collection[str]) -> list[Entry]:
    """Return what a line explains that is about several letters together ("AP: …"), or one with a sign ("A*: …").

    Args:
        line: the line.
        letters: the letters that are explained before it, of which these are made.
    """
    match = _CODED.match(line.plain) if letters else None
    return [(match["code"], match["wording"].strip())] if match and _is_code(match["code"], letters) else []


def _with_codes(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries of a line, with what explains letters together, or one with a sign, apart from the others."""
    letters = {letter for letter, _ in entries}
    found: list[Entry] = []
    for letter, wording in entries:
        match = _CODED_BEHIND.search(wording)
        if match and _is_code(match["code"], letters):
            found += [(letter, wording[: match.start()].strip()), (match["code"], match["wording"].strip())]
        else:
            found.append((letter, wording))
    return found


def _is_code(text: str, letters: Collection[str]) -> bool:
    made = text[:1] if _NOTED.fullmatch(text) else text
    return all(char in letters for char in made)


def _table_entries(block: RawTable) -> Iterator[tuple[str, str, Place]]:
    if len(block.header.cells) == 1:
        for row in block.rows if block.headed else (block.header, *block.rows):
            for letter, wording in line_entries(row.cells[0]):
                yield letter, wording, row.cells[0].place
    elif rows := list(_rows_of_letters(block)):
        yield from rows if not _names_parties(block) and not _heads_roles(block) else ()
    elif not any(activity_header_language(cell.plain) for cell in block.header.cells):
        yield from _glossary_entries(block)


def entries_beside(table: RawTable) -> Iterator[tuple[str, str, Place]]:
    """Yield the letters that a header of a table of several columns, or its name, explains behind its own words.

    "RACI (R = does it, A = answers for it)" is such a header; one letter with its word ("Responsible (R)") is none.
    """
    if len(table.header.cells) < _HIGHEST or table.in_code:
        return
    name = table.name or ""
    for cell in (*table.header.cells, RawCell(name, name, table.header.place)):
        found = line_entries(cell) if cell.span is None else []
        if len({letter for letter, _ in found}) > 1:
            for letter, wording in found:
                yield letter, wording.rstrip(")）]"), cell.place  # noqa: RUF001 - of full width


def _heading_entries(heading: Heading) -> Iterator[tuple[str, str, Place]]:
    """Yield the entries of a heading that explains several letters behind its own words."""
    found = line_entries(RawCell(heading.text, heading.plain, heading.place))
    if len(found) > 1:
        for letter, wording in found:
            yield letter, wording.rstrip(")）]"), heading.place  # noqa: RUF001 - of full width


def _rows_of_letters(table: RawTable) -> Iterator[tuple[str, str, Place]]:
    """Yield the entries of a table each of whose rows has a letter first, and its wording behind.

    A row for several of its letters ("R/A") explains none of them, nor does one for two others among more of one. One
    for a letter with the sign of a footnote ("A*") is yielded with that sign, and one for letters together ("AP"). A
    line right below a pipe table, which Markdown takes for a row of it, is passed over.
    """
    rows = list(table.rows if table.headed else (table.header, *table.rows))
    while len(rows) > 1 and _is_line_below(rows[-1]):
        rows.pop()
    firsts = []
    others = 0
    for row in rows:
        firsts.append(cell_entry(row.cells[0]) if len(row.cells) > 1 else None)
        others += firsts[-1] is None and bool(row.cells) and any("a" <= char <= "z" for char in row.cells[0].plain)
        if others > (0 if table.headed else _HIGHEST):
            return
    letters = {first[0]: "" for first in firsts if first}
    known = [bool(first) or _is_of_letters(row, letters) for row, first in zip(rows, firsts, strict=True)]
    above = known.index(True) if True in known else len(rows)
    if above > (0 if table.headed else _HIGHEST):
        return
    rows, firsts = rows[above:], firsts[above:]
    if _has_columns_of_letters(rows, firsts):
        return
    for row, first in zip(rows, firsts, strict=True):
        if first is None and not (len(letters) > 1 and _is_of_letters(row, letters)):
            return
    for row, first in zip(rows, firsts, strict=True):
        told = ": ".join(cell.plain for cell in row.cells[1:] if cell.plain)
        letter, word = first or (row.cells[0].plain, "")
        explained = len(told) > _SHORTEST and _WORD.search(told) and not _has_letters(row.cells[1])
        if explained and (first or _NOTED.fullmatch(letter) or (letter.isalpha() and is_letters(letter, letters))):
            yield letter, ": ".join(each for each in (word, told) if each), row.cells[0].place


def _is_line_below(row: RawRow) -> bool:
    """Tell whether a row has a text of several words in its first cell alone, and no entry."""
    if not row.cells or any(cell.plain for cell in row.cells[1:]):
        return False
    return " " in row.cells[0].plain and cell_entry(row.cells[0]) is None


def _has_columns_of_letters(rows: Sequence[RawRow], firsts: Sequence[Entry | None]) -> bool:
    """Tell whether other columns than the first hold letters too, so that the rows are those of a matrix.

    One is enough where a letter stands twice in the first.
    """
    width = max((len(row.cells) for row in rows), default=0)
    columns = [[row.cells[at] for row in rows if at < len(row.cells)] for at in range(1, width)]
    filled = [[cell for cell in column if not is_blank(cell.plain)] for column in columns]
    letters = [first[0] for first in firsts if first]
    known = {*USUAL_LETTERS, *letters}
    lettered = sum(bool(cells) and all(_is_lettered(cell, known) for cell in cells) for cells in filled)
    return lettered > 1 or (lettered == 1 and len(set(letters)) < len(letters))


def _is_lettered(cell: RawCell, letters: Collection[str]) -> bool:
    """Tell whether a cell holds letters alone, or one with its word ("Informed (I)")."""
    return all(char in letters or char in " /,&+" for char in cell.plain) or cell_entry(cell) is not None


def _is_of_letters(row: RawRow, letters: Mapping[str, str]) -> bool:
    """Tell whether a row is about letters that are explained in others: several of them, or one with a footnote's sign.

    So it is with two letters ("AP"), and with none, where more others stand alone.
    """
    first = row.cells[0].plain if row.cells else ""
    if is_letters(first, letters) or (_NOTED.fullmatch(first) and first[0] in letters):
        return True
    return (not first or _CODE.fullmatch(first) is not None) and len(letters) > _HIGHEST


def _has_letters(cell: RawCell) -> bool:
    return any(len(mark.text) == 1 for mark in read_cell(cell.plain, USUAL_LETTERS).marks)


def _glossary_entries(table: RawTable) -> Iterator[tuple[str, str, Place]]:
    """Yield the entries of a table in which each row has a letter of its own, behind the name of its role."""
    for at in range(1, len(table.header.cells)):
        letters = [row.cells[at].plain if at < len(row.cells) else "" for row in table.rows]
        if len(set(letters) - {"-"}) > 1 and len(set(letters)) == len(letters) and all(map(is_letter, letters)):
            others = [cell.plain for row in table.rows for number, cell in enumerate(row.cells) if number != at]
            if any(is_letters(each, USUAL_LETTERS) for each in others):
                continue
            wordings = [
                ": ".join(cell.plain for number, cell in enumerate(row.cells) if number != at and cell.plain)
                for row in table.rows
            ]
            if len(resolve_legend(list(zip(letters, wordings, strict=True)))) == len(letters):
                for letter, wording, row in zip(letters, wordings, table.rows, strict=True):
                    yield letter, wording, row.cells[at].place
                return


def _heads_roles(table: RawTable) -> bool:
    """Tell whether several headers of a table name roles, or are letters: then its rows are activities."""
    names = [cell.plain for cell in table.header.cells]
    return len(set(resolve_headers(names).values())) > 1 or len(USUAL_LETTERS.keys() & set(names)) > 1


def _names_parties(table: RawTable) -> bool:
    """Tell whether a table of letters says who has each role: "Role | Who" over texts that hardly name roles."""
    heads = table.header.cells
    if len(heads) < 2 or not is_party_header(heads[1].plain):  # noqa: PLR2004 - a letter and a name
        return False
    told = [(row.cells[0].plain, row.cells[1].plain) for row in table.rows if len(row.cells) > 1]
    return len(set(resolve_legend(told).values())) * 2 <= len(told)
