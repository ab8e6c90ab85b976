"""What a legend explains beside its letters: several together ("AP"), one with a sign ("A*"), a mention ("(A)")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from raci_graph.blocks import Paragraph
from raci_graph.parse.legend_entries import code_entry, entries_of
from raci_graph.parse.words import common_signs, fold, resolve_legend, word_lists
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raci_graph.blocks import Block
    from raci_graph.model import LegendEntry, Place

    Told = tuple[str, str, Place, int]

_WORD = re.compile(r"[^\W\d_]+")


def entries_with(block: Block, index: int, run: Sequence[Told]) -> list[Told]:
    """Return the entries of a block; one that names a letter of the run again, in brackets behind words, with these.

    So it is where the run gives the letter its usual role, and the words name none ("signs them all (A)").
    """
    found = [(*each, index) for each in entries_of(block)]
    if not (run and found and isinstance(block, Paragraph)):
        return found
    text = normalize("NFKC", " ".join(line.plain for line in block.lines))
    known = resolve_legend([(letter, wording) for letter, wording, *_ in run])
    again = {letter for letter, role in USUAL_LETTERS.items() if known.get(letter) == role and f"({letter})" in text}
    return [
        (f"({each[0]})", *each[1:]) if each[0] in again and not resolve_legend([each[:2]]) else each for each in found
    ]


def codes_of(block: Block | None, run: Sequence[Told]) -> Iterator[tuple[str, str, Place]]:
    """Yield what the line of a block explains that is about letters of a run together, or one with a sign."""
    if isinstance(block, Paragraph) and block.lines:
        line = block.lines[0]
        for code, wording in code_entry(line, {letter for letter, *_ in run}):
            yield code, wording, line.place


def says_each(code: str, wording: str, entries: Mapping[str, LegendEntry]) -> bool:
    """Tell whether letters together mean what each of them does: their words, or the letters, are in the wording."""
    words = _WORD.findall(wording)
    if fold(wording).partition(" ")[0].strip(".,:;") in common_signs("both") or set(code) <= set(words):
        return True
    told = {role for each in word_lists() for role in each.roles_in(wording)}
    return all(letter in entries and entries[letter].role in told for letter in code)
