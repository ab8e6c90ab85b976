"""The ``[[revision]]`` entries of a decisions file: which row of an older version a row goes with, or does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.decisions.entries import (
    check_keys,
    check_open,
    optional_date,
    optional_text,
    parsed,
    placed_entries,
    text_of,
    value_of,
)

if TYPE_CHECKING:
    import datetime

    from raci_graph.decisions.entries import Entry
    from raci_graph.model import Place

_KEYS = ("row", "activity", "old-row", "old-activity", "same", "who", "date", "reason")


@dataclass(frozen=True, slots=True)
class Revision:
    """What a person says of a row of the new version and one of the old: whether they are the same."""

    row: int
    old_row: int
    same: bool
    who: str
    place: Place
    activity: str | None = None
    old_activity: str | None = None
    on: datetime.date | None = None
    reason: str | None = None


def load_revisions(text: str, file: str) -> list[Revision]:
    """Return the revisions of a decisions file, in its order.

    Raises:
        InputError: for broken TOML, an unknown or missing key, a value of another type, or an open entry that is
            filled in.
    """
    found = parsed(text, file)
    check_open(found, text, "revision", file, ("same", "who", "reason"))
    return [_revision(entry, place) for entry, place in placed_entries(found, text, "revision", file)]


def _revision(entry: Entry, place: Place) -> Revision:
    check_keys(entry, _KEYS, {"row", "old-row", "same", "who"}, place)
    return Revision(
        row=value_of(entry, "row", int, place),
        old_row=value_of(entry, "old-row", int, place),
        same=value_of(entry, "same", bool, place),
        who=text_of(entry, "who", place),
        place=place,
        activity=optional_text(entry, "activity", place),
        old_activity=optional_text(entry, "old-activity", place),
        on=optional_date(entry, place),
        reason=optional_text(entry, "reason", place) if entry.get("reason") != "" else None,
    )
