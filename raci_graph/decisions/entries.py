"""The entries of a decisions file: its tables with their places, and the values in them."""

from __future__ import annotations

import datetime
import re
import tomllib
import unicodedata
from typing import TYPE_CHECKING, Any

from raci_graph.errors import InputError
from raci_graph.model import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

Entry = dict[str, Any]

REMEDY = "See 'raci-graph import --help' for the form of a decisions file"
_TABLES = frozenset({"decision", "remark", "open", "type", "revision", "open-revision", "meaning", "open-meaning"})
_NEVER_BLANK = frozenset({"who", "name", "source", "reason", "type", "word", "role"})
_HEAD = re.compile(r"\s*\[\[\s*([\w-]+)\s*\]\]")
_TOML_PLACE = re.compile(r"line (?P<line>[0-9]+), column (?P<column>[0-9]+)")


def parsed(text: str, file: str) -> Entry:
    """Return the TOML of a decisions file.

    Raises:
        InputError: for broken TOML, or a table that no decisions file has.
    """
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        match = _TOML_PLACE.search(str(error))
        place = f"{file}:{match['line']}:{match['column']}" if match else file
        raise InputError(f"this is not TOML: {error}", place=place, remedy=REMEDY) from error
    unknown = set(found) - _TABLES
    if unknown:
        raise InputError(f"unknown table '{min(unknown)}'", place=file, remedy=REMEDY)
    return found


def placed_entries(found: Mapping[str, Any], text: str, kind: str, file: str) -> list[tuple[Entry, Place]]:
    """Return the entries of one kind, each with the place of its head.

    Raises:
        InputError: if they are written otherwise than as ``[[kind]]``.
    """
    entries = found.get(kind, [])
    heads = [(number, _HEAD.match(line)) for number, line in enumerate(text.split("\n"), 1)]
    places = [Place(file, number) for number, head in heads if head and head[1] == kind]
    is_list = isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)
    if not is_list or len(entries) != len(places):
        raise InputError(f"'{kind}' must be written as [[{kind}]]", place=file, remedy=REMEDY)
    return list(zip(entries, places, strict=True))


def check_open(found: Mapping[str, Any], text: str, kind: str, file: str, keys: Collection[str]) -> None:
    """Refuse an open entry that someone has filled in and that would be passed over.

    Args:
        found: the TOML.
        text: its text.
        kind: the kind of entry that an open one becomes, such as "decision".
        file: its name.
        keys: what is blank in an open entry.

    Raises:
        InputError: with the line of the first such entry.
    """
    name = "open" if kind == "decision" else f"open-{kind}"
    for entry, place in placed_entries(found, text, name, file):
        if any(entry.get(key) or entry.get(key) is False for key in keys):
            said = f"an {name} entry is filled in, and only {kind}s settle something"
            raise InputError(said, place=str(place), remedy=f"Write [[{kind}]] in place of [[{name}]]")


def check_keys(entry: Entry, known: Collection[str], needed: Collection[str], place: Place) -> None:
    """Refuse an entry with a key that is not known, or without one that is needed.

    Raises:
        InputError: with the place of the entry.
    """
    unknown = set(entry) - set(known)
    if unknown:
        keys = ", ".join(sorted(known))
        raise InputError(f"unknown key '{min(unknown)}'", place=str(place), remedy=f"Known keys: {keys}")
    missing = set(needed) - set(entry)
    if missing:
        raise InputError(f"the key '{min(missing)}' is missing", place=str(place), remedy=REMEDY)


def value_of(entry: Entry, key: str, kind: type, place: Place) -> Any:  # noqa: ANN401 - TOML holds any type
    """Return the value of a key, which is there.

    Raises:
        InputError: if it is of another type.
    """
    value = entry[key]
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        names = {int: "a number", str: "a text", list: "a list", bool: "true or false"}
        raise InputError(f"{key} must be {names[kind]}", place=str(place), remedy=REMEDY)
    return value


def text_of(entry: Entry, key: str, place: Place) -> str:
    """Return the text of a key, which is there, as Unicode NFC.

    Raises:
        InputError: if it is no text, or is blank where that says nothing.
    """
    text = unicodedata.normalize("NFC", str(value_of(entry, key, str, place)))
    if key in _NEVER_BLANK and not text.strip():
        raise InputError(f"{key} is blank", place=str(place), remedy=REMEDY)
    return text


def optional_text(entry: Entry, key: str, place: Place) -> str | None:
    """Return the text of a key, None without it.

    Raises:
        InputError: as ``text_of`` raises it.
    """
    return text_of(entry, key, place) if key in entry else None


def optional_date(entry: Entry, place: Place) -> datetime.date | None:
    """Return the date of an entry, None without one.

    Raises:
        InputError: if it is no date.
    """
    value = entry.get("date")
    if value is None or (isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)):
        return value
    raise InputError("date must be a date, such as 2026-11-25", place=str(place), remedy=REMEDY)
