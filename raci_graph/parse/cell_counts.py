"""Counts what the columns of a table hold: letters, other signs, words and numbers."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from raci_graph.blocks import RawCell
from raci_graph.model import Place
from raci_graph.parse.marks import begins_with_words, is_letters, read_raw
from raci_graph.parse.words import roles_named
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raci_graph.parse.frame import Frame

    Counts = Mapping[tuple[str, int], Counter[str]]

_TOKEN = re.compile(r"[^\W_]+")
_SIGNS = 6
"""How many characters a cell may have that holds signs, such as a letter with a footnote, and not words."""
_LETTERS = 2
"""How many characters a letter of a legend has at most; a longer mark is a word."""
_MORE = "SVQ"
"""The letters that variants of RACI add to it: support, verifier, signatory, quality."""


def count_cells(frames: Sequence[tuple[Frame, Mapping[str, str]]]) -> Counts:
    """Return how many cells hold letters, other signs, and words, in each column of like tables.

    A sign is near to letters that has one in it, of the legend or of RACI ("P-R", "R?"); so is a word of two meanings.
    Capital letters that stand alone and that no legend has are "more" where a variant of RACI has them, else "alone".

    Args:
        frames: the tables of a document, each with the roles of the letters of its legend.
    """
    counts: dict[tuple[str, int], Counter[str]] = {}
    for frame, legend in frames:
        entries = tuple(legend.items())
        for at in range(len(frame.headers)):
            key = (frame.key, at)
            if key not in counts:
                counts[key] = Counter()
            counter = counts[key]
            cells = frame.column(at)
            others = [cell for cell in cells if len(cell.text) <= _SIGNS or not _is_wording(cell, legend)]
            counter["words"] += len(cells) - len(others)
            times = Counter([(cell.text, cell.plain) for cell in others]) if others else {}
            for (text, plain), count in times.items():
                for kind in _kinds_of(text, plain, entries):
                    counter[kind] += count
    return counts


def _is_wording(cell: RawCell, legend: Mapping[str, str]) -> bool:
    """Tell whether a cell of more than a few characters surely holds words that name no role, as most activities do."""
    return cell.text == cell.plain and begins_with_words(cell.text, legend)


@lru_cache(maxsize=1 << 14)
def _kinds_of(text: str, plain: str, entries: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Return as what a cell is counted; the same few texts fill most cells of all tables."""
    return tuple(_kinds(RawCell(text, plain, Place()), dict(entries)))


def _kinds(cell: RawCell, legend: Mapping[str, str]) -> Iterator[str]:
    reading = read_raw(cell, legend)
    if reading.marks:
        yield "letters"
    if reading.marks and all(len(mark.text) > _LETTERS for mark in reading.marks):
        yield "spelled"
    for mark in reading.marks:
        yield f"role {mark.role}"
    if {"Responsible", "Accountable"} <= {mark.role for mark in reading.marks}:
        yield "both"
    if reading.problem is None:
        return
    yield from _unread(cell, legend)


def _unread(cell: RawCell, legend: Mapping[str, str]) -> Iterator[str]:
    if roles_named(cell.plain):
        yield from ("signs", "near")
        return
    yield "signs" if len(cell.text) <= _SIGNS else "words"
    short = len(cell.text) <= _SIGNS and not any(map(str.isdigit, cell.plain))
    tokens = _TOKEN.findall(cell.plain) if short else []
    if any(token in legend or token in USUAL_LETTERS for token in tokens):
        yield "near"
    if is_letters(cell.plain, legend):
        yield "twice"
    if _is_foreign(cell.plain, legend):
        yield "foreign"
    if len(cell.plain) == 1 and cell.plain.isupper():
        yield "more" if cell.plain in _MORE else "alone"
    if is_number(cell):
        yield "numbers"


def _is_foreign(text: str, legend: Mapping[str, str]) -> bool:
    """Tell whether a text is made of capital letters and signs, some of them in no legend and no variant of RACI."""
    if not text.isupper():
        return False
    letters = [char for char in text if char not in f" /,;&+X{_MORE}"]
    if not letters:
        return False
    apart = len(letters) == 1 or any(char in text for char in " /,;&+")
    return apart and all(char.isalpha() and char.isupper() for char in letters) and not is_letters(text, legend)


def is_number(cell: RawCell) -> bool:
    """Tell whether a cell holds a number."""
    return cell.plain.strip(".").replace(".", "").isdecimal()


def kind_of(counter: Counter[str]) -> str:
    """Return what kind of column one with these counts is: a party's, another's or an empty one."""
    if counter["letters"] + counter["twice"] and counter["letters"] + counter["signs"] >= counter["words"]:
        return "party"
    return "other" if counter["letters"] + counter["signs"] + counter["words"] else "empty"
