"""The terms of a list of definitions in HTML with what stands below them: "Responsible" and "Ann" on one line."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.readers.html_text import Line

TERM, DEFINITION = "dt", "dd"
_MOST_TERMS = 9
"""How many terms above a definition may each have it, so that a hostile page does not grow."""
_LABEL_ENDS = ":="


def with_terms(lines: Sequence[Line]) -> Sequence[Line]:
    """Return lines in which a term has its first definition behind it ("Responsible: Ann"), and the others below it.

    Several terms above a definition each have it. Definitions that have a label of their own ("Responsible: Ann") or
    that are lists stay as they are, deeper than their term; so do those of a term of several lines.
    """
    if not any(line.kind == TERM for line in lines):
        return lines
    found: list[Line] = []
    terms: list[Line] = []
    for (kind, _), group in groupby(lines, key=lambda line: (line.kind, line.depth)):
        run = list(group)
        if kind == DEFINITION and _belong(terms, run):
            del found[-len(terms) :]
            run = list(_joined(terms, run))
        terms = run if kind == TERM else []
        found += run
    return found


def _belong(terms: Sequence[Line], below: Sequence[Line]) -> bool:
    if not 0 < len(terms) <= _MOST_TERMS or len({term.part for term in terms}) < len(terms):
        return False
    return below[0].depth == terms[0].depth + 1 and not any(map(_has_label, below))


def _joined(terms: Sequence[Line], below: Sequence[Line]) -> Iterator[Line]:
    for term in terms:
        sign = " " if _text(term).endswith(tuple(_LABEL_ENDS)) else ": "
        yield term._replace(pieces=[*term.pieces, (sign, 0), *below[0].pieces])
        yield from (line._replace(depth=term.depth, part=term.part) for line in below[1:])


def _has_label(line: Line) -> bool:
    return any(sign in _text(line) for sign in _LABEL_ENDS)


def _text(line: Line) -> str:
    return "".join(text for text, _ in line.pieces).rstrip()
