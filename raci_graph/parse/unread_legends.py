"""Lines that seem to give letters of RACI other meanings than the usual ones, and of which no legend was read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.blocks import Heading, LostTable, RawCell, RawTable
from raci_graph.findings import Finding, Severity
from raci_graph.parse.legend_lines import line_entries
from raci_graph.parse.words import roles_named

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from raci_graph.blocks import Block
    from raci_graph.model import Place

_PAIR = re.compile(
    r"(?:^|(?<=[^\w\s])|(?<=\s))(?<!\b[^\W\d_][,/&+]\s)(?<!\b[^\W\d_][,/&+])(?P<letter>[RACIraci])(?!\w)(?P<sign>[^\w\s]{0,3}\s{0,3}[^\w\s]{0,3})\s{0,3}[^\w\s]{0,3}(?P<words>[^\W\d_]{2,}(?:\s+[^\W\d_]+){0,2})"
)
"""A letter, and the words behind it with a sign or a blank between."""
_FEWEST = 2
"""How many letters have words for roles at least."""
_LONGEST = 2000
"""The longest line that is looked at, in characters."""


def unread_legends(blocks: Sequence[Block], places: Collection[Place]) -> list[Finding]:
    """Return a finding P10 at the first line that gives a letter the words for another one's role, one of several such.

    Args:
        blocks: the blocks of a document with matrices.
        places: where its rows and the entries of its legends stand.
    """
    known = set(places)
    found: dict[str, tuple[bool, str, Place]] = {}
    for line in _lines(blocks):
        told = {letter for letter, _ in line_entries(line)}
        for letter, words, other in _pairs(line.plain) if line.place not in known else ():
            is_new = letter not in found or (other and not found[letter][0])
            if is_new and not (letter in told and len(told) >= _FEWEST):
                found[letter] = (other, words, line.place)
    others = [(letter, words, place) for letter, (other, words, place) in found.items() if other]
    if len(found) < _FEWEST or not others:
        return []
    letter, words, place = others[0]
    message = f"'{letter}' stands before '{words}' here, and nothing was read as its legend"
    return [Finding("P10", Severity.WARNING, message, place, "left out; the letters keep the meaning that is said")]


def _pairs(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield each letter of a text that words for a role stand behind, these, and whether it is another letter's role.

    A small letter needs a sign behind it. A role that begins with the letter is its own ("Approver").
    """
    for match in _PAIR.finditer(text):
        letter = match["letter"].upper()
        if match["letter"] != letter and not match["sign"].strip():
            continue
        words = match["words"].split()
        texts = [" ".join(words[:many]) for many in range(len(words), 0, -1)] + words[1:]
        roles = next((each for text in texts if (each := roles_named(text))), ())
        if roles:
            yield letter, match["words"], not any(role.startswith(letter) for role in roles)


def _lines(blocks: Sequence[Block]) -> Iterator[RawCell]:
    """Yield the headings and lines of a document."""
    for block in blocks:
        lines: Sequence[RawCell] = ()
        if isinstance(block, Heading):
            lines = [RawCell(block.text, block.plain, block.place)]
        elif not isinstance(block, LostTable | RawTable):
            lines = block.lines
        yield from (line for line in lines if len(line.text) <= _LONGEST)
