"""What a person has settled about the rows of two versions: a part of the decisions file of the new version.

Its form:

    [[revision]]
    row = 20                          # the row of the new version
    activity = "Manage access to …"   # optional: refused if the row says something else
    old-row = 21                      # the row of the old version
    old-activity = "Manage access …"  # optional, as activity
    same = true                       # false: the two are not one
    who = "Jo Doe"
    date = 2026-11-25                 # optional
    reason = "…"                      # optional

``diff --write-decisions`` starts it with an ``[[open-revision]]`` for each question, to be filled in and renamed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.decisions.revisions import load_revisions
from raci_graph.errors import InputError
from raci_graph.settings import toml_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci_graph.compare.changes import Question
    from raci_graph.decisions.revisions import Revision
    from raci_graph.model import Activity, Matrix


_OPEN = re.compile(r"^# .*\n\[\[open-revision\]\]\n(?:[a-z-]+ = .*\n?)*\n*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Settled:
    """Pairs of rows, the old one first, that are settled: recorded in a graph, or decided to be the same or not."""

    recorded: frozenset[tuple[int, int]] = frozenset()
    same: frozenset[tuple[int, int]] = frozenset()
    apart: frozenset[tuple[int, int]] = frozenset()


def load_settled(text: str, file: str, old: Matrix, new: Matrix) -> Settled:
    """Return what the decisions file of the new version settles about the rows of both.

    Raises:
        InputError: for a file that is no decisions file, or an entry that names a row that is not there, says
            something else than the row does, or contradicts another.
    """
    revisions = load_revisions(text, file)
    rows = {each.row: each for each in new.activities}, {each.row: each for each in old.activities}
    for each in revisions:
        _check(rows[0], each.row, each.activity, "new", each)
        _check(rows[1], each.old_row, each.old_activity, "old", each)
    same = {(each.old_row, each.row) for each in revisions if each.same}
    apart = {(each.old_row, each.row) for each in revisions if not each.same}
    once = len({a for a, _ in same}) == len(same) == len({b for _, b in same})
    if same & apart or not once:
        message = "two [[revision]] entries contradict each other"
        raise InputError(message, place=file, remedy="Let each row go with one row of the other version")
    return Settled(frozenset(), frozenset(same), frozenset(apart))


def with_questions(text: str, questions: Iterable[Question]) -> str:
    """Return the text of a decisions file with an ``[[open-revision]]`` entry for each question that is left.

    Open entries that an earlier call wrote and nobody touched are left out; all else stays as it is.
    """
    kept = _OPEN.sub("", text).strip("\n")
    parts = [part for part in (kept, settled_entries(questions).strip("\n")) if part]
    return "\n\n".join(parts) + "\n" * bool(parts)


def settled_entries(questions: Iterable[Question]) -> str:
    """Return an ``[[open-revision]]`` entry, to be filled in, for each question."""
    parts = []
    for each in questions:
        values = {
            "row": each.new.row,
            "activity": each.new.text,
            "old-row": each.old.row,
            "old-activity": each.old.text,
            "same": "",
            "who": "",
            "reason": "",
        }
        lines = [f"# {each.score:.0f} % alike; {' '.join(each.why.split())}", "[[open-revision]]"]
        parts.append("\n".join([*lines, *(f"{key} = {toml_value(value)}" for key, value in values.items())]) + "\n")
    return "\n".join(parts)


def _check(rows: dict[int, Activity], row: int, text: str | None, side: str, entry: Revision) -> None:
    if row not in rows:
        message = f"there is no row {row} in the {side} version, which has {len(rows)}"
        raise InputError(message, place=str(entry.place), remedy="Mend the number")
    if text is not None and rows[row].text != text:
        message = f"row {row} of the {side} version is '{rows[row].text}', not '{text}'"
        raise InputError(message, place=str(entry.place), remedy="Mend the number or the text")
