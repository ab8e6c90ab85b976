"""The decisions file: TOML that a person can read, write and review.

Its form:

    [[decision]]
    row = 1
    activity = "Define and configure a domain name before service subscription"   # optional: refused if it differs
    column = "Customer"
    letters = "RA"
    basis = "SecondSource"                                                        # or "Judgement"
    source = "https://example.org/page.md"                                        # needed for SecondSource
    who = "Jo Doe"
    date = 2026-11-25                                                             # optional
    reason = "…"                                                                  # needed for Judgement

    [[open]]                          # a cell in doubt: fill in letters, who and reason, and call it [[decision]]
    row = 2
    activity = "Subscribe to the service"
    column = "Customer"
    letters = ""
    basis = "Judgement"
    who = ""
    reason = ""

    [[type]]                          # the kind of work that a row is ('raci-graph types' has the names)
    row = 1
    activity = "Define and configure a domain name before service subscription"   # optional: refused if it differs
    type = "hold-domain"                                                          # or the IRI of a type
    who = "Jo Doe"
    date = 2026-11-25                                                             # optional
    reason = "…"                                                                  # optional

    [[remark]]                        # a recorded choice that settles nothing
    name = "letter-order"
    rows = [18, 22, 46]
    column = "OVHcloud"
    who = "Jo Doe"
    reason = "…"

    [[meaning]]                       # what a header, or a word or a sign in cells, means in the whole document
    word = "Owner"
    role = "Accountable"                                                          # or its letter in RACI
    who = "Jo Doe"
    date = 2026-11-25                                                             # optional
    reason = "…"

    [[open-meaning]]                  # a word in doubt: fill in role, who and reason, and call it [[meaning]]
    word = "Approver"
    role = ""
    who = ""
    reason = ""

Beside these, ``[[revision]]`` entries say which row of an older version a row goes with (``revisions``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.decisions.entries import (
    REMEDY,
    check_keys,
    check_open,
    optional_date,
    optional_text,
    parsed,
    placed_entries,
    text_of,
    value_of,
)
from raci_graph.decisions.meanings import dump_meaning, name_of
from raci_graph.errors import InputError
from raci_graph.model import Basis, Decision, TypeDecision
from raci_graph.settings import toml_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.decisions.doubts import OpenCell, OpenWord
    from raci_graph.decisions.entries import Entry
    from raci_graph.model import Meaning, Place

_DECISION_KEYS = frozenset({"row", "activity", "column", "letters", "basis", "source", "who", "date", "reason"})
_TYPE_KEYS = frozenset({"row", "activity", "type", "who", "date", "reason"})
_REMARK_KEYS = frozenset({"name", "rows", "column", "source", "who", "date", "reason"})


def load_decisions(text: str, file: str, columns: Sequence[str]) -> list[Decision]:
    """Return the decisions of a decisions file, in its order.

    Args:
        text: the TOML.
        file: its name, for places and messages.
        columns: the labels of the matrix's columns, by which a decision is numbered.

    Raises:
        InputError: for broken TOML, an unknown or missing key, or a value of another type.
    """
    found = parsed(text, file)
    check_open(found, text, "decision", file, ("letters", "who", "reason"))
    decisions = [_decision(entry, place, columns) for entry, place in placed_entries(found, text, "decision", file)]
    decisions += [_remark(entry, place) for entry, place in placed_entries(found, text, "remark", file)]
    names: set[str] = set()
    for decision in decisions:
        if decision.name in names:
            message = f"there are two decisions '{decision.name}'"
            raise InputError(message, place=str(decision.place), remedy="Keep one, or give a remark another name")
        names.add(decision.name)
    return decisions


def load_types(text: str, file: str) -> list[TypeDecision]:
    """Return the choices of activity types of a decisions file, in its order.

    Args:
        text: the TOML.
        file: its name, for places and messages.

    Raises:
        InputError: for broken TOML, an unknown or missing key, or a value of another type.
    """
    return [_type(entry, place) for entry, place in placed_entries(parsed(text, file), text, "type", file)]


def settles_rows(text: str, file: str) -> bool:
    """Tell whether a decisions file has entries about the rows of one matrix, or none at all.

    Raises:
        InputError: for broken TOML, or a table that no decisions file has.
    """
    found = parsed(text, file).keys()
    return not found or bool(found - {"meaning", "open-meaning"})


def dump_decisions(
    decisions: Sequence[Decision],
    doubts: Sequence[OpenCell] = (),
    types: Sequence[TypeDecision] = (),
    meanings: Sequence[Meaning] = (),
    words: Sequence[OpenWord] = (),
) -> str:
    """Return the decisions file with these choices, and an entry to be filled in for each word and cell in doubt."""
    meant = {name_of(meaning) for meaning in meanings}
    parts = [*map(dump_meaning, meanings), *map(_open_word, words)]
    for decision in decisions:
        if decision.name in meant:
            continue
        lines = ["[[decision]]" if decision.letters is not None else "[[remark]]"]
        if decision.letters is None:
            values: dict[str, object] = {"name": decision.name, "rows": list(decision.rows), "column": decision.column}
        else:
            values = {
                "row": decision.rows[0],
                "activity": decision.activity,
                "column": decision.column,
                "letters": decision.letters,
                "basis": decision.basis.value,
            }
        values |= {"source": decision.source, "who": decision.who, "date": decision.on, "reason": decision.reason}
        lines += [f"{key} = {toml_value(value)}" for key, value in values.items() if value is not None]
        parts.append("\n".join(lines) + "\n")
    return "\n".join([*parts, *map(dump_type, types), *map(_open, doubts)])


def dump_type(choice: TypeDecision) -> str:
    """Return the table of a decisions file that holds a choice of an activity type."""
    values: dict[str, object] = {"row": choice.row, "activity": choice.activity, "type": choice.type, "who": choice.who}
    values |= {"date": choice.on, "reason": choice.reason}
    lines = [f"{key} = {toml_value(value)}" for key, value in values.items() if value is not None]
    return "\n".join(["[[type]]", *lines]) + "\n"


def _open(doubt: OpenCell) -> str:
    values = {"row": doubt.row, "activity": doubt.activity, "column": doubt.column}
    return _open_entry("open", doubt, {**values, "letters": "", "basis": Basis.JUDGEMENT.value})


def _open_word(doubt: OpenWord) -> str:
    return _open_entry("open-meaning", doubt, {"word": doubt.word, "role": ""})


def _open_entry(kind: str, doubt: OpenCell | OpenWord, values: dict[str, object]) -> str:
    """Return an entry to be filled in, below a comment that says why there is a doubt."""
    why = " ".join(f"{doubt.place}: {doubt.why}".split())
    lines = [f"{key} = {toml_value(value)}" for key, value in {**values, "who": "", "reason": ""}.items()]
    return "\n".join([f"# {why}", f"[[{kind}]]", *lines]) + "\n"


def _decision(entry: Entry, place: Place, columns: Sequence[str]) -> Decision:
    check_keys(entry, _DECISION_KEYS, {"row", "column", "letters", "basis", "who"}, place)
    row = value_of(entry, "row", int, place)
    column = text_of(entry, "column", place)
    basis = text_of(entry, "basis", place)
    if basis not in {Basis.SECOND_SOURCE, Basis.JUDGEMENT}:
        raise InputError(f"basis is '{basis}'", place=str(place), remedy="Write SecondSource or Judgement")
    wanted = "source" if basis == Basis.SECOND_SOURCE else "reason"
    if not entry.get(wanted):
        raise InputError(f"a decision by {basis} has no {wanted}", place=str(place), remedy=f'Add {wanted} = "…"')
    number = columns.index(column) + 1 if column in columns else column
    return Decision(
        name=f"{row}-{number}",
        rows=(row,),
        column=column,
        letters=text_of(entry, "letters", place),
        basis=Basis(basis),
        who=text_of(entry, "who", place),
        reason=optional_text(entry, "reason", place),
        source=optional_text(entry, "source", place),
        on=optional_date(entry, place),
        activity=optional_text(entry, "activity", place),
        place=place,
    )


def _remark(entry: Entry, place: Place) -> Decision:
    check_keys(entry, _REMARK_KEYS, {"name", "rows", "column", "who", "reason"}, place)
    rows = value_of(entry, "rows", list, place)
    if not rows or not all(isinstance(row, int) and not isinstance(row, bool) for row in rows):
        raise InputError("rows must be a list of row numbers", place=str(place), remedy=REMEDY)
    return Decision(
        name=text_of(entry, "name", place),
        rows=tuple(rows),
        column=text_of(entry, "column", place),
        letters=None,
        basis=Basis.EXPLICIT,
        who=text_of(entry, "who", place),
        reason=text_of(entry, "reason", place),
        source=optional_text(entry, "source", place),
        on=optional_date(entry, place),
        place=place,
    )


def _type(entry: Entry, place: Place) -> TypeDecision:
    check_keys(entry, _TYPE_KEYS, {"row", "type", "who"}, place)
    return TypeDecision(
        row=value_of(entry, "row", int, place),
        type=text_of(entry, "type", place),
        who=text_of(entry, "who", place),
        reason=optional_text(entry, "reason", place),
        on=optional_date(entry, place),
        activity=optional_text(entry, "activity", place),
        place=place,
    )
