"""Finds what a document says that its letters mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.findings import Finding, Severity
from raci_graph.model import LegendEntry, Paragraph, RawTable, TextLines
from raci_graph.parse.words import word_lists
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from raci_graph.model import Block, Place, RawCell

_ENTRY = re.compile(r"(?P<letter>[A-Z])\s*(?::|=|–|—|-\s)\s*(?P<wording>\S.*)")
_LIST = re.compile(r"\s*[,;|·]\s*(?=[A-Z]\s*[:=])")
_BULLET = re.compile(r"^[-*+•]\s+")


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
        if isinstance(block, Paragraph | TextLines) and entries and (not run or isinstance(blocks[index - 1], Paragraph | TextLines)):
            start = start if run else index
            run += entries
            continue
        for at, found in ((start, run), (index, entries)):
            if len({letter for letter, _, _ in found}) > 1:
                legends.append(_legend(found, at, findings))
        run = []
    return legends, findings


def legend_for(legends: Sequence[Legend], block: int) -> Legend | None:
    """Return the legend that holds for a table: the last one before it, else the first one after it."""
    before = [legend for legend in legends if legend.block < block]
    if before:
        return before[-1]
    return legends[0] if legends else None


def is_legend_table(table: RawTable) -> bool:
    """Tell whether a table explains letters and assigns nothing."""
    return len({letter for letter, _, _ in _entries(table)}) > 1


def _entries(block: Block) -> Iterator[tuple[str, str, Place]]:
    if isinstance(block, Paragraph | TextLines):
        for line in block.lines:
            yield from _line_entries(line)
    elif isinstance(block, RawTable):
        rows = block.rows
        width = len(block.header.cells)
        if width == 1:
            for row in rows:
                yield from _line_entries(row.cells[0])
        elif all(_is_letter_and_wording(row.cells) for row in rows):
            for row in rows:
                yield row.cells[0].plain, row.cells[1].plain, row.cells[0].place


def _line_entries(line: RawCell) -> Iterator[tuple[str, str, Place]]:
    text = _BULLET.sub("", line.plain)
    for part in _LIST.split(text):
        match = _ENTRY.fullmatch(part)
        if not match:
            return
        yield match["letter"], match["wording"], line.place


def _is_letter_and_wording(cells: Sequence[RawCell]) -> bool:
    if len(cells) < 2:  # noqa: PLR2004 - a letter and its wording
        return False
    letter, wording = cells[0].plain, cells[1].plain
    return len(letter) == 1 and letter.isalpha() and letter.isupper() and len(wording) > 3  # noqa: PLR2004


def _legend(found: Iterable[tuple[str, str, Place]], block: int, findings: list[Finding]) -> Legend:
    entries: dict[str, LegendEntry] = {}
    unclear: set[str] = set()
    language = None
    for letter, wording, place in found:
        role, spoken = _role_of(letter, wording)
        language = language or spoken
        if role == letter:
            message = f"the legend's '{letter}: {wording}' names no known role, so '{letter}' keeps a meaning of its own"
            findings.append(Finding("P10", Severity.WARNING, message, place, "read as a role of this matrix alone"))
        if letter in entries and entries[letter].role != role:
            message = f"the legend explains '{letter}' twice, and not alike"
            findings.append(Finding("P11", Severity.VIOLATION, message, place, "cells with this letter are left unsettled"))
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
