"""What a person says that words and signs of a document mean: read from a decisions file, and kept with the cells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.decisions.entries import (
    check_keys,
    check_open,
    optional_date,
    parsed,
    placed_entries,
    text_of,
)
from raci_graph.errors import InputError
from raci_graph.findings import Finding, Severity
from raci_graph.model import Basis, Decision, Meaning
from raci_graph.parse.words import fold
from raci_graph.settings import toml_value
from raci_graph.vocab import ROLES, USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.decisions.entries import Entry
    from raci_graph.model import Cell, Matrix, Place

_KEYS = frozenset({"word", "role", "who", "date", "reason"})
_NO_ROLE = "none"
_ROLES = {
    **{name.casefold(): name for name in ROLES},
    **{letter.casefold(): name for letter, name in USUAL_LETTERS.items()},
    _NO_ROLE: "",
}
"""The roles by what a decisions file calls them, in small letters."""


def load_meanings(text: str, file: str) -> tuple[Meaning, ...]:
    """Return the meanings of a decisions file, in its order.

    Args:
        text: the TOML.
        file: its name, for places and messages.

    Raises:
        InputError: for broken TOML, an unknown or missing key, a value of another type, a role that is not known, or a
            word with two meanings.
    """
    found = parsed(text, file)
    check_open(found, text, "meaning", file, ("role", "who", "reason"))
    meanings = [_meaning(entry, place) for entry, place in placed_entries(found, text, "meaning", file)]
    seen: set[str] = set()
    for meaning in meanings:
        if fold(meaning.word) in seen:
            message = f"'{meaning.word}' has two meanings"
            raise InputError(message, place=str(meaning.place), remedy="Keep one of them")
        seen.add(fold(meaning.word))
    return tuple(meanings)


def dump_meaning(meaning: Meaning) -> str:
    """Return the table of a decisions file that holds a meaning."""
    values = {"word": meaning.word, "role": meaning.role or _NO_ROLE, "who": meaning.who, "date": meaning.on}
    values |= {"reason": meaning.reason}
    lines = [f"{key} = {toml_value(value)}" for key, value in values.items() if value is not None]
    return "\n".join(["[[meaning]]", *lines]) + "\n"


def keep_meanings(matrices: Sequence[Matrix], meanings: Sequence[Meaning]) -> tuple[list[Matrix], list[Finding]]:
    """Let the cells that were read by a meaning rest on the decision for it.

    Args:
        matrices: the matrices of a document that was read with these meanings.
        meanings: in any order.

    Returns:
        The matrices, with a decision by judgement for each meaning that they use; and a P06 for each one that no
        header and no cell of them needs.
    """
    by_word = {fold(each.word): each for each in meanings}
    kept = [_kept(matrix, by_word) for matrix in matrices]
    used = {meaning for matrix in kept for meaning in matrix.meanings}
    message = "the meaning of '{}' does not fit: no header and no cell that was read needs it"
    return kept, [
        Finding("P06", Severity.VIOLATION, message.format(each.word), each.place, "the meaning is left out")
        for each in meanings
        if each not in used
    ]


def _kept(matrix: Matrix, by_word: Mapping[str, Meaning]) -> Matrix:
    heads = {column.number: by_word.get(fold(column.text)) for column in matrix.columns if column.role}
    rows: dict[Meaning, list[int]] = {}
    activities = []
    for activity in matrix.activities:
        cells = []
        for cell in activity.cells:
            meant = _meant(cell, heads, by_word)
            for meaning in meant:
                rows.setdefault(meaning, []).append(activity.row)
            cells.append(replace(cell, basis=Basis.JUDGEMENT, decision=name_of(meant[0])) if meant else cell)
        activities.append(replace(activity, cells=tuple(cells)))
    used = tuple(meaning for meaning in by_word.values() if meaning in rows)
    decisions = (_decision(meaning, tuple(dict.fromkeys(rows[meaning]))) for meaning in used)
    return replace(matrix, activities=tuple(activities), decisions=(*matrix.decisions, *decisions), meanings=used)


def _meant(cell: Cell, heads: Mapping[int, Meaning | None], by_word: Mapping[str, Meaning]) -> list[Meaning]:
    """Return the meanings by which a cell was read: of its header, of its marks, or of a sign that gives no role."""
    if cell.column in heads:
        meaning = heads[cell.column]
        return [meaning] if meaning and cell.marks else []
    roles = {fold(mark.text): mark.role for mark in cell.marks} or {fold(cell.printed or ""): ""}
    return [each for text, role in roles.items() if (each := by_word.get(text)) and each.role == role]


def _meaning(entry: Entry, place: Place) -> Meaning:
    check_keys(entry, _KEYS, {"word", "role", "who", "reason"}, place)
    said = text_of(entry, "role", place)
    role = _ROLES.get(said.strip().casefold())
    if role is None:
        remedy = f"Write one of {', '.join(sorted(ROLES))}, or {_NO_ROLE}"
        raise InputError(f"there is no role '{said}'", place=str(place), remedy=remedy)
    return Meaning(
        word=text_of(entry, "word", place),
        role=role,
        who=text_of(entry, "who", place),
        reason=text_of(entry, "reason", place),
        on=optional_date(entry, place),
        place=place,
    )


def name_of(meaning: Meaning) -> str:
    """Return the name of the decision for a meaning."""
    return f"meaning-{fold(meaning.word)}"


def _decision(meaning: Meaning, rows: tuple[int, ...]) -> Decision:
    return Decision(
        name=name_of(meaning),
        rows=rows,
        column=meaning.word,
        letters=None,
        basis=Basis.JUDGEMENT,
        who=meaning.who,
        reason=f"'{meaning.word}' means {meaning.role or 'no role'}: {meaning.reason}",
        on=meaning.on,
        place=meaning.place,
    )
