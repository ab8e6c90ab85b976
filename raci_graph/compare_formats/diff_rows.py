"""Differences as rows of a table: what the table, the spreadsheet and the web page show of each change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.compare.changes import Kind
from raci_graph.compare.roles import role_names
from raci_graph.compare_formats.sentences import ground_said, path_said, roles_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci_graph.compare.changes import Diff, RowChange

COLUMNS = ("change", "old row", "row", "before", "now", "ground")
"""The heads of the columns."""


def diff_rows(diff: Diff) -> Iterator[tuple[str, ...]]:
    """Yield a row for each change, in the order of the kinds: its kind, the numbers, the text before and now."""
    yield from (_with_roles(each, Kind.REASSIGNED, diff) for each in diff.of_kind(Kind.REASSIGNED))
    yield from _alone(diff)
    for question in diff.questions:
        why = f"{question.score:.0f} % alike; {question.why}"
        rows = str(question.old.row), str(question.new.row)
        yield Kind.QUESTION, *rows, question.old.text, question.new.text, why
    for change in diff.of_kind(Kind.REWORDED):
        yield _row(change, Kind.REWORDED, change.pair.old.text, change.pair.new.text)
    for change in diff.of_kind(Kind.MOVED):
        yield _row(change, Kind.MOVED, path_said(change.old_section), path_said(change.new_section))
    for change in diff.of_kind(Kind.REMARKED):
        for name, before, now in change.remarks:
            yield _row(change, Kind.REMARKED, f"{name}: {before or ''}", f"{name}: {now or ''}")
    yield from (_with_roles(each, Kind.UNSETTLED, diff) for each in diff.of_kind(Kind.UNSETTLED))
    yield from _beside_rows(diff)


def _alone(diff: Diff) -> Iterator[tuple[str, ...]]:
    names = role_names(diff.old), role_names(diff.new)
    for activity in diff.added:
        yield Kind.ADDED, "", str(activity.row), "", f"{activity.text} [{roles_said(activity, names[1])}]", ""
    for activity in diff.dropped:
        yield Kind.DROPPED, str(activity.row), "", f"{activity.text} [{roles_said(activity, names[0])}]", "", ""


def _beside_rows(diff: Diff) -> Iterator[tuple[str, ...]]:
    for party in diff.parties:
        yield Kind.PARTIES, "", "", party.old or "", party.new or "", party.ground.value if party.ground else ""
    for section in diff.sections:
        before = f"{section.old_number or ''} {path_said(section.old)}".strip() if section.old else ""
        now = f"{section.new_number or ''} {path_said(section.new)}".strip() if section.new else ""
        yield Kind.SECTIONS, "", "", before, now, ""
    for entry in diff.legend:
        before, now = (f"{entry.letter}: {text}" if text else "" for text in (entry.old, entry.new))
        yield Kind.LEGEND, "", "", before, now, ""


def _with_roles(change: RowChange, kind: Kind, diff: Diff) -> tuple[str, ...]:
    pair = change.pair
    before = f"{pair.old.text} [{roles_said(pair.old, role_names(diff.old))}]"
    return _row(change, kind, before, f"{pair.new.text} [{roles_said(pair.new, role_names(diff.new))}]")


def _row(change: RowChange, kind: Kind, before: str, now: str) -> tuple[str, ...]:
    pair = change.pair
    return kind, str(pair.old.row), str(pair.new.row), before, now, ground_said(pair)
