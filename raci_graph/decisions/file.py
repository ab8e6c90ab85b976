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
"""

from __future__ import annotations

import datetime
import re
import tomllib
import unicodedata
from typing import TYPE_CHECKING, Any

from raci_graph.errors import InputError
from raci_graph.model import Basis, Decision, Place, TypeDecision
from raci_graph.settings import toml_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.decisions.doubts import OpenCell

_DECISION_KEYS = frozenset({"row", "activity", "column", "letters", "basis", "source", "who", "date", "reason"})
_REMARK_KEYS = frozenset({"name", "rows", "column", "source", "who", "date", "reason"})
_TYPE_KEYS = frozenset({"row", "activity", "type", "who", "date", "reason"})
_NEVER_BLANK = frozenset({"who", "name", "source", "reason", "type"})
_ENTRY = re.compile(r"\s*\[\[\s*(decision|remark|type)\s*\]\]")
_OPEN = re.compile(r"\s*\[\[\s*open\s*\]\]")
_TOML_PLACE = re.compile(r"line (?P<line>[0-9]+), column (?P<column>[0-9]+)")
_REMEDY = "See 'raci-graph import --help' for the form of a decisions file"


def load_decisions(text: str, file: str, columns: Sequence[str]) -> list[Decision]:
    """Return the decisions of a decisions file, in its order.

    Args:
        text: the TOML.
        file: its name, for places and messages.
        columns: the labels of the matrix's columns, by which a decision is numbered.

    Raises:
        InputError: for broken TOML, an unknown or missing key, or a value of another type.
    """
    found = _tables(text, file)
    _check_open(found.get("open", []), text, file)
    decisions = []
    for kind, read in (("decision", _decision), ("remark", _remark)):
        decisions += [read(entry, place, columns) for entry, place in _entries(found, kind, text, file)]
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
    return [_type(entry, place) for entry, place in _entries(_tables(text, file), "type", text, file)]


def _tables(text: str, file: str) -> dict[str, Any]:
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        match = _TOML_PLACE.search(str(error))
        place = f"{file}:{match['line']}:{match['column']}" if match else file
        raise InputError(f"this is not TOML: {error}", place=place, remedy=_REMEDY) from error
    unknown = set(found) - {"decision", "remark", "open", "type"}
    if unknown:
        raise InputError(f"unknown table '{min(unknown)}'", place=file, remedy=_REMEDY)
    return found


def _entries(found: dict[str, Any], kind: str, text: str, file: str) -> list[tuple[dict[str, Any], Place]]:
    """Return the tables of one kind, each with the line on which it begins."""
    entries = found.get(kind, [])
    kinds = [match[1] if (match := _ENTRY.match(line)) else None for line in text.split("\n")]
    places = [Place(file, line) for line, at in enumerate(kinds, 1) if at == kind]
    whole = isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)
    if not whole or len(entries) != len(places):
        raise InputError(f"'{kind}' must be written as [[{kind}]]", place=file, remedy=_REMEDY)
    return list(zip(entries, places, strict=True))


def dump_decisions(
    decisions: Sequence[Decision], doubts: Sequence[OpenCell] = (), types: Sequence[TypeDecision] = ()
) -> str:
    """Return the decisions file that holds these choices, and an entry to be filled in for each cell in doubt."""
    parts = []
    for decision in decisions:
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
    """Return the entry of a cell in doubt, below a comment that says why it is."""
    values = {"row": doubt.row, "activity": doubt.activity, "column": doubt.column}
    values |= {"letters": "", "basis": Basis.JUDGEMENT.value, "who": "", "reason": ""}
    why = " ".join(f"{doubt.place}: {doubt.why}".split())
    return (
        "\n".join([f"# {why}", "[[open]]", *(f"{key} = {toml_value(value)}" for key, value in values.items())]) + "\n"
    )


def _decision(entry: dict[str, Any], place: Place, columns: Sequence[str]) -> Decision:
    _check_keys(entry, _DECISION_KEYS, {"row", "column", "letters", "basis", "who"}, place)
    row = _value(entry, "row", int, place)
    column = _text(entry, "column", place)
    basis = _text(entry, "basis", place)
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
        letters=_text(entry, "letters", place),
        basis=Basis(basis),
        who=_text(entry, "who", place),
        reason=_optional(entry, "reason", place),
        source=_optional(entry, "source", place),
        on=_date(entry, place),
        activity=_optional(entry, "activity", place),
        place=place,
    )


def _remark(entry: dict[str, Any], place: Place, columns: Sequence[str]) -> Decision:
    del columns
    _check_keys(entry, _REMARK_KEYS, {"name", "rows", "column", "who", "reason"}, place)
    rows = _value(entry, "rows", list, place)
    if not rows or not all(isinstance(row, int) and not isinstance(row, bool) for row in rows):
        raise InputError("rows must be a list of row numbers", place=str(place), remedy=_REMEDY)
    return Decision(
        name=_text(entry, "name", place),
        rows=tuple(rows),
        column=_text(entry, "column", place),
        letters=None,
        basis=Basis.EXPLICIT,
        who=_text(entry, "who", place),
        reason=_text(entry, "reason", place),
        source=_optional(entry, "source", place),
        on=_date(entry, place),
        place=place,
    )


def _type(entry: dict[str, Any], place: Place) -> TypeDecision:
    _check_keys(entry, _TYPE_KEYS, {"row", "type", "who"}, place)
    return TypeDecision(
        row=_value(entry, "row", int, place),
        type=_text(entry, "type", place),
        who=_text(entry, "who", place),
        reason=_optional(entry, "reason", place),
        on=_date(entry, place),
        activity=_optional(entry, "activity", place),
        place=place,
    )


def _check_open(entries: object, text: str, file: str) -> None:
    """Refuse an open entry that someone has filled in and that would be passed over.

    Raises:
        InputError: with the line of the first such entry.
    """
    lines = [number for number, line in enumerate(text.split("\n"), 1) if _OPEN.match(line)]
    if not isinstance(entries, list) or len(entries) != len(lines):
        raise InputError("'open' must be written as [[open]]", place=file, remedy=_REMEDY)
    for entry, line in zip(entries, lines, strict=True):
        if any(entry.get(key) for key in ("letters", "who", "reason")):
            said = "an open entry is filled in, and only decisions settle something"
            raise InputError(said, place=f"{file}:{line}", remedy="Write [[decision]] in place of [[open]]")


def _check_keys(entry: dict[str, Any], known: frozenset[str], needed: set[str], place: Place) -> None:
    unknown = set(entry) - known
    if unknown:
        keys = ", ".join(sorted(known))
        raise InputError(f"unknown key '{min(unknown)}'", place=str(place), remedy=f"Known keys: {keys}")
    missing = needed - set(entry)
    if missing:
        raise InputError(f"the key '{min(missing)}' is missing", place=str(place), remedy=_REMEDY)


def _value(entry: dict[str, Any], key: str, kind: type, place: Place) -> Any:  # noqa: ANN401 - TOML holds any type
    value = entry[key]
    if not isinstance(value, kind) or isinstance(value, bool):
        names = {int: "a number", str: "a text", list: "a list"}
        raise InputError(f"{key} must be {names[kind]}", place=str(place), remedy=_REMEDY)
    return value


def _text(entry: dict[str, Any], key: str, place: Place) -> str:
    text = unicodedata.normalize("NFC", str(_value(entry, key, str, place)))
    if key in _NEVER_BLANK and not text.strip():
        raise InputError(f"{key} is blank", place=str(place), remedy=_REMEDY)
    return text


def _optional(entry: dict[str, Any], key: str, place: Place) -> str | None:
    return _text(entry, key, place) if key in entry else None


def _date(entry: dict[str, Any], place: Place) -> datetime.date | None:
    value = entry.get("date")
    if value is None or (isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)):
        return value
    raise InputError("date must be a date, such as 2026-11-25", place=str(place), remedy=_REMEDY)
