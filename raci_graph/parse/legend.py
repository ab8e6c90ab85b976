"""Finds what a document says that its letters mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.findings import Finding, Severity
from raci_graph.model import Heading, LegendEntry, LostTable, Paragraph, RawTable, TextLines
from raci_graph.parse.marks import read_cell
from raci_graph.parse.words import activity_header_language, word_lists
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from raci_graph.model import Block, Place, RawCell

_ENTRY = re.compile(r"(?P<letter>[A-Z])\s*(?::|=|–|—|-\s)\s*(?P<wording>\S.*)")
_LIST = re.compile(r"\s*[,;|·]\s*(?=[A-Z]\s*(?:[:=–—]|-\s))")
_INTRODUCTION = re.compile(r"^[^\W\d_][\w ]{1,30}:\s*(?=[A-Z]\s*(?:[:=–—]|-\s))")
_BULLET = re.compile(r"^(?:[-*+•]\s+|[*_]+)")


@dataclass(frozen=True, slots=True)
class Legend:
    """A legend, the block in which it begins, and the language of the words by which it was understood."""

    entries: tuple[LegendEntry, ...]
    block: int
    language: str | None = None

    @property
    def roles(self) -> dict[str, str]:
        """The name of the role that each letter means."""
        return {entry.letter: entry.role for entry in self.entries}


USUAL = Legend(tuple(LegendEntry(letter, role) for letter, role in USUAL_LETTERS.items()), -1)
"""RACI's usual meaning, for a document that has no legend."""


def find_legends(blocks: Sequence[Block]) -> tuple[list[Legend], list[Finding]]:
    """Return the legends of a document in order, and what is doubtful about them."""
    legends: list[Legend] = []
    findings: list[Finding] = []
    run: list[tuple[str, str, Place]] = []
    start = 0
    for index, block in enumerate([*blocks, None]):
        entries = list(_entries(block)) if block is not None else []
        if (
            isinstance(block, Paragraph | TextLines)
            and entries
            and (not run or isinstance(blocks[index - 1], Paragraph | TextLines))
        ):
            start = start if run else index
            run += entries
            continue
        for at, found in ((start, run), (index, entries)):
            if len({letter for letter, _, _ in found}) > 1:
                legends.append(_legend(found, at, findings))
        run = []
    return legends, findings


def legends_for(legends: Sequence[Legend], blocks: Sequence[Block]) -> list[Legend | None]:
    """Return the legend that holds for each block, None where the document has none.

    It is the one right above the block or else right below it, with no other table and no heading between; else the
    last one above; else the first.

    Args:
        legends: all legends of the document.
        blocks: all its blocks.
    """
    right_above = _nearest(legends, blocks, 1)
    right_below = _nearest(legends, blocks, -1)
    held: list[Legend | None] = []
    latest = legends[0] if legends else None
    starts = {legend.block: legend for legend in legends}
    for at, (above, below) in enumerate(zip(right_above, right_below, strict=True)):
        held.append(above or below or latest)
        latest = starts.get(at, latest)
    return held


def _nearest(legends: Sequence[Legend], blocks: Sequence[Block], step: int) -> list[Legend | None]:
    """Return for each block the legend met last on the way to it, if no heading and no table was met since."""
    starts = {legend.block: legend for legend in legends}
    found: list[Legend | None] = [None] * len(blocks)
    met: Legend | None = None
    for at in range(len(blocks))[::step]:
        found[at] = met
        if at in starts:
            met = starts[at]
        elif isinstance(blocks[at], Heading | RawTable | LostTable):
            met = None
    return found


def is_legend_table(table: RawTable) -> bool:
    """Tell whether a table explains letters and assigns nothing."""
    return len({letter for letter, _, _ in _entries(table)}) > 1


def _entries(block: Block) -> Iterator[tuple[str, str, Place]]:
    if isinstance(block, Paragraph | TextLines):
        for line in block.lines:
            yield from _line_entries(line)
    elif isinstance(block, RawTable):
        rows = block.rows
        if len(block.header.cells) == 1:
            for row in rows:
                yield from _line_entries(row.cells[0])
        elif all(_is_letter_and_wording(row.cells) for row in rows):
            for row in rows:
                yield row.cells[0].plain, row.cells[1].plain, row.cells[0].place
        elif not any(activity_header_language(cell.plain) for cell in block.header.cells):
            yield from _glossary_entries(block)


def _glossary_entries(table: RawTable) -> Iterator[tuple[str, str, Place]]:
    """Yield the entries of a table in which each row has a letter of its own, behind the name of its role."""
    for at in range(1, len(table.header.cells)):
        letters = [row.cells[at].plain if at < len(row.cells) else "" for row in table.rows]
        if len(set(letters)) == len(letters) and all(_is_letter(each) for each in letters):
            wordings = [
                ": ".join(cell.plain for number, cell in enumerate(row.cells) if number != at and cell.plain)
                for row in table.rows
            ]
            if all(_role_of(letter, wording)[1] for letter, wording in zip(letters, wordings, strict=True)):
                for letter, wording, row in zip(letters, wordings, table.rows, strict=True):
                    yield letter, wording, row.cells[at].place
                return


def _line_entries(line: RawCell) -> Iterator[tuple[str, str, Place]]:
    text = _INTRODUCTION.sub("", _BULLET.sub("", line.plain))
    for part in _LIST.split(text):
        match = _ENTRY.fullmatch(part)
        if not match:
            return
        yield match["letter"], match["wording"], line.place


def _is_letter_and_wording(cells: Sequence[RawCell]) -> bool:
    if len(cells) < 2:  # noqa: PLR2004 - a letter and its wording
        return False
    wording = cells[1].plain
    return _is_letter(cells[0].plain) and len(wording) > 3 and not read_cell(wording, USUAL.roles).marks  # noqa: PLR2004


def _is_letter(text: str) -> bool:
    return len(text) == 1 and text.isalpha() and text.isupper()


def _legend(found: Iterable[tuple[str, str, Place]], block: int, findings: list[Finding]) -> Legend:
    entries: dict[str, LegendEntry] = {}
    unclear: set[str] = set()
    language = None
    for letter, wording, place in found:
        role, spoken = _role_of(letter, wording)
        language = language or spoken
        if role == letter:
            message = (
                f"the legend's '{letter}: {wording}' names no known role, so '{letter}' keeps a meaning of its own"
            )
            findings.append(Finding("P10", Severity.WARNING, message, place, "read as a role of this matrix alone"))
        elif role != USUAL_LETTERS.get(letter, role):
            message = (
                f"the legend's '{letter}: {wording}' speaks of {role}, which is not the usual meaning of '{letter}'"
            )
            findings.append(Finding("P10", Severity.WARNING, message, place, f"read as {role}"))
        if letter in entries and entries[letter].role != role:
            message = f"the legend explains '{letter}' twice, and not alike"
            findings.append(
                Finding("P11", Severity.VIOLATION, message, place, "cells with this letter are left unsettled")
            )
            unclear.add(letter)
        entries.setdefault(letter, LegendEntry(letter, role, wording, place))
    clear = tuple(entry for letter, entry in entries.items() if letter not in unclear)
    return Legend(clear, block, language)


def _role_of(letter: str, wording: str) -> tuple[str, str | None]:
    """Return the name of the role that a wording tells, and the language of the words that told it."""
    for words in word_lists():
        roles = words.roles_in(wording)
        if len(roles) == 1:
            return roles[0], words.language
        if USUAL_LETTERS.get(letter) in roles:
            return USUAL_LETTERS[letter], words.language
    return letter, None
